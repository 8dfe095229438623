"""Candidates of the year and all that is known of them."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate, Clearance, Opinion, OpinionRequest, Organisation
from zjgdesk.rules.months import parse_month
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    OrganisationKind,
    Track,
)
from zjgdesk.services import cases, stages
from zjgdesk.services.cases import CaseLine, CaseMark
from zjgdesk.services.decision_rows import (
    ConclusionRow,
    DecisionRow,
    LeadRow,
    conclusion_of,
    decisions_of,
    leads_of,
)
from zjgdesk.services.desk import Desk
from zjgdesk.services.standing import Grounds, Standing


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One unit of the register."""

    id: int
    position: int
    name: str
    kind: OrganisationKind
    assessed: bool
    unit_quota: int | None
    cadre_quota: int | None


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One line of the candidates table, detached from the database."""

    id: int
    track: Track
    name: str
    organisation: str
    post: str
    level: str
    deed_kind: str
    birth_text: str
    birth_month: str | None
    gender: str
    state: str
    yes: int
    reserved: int
    no: int
    clearance: Mapping[ClearanceOrgan, ClearanceAnswer | None]
    case: CaseMark | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """What one addressee said of a candidate."""

    group: OpinionGroup
    addressee: str
    answer: OpinionAnswer
    text: str
    at: datetime
    actor: str
    round_no: int = 1


@dataclass(frozen=True, slots=True)
class ClearanceLine:
    """What one organ said of a candidate."""

    organ: ClearanceOrgan
    answer: ClearanceAnswer
    text: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class CandidateDetail:
    """A candidate's page."""

    row: CandidateRow
    fields: Mapping[str, str]
    opinions: tuple[OpinionLine, ...]
    clearances: tuple[ClearanceLine, ...]
    cases: tuple[CaseLine, ...]
    withdrawn_reason: str | None
    decisions: tuple[DecisionRow, ...] = ()
    conclusion: ConclusionRow | None = None
    leads: tuple[LeadRow, ...] = ()


# What a list shows; whole records would take three times as long.
ORGANS = tuple(ClearanceOrgan)
LISTED = (
    Candidate.id,
    Candidate.track,
    Candidate.name,
    Candidate.organisation,
    Candidate.birth_month,
    Candidate.fields,
    Candidate.withdrawn_reason,
)
# Who said what; the addressee's answer of a later round takes the place of the earlier.
SAID = (Opinion.candidate_id, OpinionRequest.group, OpinionRequest.addressee, Opinion.answer)


def list_organisations(desk: Desk) -> list[OrganisationRow]:
    """Return the register in its own order."""
    with desk.reading() as session:
        return [
            OrganisationRow(
                o.id, o.position, o.name, o.kind, o.assessed, o.unit_quota, o.cadre_quota
            )
            for o in session.scalars(select(Organisation).order_by(Organisation.position))
        ]


def list_candidates(desk: Desk, track: Track | None = None) -> list[CandidateRow]:
    """Return the candidates of one track or of both, as they came in."""
    with desk.reading() as session:
        return rows_of(session, desk.today(), track)


def rows_of(session: Session, today: date, track: Track | None = None) -> list[CandidateRow]:
    """Return the candidates' rows in the caller's transaction, with few queries in all."""
    query = select(*LISTED).order_by(Candidate.id)
    opinions = select(*SAID).join(Opinion.request).order_by(OpinionRequest.round_no)
    clearances = select(Clearance.candidate_id, Clearance.organ, Clearance.answer)
    if track is not None:
        query = query.where(Candidate.track == track)
        opinions = opinions.where(OpinionRequest.track == track)
        clearances = clearances.join(Clearance.candidate).where(Candidate.track == track)
    newest = {(c, group, by): answer for c, group, by, answer in session.execute(opinions)}
    said = Counter((candidate_id, answer) for (candidate_id, _, _), answer in newest.items())
    cleared: dict[int, dict[ClearanceOrgan, ClearanceAnswer]] = {}
    for candidate_id, organ, answer in session.execute(clearances):
        cleared.setdefault(candidate_id, {})[organ] = answer
    marks = cases.marks(session, today)
    grounds = Grounds(session)
    return [
        _row(c, said, cleared.get(c.id, {}), (marks.get(c.id), grounds))
        for c in session.execute(query)
    ]


def read_candidate(desk: Desk, candidate_id: int) -> CandidateDetail:
    """Return everything said of a candidate, by whom and when.

    Raises:
        DeskError: `candidate.unknown`.
    """
    with desk.reading() as session:
        candidate = find(session, candidate_id)
        lines = _opinion_lines(session, candidate_id)
        newest = {(line.group, line.addressee): line.answer for line in lines}
        said = Counter((candidate_id, answer) for answer in newest.values())
        cleared = {c.organ: c.answer for c in candidate.clearances}
        mark = cases.marks(session, desk.today()).get(candidate.id)
        return CandidateDetail(
            row=_row(candidate, said, cleared, (mark, Grounds(session))),
            fields=json.loads(candidate.fields),
            opinions=lines,
            clearances=tuple(
                ClearanceLine(c.organ, c.answer, c.text, c.at, c.actor)
                for c in candidate.clearances
            ),
            cases=cases.lines_for(session, candidate, desk.today()),
            withdrawn_reason=candidate.withdrawn_reason,
            decisions=decisions_of(session, candidate_id),
            conclusion=conclusion_of(session, candidate_id),
            leads=leads_of(session, candidate_id),
        )


def add_candidate(desk: Desk, track: Track, fields: Mapping[str, str], *, reason: str) -> int:
    """Add a candidate by hand, judged as a row of a sheet is; return its id.

    Rule: SCHEME-02, SCHEME-03, IMPORT-01, IMPORT-02

    Raises:
        DeskError: `candidate.unnamed`, `candidate.month_impossible`, `candidate.known_already`,
            `organisation.unknown`, `reason.missing`, or what the stage refuses.
    """
    with desk.acting(Action.ADD_CANDIDATE, f"track:{track}", reason=reason.strip()) as deed:
        stages.need(desk, deed.session, track, Work.NOMINATE)
        need_reason(reason)
        words = {key: value.strip() for key, value in fields.items()}
        if not compact(words.get("name", "")):
            raise DeskError("candidate.unnamed", rule="IMPORT-01")
        register = {compact(name) for name in deed.session.scalars(select(Organisation.name))}
        unit = words.get("organisation", "")
        if register and compact(unit) not in register:
            raise DeskError("organisation.unknown", rule="IMPORT-04", name=unit)
        candidate = Candidate(track=track)
        fill(candidate, words)
        _refuse_known(deed.session, candidate)
        deed.session.add(candidate)
        deed.session.flush()
        deed.subject = f"candidate:{candidate.id}"
        deed.facts["after"] = words
        return candidate.id


def change_candidate(
    desk: Desk, candidate_id: int, changes: Mapping[str, str], *, reason: str
) -> None:
    """Correct what a department wrote; the trail keeps the old and the new.

    Raises:
        DeskError: `candidate.unknown`, `candidate.unnamed`, `candidate.month_impossible`,
            `reason.missing`, or what the stage refuses.
    """
    with desk.acting(Action.CHANGE_CANDIDATE, f"candidate:{candidate_id}") as deed:
        candidate = find(deed.session, candidate_id)
        stages.need(desk, deed.session, candidate.track, Work.CORRECT)
        deed.facts["reason"] = need_reason(reason)
        fields: dict[str, str] = json.loads(candidate.fields)
        deed.facts["before"] = {key: fields.get(key, "") for key in changes}
        deed.facts["after"] = dict(changes)
        fields.update({key: value.strip() for key, value in changes.items()})
        if not compact(fields.get("name", "")):
            raise DeskError("candidate.unnamed", rule="IMPORT-01")
        fill(candidate, fields)


def withdraw_candidate(desk: Desk, candidate_id: int, *, reason: str) -> None:
    """Take a candidate off the list; nothing is deleted.

    Raises:
        DeskError: `candidate.unknown`, `candidate.withdrawn`, `reason.missing`, or what the
            stage refuses.
    """
    with desk.acting(Action.WITHDRAW_CANDIDATE, f"candidate:{candidate_id}") as deed:
        candidate = find(deed.session, candidate_id)
        if candidate.withdrawn_reason is not None:
            raise DeskError("candidate.withdrawn", name=candidate.name)
        stages.need(desk, deed.session, candidate.track, Work.WITHDRAW)
        candidate.withdrawn_reason = need_reason(reason)
        deed.facts["reason"] = candidate.withdrawn_reason


def restore_candidate(desk: Desk, candidate_id: int, *, reason: str) -> None:
    """Put a candidate back on the list.

    Raises:
        DeskError: `candidate.unknown`, `candidate.on_list`, `reason.missing`, or what the stage
            refuses.
    """
    with desk.acting(Action.RESTORE_CANDIDATE, f"candidate:{candidate_id}") as deed:
        candidate = find(deed.session, candidate_id)
        if candidate.withdrawn_reason is None:
            raise DeskError("candidate.on_list", name=candidate.name)
        stages.need(desk, deed.session, candidate.track, Work.WITHDRAW)
        deed.facts["reason"] = need_reason(reason)
        deed.facts["before"] = candidate.withdrawn_reason
        candidate.withdrawn_reason = None


def find(session: Session, candidate_id: int) -> Candidate:
    """Return the candidate, or refuse."""
    candidate = session.get(Candidate, candidate_id)
    if candidate is None:
        raise DeskError("candidate.unknown", id=candidate_id)
    return candidate


def fill(candidate: Candidate, fields: Mapping[str, str]) -> None:
    """Put a row's words into the record; what is searched by stands in its own column."""
    birth = fields.get("birth", "")
    month = parse_month(birth)
    if birth and month is None:
        raise DeskError("candidate.month_impossible", rule="IMPORT-03", text=birth)
    candidate.name = fields["name"].strip()
    candidate.name_key = compact(fields["name"])
    candidate.birth_month = str(month) if month else None
    candidate.organisation = fields.get("organisation", "").strip()
    candidate.fields = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True)


def _refuse_known(session: Session, new: Candidate) -> None:
    """The same person is the same name and birth month, or the same unit without a month."""
    query = select(Candidate).where(
        Candidate.track == new.track, Candidate.name_key == new.name_key
    )
    for known in session.scalars(query):
        if new.birth_month and known.birth_month:
            same = new.birth_month == known.birth_month
        else:
            same = compact(new.organisation) == compact(known.organisation)
        if same:
            raise DeskError("candidate.known_already", rule="IMPORT-02", name=new.name)


def need_reason(reason: str) -> str:
    """Return the reason, or refuse to act without one."""
    if not reason.strip():
        raise DeskError("reason.missing")
    return reason.strip()


def _opinion_lines(session: Session, candidate_id: int) -> tuple[OpinionLine, ...]:
    query = (
        select(Opinion, OpinionRequest)
        .join(Opinion.request)
        .where(Opinion.candidate_id == candidate_id)
        .order_by(OpinionRequest.round_no, OpinionRequest.id)
    )
    return tuple(
        OpinionLine(
            request.group, request.addressee, o.answer, o.text, o.at, o.actor, request.round_no
        )
        for o, request in session.execute(query)
    )


def _row(
    candidate: Candidate | Row[*tuple[Any, ...]],
    said: Mapping[tuple[int, OpinionAnswer], int],
    cleared: Mapping[ClearanceOrgan, ClearanceAnswer],
    beside: tuple[CaseMark | None, Grounds],
) -> CandidateRow:
    fields: dict[str, str] = json.loads(candidate.fields)
    unit = candidate.track is Track.UNIT
    return CandidateRow(
        id=candidate.id,
        track=candidate.track,
        name=candidate.name,
        organisation=candidate.organisation,
        post=fields.get("nature" if unit else "post", ""),
        level=fields.get("level", ""),
        deed_kind=fields.get("deed_kind", ""),
        birth_text=fields.get("birth", ""),
        birth_month=candidate.birth_month,
        gender=fields.get("gender", ""),
        state="nominated" if candidate.withdrawn_reason is None else "withdrawn",
        yes=said.get((candidate.id, OpinionAnswer.YES), 0),
        reserved=said.get((candidate.id, OpinionAnswer.RESERVED), 0),
        no=said.get((candidate.id, OpinionAnswer.NO), 0),
        clearance={organ: cleared.get(organ) for organ in ORGANS},
        case=beside[0],
        standing=beside[1].judge(candidate.id, candidate.track, fields),
    )
