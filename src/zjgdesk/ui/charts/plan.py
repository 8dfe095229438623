"""Where each piece of a chart stands; made from figures and a font, painted later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from zjgdesk.ui.theme import Tone

GAP = 8.0
SWATCH = 10.0


class Ink(StrEnum):
    """What words are written with."""

    TEXT = "text"
    MUTED = "muted"
    ON_BAR = "accent_text"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in their place; `full` is what they say where the room is too narrow."""

    area: QRectF
    shown: str
    full: str
    ink: Ink
    align: Qt.AlignmentFlag
    ground: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled piece."""

    area: QRectF
    tone: Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that can be pointed at, and what it says."""

    area: QRectF
    words: str


@dataclass(slots=True)
class Plan:
    """A chart laid out for a width; the height is what it needs."""

    width: float
    metrics: QFontMetricsF
    height: float = 0.0
    bars: list[Bar] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    lines: list[tuple[QPointF, QPointF]] = field(default_factory=list)
    curve: list[tuple[QPointF, QPointF]] = field(default_factory=list)
    dots: list[QPointF] = field(default_factory=list)

    @property
    def line(self) -> float:
        """The height of a line of words."""
        return self.metrics.height()

    def wide(self, texts: Sequence[str]) -> float:
        """Return the width of the widest of some texts."""
        return max((self.metrics.horizontalAdvance(text) for text in texts), default=0.0)

    def write(
        self,
        area: QRectF,
        text: str,
        *,
        ink: Ink = Ink.TEXT,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        ground: bool = False,
    ) -> None:
        """Put words into a place, shortened where they do not fit."""
        shown = text
        if self.metrics.horizontalAdvance(text) > area.width() + 0.5:
            shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self.words.append(
            Words(area, shown, text, ink, align | Qt.AlignmentFlag.AlignVCenter, ground)
        )

    def legend(self, names: Sequence[str], tone: Callable[[int], Tone]) -> None:
        """Say which fill means what, in as many lines as it takes."""
        left, top = 0.0, self.height
        for at, name in enumerate(names):
            wide = SWATCH + 6 + self.metrics.horizontalAdvance(name)
            if left and left + wide > self.width:
                left, top = 0.0, top + self.line + 2
            middle = top + self.line / 2
            self.bars.append(
                Bar(QRectF(left, middle - SWATCH / 2, SWATCH, SWATCH), tone(at)),
            )
            room = min(wide, self.width - left) - SWATCH - 6
            area = QRectF(left + SWATCH + 6, top, room, self.line)
            self.write(area, name, ink=Ink.MUTED)
            left += wide + 2 * GAP
        self.height = top + self.line + GAP
