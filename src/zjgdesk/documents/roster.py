"""Lists of candidates for the committee: opinions, shortlists, the result of the public vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Block, Cell, Paragraph, SignOff, Table, Title
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.words import chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

ROW = 8.5  # millimetres
SIZE = 10.5
WIDE, NARROW = 225.0, 156.0
NUMBER = 11.0


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column behind the name: its head, its width in millimetres, how its words stand."""

    title: str
    width: float
    left: bool = False


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One name with the words of each column."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """A list with its title, what goes before and behind it, and who issues it.

    Args:
        landscape: printed across, for the committee's lists with all facts beside.
        before: paragraphs above the table; `after`: those below.
        issuer: with `issued_on` stands under the list; empty for none.
    """

    title: str
    track: Track
    columns: tuple[RosterColumn, ...]
    rows: tuple[RosterRow, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    issuer: str = ""
    issued_on: date | None = None
    landscape: bool = False
    foot: str = ""
    security: str = ""


def build_roster(facts: RosterFacts, fonts: Fonts) -> bytes:
    """Return a list as PDF.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rules: SCHEME-05, SCHEME-07, OPINION-05
    """
    if not facts.rows:
        raise DeskError("page.nobody_listed", rule="SCHEME-05")
    blocks: list[Block] = [Title(facts.title)]
    blocks += [Paragraph(text) for text in facts.before]
    blocks.append(_table(facts))
    blocks += [Paragraph(text) for text in facts.after]
    if facts.issuer and facts.issued_on:
        blocks.append(SignOff(facts.issuer, chinese_date(facts.issued_on)))
    title = "".join(facts.title.split())
    frame = Frame(title, facts.foot, facts.security, landscape=facts.landscape)
    data = print_pages(blocks, frame, fonts)
    return prove(data, ProofFacts(tuple(row.name for row in facts.rows)))


def _table(facts: RosterFacts) -> Table:
    unit = facts.track is Track.UNIT
    room = WIDE if facts.landscape else NARROW
    name = room - NUMBER - sum(column.width for column in facts.columns)
    head = _cells(("序号", "单位名称" if unit else "姓名", *(c.title for c in facts.columns)))
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(spread_name(row.name), align="left" if unit else "center"),
            *(
                Cell(text, align="left" if column.left else "center")
                for text, column in zip(row.cells, facts.columns, strict=True)
            ),
        )
        for number, row in enumerate(facts.rows, start=1)
    )
    widths = (NUMBER, name, *(column.width for column in facts.columns))
    return Table(widths, (head,), rows, SIZE)


def _cells(words: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)
