"""Charts whose bars lie: long names to the left, the figures in words behind each bar."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt

from zjgdesk.ui.charts.facts import ChartFacts, ChartKind
from zjgdesk.ui.charts.plan import GAP, Bar, Ink, Mark, Plan
from zjgdesk.ui.theme import Tone

NAME_SHARE = 0.36
NARROW = 48.0
BETWEEN = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """One lying bar: its length as a part of the longest, and what it says."""

    name: str
    length: float
    tail: str
    tone: Tone
    words: str


def lay_rows(plan: Plan, facts: ChartFacts) -> None:
    """Lay out one bar a figure."""
    rows = _share_rows(facts) if facts.kind is ChartKind.SHARE else _bar_rows(facts)
    left = name_width(plan, facts) + GAP
    tail = plan.wide([row.tail for row in rows]) + GAP
    room = plan.width - left - tail
    under = room < NARROW
    if under:
        room = plan.width - left
    for row in rows:
        _lay_row(plan, row, left=left, room=room, under=under)
    plan.height += 2


def lay_stacked(plan: Plan, facts: ChartFacts) -> None:
    """Lay out one bar a category, its parts behind each other; no part stays without words."""
    left = name_width(plan, facts) + GAP
    totals = [facts.total(at) for at in range(len(facts.categories))]
    room = plan.width - left - plan.wide([facts.say(total) for total in totals]) - GAP
    largest = max(total or 0 for total in totals)
    for at, total in enumerate(totals):
        top, high = plan.height, plan.line + 8
        _write_name(plan, facts.categories[at], high)
        end, unsaid = _lay_parts(plan, facts, at, QRectF(left, top, room / largest, high))
        rest = QRectF(end + GAP, top, max(plan.width - end - GAP, 0), high)
        plan.write(rest, facts.say(total))
        if total is None or not total:
            plan.marks.append(Mark(rest, facts.say_category(at)))
        plan.height += high
        for line in _wrapped(plan, unsaid, plan.width - left):
            plan.write(
                QRectF(left, plan.height, plan.width - left, plan.line), line, ink=Ink.MUTED
            )
            plan.height += plan.line + 2
        plan.height += GAP


def name_width(plan: Plan, facts: ChartFacts) -> float:
    """Return the room for the names to the left."""
    return min(plan.wide(facts.categories), plan.width * NAME_SHARE)


def _lay_parts(plan: Plan, facts: ChartFacts, at: int, unit: QRectF) -> tuple[float, list[str]]:
    """Lay out the parts of a category; `unit` is the place and size of a part of one.

    Returns:
        Where the last part ends, and the words for which a part is too narrow.
    """
    left, unsaid = unit.left(), []
    for series, value in enumerate(facts.values[at]):
        if value is None:
            unsaid.append(f"{facts.series[series]} —")
        if not value:
            continue
        wide = unit.width() * value
        area = QRectF(left, unit.top(), max(wide - BETWEEN, 1), unit.height())
        said = f"{facts.series[series]} {value:,}"
        plan.bars.append(Bar(area, facts.tone(series)))
        plan.marks.append(Mark(area, f"{facts.categories[at]}　{said} {facts.unit}".rstrip()))
        if not _say_part(plan, area, (said, f"{value:,}")):
            unsaid.append(said)
        left += wide
    return left, unsaid


def _wrapped(plan: Plan, texts: list[str], width: float) -> list[str]:
    lines: list[str] = []
    for text in texts:
        longer = f"{lines[-1]}，{text}" if lines else text
        if lines and plan.metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(text)
    return lines


def _say_part(plan: Plan, area: QRectF, choices: tuple[str, ...]) -> bool:
    for text in choices:
        if plan.metrics.horizontalAdvance(text) + 8 <= area.width():
            plan.write(area, text, ink=Ink.ON_BAR, align=Qt.AlignmentFlag.AlignHCenter)
            return True
    return False


def _lay_row(plan: Plan, row: Row, *, left: float, room: float, under: bool) -> None:
    high = plan.line + 4
    if row.name:
        plan.height += GAP / 2
        _write_name(plan, row.name, high)
    area = QRectF(left, plan.height + 2, max(room * row.length, 1), high - 4)
    plan.bars.append(Bar(area, row.tone))
    plan.marks.append(Mark(QRectF(left, plan.height, room, high), row.words))
    start = left if under else area.right() + GAP
    if under:
        plan.height += high
    plan.write(QRectF(start, plan.height, plan.width - start, high), row.tail)
    plan.height += high + 2


def _write_name(plan: Plan, name: str, high: float) -> None:
    wide = min(plan.metrics.horizontalAdvance(name) + 0.5, plan.width * NAME_SHARE)
    plan.write(QRectF(0, plan.height, wide, high), name, ink=Ink.MUTED)


def _bar_rows(facts: ChartFacts) -> list[Row]:
    largest = max(value or 0 for row in facts.values for value in row)
    many = len(facts.series) > 1
    rows = []
    for at, name in enumerate(facts.categories):
        for series, value in enumerate(facts.values[at]):
            said = f"{facts.series[series]} {facts.say(value)}" if many else facts.say(value)
            rows.append(
                Row(
                    name="" if series else name,
                    length=(value or 0) / largest,
                    tail=said,
                    tone=facts.tone(series),
                    words=f"{name}　{said}",
                )
            )
    return rows


def _share_rows(facts: ChartFacts) -> list[Row]:
    return [
        Row(
            name=name,
            length=(facts.share(at) or 0) / 100,
            tail=f"{facts.say_share(at)}（{facts.say_parts(at)}）",
            tone=facts.tone(0),
            words=facts.say_category(at),
        )
        for at, name in enumerate(facts.categories)
    ]
