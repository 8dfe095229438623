"""What a chart shows, before it is drawn: figures, their names, and the same as a table."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from zjgdesk.ui.theme import Tone

CYCLE = (Tone.INFO, Tone.GOOD, Tone.WARN, Tone.MUTED, Tone.BAD, Tone.PLAIN)
SHARE_SERIES = 2


class ChartKind(StrEnum):
    """How figures are drawn."""

    BARS = "bars"
    STACKED = "stacked"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """The figures of one chart: a row of `values` a category, in it one value a series.

    A share has two series, the part and the whole. None is "not known", which is not 0.
    """

    title: str
    kind: ChartKind
    series: tuple[str, ...]
    categories: tuple[str, ...] = ()
    values: tuple[tuple[int | None, ...], ...] = ()
    unit: str = ""
    note: str = ""
    axis: str = "类别"
    tones: tuple[Tone, ...] = ()

    def __post_init__(self) -> None:
        """Refuse figures that do not fit their names; that is a mistake of the program.

        Raises:
            ValueError: rows, columns or signs that no chart can show.
        """
        if len(self.values) != len(self.categories):
            raise ValueError("one row of values a category")
        if any(len(row) != len(self.series) for row in self.values):
            raise ValueError("one value a series")
        if any(value is not None and value < 0 for row in self.values for value in row):
            raise ValueError("counts are not negative")
        if self.kind is ChartKind.SHARE and len(self.series) != SHARE_SERIES:
            raise ValueError("a share has a part and a whole")

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not any(value for row in self.values for value in row)

    def tone(self, at: int) -> Tone:
        """Return the tone of a series."""
        worn = self.tones or CYCLE
        return worn[at % len(worn)]

    def total(self, at: int) -> int | None:
        """Return what a category holds altogether; None where nothing of it is known."""
        known = [value for value in self.values[at] if value is not None]
        return sum(known) if known else None

    def share(self, at: int) -> float | None:
        """Return the part of the whole in per cent; None while there is no whole."""
        part, whole = self.values[at]
        return None if part is None or not whole else 100 * part / whole

    def say(self, value: int | None) -> str:
        """Return a figure in words."""
        return "—" if value is None else f"{value:,} {self.unit}".rstrip()

    def say_parts(self, at: int) -> str:
        """Return part and whole of a share in words."""
        return "/".join(figure(value) for value in self.values[at])

    def say_share(self, at: int) -> str:
        """Return the share of a category in words."""
        return per_cent(self.share(at))

    def say_category(self, at: int) -> str:
        """Return a category with all its figures, for those who hear the chart."""
        name = self.categories[at]
        if self.kind is ChartKind.SHARE:
            return f"{name}：{self.say_parts(at)} {self.unit}".rstrip() + f"，{self.say_share(at)}"
        if len(self.series) == 1:
            return f"{name}：{self.say(self.values[at][0])}"
        parts = [
            f"{series} {self.say(value)}"
            for series, value in zip(self.series, self.values[at], strict=True)
        ]
        return f"{name}：{'，'.join(parts)}"

    def description(self) -> str:
        """Return every figure in words."""
        if self.empty:
            return "还没有数据"
        return "；".join(self.say_category(at) for at in range(len(self.categories))) + "。"

    def table(self) -> list[list[str]]:
        """Return headings and rows as a spreadsheet takes them."""
        unit = f"（{self.unit}）" if self.unit else ""
        heads = [self.axis, *(f"{name}{unit}" for name in self.series)]
        rows = [
            [name, *("" if value is None else str(value) for value in row)]
            for name, row in zip(self.categories, self.values, strict=True)
        ]
        if self.kind is ChartKind.SHARE:
            heads.append("占比（%）")
            for at, row in enumerate(rows):
                share = self.share(at)
                row.append("" if share is None else f"{share:.1f}")
        if self.kind is ChartKind.STACKED:
            heads.append(f"合计{unit}")
            for at, row in enumerate(rows):
                total = self.total(at)
                row.append("" if total is None else str(total))
        return [heads, *rows]

    def tsv(self) -> str:
        """Return the table as lines with tabs between the cells."""
        return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in self.table())

    def html(self) -> str:
        """Return the table as a text program takes it, with title and note."""
        heads, *rows = self.table()
        top = "".join(f"<th>{escape(cell)}</th>" for cell in heads)
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
        )
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return (
            f'<table border="1" cellspacing="0"><caption>{escape(self.title)}</caption>'
            f"<tr>{top}</tr>{lines}</table>{note}"
        )


def figure(value: int | None) -> str:
    """Return a bare figure in words."""
    return "—" if value is None else f"{value:,}"


def per_cent(share: float | None) -> str:
    """Return a share in words."""
    return "—" if share is None else f"{share:.1f} %"
