"""Reads a finished page back and holds it against the facts before anybody prints it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock

import pypdfium2 as pdfium

from zjgdesk.documents.fonts import UNSEEN
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact

# pdfium serves one thread at a time.
READING = RLock()
OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
PAGE = re.compile(rb"<<\n/Contents (\d+) 0 R(.*/Type /Page\n>>\n)", re.DOTALL)
PARENT = re.compile(rb"/Parent \d+ 0 R")
NOT_A_CHARACTER = ("\ufffd", "\x00")
TAIL = re.compile(r"—\d+—[^—]{0,60}$")  # number and foot of a page: a name may go on behind them
HYPHENS = "-\u2010\u2011"  # at the end of a line pdfium takes them for a word that is parted
SHOWN = 8
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
"""Of all 33,000 signs of the fonts, pdfium reads these alone as others."""
NAMED = "姓名或名称"


@dataclass(frozen=True, slots=True)
class ProofFacts:
    """What the finished file must hold.

    Args:
        names: each is looked for without blanks.
        pages: the exact number of pages; None where it is not known beforehand.
        copies: how many times the same sheets repeat. Rule: VOTE-10
        ordered: the names must follow one another as given.
        rows: what must follow one another as given: a name with the number before it.
        told: all that the file is to say, cell by cell; not one sign of it may be lost, and no
            name may stand on the pages more often than in it. "" where nobody can tell.
    """

    names: tuple[str, ...] = ()
    pages: int | None = None
    copies: int = 1
    ordered: bool = False
    rows: tuple[str, ...] = ()
    told: str = ""


def count_pages(data: bytes) -> int:
    """Return how many pages a file has."""
    with READING:
        document = pdfium.PdfDocument(data)
        try:
            return len(document)
        finally:
            document.close()


def page_texts(data: bytes, first: int | None = None) -> tuple[str, ...]:
    """Return what each page says, or each of the first so many, as a reader would copy it."""
    with READING:
        document = pdfium.PdfDocument(data)
        try:
            count = len(document) if first is None else min(first, len(document))
            return tuple(_page_text(document, number) for number in range(count))
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
    if facts.pages is not None:
        prove_pages(data, facts.pages)
    count = count_pages(data)
    sheets = count // facts.copies
    if sheets * facts.copies != count:
        _fail("各份是否一致", f"{count}/{facts.copies}")
    first = sheets if facts.copies > 1 and _drawn_alike(data, sheets, count) else None
    pages = tuple(compact(text) for text in page_texts(data, first))
    if any(mark in text for text in pages for mark in NOT_A_CHARACTER):
        _fail("缺字", "")
    _check_copies(pages, sheets)
    whole = "".join(pages[:sheets])
    running = "".join(TAIL.sub("", text) for text in pages[:sheets])
    _check_names((running, whole), facts)
    _check_counts((running, whole), facts)
    _check_signs(running, facts.told)
    return data


def prove_pages(data: bytes, pages: int) -> bytes:
    """Return the file unchanged when it has so many pages.

    Raises:
        DeskError: `page.proof_failed`.

    Rule: PAGE-05
    """
    count = count_pages(data)
    if count != pages:
        _fail("页数", f"{count}/{pages}")
    return data


def _drawn_alike(data: bytes, sheets: int, count: int) -> bool:
    """Hold every copy against the first: drawn by the very same bytes, with the same resources.

    That proves more than the same text does, and sooner. Say no where the file is built another
    way than expected; then the texts are compared.

    Raises:
        DeskError: `page.proof_failed` with the first page that is drawn otherwise.
    """
    objects = {int(found[1]): found[2] for found in OBJECT.finditer(data)}
    drawn = [
        (objects.get(int(page[1])), PARENT.sub(b"", page[2]))
        for page in map(PAGE.fullmatch, objects.values())
        if page
    ]
    if len(drawn) != count or any(content is None for content, _around in drawn):
        return False
    for at, one in enumerate(drawn):
        if one != drawn[at % sheets]:
            _fail("各份是否一致", str(at + 1))
    return True


def _check_copies(pages: Sequence[str], sheets: int) -> None:
    for number, text in enumerate(pages):
        if text != pages[number % sheets]:
            _fail("各份是否一致", str(number + 1))


def _check_names(texts: tuple[str, str], facts: ProofFacts) -> None:
    for name in facts.names:
        if not any(_plain(name) in text for text in texts):
            _fail(NAMED, name)
    for rows in (facts.names if facts.ordered else (), facts.rows):
        late = [_out_of_order(text, rows) for text in texts]
        if all(late):
            _fail("排列次序", late[0])


def _out_of_order(text: str, rows: Sequence[str]) -> str:
    """Return the first that does not follow the one before it; "" where all do."""
    at = 0
    for row in rows:
        plain = _plain(row)
        at = text.find(plain, at)
        if at < 0:
            return row
        at += len(plain)
    return ""


def _check_counts(texts: tuple[str, str], facts: ProofFacts) -> None:
    """Hold how often each name stands there against the facts and against all that is told.

    A name within a longer one, and one that crosses from a cell into the next, counts in both.
    """
    if not facts.told or not facts.names:
        return
    wanted = Counter(map(_plain, facts.names))
    longest_first = sorted(wanted, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    told = Counter(pattern.findall(_plain(facts.told)))
    running, whole = (Counter(pattern.findall(text)) for text in texts)
    for name, least in wanted.items():
        found = max(running[name], whole[name])
        if found < min(least, told[name]) or found > max(told[name], least):
            _fail("姓名或名称出现的次数", name)


def _check_signs(text: str, told: str) -> None:
    """Let no sign be lost, wherever it should have stood."""
    lost = Counter(_plain(told)) - Counter(text)
    for sign in HYPHENS:
        del lost[sign]
    if lost:
        _fail("文字", "".join(lost)[:SHOWN])


def _plain(text: str) -> str:
    return compact(text.translate(UNSEEN).translate(LIGATURES))


def _fail(check: str, subject: str) -> None:
    raise DeskError("page.proof_failed", rule="PAGE-05", check=check, subject=subject)
