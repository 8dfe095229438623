"""Files that come in: previewed row by row, corrected by the clerk, then taken in whole."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.rows import Reading, RowStatus, SourceRow
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.roles import Action
from zjgdesk.services import intake
from zjgdesk.services.desk import Deed, Desk


class ImportKind(StrEnum):
    """What a file can be read as."""

    ORGANISATIONS = "organisations"
    UNITS = "units"
    CADRES = "cadres"
    OPINIONS = "opinions"
    CLEARANCE = "clearance"


Progress = Callable[[int, int], None]
STRIDE = 50

ACTIONS = {
    ImportKind.ORGANISATIONS: Action.IMPORT_ORGANISATIONS,
    ImportKind.UNITS: Action.IMPORT_CANDIDATES,
    ImportKind.CADRES: Action.IMPORT_CANDIDATES,
    ImportKind.OPINIONS: Action.IMPORT_OPINIONS,
    ImportKind.CLEARANCE: Action.IMPORT_CLEARANCE,
}


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file as it would come in; nothing is kept yet.

    `corrections` are the clerk's changes by row, `left_out` the rows that shall not come in,
    `request_id` the request that a returned sheet of opinions answers.
    """

    kind: ImportKind
    name: str
    size: int
    digest: str
    reading: Reading
    corrections: Mapping[int, Mapping[str, str]]
    left_out: frozenset[int]
    request_id: int | None = None

    @property
    def rows(self) -> tuple[SourceRow, ...]:
        """Every row of the sheet with what will become of it."""
        return self.reading.rows

    def count(self, status: RowStatus) -> int:
        """Return how many rows have the status."""
        return Counter(row.status for row in self.rows)[status]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file that came in. Rules: PUBLIC-04, AIR-02."""

    id: int
    kind: str
    name: str
    size: int
    digest: str
    rows: int
    taken: int
    left_out: int
    medium: str
    at: datetime
    actor: str


def preview_import(
    desk: Desk, kind: ImportKind, name: str, content: bytes, *, request_id: int | None = None
) -> ImportPreview:
    """Read a file and say of every row whether it can come in, and if not, why.

    Args:
        desk: whose register and candidates the rows are judged against.
        kind: what the file is read as.
        name: the file's name, for the record; what the file is, its content says.
        content: the file's bytes.
        request_id: for opinions, the request that the sheet answers.

    Raises:
        DeskError: `import.repeated` when the same bytes came in before, or the refusal of the
            reader (`file.…`).
    """
    digest = digest_of(content)
    with desk.reading() as session:
        _refuse_repeated(session.scalars(select(ImportRecord)).all(), kind, digest)
        reading = intake.read(session, kind, name, content)
    return ImportPreview(kind, name, len(content), digest, reading, {}, frozenset(), request_id)


def correct(
    desk: Desk, preview: ImportPreview, row: int, changes: Mapping[str, str]
) -> ImportPreview:
    """Return the preview with a row's words changed and all rows judged anew."""
    corrections = dict(preview.corrections)
    corrections[row] = {**corrections.get(row, {}), **changes}
    return _judged(desk, replace(preview, corrections=corrections))


def leave_out(
    desk: Desk, preview: ImportPreview, rows: frozenset[int], *, out: bool = True
) -> ImportPreview:
    """Return the preview with rows left out, or taken back in, and all rows judged anew."""
    left = preview.left_out | rows if out else preview.left_out - rows
    return _judged(desk, replace(preview, left_out=left))


def bring_in(
    desk: Desk,
    preview: ImportPreview,
    *,
    medium: str = "",
    on_progress: Progress = lambda _done, _total: None,
) -> ImportRow:
    """Take all good rows in together, or nothing; a progress call that raises undoes all of it.

    Rule: IMPORT-06

    Raises:
        DeskError: `import.unsettled` while a row is refused, `import.nothing`,
            `import.repeated`, or what refuses a single row.
    """
    with desk.acting(ACTIONS[preview.kind], f"file:{preview.digest}") as deed:
        _refuse_repeated(
            deed.session.scalars(select(ImportRecord)).all(), preview.kind, preview.digest
        )
        fresh = _judged_in(deed, preview)
        _refuse_unsettled(fresh)
        record = ImportRecord(
            kind=preview.kind,
            name=preview.name,
            size=preview.size,
            digest=preview.digest,
            rows=len(fresh.rows),
            taken=fresh.count(RowStatus.OK),
            left_out=fresh.count(RowStatus.LEFT_OUT),
            medium=medium.strip(),
            at=deed.at,
            actor=desk.actor.name,
        )
        deed.session.add(record)
        deed.session.flush()
        good = [row for row in fresh.rows if row.status is RowStatus.OK]
        origin = intake.Origin(record.id, preview.request_id)
        for done in range(0, len(good), STRIDE):
            on_progress(done, len(good))
            intake.keep(desk, deed, fresh.reading, good[done : done + STRIDE], origin)
        deed.facts.update(
            kind=preview.kind,
            file=preview.name,
            size=preview.size,
            taken=record.taken,
            left_out=sorted(preview.left_out),
            corrected=sorted(preview.corrections),
        )
        return _row(record)


def list_imports(desk: Desk) -> list[ImportRow]:
    """Return what came in, newest first."""
    with desk.reading() as session:
        query = select(ImportRecord).order_by(ImportRecord.id.desc())
        return [_row(record) for record in session.scalars(query)]


def _judged(desk: Desk, preview: ImportPreview) -> ImportPreview:
    with desk.reading() as session:
        reading = intake.judge(session, preview.reading, preview.corrections, preview.left_out)
    return replace(preview, reading=reading)


def _judged_in(deed: Deed, preview: ImportPreview) -> ImportPreview:
    reading = intake.judge(deed.session, preview.reading, preview.corrections, preview.left_out)
    return replace(preview, reading=reading)


def _refuse_repeated(records: Sequence[ImportRecord], kind: ImportKind, digest: str) -> None:
    for record in records:
        if record.digest == digest and record.kind == kind:
            raise DeskError("import.repeated", rule="PUBLIC-04", name=record.name)


def _refuse_unsettled(preview: ImportPreview) -> None:
    refused = preview.count(RowStatus.REFUSED)
    if refused:
        first = next(row.row for row in preview.rows if row.status is RowStatus.REFUSED)
        raise DeskError("import.unsettled", rule="IMPORT-06", count=refused, row=first)
    if not preview.count(RowStatus.OK):
        raise DeskError("import.nothing", rule="IMPORT-06", name=preview.name)


def _row(record: ImportRecord) -> ImportRow:
    return ImportRow(
        record.id,
        record.kind,
        record.name,
        record.size,
        record.digest,
        record.rows,
        record.taken,
        record.left_out,
        record.medium,
        record.at,
        record.actor,
    )
