"""The working days of a notice, first to last, with today marked. Rules: NOTICE-01, NOTICE-02."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjgdesk.ui.notices.words import weekday
from zjgdesk.ui.theme import Colours, colours

HEIGHT, GAP, NARROWEST, WIDEST = 56, 6, 76, 132


class DayStrip(QWidget):
    """One cell a working day; past ones are ticked, a gap shows where days do not count."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.days: tuple[date, ...] = ()
        self._today: date | None = None
        self._live = False

    def show_days(self, days: Sequence[date], *, today: date, live: bool) -> None:
        """Show the days; `live` once the notice is published."""
        self.days, self._today, self._live = tuple(days), today, live
        self.setAccessibleName("公示日程")
        self.setAccessibleDescription(
            "，".join(" ".join(self.words(at)) for at in range(len(days)))
        )
        self.updateGeometry()
        self.update()

    def words(self, at: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        on = self.days[at]
        state = self._state(on)
        tick = {"past": " ✓", "today": " 今天", "ahead": ""}[state]
        return f"第 {at + 1} 天{tick}", f"{on.month}月{on.day}日 {weekday(on)}"

    def sizeHint(self) -> QSize:
        """Qt: room for every day."""
        return QSize(max(len(self.days), 1) * (WIDEST + GAP), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt: narrower where it must be."""
        return QSize(max(len(self.days), 1) * (NARROWEST + GAP), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(len(self.days)):
            self._cell(painter, colours(), at)

    def _state(self, on: date) -> str:
        if not self._live or self._today is None or on > self._today:
            return "ahead"
        return "today" if on == self._today else "past"

    def _cell(self, painter: QPainter, worn: Colours, at: int) -> None:
        wide = min((self.width() + GAP) / len(self.days) - GAP, WIDEST)
        area = QRectF(at * (wide + GAP), 0, wide, HEIGHT).adjusted(0.5, 0.5, -0.5, -0.5)
        state = self._state(self.days[at])
        ground = {"past": worn.good_soft, "today": worn.accent, "ahead": worn.surface}[state]
        edge = {"past": worn.good_soft, "today": worn.accent, "ahead": worn.line_strong}[state]
        words = {"past": worn.good, "today": worn.accent_text, "ahead": worn.text}[state]
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(QColor(words))
        half = area.height() / 2
        for line, text in enumerate(self.words(at)):
            box = QRectF(area.left(), area.top() + line * half, area.width(), half)
            flag = Qt.AlignmentFlag.AlignTop if line else Qt.AlignmentFlag.AlignBottom
            painter.drawText(box.adjusted(0, 2, 0, -2), flag | Qt.AlignmentFlag.AlignHCenter, text)
