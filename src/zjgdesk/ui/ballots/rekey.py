"""A paper settled as valid of which a pass has no marks: its marks are keyed once more."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.paper_view import PaperView, lines_of
from zjgdesk.ui.ballots.sheet import Sheet
from zjgdesk.ui.labels import Line, label

SIZE = (820, 680)
Keep = Callable[[tuple[Mark, ...]], object]


class RekeyDialog(QDialog):
    """The picture of one paper, keyed cell by cell; a refusal stands under it."""

    kept = Signal()

    def __init__(self, parent: QWidget, detail: RoundDetail, paper_no: int, keep: Keep) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("补录选票")
        self.resize(*SIZE)
        self._keep = keep
        self.paper = PaperView()
        self.paper.show_lines(lines_of(detail))
        self.paper.show_sheet(Sheet(len(detail.entries), detail.row.places))
        self.said = Line()
        self.keep_button = ActionButton("存入（回车）", primary=True)
        cancel = ActionButton("取消")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.paper)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(f"补录第 {paper_no} 号票", "dialogTitle"))
        layout.addWidget(
            label(
                "这张票认定为有效，但有一遍没有录入。请照票面逐行录入：1 同意，2 不同意，3 弃权，"
                "9 该项无效；存入后与另一遍比较。",
                "hint",
                wrap=True,
            )
        )
        layout.addWidget(area, 1)
        layout.addWidget(self.said)
        layout.addLayout(buttons)
        self.paper.stored.connect(self.keep)
        self.keep_button.clicked.connect(self.keep)
        cancel.clicked.connect(self.reject)
        self.paper.undone.connect(self._undo)
        self.paper.setFocus()

    def keep(self) -> None:
        """Keep the marks; a refusal leaves the paper in hand."""
        try:
            self._keep(tuple(self.paper.sheet.marks))
        except DeskError as error:
            self.said.say_error(error)
            return
        self.kept.emit()
        self.accept()

    def _undo(self) -> None:
        self.paper.sheet.undo()
        self.paper.update()
