"""The three-digit codes under which candidates stand in the public vote. Rule: PUBLIC-03."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.sheets import read_sheets
from zjgdesk.exchange.totals import read_codes
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.public_vote import VoteCode, VoteFile
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import ShortlistKind, Track, VoteFileState
from zjgdesk.services import list_order, stage_facts, stages
from zjgdesk.services.desk import Desk

MOST, NAMED = 999, 5


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A candidate of the public vote under its code."""

    candidate_id: int
    code: str
    name: str
    organisation: str


def list_codes(desk: Desk, track: Track) -> list[CodeRow]:
    """Return the codes of a track in their order."""
    query = (
        select(VoteCode, Candidate)
        .join(Candidate, Candidate.id == VoteCode.candidate_id)
        .where(VoteCode.track == track)
        .order_by(VoteCode.code)
    )
    with desk.reading() as session:
        return [
            CodeRow(c.id, code.code, c.name, c.organisation) for code, c in session.execute(query)
        ]


def assign_codes(desk: Desk, track: Track) -> int:
    """Give the initial shortlist its codes: cadres by strokes, units as in the register.

    Raises:
        DeskError: `vote.nobody_listed`, `vote.too_many_codes`, `vote.codes_used`, or what the
            stage refuses.
    """
    with desk.acting(Action.ASSIGN_CODES, f"track:{track}") as deed:
        listed = _listed(desk, deed.session, track)
        _refuse_too_many(len(listed))
        order = list_order.in_order(deed.session, track, listed)
        _put(deed.session, track, {c.id: f"{n:03d}" for n, c in enumerate(order, start=1)})
        deed.facts["codes"] = len(order)
        return len(order)


def take_codes(
    desk: Desk, track: Track, name: str, content: bytes, *, number_rest: bool = False
) -> int:
    """Take the codes from a list that a newspaper or a vendor was given before.

    Args:
        desk: who acts, and where.
        track: whose codes they are.
        name: the file's name.
        content: the file's bytes.
        number_rest: give those whom the list does not name the numbers behind its last.

    Raises:
        DeskError: `vote.codes_unknown`, `vote.codes_missing`, `vote.code_repeated`,
            `vote.codes_used`, what the reader refuses, or what the stage refuses.
    """
    with desk.acting(Action.ASSIGN_CODES, f"track:{track}", file=name) as deed:
        deed.facts.update(digest=digest_of(content), size=len(content))
        listed = _listed(desk, deed.session, track)
        ids: dict[str, list[int]] = {}
        for candidate in listed:
            ids.setdefault(candidate.name_key, []).append(candidate.id)
        codes: dict[int, str] = {}
        for code, person in names_in(name, content):
            waiting = ids.get(compact(person))
            if not waiting:
                raise DeskError("vote.codes_unknown", rule="PUBLIC-03", number=code, name=person)
            codes[waiting.pop(0)] = code
        rest = [c for c in listed if c.id not in codes]
        if rest and not number_rest:
            names = [c.name for c in rest[:NAMED]]
            raise DeskError("vote.codes_missing", rule="PUBLIC-03", count=len(rest), names=names)
        last = max((int(code) for code in codes.values()), default=0)
        _refuse_too_many(last + len(rest))
        order = list_order.in_order(deed.session, track, rest)
        codes |= {c.id: f"{n:03d}" for n, c in enumerate(order, start=last + 1)}
        _put(deed.session, track, codes)
        deed.facts["codes"] = len(codes)
        return len(codes)


def names_in(name: str, content: bytes) -> list[tuple[str, str]]:
    """Return the codes and names of a list, as they stand; nothing is kept.

    Raises:
        DeskError: what the reader refuses.
    """
    return read_codes(name, read_sheets(name, content))


def _refuse_too_many(count: int) -> None:
    if count > MOST:
        raise DeskError("vote.too_many_codes", rule="PUBLIC-03", most=MOST)


def _listed(desk: Desk, session: Session, track: Track) -> list[Candidate]:
    stages.need(desk, session, track, Work.COUNT_VOTES)
    counted = session.scalar(
        select(func.count()).where(
            VoteFile.track == track, VoteFile.state == VoteFileState.COUNTED
        )
    )
    if counted:
        raise DeskError("vote.codes_used", rule="PUBLIC-03")
    initial = stage_facts.decided_list(session, track, ShortlistKind.INITIAL)
    ids = stage_facts.chosen_ids(session, initial) if initial else []
    if not ids:
        raise DeskError("vote.nobody_listed", rule="SCHEME-05")
    return [session.get_one(Candidate, candidate_id) for candidate_id in ids]


def _put(session: Session, track: Track, codes: dict[int, str]) -> None:
    session.execute(delete(VoteCode).where(VoteCode.track == track))
    session.add_all(
        VoteCode(candidate_id=candidate_id, track=track, code=code)
        for candidate_id, code in codes.items()
    )
