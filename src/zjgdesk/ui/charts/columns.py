"""Charts whose bars stand, and the line of a share; only where every word has its room."""

from PySide6.QtCore import QPointF, QRectF, Qt

from zjgdesk.ui.charts.facts import ChartFacts, figure
from zjgdesk.ui.charts.plan import GAP, Bar, Ink, Mark, Plan

HIGH = 120.0
WIDEST_BAR = 112.0
DOT = 12.0
TOPS = (10, 20, 25, 50, 75, 100)
CENTRE = Qt.AlignmentFlag.AlignHCenter


def columns_fit(plan: Plan, facts: ChartFacts) -> bool:
    """Say whether names and figures stand beside each other without touching."""
    slot = plan.width / len(facts.categories)
    figures = [
        _figure(facts, at, series)
        for at in range(len(facts.categories))
        for series in range(len(facts.series))
    ]
    return (
        plan.wide(facts.categories) + GAP <= slot
        and (plan.wide(figures) + GAP) * len(facts.series) + GAP <= slot
    )


def line_fits(plan: Plan, facts: ChartFacts) -> bool:
    """Say whether years, parts and shares stand beside each other without touching."""
    places = range(len(facts.categories))
    texts = [*facts.categories, *map(facts.say_parts, places), *map(facts.say_share, places)]
    return plan.wide(texts) + GAP <= plan.width / len(facts.categories)


def lay_columns(plan: Plan, facts: ChartFacts) -> None:
    """Lay out standing bars, each with its figure over it."""
    slot, count = plan.width / len(facts.categories), len(facts.series)
    wide = min((slot - GAP) / count, WIDEST_BAR)
    largest = max(value or 0 for row in facts.values for value in row)
    base = plan.height + plan.line + 2 + HIGH
    for at, name in enumerate(facts.categories):
        start = slot * at + (slot - wide * count) / 2
        for series, value in enumerate(facts.values[at]):
            high = HIGH * (value or 0) / largest
            area = QRectF(start + wide * series + 2, base - high, wide - 4, high)
            over = QRectF(start + wide * series, area.top() - plan.line - 2, wide, plan.line)
            plan.bars.append(Bar(area, facts.tone(series)))
            plan.write(over, _figure(facts, at, series), align=CENTRE)
            words = f"{name}　{facts.series[series]} {facts.say(value)}"
            plan.marks.append(Mark(over.united(area), words))
        area = QRectF(slot * at, base + 4, slot, plan.line)
        plan.write(area, name, ink=Ink.MUTED, align=CENTRE)
    plan.lines.append((QPointF(0, base), QPointF(plan.width, base)))
    plan.height = base + 4 + plan.line + 2


def lay_line(plan: Plan, facts: ChartFacts) -> None:
    """Lay out a share over the years: a point each, the per cent over it, the parts under it."""
    slot = plan.width / len(facts.categories)
    shares = [facts.share(at) for at in range(len(facts.categories))]
    largest = max(share or 0 for share in shares)
    top = next((each for each in TOPS if each >= largest), max(largest, 100))
    base = plan.height + plan.line + DOT + HIGH
    before: QPointF | None = None
    for at, share in enumerate(shares):
        middle = slot * (at + 0.5)
        point = None if share is None else QPointF(middle, base - HIGH * share / top)
        if point is not None:
            plan.dots.append(point)
            if before is not None:
                plan.curve.append((before, point))
        before = point
        at_y = base if point is None else point.y()
        wide = plan.metrics.horizontalAdvance(facts.say_share(at)) + 4
        over = QRectF(middle - wide / 2, at_y - plan.line - DOT / 2 - 2, wide, plan.line)
        plan.write(over, facts.say_share(at), align=CENTRE, ground=True)
        for line, text in enumerate((facts.categories[at], facts.say_parts(at))):
            area = QRectF(slot * at, base + 8 + line * plan.line, slot, plan.line)
            plan.write(area, text, ink=Ink.MUTED, align=CENTRE)
        mark = QRectF(slot * at, over.top(), slot, base - over.top())
        plan.marks.append(Mark(mark, facts.say_category(at)))
    plan.lines.append((QPointF(0, base), QPointF(plan.width, base)))
    plan.height = base + 8 + 2 * plan.line + 2


def _figure(facts: ChartFacts, at: int, series: int) -> str:
    """What stands over a bar; where bars stand side by side, each says whose it is."""
    said = figure(facts.values[at][series])
    return f"{facts.series[series]} {said}" if len(facts.series) > 1 else said
