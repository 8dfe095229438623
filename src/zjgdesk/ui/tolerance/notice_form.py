"""A notice of accountability as it is entered or put right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import AccountabilityKind, Subject, WorkKind
from zjgdesk.services import candidates, case_intake
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.case_intake import Notice
from zjgdesk.services.case_rows import CaseDetail
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import ask, widen
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.tolerance.fields import fill_measures, measure_of
from zjgdesk.ui.tolerance.views import Done
from zjgdesk.ui.words import word

WIDE = 680


class NoticeForm(Form):
    """A name on the list of candidates links the case to the candidate."""

    def __init__(self, desk: Desk, detail: CaseDetail | None = None) -> None:
        super().__init__()
        self._rows = {_line(row): row for row in candidates.list_candidates(desk)}
        row = detail.row if detail else None
        self.candidate_id = row.candidate_id if row else None
        subjects = [(each, word(each)) for each in Subject]
        self.choice("subject", "对象", subjects, row.subject if row else Subject.PERSON)
        person = self.text(
            "person", "姓名或者单位", row.person if row else "", hint="输入后可从候选名单中选取"
        )
        completer = QCompleter(list(self._rows), person)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self.link)
        person.setCompleter(completer)
        person.textEdited.connect(self._unlink)
        self.linked = self.note("")
        self.text("organisation", "单位", row.organisation if row else "")
        self.text("post", "职务", detail.post if detail else "")
        kinds = [(kind, word(kind)) for kind in AccountabilityKind]
        self.choice("kind", "追责类别", kinds, row.kind if row else None)
        self.text("organ", "问责机关", row.organ if row else "")
        self.day("notice_on", "告知日期", row.notice_on if row else desk.today())
        self.text("document", "告知文号", detail.notice_document if detail else "")
        self._add_measures(detail)
        self._add_circumstances(detail)
        self.area(
            "account", "事实经过", row_text(detail), hint="何时、何事、何种失误、何种后果", lines=4
        )
        self._say_link()

    def link(self, line: str) -> None:
        """Link the case to the candidate of a line, and take name, unit and post over."""
        row = self._rows.get(line)
        if row is None:
            return
        self.candidate_id = row.id
        told = {
            "person": "".join(row.name.split()),
            "organisation": row.organisation,
            "post": row.post,
        }
        for key, text in told.items():
            box: Any = self.widget(key)
            box.setText(text)
        self._say_link()

    def notice(self) -> Notice:
        """Return what was entered.

        Raises:
            DeskError: `form.day_invalid`, `case.kind_not_for_unit`.
        """
        measure = measure_of(self.measure)
        if measure is None:
            raise DeskError(
                "case.kind_not_for_unit",
                rule="TOL-10",
                kind=AccountabilityKind(self.string("kind")),
            )
        return Notice(
            person=self.string("person"),
            organisation=self.string("organisation"),
            post=self.string("post"),
            subject=Subject(self.string("subject")),
            candidate_id=self.candidate_id,
            kind=AccountabilityKind(self.string("kind")),
            organ=self.string("organ"),
            notice_document=self.string("document"),
            notice_on=self.date("notice_on"),
            measure=measure,
            least=measure_of(self.least) or measure,
            most=measure_of(self.most) or measure,
            measure_words=self.string("measure_words"),
            work=WorkKind(self.string("work")),
            emergency=bool(self.value("emergency")),
            reform=bool(self.value("reform")),
            account=self.string("account"),
        )

    def _add_measures(self, detail: CaseDetail | None) -> None:
        self.measure, self.least, self.most = QComboBox(), QComboBox(), QComboBox()
        boxes = ((self.measure, "measure", "拟作处理"), (self.least, "least", "幅度最轻"),
                 (self.most, "most", "幅度最重"))  # fmt: skip
        for box, key, title in boxes:
            self._put(key, title, box, box.currentData)
        self.text(
            "measure_words",
            "处理说明",
            detail.row.measure_words if detail else "",
            hint="如：通报批评，在全镇范围",
        )
        self._offer()
        threat = detail.threat if detail else None
        if threat is not None:
            held = (threat.measure, threat.least, threat.most)
            for (box, _key, _title), measure in zip(boxes, held, strict=True):
                box.setCurrentIndex(box.findData(measure))
        for key in ("kind", "subject"):
            chosen: Any = self.widget(key)
            chosen.currentIndexChanged.connect(self._offer)
        self.measure.currentIndexChanged.connect(self._range)

    def _add_circumstances(self, detail: CaseDetail | None) -> None:
        works = [(each, word(each)) for each in WorkKind]
        self.choice("work", "工作类别", works, detail.row.work if detail else None)
        told = detail.circumstances if detail else None
        self.check(
            "emergency", "处置突发事件（不要求决策程序）", value=bool(told and told.emergency)
        )
        self.check("reform", "重大改革创新（须有调研论证、风险评估、合法性审查材料）",
                   value=bool(told and told.reform))  # fmt: skip

    def _offer(self) -> None:
        kind = AccountabilityKind(self.string("kind"))
        subject = Subject(self.string("subject"))
        for box in (self.measure, self.least, self.most):
            fill_measures(box, kind, subject)

    def _range(self) -> None:
        """A measure outside the range takes the range along."""
        measure = measure_of(self.measure)
        if measure is None or self.measure.count() != self.least.count():
            return
        at = self.measure.currentIndex()
        if self.least.currentIndex() > at:
            self.least.setCurrentIndex(at)
        if self.most.currentIndex() < at:
            self.most.setCurrentIndex(at)

    def _unlink(self) -> None:
        self.candidate_id = None
        self._say_link()

    def _say_link(self) -> None:
        row = next((r for r in self._rows.values() if r.id == self.candidate_id), None)
        if row is None:
            self.linked.setText("未关联候选对象；同名同单位的也会在名单上提示。")
            return
        self.linked.setText(
            f"已关联候选对象 {row.name}（{row.organisation}），各名单上会提示容错办理情况"
            "（依据 OPINION-05）。"
        )


def new_case_dialog(parent: QWidget, desk: Desk, done: Callable[[int], object]) -> FormDialog:
    """Ask for a notice of accountability; `done` gets the case's id."""
    form = NoticeForm(desk)
    made: list[int] = []
    dialog = ask(
        parent,
        "登记问责告知",
        form,
        accept="登记",
        act=lambda _form: made.append(case_intake.open_case(desk, form.notice())),
        done=lambda: done(made[-1]),
        intro="收到问责告知后登记；提出容错申请的，再登记申请。案卷只对承办人和督查员开放（依据 TOL-14）。",
    )
    widen(dialog, WIDE)
    return dialog


def change_dialog(parent: QWidget, desk: Desk, detail: CaseDetail, done: Done) -> FormDialog:
    """Ask what is put right about the notice."""
    form = NoticeForm(desk, detail)
    dialog = ask(
        parent,
        "更正登记",
        form,
        accept="更正",
        act=lambda _form: case_intake.change_case(desk, detail.row.id, form.notice()),
        done=done,
    )
    widen(dialog, WIDE)
    return dialog


def row_text(detail: CaseDetail | None) -> str:
    """Return what happened, nothing for a new case."""
    return detail.account if detail else ""


def _line(row: CandidateRow) -> str:
    return f"{''.join(row.name.split())}　{row.organisation}　{row.post}"
