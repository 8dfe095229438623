"""A strip over everything while the program's files are not what was shipped. Rule: DESK-11."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from zjgdesk.program import Program
from zjgdesk.services.program_notes import changed_program
from zjgdesk.ui.labels import Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone


class ProgramStrip(QWidget):
    """Takes no room while the files are sound."""

    def __init__(self, program: Program | None) -> None:
        super().__init__()
        changed = changed_program(program)
        self.line = Line(explain(changed) if changed else "", tone=Tone.BAD)
        self.line.setObjectName("warningStrip")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 4, 24, 8)
        layout.addWidget(self.line)
        self.setVisible(changed is not None)
