"""A printed page on the screen: exactly the bytes that were issued."""

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Line
from zjgdesk.ui.theme import Tone

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
POINTS_PER_INCH = 72
SCREEN_DPI, PRINT_DPI = 96, 300


class Pages:
    """The pages of a PDF as pictures."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Let the file go."""
        self._document.close()

    def picture(self, number: int, dots_per_inch: float) -> QImage:
        """Return a page, counted from 0, at a resolution."""
        page = self._document[number]
        bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, rev_byteorder=True)
        raw = bytes(bitmap.buffer)
        grey_or_colour = {
            "RGB": QImage.Format.Format_RGB888,
            "RGBA": QImage.Format.Format_RGBA8888,
            "RGBX": QImage.Format.Format_RGBX8888,
            "L": QImage.Format.Format_Grayscale8,
        }
        form = grey_or_colour[bitmap.mode]
        image = QImage(raw, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        page.close()
        return image


class PdfPreview(QDialog):
    """Leafs through a page, zooms, saves and prints it."""

    def __init__(self, parent: QWidget | None, title: str, content: bytes) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(880, 720)
        self._title = title
        self._content = content
        self.pages = Pages(content)
        self._number, self._zoom = 0, ZOOMS.index(1.0)
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setAccessibleName("页面")
        self.where = QLabel()
        self.said = Line(tone=Tone.MUTED)
        self.previous_button = ActionButton("上一页")
        self.next_button = ActionButton("下一页")
        self.smaller_button = ActionButton("缩小")
        self.larger_button = ActionButton("放大")
        self.save_button = ActionButton("另存为…")
        self.print_button = ActionButton("打印…", primary=True)
        self._lay_out()
        self._connect()
        self._show()

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        self._number = min(max(self._number + by, 0), len(self.pages) - 1)
        self._show()

    def zoom(self, by: int) -> None:
        """Show the page larger or smaller."""
        self._zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1)
        self._show()

    def save_as(self, path: Path) -> None:
        """Write the very bytes to a file.

        Raises:
            DeskError: `preview.unwritable`.
        """
        try:
            path.write_bytes(self._content)
        except OSError as error:
            raise DeskError("preview.unwritable", name=path.name) from error

    def print_to(self, printer: QPrinter) -> None:
        """Print every page, each filling its sheet."""
        printer.setFullPage(True)
        painter = QPainter(printer)
        for number in range(len(self.pages)):
            if number:
                printer.newPage()
            area = painter.viewport()
            picture = self.pages.picture(number, PRINT_DPI)
            size = picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(
                area.adjusted(0, 0, size.width() - area.width(), size.height() - area.height()),
                picture,
            )
        painter.end()

    def done(self, result: int) -> None:
        """Qt: let the file go with the window."""
        super().done(result)
        self.pages.close()

    def _show(self) -> None:
        ratio = self.devicePixelRatioF()
        picture = self.pages.picture(self._number, SCREEN_DPI * ZOOMS[self._zoom] * ratio)
        pixmap = QPixmap.fromImage(picture)
        pixmap.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(pixmap)
        self.where.setText(
            f"第 {self._number + 1} 页，共 {len(self.pages)} 页　{ZOOMS[self._zoom]:.0%}"
        )
        self.previous_button.setEnabled(self._number > 0)
        self.next_button.setEnabled(self._number < len(self.pages) - 1)
        self.smaller_button.setEnabled(self._zoom > 0)
        self.larger_button.setEnabled(self._zoom < len(ZOOMS) - 1)

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, "另存为", f"{self._title}.pdf", "PDF 文件 (*.pdf)"
        )
        if not name:
            return
        try:
            self.save_as(Path(name))
        except DeskError as error:
            self.said.say_error(error)
        else:
            self.said.say(f"已保存到 {name}", Tone.GOOD)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)
            self.said.say("已送往打印机。", Tone.GOOD)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setObjectName("sheetArea")
        area.setWidget(self.sheet)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget in (self.previous_button, self.next_button, self.where):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (
            self.smaller_button,
            self.larger_button,
            self.save_button,
            self.print_button,
        ):
            bar.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.said)
        layout.addWidget(area, 1)

    def _connect(self) -> None:
        self.previous_button.clicked.connect(lambda: self.turn(-1))
        self.next_button.clicked.connect(lambda: self.turn(1))
        self.smaller_button.clicked.connect(lambda: self.zoom(-1))
        self.larger_button.clicked.connect(lambda: self.zoom(1))
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        for keys, act in (
            (QKeySequence.StandardKey.MoveToNextPage, lambda: self.turn(1)),
            (QKeySequence.StandardKey.MoveToPreviousPage, lambda: self.turn(-1)),
            (QKeySequence.StandardKey.ZoomIn, lambda: self.zoom(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self.zoom(-1)),
            (QKeySequence.StandardKey.Print, self._print),
            (QKeySequence.StandardKey.Save, self._save),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
