"""The questions of a tolerance case: a new application, its refusal or end, its decision."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from zjgdesk.rules.tolerance import breaches
from zjgdesk.rules.vocabulary import AccountabilityKind, Applicant, Finding, Result
from zjgdesk.services import candidates, tolerance
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.tolerance import CaseDetail, NewCase
from zjgdesk.ui.ballots.asking import ask, ask_why, fit
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.words import word

WIDE = 640
WITH_PERIOD = frozenset({Result.LIGHTER, Result.MITIGATED})


class CaseForm(Form):
    """An application; a name on the list of candidates links the case to the candidate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._rows = {_line(row): row for row in candidates.list_candidates(desk)}
        self.candidate: CandidateRow | None = None
        person = self.text("person", "申请容错人员", hint="输入姓名，可从候选名单中选取")
        completer = QCompleter(list(self._rows), person)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self.link)
        person.setCompleter(completer)
        person.textEdited.connect(self._unlink)
        self.linked = self.note("")
        self.text("organisation", "单位")
        self.text("post", "职务")
        kinds = [(kind, word(kind)) for kind in AccountabilityKind]
        self.choice("kind", "拟追责类别", kinds)
        self.text("organ", "问责机关")
        self.text("measure", "拟作处理", hint="如：通报批评")
        self.day("notice_on", "告知日期", desk.today())
        self.choice("applicant", "申请人", [(who, word(who)) for who in Applicant])
        self.day("applied_on", "申请日期", desk.today())
        self.area("account", "事实经过", hint="何时、何事、何种失误，申请容错的理由", lines=4)
        self._say_link()

    def link(self, line: str) -> None:
        """Link the case to the candidate of a line, and take name, unit and post over."""
        row = self._rows.get(line)
        if row is None:
            return
        self.candidate = row
        told: dict[str, str] = {
            "person": "".join(row.name.split()),
            "organisation": row.organisation,
            "post": row.post,
        }
        for key, text in told.items():
            box: Any = self.widget(key)
            box.setText(text)
        self._say_link()

    def new_case(self) -> NewCase:
        """Return what was entered.

        Raises:
            DeskError: `form.day_invalid`.
        """
        return NewCase(
            person=self.string("person"),
            organisation=self.string("organisation"),
            post=self.string("post"),
            candidate_id=self.candidate.id if self.candidate else None,
            kind=AccountabilityKind(self.string("kind")),
            organ=self.string("organ"),
            measure=self.string("measure"),
            notice_on=self.date("notice_on"),
            applicant=Applicant(self.string("applicant")),
            applied_on=self.date("applied_on"),
            account=self.string("account"),
        )

    def _unlink(self) -> None:
        self.candidate = None
        self._say_link()

    def _say_link(self) -> None:
        if self.candidate is None:
            self.linked.setText("未关联候选对象。")
            return
        name = f"{self.candidate.name}（{self.candidate.organisation}）"
        self.linked.setText(
            f"已关联候选对象 {name}，各名单上会提示容错办理情况（依据 OPINION-05）。"
        )


class DecisionForm(Form):
    """The result with its reasons; what a result asks for shows with it."""

    def __init__(self, detail: CaseDetail) -> None:
        super().__init__()
        found = {row.number: row.finding or Finding.UNCLEAR for row in detail.findings}
        self.broken = breaches(found)
        self.choice("result", "认定结果", [(each, word(each)) for each in Result])
        self.area("reason", "认定理由", hint="动机、情节、后果和主动纠错的情况", lines=4)
        numbers = "、".join(map(str, self.broken))
        self.area(
            "breach",
            "不符合项说明",
            hint=f"第 {numbers} 项不符合，原则上不予容错；确需容错的写明理由（依据 TOL-03）",
            lines=3,
        )
        self.day("until", "影响期至")
        self.area("correction", "纠错要求", hint="由谁、在何时之前、改正什么", lines=3)
        self.show_field("breach", shown=bool(self.broken))
        result: Any = self.widget("result")
        result.currentIndexChanged.connect(self._show_period)
        self._show_period()

    def result(self) -> Result:
        """Return the chosen result."""
        return Result(self.string("result"))

    def until(self) -> date | None:
        """Return the end of the effect period, where one was given.

        Raises:
            DeskError: `form.day_invalid`.
        """
        box: Any = self.widget("until")
        if self.result() not in WITH_PERIOD or not box.text().strip():
            return None
        return self.date("until")

    def _show_period(self) -> None:
        self.show_field("until", shown=self.result() in WITH_PERIOD)


def new_case_dialog(parent: QWidget, desk: Desk, done: Callable[[int], object]) -> FormDialog:
    """Ask for an application; `done` gets the case's id."""
    form = CaseForm(desk)
    made: list[int] = []
    dialog = ask(
        parent,
        "登记容错申请",
        form,
        accept="登记申请",
        act=lambda _form: made.append(tolerance.open_case(desk, form.new_case())),
        done=lambda: done(made[-1]),
    )
    fit(dialog, WIDE)
    return dialog


def accept_dialog(
    parent: QWidget, desk: Desk, detail: CaseDetail, done: Callable[[], object]
) -> FormDialog:
    """Ask before an application is taken on."""
    return ask(
        parent,
        "受理容错申请",
        Form(),
        accept="受理",
        act=lambda _form: tolerance.accept_case(desk, detail.row.id),
        done=done,
        intro=f"受理“{detail.row.person}”的申请之后，逐项查核六项前置条件，再作出认定。",
    )


def refuse_dialog(
    parent: QWidget, desk: Desk, detail: CaseDetail, done: Callable[[], object]
) -> FormDialog:
    """Ask why an application is not taken on. Rule: TOL-06."""
    return ask_why(
        parent,
        "不予受理",
        f"不予受理“{detail.row.person}”的申请，须书面说明理由（依据 TOL-06）。",
        accept="不予受理",
        act=lambda reason: tolerance.refuse_case(desk, detail.row.id, reason=reason),
        done=done,
    )


def withdraw_dialog(
    parent: QWidget, desk: Desk, detail: CaseDetail, done: Callable[[], object]
) -> FormDialog:
    """Ask why an application is taken back."""
    return ask_why(
        parent,
        "撤回申请",
        f"“{detail.row.person}”的申请撤回后不再办理，留在记录中。",
        accept="撤回申请",
        act=lambda reason: tolerance.withdraw_case(desk, detail.row.id, reason=reason),
        done=done,
    )


def decide_dialog(
    parent: QWidget, desk: Desk, detail: CaseDetail, done: Callable[[], object]
) -> FormDialog:
    """Ask for the decision with its reasons. Rules: TOL-03, TOL-04."""
    form = DecisionForm(detail)
    dialog = ask(
        parent,
        "作出认定",
        form,
        accept="作出认定",
        act=lambda _form: tolerance.decide_case(
            desk,
            detail.row.id,
            result=form.result(),
            reason=form.string("reason"),
            breach_reason=form.string("breach"),
            effect_until=form.until(),
            correction=form.string("correction"),
        ),
        done=done,
        intro=f"“{detail.row.person}”，{detail.row.organ}拟作“{detail.row.measure}”。",
    )
    fit(dialog, WIDE)
    return dialog


def _line(row: CandidateRow) -> str:
    return f"{''.join(row.name.split())}　{row.organisation}　{row.post}"
