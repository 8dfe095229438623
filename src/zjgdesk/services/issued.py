"""Every paper that was ever issued, kept by its digest so that it can be shown again exactly."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import IssuedDocument
from zjgdesk.services import case_access
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.saving import put_whole
from zjgdesk.vault import ChangedError

FOLDER: Final = "issued"


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One issued paper."""

    id: int
    kind: str
    title: str
    digest: str
    pages: int
    at: datetime
    actor: str
    subject: str


def list_issued(desk: Desk, subject: str | None = None) -> list[IssuedRow]:
    """Return what was issued, newest first; with a subject, only what was issued for it."""
    query = select(IssuedDocument).order_by(IssuedDocument.id.desc())
    query = query.where(case_access.papers_seen(desk.actor))
    if subject is not None:
        query = query.where(IssuedDocument.subject == subject)
    with desk.reading() as session:
        return [_row(document) for document in session.scalars(query)]


def find_issued(desk: Desk, document_id: int) -> IssuedRow:
    """Return one issued paper.

    Raises:
        DeskError: `issued.unknown`, `case.not_handler`.
    """
    with desk.reading() as session:
        document = session.get(IssuedDocument, document_id)
        if document is None:
            raise DeskError("issued.unknown", id=document_id)
        case_access.need_handler(session, desk.actor, document.subject)
        return _row(document)


def read_issued(desk: Desk, document_id: int) -> bytes:
    """Return the very bytes that were issued.

    Raises:
        DeskError: `issued.unknown`, `case.not_handler`, `issued.lost` when the file is gone,
            `issued.changed` when it is no longer what was issued.
    """
    row = find_issued(desk, document_id)
    digest, title = row.digest, row.title
    return _read(desk, file_name(digest), title, digest)


def read_beside(desk: Desk, row: IssuedRow, name: str) -> bytes:
    """Return a file that belongs to a paper.

    Raises:
        DeskError: `issued.lost` when it is gone, `issued.changed` when it cannot be opened.
    """
    return _read(desk, _beside(row, name), row.title)


def keep(
    desk: Desk, deed: Deed, content: bytes, *, kind: str, title: str, pages: int
) -> IssuedRow:
    """Write a paper to `issued/` whole or not at all, and enter it in the caller's transaction.

    Raises:
        DeskError: `issued.unwritable` when the disk refuses.
    """
    digest = digest_of(content)
    _write(desk, deed, file_name(digest), content, title)
    document = IssuedDocument(
        kind=kind,
        title=title,
        digest=digest,
        pages=pages,
        at=deed.at,
        actor=desk.actor.name,
        subject=deed.subject,
    )
    deed.session.add(document)
    deed.session.flush()
    deed.facts["document"] = digest
    return _row(document)


def keep_beside(desk: Desk, deed: Deed, row: IssuedRow, name: str, content: bytes) -> None:
    """Write a file that belongs to a paper beside it, whole or not at all.

    Raises:
        DeskError: `issued.unwritable` when the disk refuses.
    """
    _write(desk, deed, _beside(row, name), content, row.title)


def _beside(row: IssuedRow, name: str) -> str:
    return file_name(row.digest).replace(".pdf", f".{name}")


def _write(desk: Desk, deed: Deed, name: str, content: bytes, title: str) -> None:
    path = desk.vault.place(desk.folder / FOLDER, name)
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():  # the same paper may have been issued before
            deed.written.append(path)
        put_whole(path, b"".join(desk.vault.seal(name, [content])))
    except OSError as error:
        raise DeskError("issued.unwritable", title=title) from error


def _read(desk: Desk, name: str, title: str, digest: str = "") -> bytes:
    """Return the bytes of a file, and what was written alone: a digest tells in a plain one."""
    try:
        content = desk.vault.open(name, desk.vault.place(desk.folder / FOLDER, name).read_bytes())
    except OSError as error:
        raise DeskError("issued.lost", title=title) from error
    except ChangedError as error:
        raise DeskError("issued.changed", title=title) from error
    if digest and digest_of(content) != digest:
        raise DeskError("issued.changed", title=title)
    return content


def file_name(digest: str) -> str:
    """Return the name under which a digest's bytes lie."""
    return f"{digest.replace(':', '-')}.pdf"


def _row(document: IssuedDocument) -> IssuedRow:
    return IssuedRow(
        document.id,
        document.kind,
        document.title,
        document.digest,
        document.pages,
        document.at,
        document.actor,
        document.subject,
    )
