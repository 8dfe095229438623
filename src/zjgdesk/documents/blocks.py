"""What a page is made of, before anybody asks where it lands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from zjgdesk.documents.fonts import Face

Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a document: 22 pt, centred, broken into balanced lines. Rule: PAGE-02."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text on the grid; `indent` counts characters. Rules: PAGE-01, PAGE-02.

    `keep_next` lets it stay with what follows, `keep_before` with the line above it, a blank
    between them included.
    """

    text: str
    face: Face = Face.FANGSONG
    indent: int = 2
    hanging: int = 0
    align: Align = "justify"
    keep_next: bool = False
    keep_before: bool = False


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number of a letter: in the middle below its title, or in its red head."""

    text: str


@dataclass(frozen=True, slots=True)
class RedHead:
    """Who issues a letter, in red at the head of its first page, with number and red line.

    Args:
        mark: the issuer, as it is written there.
        number: of the letter; "" leaves its line to be filled by hand.
        security: the marking above it, "" for none. Rules: PAGE-04, PAGE-06
    """

    mark: str
    number: str = ""
    security: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """One empty line of the grid."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page; `landscape` turns the sheets from here on."""

    landscape: bool | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """Issuer and date; the issuer never stands alone on a page. Rule: PAGE-03."""

    issuer: str
    date: str
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """Numbered sentences in one frame: how a paper is to be filled in."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line across the page with a small word on it: what follows is cut off along it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG or PNG in the middle of the line, fitted into width and height in millimetres.

    Args:
        turn: by how many degrees clockwise it is turned first: 0, 90, 180 or 270.
    """

    data: bytes
    width: float
    height: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Portrait:
    """Lines of text with a picture at their right; `hanging` counts characters."""

    picture: Picture
    texts: tuple[str, ...]
    face: Face = Face.KAI
    hanging: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `span` counts columns, `least` is a height in millimetres.

    `stack` parts the cell into boxes of one height, one below the other, with a word in each; then
    `text` is not printed. A `whole` cell is not cut at the end of a page: names.
    """

    text: str
    span: int = 1
    face: Face = Face.FANGSONG
    align: Align = "center"
    least: float = 0.0
    stack: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the head is printed again on every page it reaches.

    Args:
        widths: of the columns, in millimetres; together at most 156, or 225 across.
        head: the rows to repeat.
        rows: the others.
        size: of the text, in points.
        together: the rows stay on one page where one page can hold them.
        total: the last row sums up and stays with the one before it.
        leading: the places of rows that stay with the one after them, from 0.
    """

    widths: tuple[float, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float = 12.0
    together: bool = False
    total: bool = False
    leading: frozenset[int] = frozenset()


Block = (
    Title
    | Paragraph
    | DocumentNumber
    | RedHead
    | Blank
    | PageBreak
    | SignOff
    | Notes
    | CutLine
    | Picture
    | Portrait
    | Table
)


def said(blocks: Iterable[Block]) -> str:
    """Return all that blocks say, in the order in which it is printed."""
    return "\n".join(text for block in blocks for text in _texts(block))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case (
            Title(text=text)
            | Paragraph(text=text)
            | DocumentNumber(text=text)
            | CutLine(text=text)
        ):
            yield text
        case SignOff():
            yield from (block.issuer, block.date)
        case Notes(texts=texts) | Portrait(texts=texts):
            yield from texts
        case Table():
            cells = (cell for row in (*block.head, *block.rows) for cell in row)
            for cell in cells:
                yield from cell.stack or (cell.text,)
        case _:
            return
