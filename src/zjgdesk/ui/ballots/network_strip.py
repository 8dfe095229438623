"""A strip over the ballots while the machine that counts is on a network. Rule: AIR-06."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zjgdesk.services.desk import Desk
from zjgdesk.services.offline import network_policy, network_warning
from zjgdesk.ui.labels import Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone

EVERY = 3_000  # milliseconds


class NetworkStrip(QWidget):
    """Looks again every few seconds; takes no room while all is well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._policy = desk, network_policy(desk)
        self.line = Line(tone=Tone.BAD)
        self.line.setObjectName("warningStrip")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 0)
        layout.addWidget(self.line)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def refresh(self) -> None:
        """Read anew what the scheme says, and look."""
        self._policy = network_policy(self._desk)
        self.look()

    def look(self) -> None:
        """Ask the system, and say what it tells."""
        found = network_warning(self._desk, self._policy)
        self.line.say(explain(found) if found else "", Tone.BAD)
        self.setVisible(found is not None)
