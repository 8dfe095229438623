"""容错免责: the cases at the left, the chosen one with its six preconditions at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.services import tolerance
from zjgdesk.services.cases import CaseRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.two_lines import TwoLineList
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Heading
from zjgdesk.ui.tolerance.case_page import CasePage
from zjgdesk.ui.tolerance.dialogs import new_case_dialog
from zjgdesk.ui.tolerance.words import TOTAL, state_of

LEFT = 272


class ToleranceTab(QWidget):
    """Tolerance cases, from the application to the printed decision."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self.bar = ActionBar()
        self.new_button = self.bar.add("登记申请…", self.ask_new, primary=True)
        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText("搜索姓名、单位")
        self.search_box.setClearButtonEnabled(True)
        self.list: TwoLineList[CaseRow] = TwoLineList(
            "容错案件",
            title=lambda row: f"{row.person}　{row.measure}",
            second=lambda row: f"{row.organisation} · 查清 {row.clear}/{TOTAL}",
            state=state_of,
        )
        self.page = CasePage(desk, jobs)
        self.empty = EmptyState(
            "还没有容错申请",
            "收到问责告知的人员、单位或问责机关提出申请后，在左上角登记，再逐项查核六项前置条件。",
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self.search_box.textChanged.connect(self.list.search)
        self.list.chosen.connect(self._show)
        self.page.changed.connect(self._after)
        self.refresh()

    def refresh(self) -> None:
        """Read the cases again."""
        self.new_button.allow(self._desk.may(Action.OPEN_CASE))
        rows = tolerance.list_cases(self._desk)
        self.stack.setCurrentWidget(self.page if rows else self.empty)
        self.list.setVisible(bool(rows))
        self.search_box.setVisible(bool(rows))
        self.list.show_rows(rows)

    def ask_new(self) -> None:
        """Ask for a new application."""
        new_case_dialog(self, self._desk, self._made)

    def _made(self, case_id: int) -> None:
        self._after()
        self.list.choose(case_id)

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def _show(self, row: CaseRow) -> None:
        try:
            self.page.show_case(row.id)
        except DeskError as error:
            show_error(self, error)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setFixedWidth(LEFT)
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(Heading("容错案件"))
        left.addWidget(self.bar)
        left.addWidget(self.search_box)
        left.addWidget(self.list, 1)
        left.addStretch(0)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(column)
        layout.addWidget(self.stack, 1)
