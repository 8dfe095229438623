"""The circular of the year's results, printed or saved to be edited. Rule: NOTICE-07."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents import circular
from zjgdesk.documents.circular import CircularFacts, build_circular, circular_blocks
from zjgdesk.documents.elected import ElectedEntry
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.honours import Honour
from zjgdesk.models.notices import Notice
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import list_order, office_texts, papers, scheme
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow


@dataclass(frozen=True, slots=True)
class NewCircular:
    """A circular to be issued.

    Args:
        tracks: whose confirmed lists it names.
        issued_on: its date.
        decision: what is given to the winners, in a sentence.
        notice_id: the notice beside which it is kept; nought for none.
    """

    tracks: tuple[Track, ...]
    issued_on: date
    decision: str
    notice_id: int = 0


def confirmed_tracks(desk: Desk) -> tuple[Track, ...]:
    """Return the tracks of which somebody is on the year's confirmed list."""
    with desk.reading() as session:
        query = select(Honour.track).where(Honour.year == desk.year).distinct()
        found = set(session.scalars(query))
    return tuple(track for track in Track if track in found)


def usual_decision(tracks: Sequence[Track]) -> str:
    """Return the usual reward decision, for the clerk to change. Rule: NOTICE-07."""
    return circular.usual_decision(tracks)


def print_circular(desk: Desk, new: NewCircular) -> IssuedRow:
    """Print the circular; it is kept beside the notice.

    Rules: NOTICE-07, SCHEME-07, VOTE-17

    Raises:
        DeskError: `circular.nobody`, `circular.too_early`, or what the page refuses.
    """
    subject = f"notice:{new.notice_id}" if new.notice_id else f"year:{desk.year}"
    with desk.acting(Action.PRINT_PAPER, subject, kind=circular.KIND) as deed:
        facts = facts_of(desk, deed.session, new)
        content = build_circular(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=circular.KIND, title=title_of(facts))


def need_whole(desk: Desk, new: NewCircular) -> None:
    """Refuse what could not be printed, before anything is.

    Raises:
        DeskError: as `print_circular`, but for the page itself.
    """
    with desk.reading() as session:
        circular_blocks(facts_of(desk, session, new))


def title_of(facts: CircularFacts) -> str:
    """Return what the circular is called in the list of issued papers."""
    return f"{facts.year}年度考核结果通报"


def facts_of(desk: Desk, session: Session, new: NewCircular) -> CircularFacts:
    """Return what the circular says.

    Raises:
        DeskError: `circular.too_early` for a date before the list was confirmed.

    Rules: NOTICE-07, VOTE-11
    """
    query = select(Notice.confirmed_on).where(
        Notice.track.in_(new.tracks), Notice.confirmed_on.is_not(None)
    )
    confirmed = max((on for on in session.scalars(query) if on), default=new.issued_on)
    if new.issued_on < confirmed:
        raise DeskError("circular.too_early", rule="NOTICE-07", confirmed=confirmed)
    listed = {track: _entries(desk, session, track) for track in new.tracks}
    return CircularFacts(
        year=desk.year,
        units=listed.get(Track.UNIT, ()),
        cadres=listed.get(Track.CADRE, ()),
        decision=new.decision.strip(),
        issuer=scheme.scheme_value(session, "notice.issuer"),
        issued_on=new.issued_on,
        document=scheme.scheme_value(session, "document.number"),
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
        template=office_texts.text_of(session, circular.KIND),
        head=papers.head_of(session),
    )


def _entries(desk: Desk, session: Session, track: Track) -> tuple[ElectedEntry, ...]:
    """Return a year's confirmed: cadres by strokes, units as in the register. Rule: VOTE-11."""
    query = (
        select(Candidate, Honour)
        .join(Honour, Honour.candidate_id == Candidate.id)
        .where(Honour.year == desk.year, Honour.track == track)
    )
    found = {candidate.id: (candidate, honour) for candidate, honour in session.execute(query)}
    order = list_order.in_order(session, track, [candidate for candidate, _ in found.values()])
    unit = track is Track.UNIT
    return tuple(
        ElectedEntry(c.name_key, c.organisation if unit else found[c.id][1].post or c.organisation)
        for c in order
    )
