"""What is done with the rows of each kind of file: read, judged, kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.exchange.answers import judge_clearance, judge_opinions
from zjgdesk.exchange.nominations import UNIT_MONTH, Grounds, Known, judge_cadres, judge_units
from zjgdesk.exchange.organisations import judge_organisations
from zjgdesk.exchange.register import Register
from zjgdesk.exchange.rejudge import again, with_changes
from zjgdesk.exchange.rows import Reading, SourceRow, judged
from zjgdesk.exchange.sheets import read_sheets
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OrganisationKind,
    Track,
)
from zjgdesk.services import candidates, opinions, stages
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.preview import READERS

TRACKS = {"units": Track.UNIT, "cadres": Track.CADRE}
UNDERSTOOD = frozenset({"birth_month", "level_word", "deed_word"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from: the record of their file, and the request that they answer."""

    import_id: int
    request_id: int | None = None


def read(session: Session, kind: str, name: str, content: bytes) -> Reading:
    """Read a file and judge its rows against the workspace."""
    reading = READERS[kind](name, read_sheets(name, content), Grounds())
    return judge(session, reading, {}, frozenset())


def judge(
    session: Session,
    reading: Reading,
    corrections: Mapping[int, Mapping[str, str]],
    left_out: frozenset[int],
) -> Reading:
    """Judge all rows anew with the clerk's corrections, against the workspace as it is."""
    changed = with_changes(reading, corrections, left_out)
    match reading.kind:
        case "organisations":
            return _against_register(session, judge_organisations(changed))
        case "units":
            return judge_units(changed, _grounds(session, Track.UNIT))
        case "cadres":
            return judge_cadres(changed, _grounds(session, Track.CADRE))
        case "opinions":
            return _on_list(session, judge_opinions(changed))
    return _on_list(session, judge_clearance(changed))


def keep(
    desk: Desk, deed: Deed, reading: Reading, rows: Sequence[SourceRow], origin: Origin
) -> None:
    """Keep the good rows in the caller's transaction."""
    match reading.kind:
        case "organisations":
            _keep_organisations(deed.session, rows)
        case "units" | "cadres":
            stages.need(desk, deed.session, TRACKS[reading.kind], Work.NOMINATE)
            _keep_candidates(deed.session, TRACKS[reading.kind], rows, origin)
        case "opinions":
            _keep_opinions(desk, deed, rows, origin)
        case _:
            _keep_clearance(desk, deed, rows)


def _grounds(session: Session, track: Track) -> Grounds:
    register = Register.of((o.name, o.assessed) for o in session.scalars(select(Organisation)))
    kept = session.scalars(select(Candidate).where(Candidate.track == track))
    if track is Track.UNIT:
        known = tuple(Known(c.name_key, UNIT_MONTH, "") for c in kept)
    else:
        known = tuple(Known(c.name_key, c.birth_month or "", c.organisation) for c in kept)
    return Grounds(register, known)


def _against_register(session: Session, reading: Reading) -> Reading:
    known = {compact(name) for name in session.scalars(select(Organisation.name))}

    def check(row: SourceRow) -> SourceRow:
        name = row.values.get("name", "")
        if compact(name) not in known:
            return row
        problem = Refusal("organisation.known_already", "IMPORT-02", {"name": name})
        return judged(row, row.values, (*row.problems, problem))

    return again(reading, check)


def _on_list(session: Session, reading: Reading) -> Reading:
    """Each row must mean exactly one candidate on the list, by name or, if shared, by number."""

    def check(row: SourceRow) -> SourceRow:
        name = row.values.get("name", "")
        found = opinions.by_name(session, name) if compact(name) else []
        if len(found) == 1 or not compact(name):
            return row
        problem = Refusal("candidate.name_shared", "IMPORT-02", {"name": name})
        if not found:
            problem = Refusal("candidate.not_on_list", "IMPORT-04", {"name": name})
        return judged(row, row.values, (*row.problems, problem))

    return again(reading, check)


def _keep_organisations(session: Session, rows: Sequence[SourceRow]) -> None:
    first = (session.scalar(select(func.max(Organisation.position))) or 0) + 1
    session.add_all(
        Organisation(
            position=position,
            name=compact(row.values["name"]),
            kind=OrganisationKind(row.values["kind_word"]),
            assessed=row.values["is_assessed"] == "yes",
            unit_quota=_number(row.values.get("unit_quota", "")),
            cadre_quota=_number(row.values.get("cadre_quota", "")),
        )
        for position, row in enumerate(rows, start=first)
    )


def _keep_candidates(
    session: Session, track: Track, rows: Sequence[SourceRow], origin: Origin
) -> None:
    for row in rows:
        candidate = Candidate(track=track, import_id=origin.import_id)
        words = {key: value for key, value in row.values.items() if key not in UNDERSTOOD}
        candidates.fill(candidate, words)
        session.add(candidate)


def _keep_opinions(desk: Desk, deed: Deed, rows: Sequence[SourceRow], origin: Origin) -> None:
    if origin.request_id is None:
        raise DeskError("opinion.request_needed", rule="OPINION-01")
    request = opinions.find_request(deed.session, origin.request_id)
    for row in rows:
        stages.need(desk, deed.session, request.track, Work.CONSULT)
        found = opinions.by_name(deed.session, row.values["name"], request.track)
        if len(found) != 1:
            raise DeskError("opinion.other_track", rule="OPINION-01", name=row.values["name"])
        said = (OpinionAnswer(row.values["answer_word"]), row.values.get("text", ""))
        opinions.put_opinion(desk, deed, request, found[0].id, said)
    deed.facts["request"] = request.id


def _keep_clearance(desk: Desk, deed: Deed, rows: Sequence[SourceRow]) -> None:
    for row in rows:
        (candidate,) = opinions.by_name(deed.session, row.values["name"])
        stages.need(desk, deed.session, candidate.track, Work.CONSULT)
        for organ in ClearanceOrgan:
            word = row.values[f"{organ.value}_word"]
            if word:
                said = (ClearanceAnswer(word), row.values.get("text", ""))
                opinions.put_clearance(desk, deed, candidate.id, organ, said)


def _number(text: str) -> int | None:
    return int(text) if text else None
