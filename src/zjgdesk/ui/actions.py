"""Buttons that say why they cannot be pressed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zjgdesk.rules.refusals import Refusal
from zjgdesk.ui.labels import Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone


class ActionButton(QPushButton):
    """A button that a refusal disables; the reason is its tooltip and its description."""

    def __init__(self, text: str, *, primary: bool = False, danger: bool = False) -> None:
        super().__init__(text)
        self.setProperty("primary", primary)
        self.setProperty("danger", danger)
        self.setAutoDefault(False)
        self.refusal: Refusal | None = None
        self._bar: ActionBar | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses the button too; by itself Qt does that in dialogs alone."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def allow(self, refusal: Refusal | None) -> None:
        """Enable the button, or disable it and say why."""
        self.refusal = refusal
        self.setEnabled(refusal is None)
        reason = explain(refusal) if refusal else ""
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)
        if self._bar is not None:
            self._bar.say_reasons()

    def join(self, bar: "ActionBar") -> None:
        """Let a bar show this button's reason."""
        self._bar = bar


class ActionBar(QWidget):
    """Buttons in a row and, under them, why some of them cannot be pressed now."""

    def __init__(self, *, reasons: bool = True) -> None:
        super().__init__()
        self._buttons: list[ActionButton] = []
        self.reasons = Line(tone=Tone.MUTED)
        self.reasons.setObjectName("reasons")
        self._wanted = reasons
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self.row)
        layout.addWidget(self.reasons)
        self.reasons.hide()

    def add(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        primary: bool = False,
        danger: bool = False,
    ) -> ActionButton:
        """Add a button that does the thing."""
        button = ActionButton(text, primary=primary, danger=danger)
        button.join(self)
        button.clicked.connect(lambda _checked=False: slot())
        self.row.insertWidget(self.row.count() - 1, button)
        self._buttons.append(button)
        return button

    def say_reasons(self) -> None:
        """Show each reason once, with the buttons that it keeps from being pressed."""
        held: dict[str, list[str]] = {}
        denied: list[Refusal] = []
        for button in self._buttons:
            if button.refusal is None or button.isHidden():
                continue
            if button.refusal.code == "role.denied":
                denied.append(button.refusal)
            else:
                held.setdefault(explain(button.refusal), []).append(button.text().rstrip("…"))
        lines = [f"{'、'.join(names)}：{why}" for why, names in held.items()]
        lines += [explain(_together(denied))] if denied else []
        self.reasons.say("\n".join(lines))
        self.reasons.setVisible(bool(lines) and self._wanted)


def _together(denied: list[Refusal]) -> Refusal:
    """One refusal for everything that the person's role does not allow."""
    facts = {**denied[0].facts, "action": [each.facts["action"] for each in denied]}
    return replace(denied[0], facts=facts)
