"""The parts of a case's page: facts, the way it took, tables with what can be done to them."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zjgdesk.services.case_rows import CaseDetail, StepRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionBar
from zjgdesk.ui.ballots.facts import Facts
from zjgdesk.ui.ballots.papers import PaperList
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.labels import Card, Heading, Page
from zjgdesk.ui.table import Column, Row
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.tolerance.words import application_facts, decision_facts, notice_facts
from zjgdesk.ui.words import day, word


class CaseView(Protocol):
    """A part of the page."""

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now."""


class SummaryView(QWidget):
    """What was notified, who applied, how it was decided, which papers were issued."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.notice, self.application = Facts("问责告知"), Facts("容错申请")
        self.decision, self.papers = Facts("认定"), PaperList(desk)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addWidget(stacked(self.notice), 1)
        columns.addWidget(stacked(self.application, self.decision, self.papers), 1)

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now."""
        self.notice.show_facts(notice_facts(detail))
        applied = application_facts(detail)
        self.application.show_facts(applied)
        decided = decision_facts(detail.determination) if detail.determination else ()
        self.decision.show_facts(decided)
        self.decision.setVisible(bool(decided))
        self.papers.show_papers(detail.papers)


class HistoryView(QWidget):
    """Every step that the case took, with its words."""

    def __init__(self) -> None:
        super().__init__()
        self.table: TableView[StepRow] = TableView(
            [
                Column("日期", lambda row: day(row.on), lambda row: row.on, width=132),
                Column("步骤", lambda row: word(row.step), width=128),
                Column("之后", lambda row: word(row.led_to), width=96),
                Column("情况或者理由", lambda row: row.words or "—", width=0,
                       tooltip=lambda row: row.words),
                Column("文号", lambda row: row.document or "—", width=150),
                Column("登记人", lambda row: row.actor, width=90),
            ],
            name="办理经过",
            search="搜索经过",
        )  # fmt: skip
        self.table.key_by(lambda row: (row.at, row.step))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now."""
        self.table.show_rows(detail.steps)


class TablePart(Card, Generic[Row]):
    """A titled table with its buttons, low enough that three of them share a page."""

    def __init__(
        self, title: str, columns: Sequence[Column[Row]], *, empty: tuple[str, str], tall: int
    ) -> None:
        super().__init__()
        self.bar = ActionBar(reasons=False)
        self.table: TableView[Row] = TableView(columns, empty=EmptyState(*empty), name=title)
        self.table.search_box.hide()
        self.table.count.hide()
        self.table.more_button.hide()
        self.table.setFixedHeight(tall)
        head = QHBoxLayout()
        head.addWidget(Heading(title), 1)
        head.addWidget(self.bar)
        self.body.setContentsMargins(12, 8, 12, 12)
        self.body.addLayout(head)
        self.body.addWidget(self.table)


def stacked(*parts: QWidget) -> QScrollArea:
    """Stack the parts in a column that scrolls where the window is low."""
    inner = Page()
    inner.body.setSpacing(12)
    for part in parts:
        inner.body.addWidget(part)
    inner.body.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


Done = Callable[[], object]
