"""容错免责: the cases at the left, the chosen one at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.errors import DeskError
from zjgdesk.rules.case_facts import OPEN
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseState, Role
from zjgdesk.services.case_masking import mask_row
from zjgdesk.services.case_reading import list_cases
from zjgdesk.services.case_rows import CaseRow
from zjgdesk.services.case_search import search_cases
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.two_lines import TwoLineList
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import show_error
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Heading, label
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.tolerance.case_page import CasePage
from zjgdesk.ui.tolerance.figures_dialog import FiguresDialog
from zjgdesk.ui.tolerance.handlers import HandledDialog
from zjgdesk.ui.tolerance.notice_form import new_case_dialog
from zjgdesk.ui.tolerance.words import second_line, state_of, title_of

LEFT = 280
ALL, RUNNING, LATE, DECIDED = "all", "open", "late", "decided"
KEPT = ((ALL, "全部"), (RUNNING, "在办"), (LATE, "超期"), (DECIDED, "已认定"))
ENDED = frozenset({CaseState.REFUSED, CaseState.WITHDRAWN})


class ToleranceTab(QWidget):
    """Tolerance cases, from the notice of accountability to the filing."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[CaseRow] = []
        self.bar = ActionBar(reasons=False)
        self.new_button = self.bar.add("登记告知…", self.ask_new, primary=True)
        self.figures_button = self.bar.add("统计…", self.ask_figures)
        self.handled_button = self.bar.add("承办人…", self.ask_handled)
        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText("搜索姓名、单位、事实和理由")
        self.search_box.setAccessibleName("搜索案件")
        self.search_box.setClearButtonEnabled(True)
        self.kept = Switch(KEPT, "显示哪些案件")
        self.masked = QCheckBox("隐去姓名")
        self.masked.setToolTip("培训、演示时只显示姓氏（依据 TOL-16）")
        self.count = label(name="hint")
        self.list: TwoLineList[CaseRow] = TwoLineList(
            "容错案件", title=title_of, second=second_line, state=state_of, always=False
        )
        self.page = CasePage(desk, jobs)
        self.choose_first = EmptyState(
            "选择一件案件", "案卷内容在选中后打开，每次查看都记入留痕（依据 TOL-14）。"
        )
        self.empty = EmptyState(
            "没有可以查看的容错案件",
            "收到问责告知后，在左上角登记；案卷只对承办人和督查员开放。",
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the cases again."""
        may = self._desk.may
        self.new_button.allow(may(Action.OPEN_CASE))
        self.figures_button.allow(may(Action.EXPORT_CASE_FIGURES))
        self.handled_button.setVisible(self._desk.actor.role is Role.ADMINISTRATOR)
        rows = list_cases(self._desk)
        self._rows = [mask_row(row) for row in rows] if self.masked.isChecked() else rows
        self._show_rows()

    def ask_new(self) -> None:
        """Ask for a notice of accountability."""
        new_case_dialog(self, self._desk, self._made)

    def ask_figures(self) -> None:
        """Show what the cases add up to."""
        FiguresDialog(self, self._desk).open()

    def ask_handled(self) -> None:
        """Show who handles which case."""
        HandledDialog(self, self._desk).open()

    def show_case(self) -> None:
        """Open a case that went far: a picture of the tab shall show one."""
        rows = self.list.rows.rows()
        decided = [row for row in rows if row.result is not None]
        for row in [*decided, *rows][:1]:
            self.list.choose(row.id)

    def _made(self, case_id: int) -> None:
        self._after()
        self.list.choose(case_id)

    def _after(self) -> None:
        chosen = self.list.current()
        self.refresh()
        if chosen is not None:
            self._show(chosen)
        self.changed.emit()

    def _mask(self) -> None:
        self.page.show_masked(masked=self.masked.isChecked())
        self.refresh()

    def _show(self, row: CaseRow) -> None:
        try:
            self.page.show_case(row.id)
        except DeskError as error:
            show_error(self, error)
            return
        self.stack.setCurrentWidget(self.page)

    def _show_rows(self) -> None:
        words, kept = self.search_box.text().strip(), self.kept.value()
        rows = [row for row in self._rows if self._kept(row, kept)]
        if words:
            found = search_cases(self._desk, words)
            rows = [row for row in rows if row.id in found]
        total = len(self._rows)
        shown = len(rows)
        self.count.setText(f"共 {total} 件" if shown == total else f"{shown} / {total} 件")
        open_id = self.page.detail.row.id if self.page.detail else None
        self.list.show_rows(rows)
        if not rows or open_id not in {row.id for row in rows}:
            self.stack.setCurrentWidget(self.choose_first if total else self.empty)

    def _kept(self, row: CaseRow, kept: object) -> bool:
        if kept == RUNNING:
            return row.state in OPEN
        if kept == LATE:
            return row.due is not None and row.due.on < self._desk.today()
        return kept == ALL or (row.state not in OPEN and row.state not in ENDED)

    def _connect(self) -> None:
        self.search_box.textChanged.connect(lambda _text: self._show_rows())
        self.kept.chosen.connect(lambda _kept: self._show_rows())
        self.masked.toggled.connect(lambda _on: self._mask())
        self.list.chosen.connect(self._show)
        self.page.changed.connect(self._after)

    def _lay_out(self) -> None:
        column = QWidget()
        column.setFixedWidth(LEFT)
        head = QHBoxLayout()
        head.addWidget(Heading("容错案件"))
        head.addStretch(1)
        head.addWidget(self.masked)
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.bar)
        left.addWidget(self.search_box)
        left.addWidget(self.kept)
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        for page in (self.page, self.choose_first, self.empty):
            self.stack.addWidget(page)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 12)
        layout.setSpacing(16)
        layout.addWidget(column)
        layout.addWidget(self.stack, 1)
