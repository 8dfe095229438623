"""A chart for a report: as a picture on white ground, or as a table."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from zjgdesk.errors import DeskError
from zjgdesk.ui.charts.drawing import lay_out, paint
from zjgdesk.ui.charts.facts import ChartFacts
from zjgdesk.ui.clipboard import put
from zjgdesk.ui.theme import LIGHT

WIDTH, MARGIN, FINENESS = 640, 24, 2
TITLE, TEXT, NOTE = 19, 15, 13


def picture(facts: ChartFacts, font: QFont) -> QImage:
    """Return the chart with title and note, twice as fine as on the screen, on white."""
    inner = WIDTH - 2 * MARGIN
    plan = lay_out(facts, inner, QFontMetricsF(_sized(font, TEXT)))
    title = _bold(_sized(font, TITLE))
    note = _sized(font, NOTE)
    title_high = _height(facts.title, title, inner)
    note_high = _height(facts.note, note, inner)
    top = MARGIN + title_high + 12
    high = top + plan.height + (note_high + 12 if facts.note else 0) + MARGIN
    image = QImage(WIDTH * FINENESS, ceil(high) * FINENESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(FINENESS)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _write(painter, QRectF(MARGIN, MARGIN, inner, title_high), facts.title, title)
    painter.setFont(_sized(font, TEXT))
    painter.translate(MARGIN, top)
    paint(painter, plan, LIGHT)
    _write(painter, QRectF(0, plan.height + 12, inner, note_high), facts.note, note)
    painter.end()
    return image


def copy_picture(facts: ChartFacts, font: QFont) -> None:
    """Put the picture on the clipboard."""
    QGuiApplication.clipboard().setImage(picture(facts, font))


def copy_table(facts: ChartFacts) -> None:
    """Put the table on the clipboard: for spreadsheets and for text programs."""
    data = QMimeData()
    data.setText(facts.tsv())
    data.setHtml(facts.html())
    put(data)


def save_picture(facts: ChartFacts, font: QFont, path: Path) -> None:
    """Write the picture to a PNG file.

    Raises:
        DeskError: `preview.unwritable`.
    """
    if not picture(facts, font).save(str(path), "PNG"):  # type: ignore[call-overload]
        raise DeskError("preview.unwritable", name=path.name)


def _write(painter: QPainter, area: QRectF, text: str, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(area, int(Qt.TextFlag.TextWrapAnywhere), text)


def _height(text: str, font: QFont, width: float) -> float:
    area = QRectF(0, 0, width, 10_000)
    return QFontMetricsF(font).boundingRect(area, int(Qt.TextFlag.TextWrapAnywhere), text).height()


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setBold(False)
    return sized


def _bold(font: QFont) -> QFont:
    font.setBold(True)
    return font
