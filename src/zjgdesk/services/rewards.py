"""Who was confirmed over the years, and what followed for them. Rule: NOTICE-07."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.honours import Honour, Reward
from zjgdesk.models.notices import Notice, NoticeEntry, Objection
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Step
from zjgdesk.rules.vocabulary import ObjectionEnd, RewardKind, Stage, Track
from zjgdesk.services import cases, stage_facts, stages
from zjgdesk.services.cases import CaseMark
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.standing import fields_of


@dataclass(frozen=True, slots=True)
class RewardRow:
    """One reward, training or promotion."""

    id: int
    honour_id: int
    year: int
    name: str
    organisation: str
    track: Track
    kind: RewardKind
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class HonourRow:
    """One unit or cadre of a year's confirmed list, with the first day of each follow-up.

    `case` is what a tolerance case says of whom the list of candidates still knows.
    """

    id: int
    year: int
    track: Track
    name: str
    organisation: str
    post: str
    rewarded_on: date | None
    trained_on: date | None
    promoted_on: date | None
    case: CaseMark | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a year's confirmed cadres were promoted so far."""

    numerator: int
    denominator: int

    @property
    def per_cent(self) -> float | None:
        """The share in per cent; None while nobody is confirmed."""
        return 100 * self.numerator / self.denominator if self.denominator else None


def list_honours(desk: Desk) -> list[HonourRow]:
    """Return the confirmed of all years, the newest year first."""
    query = select(Honour).order_by(Honour.year.desc(), Honour.track.desc(), Honour.id)
    with desk.reading() as session:
        first: dict[tuple[int, RewardKind], date] = {}
        for reward in session.scalars(select(Reward).order_by(Reward.on.desc())):
            first[reward.honour_id, reward.kind] = reward.on
        marks = cases.marks(session, desk.today())
        return [
            HonourRow(
                h.id,
                h.year,
                h.track,
                h.name,
                h.organisation,
                h.post,
                rewarded_on=first.get((h.id, RewardKind.REWARD)),
                trained_on=first.get((h.id, RewardKind.TRAINING)),
                promoted_on=first.get((h.id, RewardKind.PROMOTION)),
                case=marks.get(h.candidate_id or 0),
            )
            for h in session.scalars(query)
        ]


def list_rewards(desk: Desk) -> list[RewardRow]:
    """Return all rewards, newest first."""
    query = (
        select(Reward, Honour)
        .join(Honour, Honour.id == Reward.honour_id)
        .order_by(Reward.on.desc(), Reward.id.desc())
    )
    with desk.reading() as session:
        return [
            RewardRow(r.id, h.id, h.year, h.name, h.organisation, h.track, r.kind, r.on, r.text)
            for r, h in session.execute(query)
        ]


def record_reward(desk: Desk, honour_id: int, *, kind: RewardKind, on: date, text: str) -> int:
    """Record what somebody on a confirmed list received.

    Raises:
        DeskError: `reward.not_confirmed`, `reward.not_a_cadre`, `reward.empty`,
            `reward.too_early`.
    """
    with desk.acting(Action.RECORD_REWARD, f"honour:{honour_id}", kind=kind, on=on) as deed:
        honoured = deed.session.get(Honour, honour_id)
        if honoured is None:
            raise DeskError("reward.not_confirmed", rule="NOTICE-07")
        if kind is not RewardKind.REWARD and honoured.track is Track.UNIT:
            raise DeskError("reward.not_a_cadre", rule="NOTICE-07", name=honoured.name)
        if not text.strip():
            raise DeskError("reward.empty", rule="NOTICE-07")
        if on.year < honoured.year:
            raise DeskError("reward.too_early", rule="NOTICE-07", year=honoured.year, on=on)
        if honoured.year == desk.year:
            _begin_rewards(desk, deed, honoured.track)
        reward = Reward(honour_id=honour_id, kind=kind, on=on, text=text.strip())
        deed.session.add(reward)
        deed.session.flush()
        return reward.id


def _begin_rewards(desk: Desk, deed: Deed, track: Track) -> None:
    """The first reward of the year begins the last stage of its track."""
    if stage_facts.stage_of(deed.session, track) is Stage.CONFIRMED:
        stages.take(desk, deed, track, Step.BEGIN_REWARDS)


def promotion_shares(desk: Desk) -> dict[int, Share]:
    """Return the share of confirmed cadres who were promoted, by the year of their list.

    Rule: NOTICE-07
    """
    cadres = [row for row in list_honours(desk) if row.track is Track.CADRE]
    return {
        year: Share(
            sum(row.year == year and row.promoted_on is not None for row in cadres),
            sum(row.year == year for row in cadres),
        )
        for year in sorted({row.year for row in cadres})
    }


def honour(session: Session, year: int, notice: Notice) -> list[int]:
    """Put those of a confirmed notice who stand on the year's list; return who is new on it.

    Rules: NOTICE-05, NOTICE-07
    """
    known = set(session.scalars(select(Honour.candidate_id).where(Honour.year == year)))
    stand = [entry.candidate_id for entry in standing(session, notice)]
    new = [candidate_id for candidate_id in stand if candidate_id not in known]
    for candidate_id in new:
        candidate = session.get_one(Candidate, candidate_id)
        session.add(
            Honour(
                year=year,
                track=notice.track,
                name=candidate.name,
                name_key=candidate.name_key,
                organisation=candidate.organisation,
                post=fields_of(candidate).get("post", ""),
                candidate_id=candidate_id,
            )
        )
    return new


def is_taken_off(session: Session, notice: Notice, entry: NoticeEntry) -> bool:
    """Say whether an objection took somebody off a notice."""
    query = select(Objection.id).where(
        Objection.notice_id == notice.id,
        Objection.candidate_id == entry.candidate_id,
        Objection.end == ObjectionEnd.SERIOUS,
    )
    return session.scalars(query).first() is not None


def standing(session: Session, notice: Notice) -> list[NoticeEntry]:
    """Return the entries of a notice that are neither taken off nor held back."""
    ends = (ObjectionEnd.SERIOUS, ObjectionEnd.HELD_BACK)
    query = select(Objection.candidate_id).where(
        Objection.notice_id == notice.id, Objection.end.in_(ends)
    )
    off = set(session.scalars(query))
    return [e for e in notice.entries if e.candidate_id not in off and not e.taken_off_reason]
