"""Labelled fields, dialogs that refuse in place, and the two small questions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import Line, label, restyle
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone

DAY = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})"
)
LARGEST = 99_999
TALLEST = 540


def parse_day(text: str) -> date | None:
    """Return the day that was typed: 2026-11-10, 2026.11.10, 2026年11月10日 or 20261110."""
    match = DAY.fullmatch(text.strip())
    if match is None:
        return None
    year, month, number = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, number)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    widget: QWidget
    read: Callable[[], object]


class Form(QWidget):
    """Labelled fields under one another, with one line that tells what is wrong."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, _Field] = {}
        self.error = Line(tone=Tone.BAD)
        self.error.setObjectName("formError")
        self.rows = QFormLayout()
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.rows)
        layout.addWidget(self.error)

    def text(
        self, key: str, title: str, value: str = "", *, hint: str = "", secret: bool = False
    ) -> QLineEdit:
        """Add one line of text."""
        box = QLineEdit(value)
        box.setPlaceholderText(hint)
        if secret:
            box.setEchoMode(QLineEdit.EchoMode.Password)
        box.textChanged.connect(self._touched)
        self._put(key, title, box, lambda: box.text().strip() if not secret else box.text())
        return box

    def area(
        self, key: str, title: str, value: str = "", *, hint: str = "", lines: int = 4
    ) -> QPlainTextEdit:
        """Add several lines of text; Tab leaves the field."""
        box = QPlainTextEdit(value)
        box.setPlaceholderText(hint)
        box.setTabChangesFocus(True)
        box.setFixedHeight(box.fontMetrics().lineSpacing() * lines + 20)
        box.textChanged.connect(self._touched)
        self._put(key, title, box, lambda: box.toPlainText().strip())
        return box

    def number(
        self, key: str, title: str, value: int = 0, *, least: int = 0, most: int = LARGEST
    ) -> QSpinBox:
        """Add a whole number."""
        box = QSpinBox()
        box.setRange(least, most)
        box.setValue(value)
        box.setMaximumWidth(160)
        box.valueChanged.connect(self._touched)
        self._put(key, title, box, box.value)
        return box

    def day(self, key: str, title: str, value: date | None = None) -> QLineEdit:
        """Add a day, typed the way people write it."""
        text = value.isoformat() if value else ""
        box = QLineEdit(text)
        box.setPlaceholderText("如 2026-11-10 或 20261110")
        box.setMaximumWidth(240)
        box.textChanged.connect(self._touched)
        self._put(key, title, box, lambda: _day(title, box.text()))
        return box

    def choice(
        self,
        key: str,
        title: str,
        options: Sequence[tuple[object, str]],
        value: object = None,
        *,
        editable: bool = False,
    ) -> QComboBox:
        """Add a choice of (value, words); an editable one also takes words of its own."""
        box = QComboBox()
        box.setEditable(editable)
        values = [option for option, _words in options]
        box.addItems([words for _option, words in options])
        box.setCurrentIndex(values.index(value) if value in values else 0)
        box.currentTextChanged.connect(self._touched)

        def read() -> object:
            if editable:
                return box.currentText().strip()
            return values[box.currentIndex()] if values else None

        self._put(key, title, box, read)
        return box

    def check(self, key: str, title: str, *, value: bool = False) -> QCheckBox:
        """Add a yes or no."""
        box = QCheckBox(title)
        box.setChecked(value)
        box.toggled.connect(self._touched)
        self._put(key, "", box, box.isChecked)
        box.setAccessibleName(title)
        return box

    def note(self, text: str) -> QLabel:
        """Add a line of explanation between the fields."""
        words = label(text, "hint", wrap=True)
        self.rows.addRow("", words)
        return words

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in list(self._fields.values())[:1]:
            field.widget.setFocus()

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show or hide a field with its label."""
        self.rows.setRowVisible(self._fields[key].widget, shown)

    def widget(self, key: str) -> QWidget:
        """Return the field's widget."""
        return self._fields[key].widget

    def value(self, key: str) -> object:
        """Return what a field holds.

        Raises:
            DeskError: `form.day_invalid`.
        """
        return self._fields[key].read()

    def string(self, key: str) -> str:
        """Return a field's words."""
        return str(self.value(key))

    def whole(self, key: str) -> int:
        """Return a field's number."""
        return int(str(self.value(key)))

    def date(self, key: str) -> date:
        """Return a field's day.

        Raises:
            DeskError: `form.day_invalid`.
        """
        value = self.value(key)
        assert isinstance(value, date)  # noqa: S101 - `day` gives nothing else
        return value

    def say_error(self, problem: DeskError | Refusal) -> None:
        """Show why it was refused, under the fields; the dialog grows by what that needs."""
        self.error.say_error(problem)
        make_room(self.window())

    def _touched(self) -> None:
        self.error.say("")
        self.changed.emit()

    def _put(self, key: str, title: str, widget: QWidget, read: Callable[[], object]) -> None:
        widget.setObjectName(key)
        widget.setAccessibleName(title)
        self.rows.addRow(title, widget)
        self._fields[key] = _Field(title, widget, read)


class FormDialog(QDialog):
    """A form with its two buttons; a refusal stands in the form and the dialog stays open."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        form: Form,
        *,
        accept: str,
        act: Callable[[Form], object],
        intro: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.form = form
        self.result_value: object = None
        self._act = act
        self.accept_button = ActionButton(accept, primary=True)
        self.accept_button.setDefault(True)
        self.cancel_button = ActionButton("取消")
        self.accept_button.clicked.connect(self.try_accept)
        self.cancel_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(title, "dialogTitle"))
        if intro:
            told = label(intro, "hint", wrap=True)
            told.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(told)
        area = _scrolled(form)
        area.setVisible(form.rows.rowCount() > 0)  # a mere question needs no room for fields
        layout.addWidget(area, 1)
        layout.addWidget(form.error)
        form.focus_first()
        layout.addLayout(_buttons(self.cancel_button, self.accept_button))

    def try_accept(self) -> None:
        """Do the thing; close only when it was done."""
        try:
            self.result_value = self._act(self.form)
        except DeskError as error:
            self.form.say_error(error)
            return
        self.accept()


def make_room(window: QWidget) -> None:
    """Let a dialog grow until its wrapped lines have room: Qt alone would squeeze the fields."""
    layout = window.layout()
    if not isinstance(window, QDialog) or layout is None:
        return
    layout.activate()
    frame = window.frameGeometry().height() - window.height()
    most = window.screen().availableGeometry().height() - frame
    needed = min(layout.totalHeightForWidth(window.width()), most)
    if needed > window.height():
        window.resize(window.width(), needed)


def ask_reason(
    parent: QWidget | None,
    title: str,
    intro: str,
    *,
    accept: str,
    act: Callable[[str], object],
) -> bool:
    """Ask for a written reason and act on it; say whether it was done."""
    form = Form()
    form.area("reason", "理由", hint="理由会写入留痕")
    dialog = FormDialog(
        parent,
        title,
        form,
        accept=accept,
        act=lambda done: act(done.string("reason")),
        intro=intro,
    )
    form.changed.connect(lambda: dialog.accept_button.setEnabled(bool(form.string("reason"))))
    dialog.accept_button.setEnabled(False)
    return dialog.exec() == QDialog.DialogCode.Accepted


def confirm(
    parent: QWidget | None, title: str, text: str, *, yes: str, danger: bool = False
) -> bool:
    """Ask before something that cannot be taken back; Esc and Enter on 取消 leave it undone."""
    box = _box(parent, title, text)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    restyle(accept, "danger" if danger else "primary", value=True)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is accept


def offer(parent: QWidget | None, title: str, text: str, *, yes: str) -> bool:
    """Tell why something was not done and offer another way; Enter takes it, Esc leaves it."""
    box = _box(parent, title, text)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    restyle(accept, "primary", value=True)
    leave = box.addButton("不用了", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(accept)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is accept


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Tell something that the clerk must have read."""
    box = _box(parent, title, text)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def show_error(parent: QWidget | None, problem: DeskError | Refusal) -> None:
    """Tell why something was refused, where no form is open to hold the words."""
    tell(parent, "没有办成", explain(problem))


def _box(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(f"<b>{escape(title)}</b>")
    box.setInformativeText(text)
    for told in cast("list[QLabel]", box.findChildren(QLabel, "qt_msgbox_informativelabel")):
        told.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _day(label: str, text: str) -> date:
    day = parse_day(text)
    if day is None:
        raise DeskError("form.day_invalid", field=label, text=text)
    return day


def _scrolled(form: Form) -> QScrollArea:
    """The form as tall as it is, up to what a small screen has room for."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(form)
    area.setMinimumHeight(min(form.sizeHint().height() + 2, TALLEST))
    area.setMinimumWidth(form.minimumSizeHint().width() + 20)
    return area


def _buttons(*buttons: ActionButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
