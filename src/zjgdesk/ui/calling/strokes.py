"""Drawing votes as 正: five strokes in the order in which they are written."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

FIVE = 5
STROKES = (
    ((0.10, 0.12), (0.90, 0.12)),
    ((0.52, 0.12), (0.52, 0.88)),
    ((0.52, 0.48), (0.86, 0.48)),
    ((0.24, 0.42), (0.24, 0.88)),
    ((0.04, 0.88), (0.96, 0.88)),
)
GAP, PEN = 0.22, 0.105
"""Between two characters, and the breadth of a stroke, as shares of a character's height."""


def strokes_of(votes: int) -> list[int]:
    """Return how many strokes each character has: whole ones first, the last as far as it goes."""
    whole, rest = divmod(votes, FIVE)
    return [FIVE] * whole + ([rest] if rest else [])


def width_of(votes: int, height: float) -> float:
    """Return how wide so many votes are at that height."""
    characters = len(strokes_of(votes))
    return characters * height + max(characters - 1, 0) * GAP * height


def fitting_height(votes: int, room: float, tallest: float) -> float:
    """Return the height at which so many votes fit the room, at most the tallest."""
    wide = width_of(votes, 1.0)
    return tallest if not wide else min(tallest, room / wide)


def draw_votes(painter: QPainter, votes: int, box: QRectF, colour: QColor, height: float) -> None:
    """Draw so many votes at the left of the box, centred from top to bottom."""
    pen = QPen(colour, PEN * height, c=Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    top = box.center().y() - height / 2
    for at, strokes in enumerate(strokes_of(votes)):
        left = box.left() + at * height * (1 + GAP)
        for (x1, y1), (x2, y2) in STROKES[:strokes]:
            painter.drawLine(
                QLineF(
                    QPointF(left + x1 * height, top + y1 * height),
                    QPointF(left + x2 * height, top + y2 * height),
                )
            )
