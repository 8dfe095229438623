"""Chinese text into lines: what may stand at a line's start and end, and where each sign goes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from zjgdesk.documents.fonts import PLAIN, Face, Fonts, Run

NOT_AT_START = frozenset("、，。；：！？）》〉】〕］｝」』”’…—％·)]},.;:!?%")
NOT_AT_END = frozenset("（《〈【〔［｛「『“‘([{")
COUNTED = frozenset("年月日时分号")  # never torn from the figure before it
PAIRS = frozenset("—…")  # printed two together, never torn apart
HALVES_RIGHT = frozenset("、，。；：！？）》〉】〕］｝」』”’")  # the right half is empty
HALVES_LEFT = frozenset("（《〈【〔［｛「『“‘")  # the left half is empty
WORDS = re.compile(r"\s|[!-~\u00c0-\u024f]+|.", re.DOTALL)
WIDE = 0.6  # of the size: from here on a sign stands in a full cell of the grid
TOUCH = 0.01  # points: rounding that may pass the right edge
EVENED = (2, 3, 4, 5)  # lines of a cell that are made even
STUMP = 2  # signs: a last line so short stands out
EVEN_ENOUGH = 0.5  # points


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: the hand, the size in points and the width of a cell in points.

    Without a pitch every sign takes its own width.
    """

    face: Face
    size: float
    pitch: float | None = None

    @property
    def cell(self) -> float:
        """Return the width of a full-width sign in points."""
        return self.pitch or self.size


@dataclass(frozen=True, slots=True)
class Unit:
    """A sign or a word that is never torn: its font and how far it moves the pen, in points.

    `natural` is the width that the font gives it, `shift` where it starts in its cell, `empty`
    the half of a punctuation mark's cell that may be given up.
    """

    text: str
    font: str
    advance: float
    natural: float
    shift: float = 0.0
    empty: Literal["", "left", "right"] = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Units with the place of the first one and the gap put between them, in points."""

    units: tuple[Unit, ...]
    indent: float = 0.0
    gap: float = 0.0
    width: float = field(init=False, compare=False)
    """The printed width, the indent not counted."""

    def __post_init__(self) -> None:
        """Measure once what is asked for often."""
        gaps = self.gap * max(len(self.units) - 1, 0)
        width = sum([unit.advance for unit in self.units]) + gaps
        object.__setattr__(self, "width", width)

    @property
    def text(self) -> str:
        """Return what the line says."""
        return "".join(unit.text for unit in self.units)


def measure(
    text: str, style: Style, fonts: Fonts, *, room: float = float("inf")
) -> tuple[Unit, ...]:
    """Cut a text into units and measure them; a word wider than the room falls into letters.

    Raises:
        DeskError: `page.glyph_missing` when no font can print a character.
    """
    known = fonts.measured.setdefault(style, {})
    units: list[Unit] = []
    for word in WORDS.findall(text.translate(PLAIN)):
        if len(word) > 1:
            units.extend(_word(word, style, fonts, room))
            continue
        unit = known.get(word)
        if unit is None:
            (run,) = fonts.split(word, style.face)
            unit = known[word] = _unit(run, style, fonts)
        units.append(unit)
    if not any(unit.empty for unit in units):
        return tuple(units)
    return tuple(_close_pairs(units))


def _word(word: str, style: Style, fonts: Fonts, room: float) -> list[Unit]:
    """Return a word as one unit, or letter by letter where it takes several fonts or more room."""
    runs = fonts.split(word, style.face)
    if len(runs) > 1 or fonts.width(runs[0], style.size) > room:
        runs = tuple(Run(run.font, letter) for run in runs for letter in run.text)
    return [_unit(run, style, fonts) for run in runs]


def _unit(run: Run, style: Style, fonts: Fonts) -> Unit:
    natural = fonts.width(run, style.size)
    if len(run.text) > 1 or natural < WIDE * style.size:
        return Unit(run.text, run.font, natural, natural)
    empty: Literal["", "left", "right"] = ""
    if run.text in HALVES_RIGHT:
        empty = "right"
    elif run.text in HALVES_LEFT:
        empty = "left"
    return Unit(run.text, run.font, style.cell, natural, (style.cell - natural) / 2, empty)


def _close_pairs(units: list[Unit]) -> Iterator[Unit]:
    """Let two punctuation marks in a row share the room of one and a half."""
    for place, unit in enumerate(units):
        before = units[place - 1].empty if place else ""
        after = units[place + 1].empty if place + 1 < len(units) else ""
        closing = unit.empty == "right" and after
        opening = unit.empty == "left" and before == "left"
        yield _narrow(replace(unit, empty=""), unit.empty, 1.0) if closing or opening else unit


def break_lines(
    units: Sequence[Unit], width: float, *, indent: float = 0.0, hanging: float = 0.0
) -> tuple[Line, ...]:
    """Break units into lines no wider than the width, in points; the last one is left loose.

    Args:
        units: what `measure` returned.
        width: of the column.
        indent: of the first line.
        hanging: indent of the lines after the first.
    """
    if sum([unit.advance for unit in units]) <= width - indent + TOUCH:
        return (Line(tuple(units), indent),)
    lines: list[Line] = []
    rest = list(units)
    while rest:
        left = indent if not lines else hanging
        line, rest = _take_line(rest, width - left)
        loose = not rest
        lines.append(Line(line, left) if loose else _justify(line, left, width - left))
        rest = _without_blanks(rest)
    return tuple(lines) or (Line((), indent),)


def break_cell(units: Sequence[Unit], room: float) -> tuple[Line, ...]:
    """Break a cell's text; where a stump would be left, into as many lines of about one length."""
    broken = break_lines(units, room)
    count = len(broken)
    if count not in EVENED or len(broken[-1].units) > STUMP:
        return broken
    even = _narrowest(units, room, count, squeezed=False)
    if not even or len(even[-1].units) <= len(broken[-1].units):
        even = _narrowest(units, room, count) or broken
    return tuple(replace(line, gap=0.0) for line in even)


def _narrowest(
    units: Sequence[Unit], room: float, count: int, *, squeezed: bool = True
) -> tuple[Line, ...]:
    """Return the narrowest lines of that count; not `squeezed`, punctuation keeps its room."""
    narrow, wide, own = room / count, room, {id(unit) for unit in units}
    best: tuple[Line, ...] = ()
    while wide - narrow > EVEN_ENOUGH:
        middle = (narrow + wide) / 2
        lines = break_lines(units, middle)
        fits = len(lines) <= count
        if fits and not squeezed:
            fits = all(id(unit) in own for line in lines for unit in line.units)
        if fits:
            wide, best = middle, lines
        else:
            narrow = middle
    return best


def _take_line(units: list[Unit], room: float) -> tuple[tuple[Unit, ...], list[Unit]]:
    used = 0.0
    for index, unit in enumerate(units):
        used += unit.advance
        if used > room + TOUCH:
            return _cut(units, index, room)
    return tuple(units), []


def _cut(units: list[Unit], index: int, room: float) -> tuple[tuple[Unit, ...], list[Unit]]:
    """Choose where a line ends when the unit at `index` is the first that does not fit."""
    if index == 0:
        return (units[0],), units[1:]
    squeezed = _squeeze(units, index, room)
    if squeezed is not None:
        return squeezed
    place = index
    while place > 0 and not _may_break(units, place):
        place -= 1
    place = place or index
    return tuple(units[:place]), units[place:]


def _may_break(units: list[Unit], place: int) -> bool:
    before, after = units[place - 1].text, units[place].text
    if before == after and before in PAIRS:
        return False
    if before[-1].isdigit() and after in COUNTED:
        return False
    return after[0] not in NOT_AT_START and before[-1] not in NOT_AT_END


def _squeeze(
    units: list[Unit], index: int, room: float
) -> tuple[tuple[Unit, ...], list[Unit]] | None:
    """Keep closing signs on the line by taking the empty halves of its punctuation."""
    end = index
    while end < len(units) and units[end].text in HALVES_RIGHT:
        end += 1
    if end == index or (end < len(units) and not _may_break(units, end)):
        return None
    line = units[:end]
    excess = sum(unit.advance for unit in line) - room
    spare = sum(unit.advance / 2 for unit in line if unit.empty)
    if excess > spare:
        return None
    share = excess / spare if spare else 0.0
    return tuple(_narrow(unit, unit.empty, share) for unit in line), units[end:]


def _narrow(unit: Unit, empty: str, share: float) -> Unit:
    if not empty:
        return unit
    cut = unit.advance / 2 * share
    shift = unit.shift - cut if empty == "left" else unit.shift
    return replace(unit, advance=unit.advance - cut, shift=shift)


def _justify(units: tuple[Unit, ...], left: float, room: float) -> Line:
    line = tuple(_without_blanks(list(units[::-1])))[::-1]
    slack = room - sum(unit.advance for unit in line)
    return Line(line, left, slack / (len(line) - 1) if len(line) > 1 else 0.0)


def _without_blanks(units: list[Unit]) -> list[Unit]:
    start = 0
    while start < len(units) and units[start].text == " ":
        start += 1
    return units[start:]


def balance(text: str, style: Style, fonts: Fonts, width: float) -> tuple[Line, ...]:
    """Break a title into as few lines as can be, of about equal length and at fitting places.

    A line break in the text itself always holds. Rule: PAGE-02
    """
    lines: list[Line] = []
    for part in text.split("\n"):
        units = measure(part.strip(), style, fonts)
        count = len(break_lines(units, width))
        lines.extend(_balanced(list(units), count, width))
    return tuple(lines)


def _balanced(units: list[Unit], count: int, width: float) -> list[Line]:
    if count <= 1 or len(units) < count:
        return [Line(tuple(units))]
    target = sum(unit.advance for unit in units) / count
    best = min(range(1, len(units)), key=lambda place: _badness(units, place, target, width))
    return [Line(tuple(units[:best])), *_balanced(units[best:], count - 1, width)]


GOOD_AFTER = frozenset("的和与及》”）、，：")
GOOD_BEFORE = frozenset("关《“（")


def _badness(units: list[Unit], place: int, target: float, width: float) -> float:
    length = sum(unit.advance for unit in units[:place])
    bad = abs(length - target) / target
    if length > width + TOUCH:
        bad += 100
    if not _may_break(units, place):
        bad += 10
    before, after = units[place - 1].text, units[place].text
    if before in GOOD_AFTER or after in GOOD_BEFORE:
        bad -= 0.12
    if before.isdigit() or after in "的年月日号":
        bad += 0.3
    return bad
