"""What was decided, what is put right, and how like cases were decided before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.case_facts import DECIDED
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.services import case_search
from zjgdesk.services.case_rows import CaseDetail, CorrectionRow
from zjgdesk.services.case_search import SimilarRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.facts import Facts
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.table import CENTRE, RIGHT, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.tolerance import inquiry_dialogs as dialogs
from zjgdesk.ui.tolerance.views import TablePart, stacked
from zjgdesk.ui.tolerance.words import RESULT_TONES, decision_facts
from zjgdesk.ui.words import day, word

TALL = 190
SIMILAR_TALL = 400


class DecisionView(QWidget):
    """The determination that stands, those set aside, and the corrections."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.detail: CaseDetail | None = None
        self.none = Line(tone=Tone.MUTED)
        self.decision, self.earlier = Facts("认定"), Facts("已撤销的认定")
        self.corrections = _corrections(desk)
        self.add_button = self.corrections.bar.add("登记纠错…", self.ask_correction)
        self.done_button = self.corrections.bar.add("记录完成…", self.ask_done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(stacked(self.none, self.decision, self.corrections, self.earlier))
        self.corrections.table.opened.connect(lambda _row: self.ask_done())
        self.corrections.table.chosen.connect(lambda _row: self._allow())

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now."""
        self.detail = detail
        decided = detail.determination
        self.none.say("" if decided else "还没有作出认定。")
        self.decision.setVisible(decided is not None)
        self.decision.show_facts(decision_facts(decided) if decided else ())
        self.earlier.setVisible(bool(detail.earlier))
        self.earlier.show_facts([fact for each in detail.earlier for fact in decision_facts(each)])
        self.corrections.table.show_rows(detail.corrections)
        self._allow()

    def ask_correction(self) -> None:
        """Ask what is put right."""
        if self.detail is not None:
            dialogs.correction_dialog(self, self._desk, self.detail.row.id, self.changed.emit)

    def ask_done(self) -> None:
        """Ask when the chosen thing was put right."""
        row = self.corrections.table.current()
        if self.detail is not None and row is not None and self.done_button.refusal is None:
            dialogs.corrected_dialog(
                self, self._desk, (self.detail.row.id, row), self.changed.emit
            )

    def _allow(self) -> None:
        if self.detail is None:
            return
        row = self.detail.row
        said = {"person": row.person, "state": row.state}
        refusal = None if row.state in DECIDED else Refusal("case.not_decided", "TOL-06", said)
        may = self.detail.locked or self._desk.may(Action.RECORD_CORRECTION)
        self.add_button.allow(refusal or may)
        self.done_button.allow(may)
        self.done_button.setVisible(self.corrections.table.current() is not None)


class SimilarView(QWidget):
    """Earlier cases like this one, the likest first, so that like is treated alike."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[SimilarRow] = []
        self.part = _similar()
        self.said = Line(tone=Tone.WARN)
        self.part.body.insertWidget(
            1,
            label(
                "按事实经过的文字、工作类别、不符合的前置条件和追责类别比对；不由本人承办的案件隐去姓名"
                "（依据 TOL-12）。",
                "hint",
                wrap=True,
            ),
        )
        self.part.body.addWidget(self.said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(stacked(self.part))

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now."""
        try:
            self.rows = case_search.similar_cases(
                self._desk, detail.row.id, masked=detail.locked is not None
            )
        except DeskError as error:
            self.rows = []
            self.said.say_error(error)
            return
        self.part.table.show_rows(self.rows)
        departs = (
            case_search.departure(self.rows, detail.row.result) if detail.row.result else None
        )
        self.said.say(departure_words(departs) if departs else "")


def departure_words(departs: case_search.Departure) -> str:
    """Say how a result departs from what was usual. Rule: TOL-12."""
    return (
        f"类似案件 {departs.of} 件中有 {departs.alike} 件为“{word(departs.usual)}”，"
        "本案结果与多数不同，请写明理由（依据 TOL-12）。"
    )


def _corrections(desk: Desk) -> TablePart[CorrectionRow]:
    def tone(row: CorrectionRow) -> Tone:
        if row.done_on is not None:
            return Tone.GOOD
        return Tone.BAD if row.until is not None and row.until < desk.today() else Tone.WARN

    def state(row: CorrectionRow) -> str:
        return "已完成" if row.done_on else "已超期" if tone(row) is Tone.BAD else "进行中"

    columns: list[Column[CorrectionRow]] = [
        Column("纠错事项", lambda row: row.what, width=260, tooltip=lambda row: row.what),
        Column("责任人", lambda row: row.who, width=130),
        Column("期限", lambda row: day(row.until) or "—", lambda row: str(row.until), width=132),
        Column("状态", state, width=84, tone=tone),
        Column("完成情况", lambda row: row.report or "—", width=0, tooltip=lambda row: row.report),
    ]
    return TablePart(
        "纠错",
        columns,
        empty=("还没有纠错事项", "认定之后，登记由谁、在何时之前、改正什么，并跟踪完成情况。"),
        tall=TALL,
    )


def _similar() -> TablePart[SimilarRow]:
    columns: list[Column[SimilarRow]] = [
        Column("相似", lambda row: f"{row.likeness}%", lambda row: row.likeness, RIGHT, 64),
        Column("案号", lambda row: row.number, width=90),
        Column("工作类别", lambda row: word(row.work), width=150),
        Column("不符合项", lambda row: "、".join(map(str, row.broken)) or "无", align=CENTRE,
               width=84),
        Column("结果", lambda row: word(row.result), width=96,
               tone=lambda row: RESULT_TONES[row.result]),
        Column("事实", lambda row: row.title, width=240, tooltip=lambda row: row.title),
        Column("认定理由", lambda row: row.reason, width=0, tooltip=lambda row: row.reason),
    ]  # fmt: skip
    return TablePart(
        "以往类似案件",
        columns,
        empty=("没有类似案件", "作出过认定的案件中没有与本案文字相近的。"),
        tall=SIMILAR_TALL,
    )
