"""The whole file of a case: as one document with contents, or sealed into a folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from zjgdesk.documents.case_file import CaseFileFacts, FilePart, build_case_file
from zjgdesk.errors import DeskError
from zjgdesk.exchange.sealed_folder import Item, open_sealed, seal_folder
from zjgdesk.rules.roles import Action
from zjgdesk.services import case_access, evidence, issued, papers, scheme
from zjgdesk.services.case_reading import read_case
from zjgdesk.services.case_rows import CaseDetail, PaperRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow

KIND = "case_file"
TITLE = "容错免责案卷"


def print_case_file(desk: Desk, case_id: int) -> IssuedRow:
    """Print the whole file of a case as one document with contents and page numbers, and keep it.

    Rule: TOL-06, TOL-17

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.no_papers`, `case.evidence_lost`,
            `case.evidence_changed`, `issued.lost`, `issued.changed`, or the refusal of the page.
    """
    desk.need(Action.EXPORT_CASE)
    detail = read_case(desk, case_id)
    parts = [*_issued_parts(desk, detail), *_evidence_parts(desk, detail)]
    if not parts:
        raise DeskError("case.no_papers", rule="TOL-06", person=detail.row.person)
    subject = f"{case_access.SUBJECT}{case_id}"
    with desk.acting(Action.EXPORT_CASE, subject, form="file", parts=len(parts)) as deed:
        facts = CaseFileFacts(
            number=detail.row.number,
            person=detail.row.person,
            organisation=detail.row.organisation,
            issuer=scheme.scheme_value(deed.session, "notice.issuer"),
            first_on=detail.steps[0].on,
            last_on=detail.steps[-1].on,
            security=scheme.scheme_value(deed.session, "security"),
            foot=papers.foot(deed.session),
        )
        content = build_case_file(facts, parts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=KIND, title=f"{TITLE} {detail.row.number}")


def seal_case(desk: Desk, case_id: int, target: Path, passphrase: str) -> int:
    """Write everything of a case into a folder that a passphrase opens; return how many files.

    Rule: TOL-06, TOL-14, AIR-03

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.no_papers`, the `sealed.…` codes of
            the folder, or the loss of a file.
    """
    desk.need(Action.EXPORT_CASE)
    detail = read_case(desk, case_id)
    subject = f"{case_access.SUBJECT}{case_id}"
    if not (detail.papers or detail.evidence):
        raise DeskError("case.no_papers", rule="TOL-06", person=detail.row.person)
    with desk.acting(Action.EXPORT_CASE, subject, form="sealed") as deed:
        count = seal_folder(
            target, _items(desk, detail), passphrase, chance=desk.machine.chance.randbytes
        )
        deed.facts["files"] = count
        return count


def unseal_case(folder: Path, passphrase: str, target: Path) -> int:
    """Open a sealed folder into a new one; return how many files there are.

    Rule: AIR-03

    Raises:
        DeskError: the `sealed.…` codes of the folder.
    """
    files = list(open_sealed(folder, passphrase))
    if target.exists():
        raise DeskError("sealed.exists", rule="AIR-03", name=target.name)
    half = target.with_name(f".{target.name}.part")
    try:
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        for name, content in files:
            (half / Path(name).name).write_bytes(content)
        half.replace(target)
    except OSError as error:
        raise DeskError("sealed.unwritable", rule="AIR-03", name=target.name) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return len(files)


def _issued_parts(desk: Desk, detail: CaseDetail) -> Iterator[FilePart]:
    """The newest of each kind of paper, in the order in which they were issued."""
    newest: dict[str, IssuedRow] = {}
    for row in detail.papers:  # newest first
        if row.kind != KIND:
            newest.setdefault(row.title, row)
    for row in sorted(newest.values(), key=lambda row: row.id):
        yield FilePart(
            title=row.title,
            name=f"{row.title}.pdf",
            content=issued.read_issued(desk, row.id),
            on=row.at.astimezone().date(),
            responsible=_responsible(detail, row),
            document=_document(detail, row),
        )


def _evidence_parts(desk: Desk, detail: CaseDetail) -> Iterator[FilePart]:
    for row in detail.evidence:
        yield FilePart(
            title=row.title,
            name=row.file_name,
            content=evidence.content_of(desk, row.digest, row.title),
            on=row.received_on,
            responsible=row.source,
        )


def _items(desk: Desk, detail: CaseDetail) -> Iterator[Item]:
    for at, row in enumerate(reversed(detail.papers), start=1):
        name = f"文书{at:02d} {row.title}.pdf"
        yield Item(name, [issued.read_issued(desk, row.id)])
    for at, paper in enumerate(detail.evidence, start=1):
        yield Item(_file_name(at, paper), [evidence.content_of(desk, paper.digest, paper.title)])


def _file_name(at: int, paper: PaperRow) -> str:
    return f"证据{at:02d} {Path(paper.file_name).name}"


def _responsible(detail: CaseDetail, row: IssuedRow) -> str:
    decided = detail.determination
    if row.kind == "case_determination" and decided is not None:
        return decided.organ
    return detail.applicant_name if row.kind == "case_application" else ""


def _document(detail: CaseDetail, row: IssuedRow) -> str:
    decided = detail.determination
    if row.kind == "case_determination" and decided is not None:
        return decided.document
    return ""
