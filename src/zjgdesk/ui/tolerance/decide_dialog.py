"""The decision with its reasons; what a result asks for shows with it."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from zjgdesk.rules.measures import allowed
from zjgdesk.rules.vocabulary import Finding, Measure, Result
from zjgdesk.services import case_decision, case_search
from zjgdesk.services.case_decision import NewDetermination
from zjgdesk.services.case_rows import CaseDetail
from zjgdesk.services.case_search import SimilarRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import ask, widen
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.labels import Line
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.tolerance.decision_view import departure_words
from zjgdesk.ui.tolerance.fields import day_or_none
from zjgdesk.ui.tolerance.views import Done
from zjgdesk.ui.tolerance.words import measure_words
from zjgdesk.ui.words import word

WIDE = 680


class DecisionForm(Form):
    """Result, measure, reasons; a departure from similar cases is told as it is chosen."""

    def __init__(self, desk: Desk, detail: CaseDetail, similar: list[SimilarRow]) -> None:
        super().__init__()
        self._detail, self._similar = detail, similar
        self.broken = [e.number for e, found in detail.preconditions if found is Finding.NOT_MET]
        sitting = detail.deliberation
        question = sitting.question if sitting else None
        self.choice("result", "认定结果", [(each, word(each)) for each in Result], question)
        self.given = QComboBox()
        self._put("given", "改作处理", self.given, self.given.currentData)
        self.warning = Line(tone=Tone.WARN)
        self.rows.addRow("", self.warning)
        self.area("departure", "与类案不同的理由", lines=2)
        self.area("reason", "认定理由", hint="动机、情节、后果和主动纠错的情况", lines=4)
        numbers = "、".join(map(str, self.broken))
        self.area(
            "breach",
            "不符合项说明",
            hint=f"第 {numbers} 项不符合，原则上不予容错；确需容错的写明理由（依据 TOL-03）",
            lines=3,
        )
        self.day("until", "影响期至")
        self.day("on", "认定日期", max(desk.today(), detail.row.state_on))
        self.text("organ", "认定机关", detail.row.organ)
        self.text("document", "文号", hint="没有就留空")
        result: Any = self.widget("result")
        result.currentIndexChanged.connect(self._follow)
        self._follow()

    def result(self) -> Result:
        """Return the chosen result."""
        return Result(self.string("result"))

    def determination(self) -> NewDetermination:
        """Return what was entered.

        Raises:
            DeskError: `form.day_invalid`.
        """
        result = self.result()
        given = self.given.currentData()
        return NewDetermination(
            result=result,
            reason=self.string("reason"),
            decided_on=self.date("on"),
            organ=self.string("organ"),
            document=self.string("document"),
            given=Measure(given) if given else None,
            breach_reason=self.string("breach") if self._breaks(result) else "",
            departure_reason=self.string("departure"),
            effect_until=None if result is Result.EXEMPT else day_or_none(self, "until"),
        )

    def _follow(self) -> None:
        result, threat = self.result(), self._detail.threat
        self.given.clear()
        for measure in allowed(threat, result) if threat else ():
            self.given.addItem(word(measure), measure)
        self.show_field("given", shown=self.given.count() > 0)
        self.show_field("until", shown=result is not Result.EXEMPT)
        self.show_field("breach", shown=self._breaks(result))
        departs = case_search.departure(self._similar, result)
        self.warning.say(departure_words(departs) if departs else "")
        self.show_field("departure", shown=departs is not None)

    def _breaks(self, result: Result) -> bool:
        return bool(self.broken) and result is not Result.NOT_GRANTED


def decide_dialog(parent: QWidget, desk: Desk, detail: CaseDetail, done: Done) -> FormDialog:
    """Ask for the decision with its reasons. Rules: TOL-03, TOL-04, TOL-10, TOL-12."""
    form = DecisionForm(desk, detail, case_search.similar_cases(desk, detail.row.id))
    dialog = ask(
        parent,
        "作出认定",
        form,
        accept="作出认定",
        act=lambda _form: case_decision.decide_case(desk, detail.row.id, form.determination()),
        done=done,
        intro=f"{detail.row.person}，{detail.row.organ}拟作“{measure_words(detail.row)}”。",
    )
    widen(dialog, WIDE)
    return dialog
