"""The buttons over a preview: pages, zoom, saving, printing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.printing.sheets import ZOOMS, Fit, SheetView

FITS = ((Fit.WIDTH, "适合宽度"), (Fit.PAGE, "整页"))


class PageBox(QLineEdit):
    """The number of the page in view; Enter goes to the one that was typed."""

    def __init__(self, sheets: SheetView, total: int) -> None:
        super().__init__("1")
        self._sheets = sheets
        self.setAccessibleName("页码")
        self.setToolTip("转到第几页（Ctrl+G）")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(64)
        self.setValidator(QIntValidator(0, 99_999, self))
        self._total = total
        sheets.page_changed.connect(self.show_page)

    def show_page(self, number: int) -> None:
        """Show another number."""
        self.setText(str(number + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes there, and never presses a button of the dialog."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            wanted = min(max(int(self.text() or 1), 1), self._total) - 1
            self._sheets.show_page(wanted)
            self.show_page(self._sheets.page)
            self._sheets.setFocus()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.show_page(self._sheets.page)
            self._sheets.setFocus()
            return
        super().keyPressEvent(event)


class ZoomBox(QComboBox):
    """The zoom, followed and chosen."""

    def __init__(self, sheets: SheetView) -> None:
        super().__init__()
        self._sheets = sheets
        self.setAccessibleName("显示比例")
        self.setToolTip("显示比例（Ctrl+加号、减号、0，Ctrl+滚轮）")
        self.setMinimumWidth(168)
        for fit, words in FITS:
            self.addItem(words, fit)
        for zoom in ZOOMS:
            self.addItem(f"{zoom:.0%}", zoom)
        self.activated.connect(self._choose)
        sheets.zoom_changed.connect(self._show)
        self._show()

    def _choose(self, at: int) -> None:
        chosen = self.itemData(at)
        if isinstance(chosen, Fit):
            self._sheets.follow(chosen)
        else:
            self._sheets.zoom_to(chosen)

    def _show(self) -> None:
        """Show what the pages follow; a zoom between two steps stands in the hint alone."""
        for at, (fit, words) in enumerate(FITS):
            here = self._sheets.fit is fit
            self.setItemText(at, f"{words}（{self._sheets.zoom:.0%}）" if here else words)
            if here:
                self.setCurrentIndex(at)
        if self._sheets.fit is Fit.FREE:
            nearest = min(ZOOMS, key=lambda zoom: abs(zoom - self._sheets.zoom))
            self.setCurrentIndex(len(FITS) + ZOOMS.index(nearest))


class PreviewBar(QWidget):
    """Everything that is done to a preview, by mouse or by keys."""

    def __init__(self, sheets: SheetView, total: int) -> None:
        super().__init__()
        self._sheets, self._total = sheets, total
        self.strip_button = ActionButton("缩略图")
        self.strip_button.setCheckable(True)
        self.previous_button = ActionButton("上一页")
        self.next_button = ActionButton("下一页")
        self.page_box = PageBox(sheets, total)
        self.where = QLabel(f"/ {total} 页")
        self.smaller_button = ActionButton("缩小")
        self.larger_button = ActionButton("放大")
        self.zoom_box = ZoomBox(sheets)
        self.find_button = ActionButton("查找")
        self.find_button.setToolTip("在文中查找（Ctrl+F）")
        self.save_button = ActionButton("另存为 PDF…")
        self.print_button = ActionButton("打印…", primary=True)
        self._lay_out()
        self.previous_button.clicked.connect(lambda: sheets.show_page(sheets.page - 1))
        self.next_button.clicked.connect(lambda: sheets.show_page(sheets.page + 1))
        self.smaller_button.clicked.connect(lambda: sheets.zoom_by(-1))
        self.larger_button.clicked.connect(lambda: sheets.zoom_by(1))
        sheets.page_changed.connect(self._show)
        sheets.zoom_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.previous_button.setEnabled(self._sheets.page > 0)
        self.next_button.setEnabled(self._sheets.page < self._total - 1)
        self.smaller_button.setEnabled(self._sheets.zoom > ZOOMS[0])
        self.larger_button.setEnabled(self._sheets.zoom < ZOOMS[-1])

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.strip_button, self.previous_button, self.page_box, self.where):
            row.addWidget(widget)
        row.addWidget(self.next_button)
        row.addSpacing(8)
        for zooming in (self.smaller_button, self.zoom_box, self.larger_button):
            row.addWidget(zooming)
        row.addWidget(self.find_button)
        row.addStretch(1)
        for button in (self.save_button, self.print_button):
            row.addWidget(button)
