"""A choice of two or three views, as buttons side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from zjgdesk.rules.vocabulary import Track
from zjgdesk.ui.words import word


class Switch(QWidget):
    """Exactly one of the buttons is down; `chosen` tells which value."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _words in options]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for at, (_value, words) in enumerate(options):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(at == 0)
            self._group.addButton(button, at)
            layout.addWidget(button)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._values[at]))

    def value(self) -> object:
        """Return the chosen value."""
        return self._values[self._group.checkedId()]

    def choose(self, value: object) -> None:
        """Press the button of a value, as a click would."""
        self._group.button(self._values.index(value)).click()


class TrackSwitch(Switch):
    """好干部 or 好单位."""

    def __init__(self) -> None:
        super().__init__([(track, word(track)) for track in reversed(Track)], "类别")

    def track(self) -> Track:
        """Return the chosen track."""
        value = self.value()
        assert isinstance(value, Track)  # noqa: S101 - the options are nothing else
        return value
