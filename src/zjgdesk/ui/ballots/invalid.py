"""Why a whole paper is invalid: one of the known reasons, or one in the teller's words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.labels import label

REASONS = (
    "整张字迹无法辨认",
    "写有编号、姓名或其他记号",
    "不是本轮印制的选票",
)


class InvalidDialog(QDialog):
    """A figure chooses a reason, Enter takes it. Rule: VOTE-06, VOTE-10."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("整票无效")
        self.setMinimumWidth(440)
        self.group = QButtonGroup(self)
        self.other = QLineEdit()
        self.other.setPlaceholderText("其他原因，请写明")
        self.accept_button = ActionButton("记为无效", primary=True)
        self.accept_button.setDefault(True)
        cancel = ActionButton("取消")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(label("整票无效", "dialogTitle"))
        layout.addWidget(label("同意超过名额的不必在此选择，照实录入即可。", "hint", wrap=True))
        for number, text in enumerate((*REASONS, "其他原因"), start=1):
            button = QRadioButton(f"{number}　{text}")
            self.group.addButton(button, number)
            layout.addWidget(button)
        self.group.button(1).setChecked(True)
        layout.addWidget(self.other)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        layout.addLayout(row)
        self.group.idToggled.connect(self._toggled)
        self.other.textChanged.connect(lambda _text: self._toggled())
        self.accept_button.clicked.connect(self.take)
        cancel.clicked.connect(self.reject)
        self._toggled()
        self.group.button(1).setFocus()

    def reason(self) -> str:
        """Return the reason as it stands."""
        number = self.group.checkedId()
        return REASONS[number - 1] if number <= len(REASONS) else self.other.text().strip()

    def take(self) -> None:
        """Take the reason."""
        if self.reason():
            self.chosen.emit(self.reason())
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: 1 to 4 choose."""
        button = self.group.button(int(event.text())) if event.text().isdecimal() else None
        if button is None:
            super().keyPressEvent(event)
            return
        button.setChecked(True)
        (self.other if self.group.checkedId() > len(REASONS) else button).setFocus()

    def _toggled(self) -> None:
        self.other.setVisible(self.group.checkedId() > len(REASONS))
        self.accept_button.setEnabled(bool(self.reason()))
