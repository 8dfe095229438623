"""The six preconditions as an argued checklist: what carries the decision, what is missing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Finding
from zjgdesk.services import case_inquiry
from zjgdesk.services.case_rows import CaseDetail, FindingRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.labels import Chip
from zjgdesk.ui.table import CENTRE, Column
from zjgdesk.ui.table_view import ROW_HEIGHT, TableView
from zjgdesk.ui.tolerance.editor import FindingEditor
from zjgdesk.ui.tolerance.views import stacked
from zjgdesk.ui.tolerance.words import FINDING_TONES, finding_of
from zjgdesk.ui.words import word


class PointsView(QWidget):
    """Six chips over fifteen points; the chosen point is found on beside the table."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.detail: CaseDetail | None = None
        self.chips = [Chip() for _each in range(6)]
        self.table = _table()
        self.editor = FindingEditor(self._record)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for chip in self.chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        lower = QHBoxLayout()
        lower.setSpacing(16)
        lower.addWidget(self.table, 3)
        lower.addWidget(stacked(self.editor), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(chips)
        layout.addLayout(lower, 1)
        self.table.chosen.connect(self._show_point)
        self.table.view.digit_pressed.connect(self.editor.choose)
        self.editor.recorded.connect(self.changed)

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now; the first point that waits is chosen."""
        fresh = self.detail is None or self.detail.row.id != detail.row.id
        self.detail = detail
        for chip, (each, finding) in zip(self.chips, detail.preconditions, strict=True):
            chip.say(f"{each.number} {word(finding)}", FINDING_TONES[finding])
            chip.setToolTip(word(each))
        self.table.show_rows(detail.findings)
        if fresh or self.table.current() is None:
            waiting = next((row.point for row in detail.findings if _waits(row)), Point("1a"))
            self.table.choose(lambda row: row.point is waiting)
        else:
            self._show_point(self.table.current())

    def why_not(self, row: FindingRow) -> Refusal | None:
        """Say why nothing can be found on a point now."""
        if self.detail is None or self.detail.may_find is not None:
            return self.detail.may_find if self.detail else None
        if not row.asked:
            return Refusal("case.point_not_asked", "TOL-02", {"point": row.point})
        return self._desk.may(Action.RECORD_FINDING)

    def _show_point(self, row: FindingRow | None) -> None:
        if self.detail is not None:
            self.editor.show_finding(
                self.detail.row.id,
                row,
                self.why_not(row) if row else None,
                [(paper.id, paper.title) for paper in self.detail.evidence],
            )

    def _record(self, point: Point, finding: Finding, told: tuple[str, Sequence[int]]) -> None:
        if self.detail is not None:
            evidence, papers = told
            case_inquiry.record_finding(
                self._desk,
                self.detail.row.id,
                point,
                finding=finding,
                evidence=evidence,
                papers=papers,
            )


def _waits(row: FindingRow) -> bool:
    return row.asked and row.finding in {None, Finding.UNCLEAR}


def _table() -> TableView[FindingRow]:
    table: TableView[FindingRow] = TableView(
        [
            Column("项", lambda row: row.point.value, align=CENTRE, width=48),
            Column("要点", lambda row: word(row.point), width=0,
                   tooltip=lambda row: f"{word(row.precondition)}\n{row.evidence}"),
            Column("附件", lambda row: f"{len(row.papers)} 份" if row.papers else "", width=60),
            Column("查核结论", lambda row: finding_of(row)[0], width=96,
                   tone=lambda row: finding_of(row)[1]),
        ],
        name="前置条件",
    )  # fmt: skip
    table.key_by(lambda row: row.point)
    table.search_box.hide()
    table.count.hide()
    table.setMinimumHeight(ROW_HEIGHT * 5)
    return table
