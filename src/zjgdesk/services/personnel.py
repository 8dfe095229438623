"""Personnel forms that come in: matched to candidates, looked over, taken in, written out."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.lrmx import LrmxForm, write_lrmx
from zjgdesk.exchange.personnel import PersonnelForm as Form
from zjgdesk.exchange.personnel import read_personnel
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.personnel import PersonnelForm
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.months import parse_month
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates, stages
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.standing import fields_of

KIND = "personnel"
Progress = Callable[[int, int], None]


class Match(StrEnum):
    """How a form found its candidate."""

    MATCHED = "matched"
    ASKED = "asked"
    NOBODY = "nobody"
    REFUSED = "refused"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file that was dragged in, with the picture beside it where there is one."""

    name: str
    content: bytes
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the form and the department say differently; it stays the department's."""

    field: str
    theirs: str
    form: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form: whose it is, how sure that is, and what it would bring.

    `choices` are the candidates that it may belong to; `candidate_id` is whom it will go to.
    """

    at: int
    file: str
    person: str
    birth_month: str | None
    match: Match
    candidate_id: int | None
    choices: tuple[tuple[int, str], ...]
    fills: Mapping[str, str]
    differences: tuple[Difference, ...]
    has_photo: bool
    problem: Refusal | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class PersonnelPreview:
    """Forms as they would come in; nothing is kept yet."""

    rows: tuple[FormRow, ...]
    forms: Mapping[int, Form]

    @property
    def ready(self) -> tuple[FormRow, ...]:
        """The rows that would be taken in."""
        return tuple(row for row in self.rows if row.candidate_id is not None)


@dataclass(frozen=True, slots=True)
class FormDetail:
    """The form of one candidate."""

    name: str
    fields: Mapping[str, str]
    family: tuple[Mapping[str, str], ...]
    unknown: Mapping[str, str]
    photo: bytes | None
    at: datetime
    actor: str


def preview_personnel(desk: Desk, files: Sequence[FormFile]) -> PersonnelPreview:
    """Read forms and say of each whose it is: by name and birth month, by number, or ask."""
    forms: dict[int, Form] = {}
    rows: list[FormRow] = []
    with desk.reading() as session:
        known = set(session.scalars(select(PersonnelForm.digest)))
        people = _people(session)
        for at, file in enumerate(files):
            try:
                form = read_personnel(file.name, file.content, photo=file.photo)
            except DeskError as error:
                problem = Refusal(error.code, error.rule, error.facts)
                rows.append(_refused(at, file.name, problem))
                continue
            if form.digest in known:
                problem = Refusal("import.repeated", "PUBLIC-04", {"name": file.name})
                rows.append(replace(_refused(at, file.name, problem), match=Match.KNOWN))
                continue
            known.add(form.digest)
            forms[at] = form
            matched = _matched(at, file.name, form, people)
            rows.append(replace(matched, size=len(file.content)))
    return PersonnelPreview(tuple(_once_each(rows)), forms)


def choose(
    desk: Desk, preview: PersonnelPreview, at: int, candidate_id: int | None
) -> PersonnelPreview:
    """Return the preview with a form given to a candidate, or to nobody.

    Raises:
        DeskError: `candidate.unknown`, `personnel.not_a_cadre`.
    """
    rows = list(preview.rows)
    place = next(i for i, row in enumerate(rows) if row.at == at)
    if candidate_id is None:
        rows[place] = replace(rows[place], candidate_id=None, fills={}, differences=())
        return replace(preview, rows=tuple(rows))
    with desk.reading() as session:
        candidate = candidates.find(session, candidate_id)
        if candidate.track is not Track.CADRE:
            raise DeskError("personnel.not_a_cadre", name=candidate.name)
        fills, differences = _compared(candidate, preview.forms[at])
    rows[place] = replace(
        rows[place], candidate_id=candidate_id, fills=fills, differences=differences
    )
    return replace(preview, rows=tuple(rows))


def bring_in_personnel(
    desk: Desk,
    preview: PersonnelPreview,
    *,
    medium: str = "",
    on_progress: Progress = lambda _done, _total: None,
) -> int:
    """Take in every form that has its candidate; only empty fields are filled.

    Raises:
        DeskError: `personnel.nothing`, `personnel.twice`, or what the stage refuses.

    Rule: PUBLIC-04, IMPORT-06
    """
    ready = preview.ready
    with desk.acting(Action.IMPORT_PERSONNEL, "personnel", files=len(ready)) as deed:
        if not ready:
            raise DeskError("personnel.nothing", rule="IMPORT-06")
        stages.need(desk, deed.session, Track.CADRE, Work.CORRECT)
        most = Counter(row.candidate_id for row in ready).most_common(1)[0]
        if most[1] > 1:
            name = candidates.find(deed.session, most[0] or 0).name
            raise DeskError("personnel.twice", rule="IMPORT-02", name=name)
        taken = []
        for done, row in enumerate(ready):
            on_progress(done, len(ready))
            taken.append(_keep(desk, deed, row, preview.forms[row.at], medium.strip()))
        deed.facts["forms"] = taken
        return len(taken)


def read_form(desk: Desk, candidate_id: int) -> FormDetail | None:
    """Return the newest form of a candidate; None where there is none."""
    with desk.reading() as session:
        kept = _form_of(session, candidate_id)
        if kept is None:
            return None
        return FormDetail(
            kept.name,
            json.loads(kept.fields),
            tuple(json.loads(kept.family)),
            json.loads(kept.unknown),
            kept.photo,
            kept.at,
            kept.actor,
        )


def export_lrmx(desk: Desk, candidate_id: int) -> bytes:
    """Return a candidate's form as a file for the editor; what it did not know is in it again.

    That it leaves the workspace is on the trail.

    Raises:
        DeskError: `role.denied`, `personnel.none`.
    """
    form = read_form(desk, candidate_id)
    if form is None:
        raise DeskError("personnel.none")
    content = write_lrmx(LrmxForm(form.fields, form.family, form.unknown, form.photo))
    with desk.acting(Action.EXPORT_TABLE, "personnel", candidate=candidate_id) as deed:
        deed.facts["digest"] = digest_of(content)
    return content


def _people(session: Session) -> list[tuple[Candidate, str]]:
    """Return the cadres on the list, each with the number that a form of theirs told."""
    numbers = {
        candidate_id: str(json.loads(fields).get("ShenFenZheng", "")).upper()
        for candidate_id, fields in session.execute(
            select(PersonnelForm.candidate_id, PersonnelForm.fields)
        )
    }
    query = select(Candidate).where(
        Candidate.track == Track.CADRE, Candidate.withdrawn_reason.is_(None)
    )
    return [
        (c, fields_of(c).get("id_number", "").upper() or numbers.get(c.id, ""))
        for c in session.scalars(query.order_by(Candidate.id))
    ]


def _matched(at: int, file: str, form: Form, people: list[tuple[Candidate, str]]) -> FormRow:
    namesakes = [c for c, _ in people if c.name_key == form.name_key]
    same_month = [c for c in namesakes if form.birth_month and c.birth_month == form.birth_month]
    numbered = [c for c, number in people if number and number == form.id_number]
    open_ = [c for c in namesakes if not (c.birth_month and form.birth_month)]
    match, chosen = Match.ASKED, None
    if len(same_month) == 1:
        match, chosen = Match.MATCHED, same_month[0]
    elif len(numbered) == 1:
        match, chosen = Match.MATCHED, numbered[0]
    elif not namesakes and not numbered:
        match = Match.NOBODY
    elif len(open_) == 1 and len(namesakes) == 1:
        chosen = open_[0]
    fills, differences = _compared(chosen, form) if chosen else ({}, ())
    return FormRow(
        at=at,
        file=file,
        person=form.name,
        birth_month=form.birth_month,
        match=match,
        candidate_id=chosen.id if chosen else None,
        choices=tuple((c.id, f"{c.name}　{c.organisation}") for c in namesakes or numbered),
        fills=fills,
        differences=differences,
        has_photo=form.photo is not None,
        problem=Refusal("personnel.photo_bad", None, {"name": file}) if form.photo_bad else None,
    )


def _refused(at: int, file: str, problem: Refusal) -> FormRow:
    return FormRow(
        at, file, "", None, Match.REFUSED, None, (), {}, (), has_photo=False, problem=problem
    )


def _once_each(rows: list[FormRow]) -> list[FormRow]:
    """Ask where two forms of one heap would go to the same candidate."""
    goes = Counter(row.candidate_id for row in rows if row.candidate_id is not None)
    return [
        replace(row, match=Match.ASKED, candidate_id=None)
        if row.candidate_id is not None and goes[row.candidate_id] > 1
        else row
        for row in rows
    ]


def _compared(candidate: Candidate, form: Form) -> tuple[dict[str, str], tuple[Difference, ...]]:
    kept = fields_of(candidate)
    told = form.words()
    fills = {key: text for key, text in told.items() if not kept.get(key, "").strip()}
    differences = tuple(
        Difference(key, kept[key], text)
        for key, text in told.items()
        if key not in fills and not _same(key, kept[key], text)
    )
    return fills, differences


def _same(key: str, theirs: str, form: str) -> bool:
    if key in {"birth", "joined_party", "started_work"}:
        month = parse_month(theirs)
        return month is not None and month == parse_month(form)
    return theirs.strip() == form.strip()


def _keep(desk: Desk, deed: Deed, row: FormRow, form: Form, medium: str) -> dict[str, object]:
    candidate = candidates.find(deed.session, row.candidate_id or 0)
    fills, _differences = _compared(candidate, form)
    candidates.fill(candidate, {**fields_of(candidate), **fills})
    record = ImportRecord(
        kind=KIND,
        name=row.file,
        size=row.size,
        digest=form.digest,
        rows=1,
        taken=1,
        left_out=0,
        medium=medium,
        at=deed.at,
        actor=desk.actor.name,
    )
    deed.session.add(record)
    deed.session.flush()
    kept = _form_of(deed.session, candidate.id)
    before = kept.digest if kept else None
    if kept is None:
        kept = PersonnelForm(candidate_id=candidate.id)
        deed.session.add(kept)
    kept.import_id, kept.name, kept.digest = record.id, row.file, form.digest
    kept.fields = json.dumps(dict(form.fields), ensure_ascii=False)
    kept.family = json.dumps([dict(member) for member in form.family], ensure_ascii=False)
    kept.unknown = json.dumps(dict(form.unknown), ensure_ascii=False)
    kept.photo, kept.at, kept.actor = form.photo, deed.at, desk.actor.name
    deed.session.flush()
    return {
        "candidate": candidate.id,
        "digest": form.digest,
        "before": before,
        "fills": sorted(fills),
    }


def _form_of(session: Session, candidate_id: int) -> PersonnelForm | None:
    query = select(PersonnelForm).where(PersonnelForm.candidate_id == candidate_id)
    return session.scalars(query).first()
