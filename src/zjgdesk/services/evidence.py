"""Files of evidence: copied whole into the workspace, known by their digest, never changed."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from zjgdesk.digests import ALGORITHM
from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import CaseDocument, ToleranceCase
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseState
from zjgdesk.services import case_access
from zjgdesk.services.case_rows import PaperRow
from zjgdesk.services.desk import Desk
from zjgdesk.vault import ChangedError, Vault

FOLDER: Final = "evidence"
CHUNK: Final = 1 << 20
LARGEST: Final = 200 << 20
"""Bytes: scans of a file of papers stay far below; films are kept on a disc beside it."""
CLOSED = frozenset({CaseState.FILED, CaseState.REFUSED, CaseState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A file to be taken into the case, with what people call it and where it came from."""

    path: Path
    title: str = ""
    source: str = ""
    received_on: date | None = None


def add_evidence(
    desk: Desk, case_id: int, paper: NewPaper, *, told: Callable[[int, int], object] | None = None
) -> int:
    """Take a file into the case whole or not at all.

    Args:
        desk: at which desk.
        case_id: of which case.
        paper: the file.
        told: is told how many of how many bytes are there; it may raise to stop.

    Rule: TOL-17

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.file_closed`,
            `case.evidence_unreadable` when the file is or becomes unreadable,
            `case.evidence_empty`, `case.evidence_large`, `case.evidence_known`,
            `case.evidence_unwritable` when the workspace's disk refuses, `case.day_in_future`.
    """
    desk.need(Action.ADD_EVIDENCE)
    with desk.reading() as session:
        _refuse_closed(case_access.find(session, desk.actor, case_id))
    received = paper.received_on or desk.today()
    if received > desk.today():
        raise DeskError("case.day_in_future", rule="TOL-15", on=received, today=desk.today())
    size = _size(paper.path)
    half = desk.folder / FOLDER / f".{case_id}.part"
    digest = _copy(desk.vault, paper.path, half, (size, told))
    try:
        return _enter(desk, case_id, paper, (half, digest, size, received))
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def read_evidence(desk: Desk, case_id: int, document_id: int) -> bytes:
    """Return the very bytes that were taken in.

    Rule: TOL-14, TOL-17

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.paper_unknown`,
            `case.evidence_lost`, `case.evidence_changed`.
    """
    case_access.look_into(desk, case_id)
    with desk.reading() as session:
        case = case_access.find(session, desk.actor, case_id)
        document = next((each for each in case.documents if each.id == document_id), None)
        if document is None:
            raise DeskError("case.paper_unknown", rule="TOL-17")
        title, digest = document.title, document.digest
    return content_of(desk, digest, title)


def content_of(desk: Desk, digest: str, title: str) -> bytes:
    """Return a file of evidence by its digest.

    Rule: TOL-17

    Raises:
        DeskError: `case.evidence_lost`, `case.evidence_changed`.
    """
    try:
        content = desk.vault.open(FOLDER, path_of(desk, digest).read_bytes())
    except OSError as error:
        raise DeskError("case.evidence_lost", rule="TOL-17", title=title) from error
    except ChangedError as error:
        raise DeskError("case.evidence_changed", rule="TOL-17", title=title) from error
    if f"{ALGORITHM}:{hashlib.new(ALGORITHM, content).hexdigest()}" != digest:
        raise DeskError("case.evidence_changed", rule="TOL-17", title=title)
    return content


def paper_row(desk: Desk, document: CaseDocument) -> PaperRow:
    """Detach a file of evidence from the database."""
    return PaperRow(
        id=document.id,
        title=document.title,
        file_name=document.file_name,
        digest=document.digest,
        size=document.size,
        source=document.source,
        received_on=document.received_on,
        actor=document.actor,
        lost=not path_of(desk, document.digest).is_file(),
    )


def path_of(desk: Desk, digest: str) -> Path:
    """Return where the bytes of a digest lie."""
    return desk.vault.place(desk.folder / FOLDER, digest.replace(":", "-"))


def _enter(desk: Desk, case_id: int, paper: NewPaper, kept: tuple[Path, str, int, date]) -> int:
    half, digest, size, received = kept
    with desk.acting(Action.ADD_EVIDENCE, f"{case_access.SUBJECT}{case_id}") as deed:
        case = case_access.find(deed.session, desk.actor, case_id)
        _refuse_closed(case)
        if known := next((each for each in case.documents if each.digest == digest), None):
            raise DeskError("case.evidence_known", rule="TOL-17", title=known.title)
        try:
            half.replace(path_of(desk, digest))
        except OSError as error:
            raise DeskError("case.evidence_unwritable", rule="TOL-17") from error
        document = CaseDocument(
            title=paper.title.strip() or paper.path.stem,
            file_name=paper.path.name,
            digest=digest,
            size=size,
            source=paper.source.strip(),
            received_on=received,
            at=deed.at,
            actor=desk.actor.name,
        )
        case.documents.append(document)
        deed.session.flush()
        deed.facts["document"] = digest
        return document.id


def _refuse_closed(case: ToleranceCase) -> None:
    if case.state in CLOSED:
        raise DeskError("case.file_closed", rule="TOL-17", person=case.person, state=case.state)


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise DeskError("case.evidence_unreadable", rule="TOL-17", name=path.name) from error
    if not size:
        raise DeskError("case.evidence_empty", rule="TOL-17", name=path.name)
    if size > LARGEST:
        raise DeskError(
            "case.evidence_large",
            rule="TOL-17",
            name=path.name,
            size=f"{size / CHUNK:.0f}",
            most=LARGEST // CHUNK,
        )
    return size


def _copy(
    vault: Vault,
    source: Path,
    half: Path,
    watched: tuple[int, Callable[[int, int], object] | None],
) -> str:
    """Copy the file aside and return its digest; what could not be copied whole is removed."""
    size, told = watched
    digest, done = hashlib.new(ALGORITHM), 0

    def read() -> Iterator[bytes]:
        nonlocal done
        for chunk in _chunks(source):
            yield chunk
            digest.update(chunk)
            done += len(chunk)
            if told is not None:
                told(done, size)

    try:
        half.parent.mkdir(exist_ok=True)
        with half.open("wb") as file:
            for chunk in vault.seal(FOLDER, read()):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        _forget(half)
        raise DeskError("case.evidence_unwritable", rule="TOL-17") from error
    except BaseException:
        _forget(half)
        raise
    if done != size:
        _forget(half)
        raise DeskError("case.evidence_unreadable", rule="TOL-17", name=source.name)
    return f"{ALGORITHM}:{digest.hexdigest()}"


def _chunks(source: Path) -> Iterator[bytes]:
    """Read the file piece by piece; a medium that is pulled out meanwhile is told as such."""
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise DeskError("case.evidence_unreadable", rule="TOL-17", name=source.name) from error


def _forget(half: Path) -> None:
    with suppress(OSError):
        half.unlink(missing_ok=True)
