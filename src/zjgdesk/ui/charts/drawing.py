"""Lays a chart out for a width and paints it in any palette."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from zjgdesk.ui.charts.columns import columns_fit, lay_columns, lay_line, line_fits
from zjgdesk.ui.charts.facts import ChartFacts, ChartKind
from zjgdesk.ui.charts.plan import Ink, Plan, Words
from zjgdesk.ui.charts.rows import lay_rows, lay_stacked
from zjgdesk.ui.theme import Colours, Tone

EMPTY_HIGH = 96.0
EMPTY = "还没有数据"
RADIUS = 4.0


def lay_out(facts: ChartFacts, width: float, metrics: QFontMetricsF) -> Plan:
    """Return where everything of a chart stands at a width."""
    plan = Plan(max(width, 1.0), metrics)
    if facts.empty:
        area = QRectF(0, 0, plan.width, EMPTY_HIGH)
        plan.write(area, EMPTY, ink=Ink.MUTED, align=Qt.AlignmentFlag.AlignHCenter)
        plan.height = EMPTY_HIGH
        return plan
    if facts.kind is ChartKind.SHARE:
        (lay_line if line_fits(plan, facts) else lay_rows)(plan, facts)
        return plan
    if len(facts.series) > 1:
        plan.legend(facts.series, facts.tone)
    if facts.kind is ChartKind.STACKED:
        lay_stacked(plan, facts)
    else:
        (lay_columns if columns_fit(plan, facts) else lay_rows)(plan, facts)
    return plan


def paint(painter: QPainter, plan: Plan, colours: Colours) -> None:
    """Paint a chart that is laid out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.line_strong), 1))
    for start, end in plan.lines:
        painter.drawLine(start, end)
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in plan.bars:
        painter.setBrush(fill(colours, bar.tone))
        radius = min(RADIUS, bar.area.width() / 2, bar.area.height() / 2)
        painter.drawRoundedRect(bar.area, radius, radius)
    _paint_curve(painter, plan, colours)
    for words in plan.words:
        _paint_words(painter, words, colours)


def fill(colours: Colours, tone: Tone) -> QColor:
    """Return what a bar of a tone is filled with; words in `accent_text` are legible on it."""
    return QColor(
        {
            Tone.PLAIN: colours.text,
            Tone.MUTED: colours.muted,
            Tone.INFO: colours.accent,
            Tone.GOOD: colours.good,
            Tone.WARN: colours.warn,
            Tone.BAD: colours.bad,
        }[tone]
    )


def _paint_curve(painter: QPainter, plan: Plan, colours: Colours) -> None:
    painter.setPen(QPen(QColor(colours.accent), 2))
    for start, end in plan.curve:
        painter.drawLine(start, end)
    painter.setBrush(QColor(colours.surface))
    for dot in plan.dots:
        painter.drawEllipse(QPointF(dot), 4.0, 4.0)


def _paint_words(painter: QPainter, words: Words, colours: Colours) -> None:
    if words.ground:
        painter.fillRect(words.area, QColor(colours.surface))
    painter.setPen(QColor(getattr(colours, words.ink.value)))
    painter.drawText(words.area, int(words.align | Qt.TextFlag.TextSingleLine), words.shown)
