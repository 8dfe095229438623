"""One stage of the pipeline: its piece of the funnel, its number, its name, what is missing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from zjgdesk.ui.overview.facts import StageState, StageView
from zjgdesk.ui.theme import Colours, colours

BAND, THINNEST = 52.0, 26.0
EDGE = 4.0
NARROWEST = 60
BADGE = 15.0
CRAMPED = 96


class StageCell(QAbstractButton):
    """Paints a stage; the band narrows to the right as the number does from here to the next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = StageView("", "", None, StageState.AHEAD)
        self._left = self._right = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROWEST)

    def show_stage(self, view: StageView, left: float, right: float) -> None:
        """Show a stage; left and right are the band's height as parts of the highest."""
        self.view, self._left, self._right = view, left, right
        self.setText(view.title)
        self.setAccessibleName(view.say())
        self.setAccessibleDescription("\n".join(view.missing))
        self.setToolTip("\n".join([view.say(), *(f"· {each}" for each in view.missing)]))
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: the band and two lines of words."""
        return QSize(96, int(BAND + 2 * EDGE + 2 * (self.fontMetrics().height() + 4)))

    def minimumSizeHint(self) -> QSize:
        """Qt: as narrow as four characters of a name."""
        return QSize(NARROWEST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the band, the number on it, the name and what is missing under it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = colours()
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(worn.stripe))
        self._paint_band(painter, worn)
        self._paint_number(painter, worn)
        self._paint_words(painter, worn)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(worn.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_band(self, painter: QPainter, worn: Colours) -> None:
        middle, wide = EDGE + BAND / 2, float(self.width())
        left, right = (_high(part) / 2 for part in (self._left, self._right))
        shape = QPolygonF(
            [
                QPointF(1, middle - left),
                QPointF(wide - 1, middle - right),
                QPointF(wide - 1, middle + right),
                QPointF(1, middle + left),
            ]
        )
        fill, line = _band_colours(self.view.state, worn)
        painter.setBrush(fill)
        dashed = self.view.state is StageState.AHEAD
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.drawPolygon(shape)

    def _paint_number(self, painter: QPainter, worn: Colours) -> None:
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(self.font().pointSizeF() * 1.25)
        painter.setFont(font)
        text = "—" if self.view.count is None else f"{self.view.count:,}"
        if self.view.count is None and self.view.state is not StageState.CURRENT:
            text = ""
        current = self.view.state is StageState.CURRENT
        painter.setPen(QColor(worn.accent_text if current else worn.text))
        area = QRectF(0, EDGE, self.width(), BAND)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, painter: QPainter, worn: Colours) -> None:
        font = QFont(self.font())
        font.setBold(self.view.state is StageState.CURRENT)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        mark = BADGE if self.view.state is not StageState.AHEAD else 0.0
        room = self.width() - 4.0
        wide = metrics.horizontalAdvance(self.view.title)
        if self.width() < CRAMPED:
            mark = 0.0
        title = metrics.elidedText(self.view.title, Qt.TextElideMode.ElideRight, room)
        wide = min(wide, room)
        high, top = metrics.height(), BAND + 2 * EDGE
        left = (self.width() - wide - mark) / 2
        painter.setPen(
            QColor(worn.muted if self.view.state is StageState.AHEAD else worn.text),
        )
        painter.drawText(
            QRectF(left + mark, top, wide + 1, high), int(Qt.AlignmentFlag.AlignLeft), title
        )
        self._paint_badge(painter, worn, QPointF(left + 5, top + high / 2), shown=mark > 0)
        self._paint_missing(painter, worn, top + high + 2)

    def _paint_badge(self, painter: QPainter, worn: Colours, at: QPointF, *, shown: bool) -> None:
        """A tick before what is done, a dot before what is under way; on the band where cramped."""
        if self.view.state is StageState.AHEAD:
            return
        if not shown:
            at = QPointF(9, EDGE + BAND / 2 - _high(self._left) / 2 + 9)
        current = self.view.state is StageState.CURRENT
        on_band = current and not shown
        colour = QColor(worn.accent_text if on_band else worn.accent if current else worn.good)
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(at, 4.0, 4.0)
        else:
            painter.setPen(QPen(colour, 2))
            painter.drawPolyline(
                QPolygonF([at + QPointF(-4, 0), at + QPointF(-1, 3), at + QPointF(5, -4)])
            )

    def _paint_missing(self, painter: QPainter, worn: Colours, top: float) -> None:
        if not self.view.missing:
            return
        painter.setFont(self.font())
        painter.setPen(QColor(worn.warn))
        area = QRectF(0, top, self.width(), self.fontMetrics().height())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"缺 {len(self.view.missing)} 项")


def _high(part: float) -> float:
    return THINNEST + (BAND - THINNEST) * part


def _band_colours(state: StageState, worn: Colours) -> tuple[QColor, QColor]:
    pairs = {
        StageState.DONE: (worn.good_soft, worn.good),
        StageState.CURRENT: (worn.accent, worn.accent),
        StageState.AHEAD: (worn.surface, worn.line_strong),
    }
    fill, line = pairs[state]
    return QColor(fill), QColor(line)
