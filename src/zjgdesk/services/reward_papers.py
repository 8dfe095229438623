"""The register of what followed for the winners of a year. Rule: NOTICE-07."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents.reward_register import (
    KIND,
    Followed,
    RewardLine,
    RewardRegisterFacts,
    build_reward_register,
)
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Organisation
from zjgdesk.models.honours import Honour, Reward
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stroke_order import load_table, order_names
from zjgdesk.rules.vocabulary import RewardKind, Track
from zjgdesk.services import office_texts, papers, scheme
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow


def print_reward_register(desk: Desk, year: int) -> IssuedRow:
    """Print all rewards, trainings and promotions of a year's list, and the share promoted.

    Rule: NOTICE-07

    Raises:
        DeskError: `reward.nobody`, or what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"rewards:{year}", kind=KIND) as deed:
        facts = _facts(desk, deed.session, year)
        content = build_reward_register(facts, papers.fonts_of(desk))
        title = f"{year}年度激励台账"
        return papers.keep(desk, deed, content, kind=KIND, title=title)


def _facts(desk: Desk, session: Session, year: int) -> RewardRegisterFacts:
    listed = _in_order(session, list(session.scalars(select(Honour).where(Honour.year == year))))
    if not listed:
        raise DeskError("reward.nobody", rule="NOTICE-07")
    followed: dict[int, list[Followed]] = {each.id: [] for each in listed}
    query = select(Reward).where(Reward.honour_id.in_(followed)).order_by(Reward.on, Reward.id)
    for reward in session.scalars(query):
        followed[reward.honour_id].append(Followed(reward.kind, reward.on, reward.text))
    cadres = [each for each in listed if each.track is Track.CADRE]
    return RewardRegisterFacts(
        year=year,
        lines=tuple(_line(each, followed[each.id]) for each in listed),
        promoted=sum(_promoted(followed[each.id]) for each in cadres),
        cadres=len(cadres),
        issuer=scheme.scheme_value(session, "notice.issuer"),
        made_on=desk.today(),
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
        template=office_texts.text_of(session, KIND),
    )


def _promoted(followed: Iterable[Followed]) -> bool:
    return any(each.kind is RewardKind.PROMOTION for each in followed)


def _line(honoured: Honour, followed: Iterable[Followed]) -> RewardLine:
    unit = honoured.track is Track.UNIT
    return RewardLine(
        honoured.track,
        honoured.name_key,
        honoured.organisation,
        "" if unit else honoured.post,
        tuple(followed),
    )


def _in_order(session: Session, listed: list[Honour]) -> list[Honour]:
    """Return units as in the register, then cadres by strokes; of earlier years too.

    Rule: VOTE-11
    """
    positions = {o.name: o.position for o in session.scalars(select(Organisation))}
    units = sorted(
        (each for each in listed if each.track is Track.UNIT),
        key=lambda each: (positions.get(each.organisation, len(positions)), each.id),
    )
    waiting: dict[str, list[Honour]] = {}
    for each in sorted(listed, key=lambda each: each.id):
        if each.track is Track.CADRE:
            waiting.setdefault(each.name_key, []).append(each)
    names = [name for name, several in waiting.items() for _ in several]
    given = scheme.scheme_value(session, "order") == "given"
    cadres = [waiting[name].pop(0) for name in order_names(names, load_table(), given=given)]
    return [*units, *cadres]
