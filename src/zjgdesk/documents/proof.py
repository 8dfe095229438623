"""Reads a finished page back and holds it against the facts before anybody prints it."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock

import pypdfium2 as pdfium

from zjgdesk.documents.fonts import UNSEEN
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact

# pdfium serves one thread at a time.
READING = RLock()
NOT_A_CHARACTER = ("\ufffd", "\x00")


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """What the finished file must hold.

    Args:
        names: each is looked for without blanks.
        pages: the exact number of pages; None where it is not known beforehand.
        copies: how many times the same sheets repeat. Rule: VOTE-10
        ordered: the names must follow one another as given.
    """

    names: tuple[str, ...] = ()
    pages: int | None = None
    copies: int = 1
    ordered: bool = False


def page_texts(data: bytes) -> tuple[str, ...]:
    """Return what each page says, as a reader would copy it."""
    with READING:
        document = pdfium.PdfDocument(data)
        try:
            return tuple(_page_text(document, number) for number in range(len(document)))
        finally:
            document.close()


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    return text


def prove(data: bytes, facts: ProofFacts) -> bytes:
    """Return the file unchanged when it holds what it must.

    Raises:
        DeskError: `page.proof_failed` with `check`, what was looked at, and `subject`, what
            was found wrong.

    Rules: PAGE-05, VOTE-10
    """
    pages = tuple(compact(text) for text in page_texts(data))
    if facts.pages is not None and len(pages) != facts.pages:
        _fail("页数", f"{len(pages)}/{facts.pages}")
    if any(mark in text for text in pages for mark in NOT_A_CHARACTER):
        _fail("缺字", "")
    sheets = len(pages) // facts.copies
    _check_copies(pages, sheets, facts.copies)
    _check_names("".join(pages[:sheets]), facts)
    return data


def _check_copies(pages: Sequence[str], sheets: int, copies: int) -> None:
    if sheets * copies != len(pages):
        _fail("各份是否一致", f"{len(pages)}/{copies}")
    for number, text in enumerate(pages):
        if text != pages[number % sheets]:
            _fail("各份是否一致", str(number + 1))


def _check_names(text: str, facts: ProofFacts) -> None:
    at = 0
    for name in facts.names:
        plain = compact(name.translate(UNSEEN))
        if plain not in text:
            _fail("姓名或名称", name)
        if facts.ordered:
            at = text.find(plain, at)
            if at < 0:
                _fail("排列次序", name)
            at += len(plain)


def _fail(check: str, subject: str) -> None:
    raise DeskError("page.proof_failed", rule="PAGE-05", check=check, subject=subject)
