"""The deliberation: who sits, who stays out, what each holds, and the ballot where it voted."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.case_facts import Vote
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseState, MemberOpinion, Result
from zjgdesk.services import case_deliberation
from zjgdesk.services.case_facts import FIGURES
from zjgdesk.services.case_rows import CaseDetail, DeliberationRow, MemberRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.ui.ballots.asking import ask, fit, show_issued
from zjgdesk.ui.forms import Form, FormDialog, show_error
from zjgdesk.ui.labels import Line
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.tolerance.views import TablePart, stacked
from zjgdesk.ui.tolerance.words import vote_words
from zjgdesk.ui.words import word

TALL = 260
WIDE = 560
NOBODY = DeliberationRow("", "", None, None, ())
COUNTED = {
    "due": "应到人数",
    "present": "到会人数",
    "issued": "发出票数",
    "returned": "收回票数",
    "yes": "同意",
    "no": "不同意",
    "abstain": "弃权",
    "invalid": "无效",
}


class SittingView(QWidget):
    """The members in a table, the figures of the ballot under it."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.detail: CaseDetail | None = None
        self.members = _members()
        add = self.members.bar.add
        self.add_button = add("添加成员…", self.ask_member)
        self.change_button = add("修改…", self.ask_change)
        self.remove_button = add("移除", self.remove)
        self.ballot_button = add("印表决票…", self.ask_ballot)
        self.vote_button = add("登记表决…", self.ask_vote)
        self.place, self.vote = Line(tone=Tone.MUTED), Line()
        self.members.body.addWidget(self.place)
        self.members.body.addWidget(self.vote)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(stacked(self.members))
        self.members.table.opened.connect(lambda _row: self.ask_change())
        self.members.table.chosen.connect(lambda _row: self._allow())

    def show_case(self, detail: CaseDetail) -> None:
        """Show the case as it stands now."""
        self.detail = detail
        sitting = detail.deliberation or NOBODY
        self.members.table.show_rows(sitting.members)
        parts = ((sitting.place, "地点："), (sitting.chair, "主持："))
        self.place.say("　".join(f"{name}{told}" for told, name in parts if told))
        self.vote.say(vote_words(sitting.vote, sitting.question) if sitting.vote else "")
        self._allow()

    def ask_member(self) -> FormDialog:
        """Ask for one more who deliberates."""
        return self._ask("添加会商人员", None)

    def ask_change(self) -> FormDialog | None:
        """Ask what is to be changed about the chosen one."""
        row = self.members.table.current()
        if row is None or self.change_button.refusal is not None:
            return None
        return self._ask("修改会商人员", row)

    def remove(self) -> None:
        """Take the chosen one off the list."""
        row = self.members.table.current()
        if row is not None and self.detail is not None:
            self._put([each for each in self._held() if each.name != row.name])
            self.changed.emit()

    def ask_ballot(self) -> FormDialog | None:
        """Ask what is voted on, and print a paper for each member. Rules: TOL-11, VOTE-10."""
        if self.detail is None:
            return None
        case_id, form = self.detail.row.id, Form()
        form.choice("question", "表决事项", [(each, word(each)) for each in Result])
        voting = sum(not member.recused for member in self._held())
        form.number("copies", "份数", voting, most=999)
        made: list[IssuedRow] = []
        dialog = ask(
            self,
            "印制会商表决票",
            form,
            accept="印制",
            act=lambda _form: made.append(
                case_deliberation.print_case_ballot(
                    self._desk,
                    case_id,
                    Result(form.string("question")),
                    copies=form.whole("copies"),
                )
            ),
            done=lambda: self._show_issued(made[-1]),
            intro="每名未回避的成员一张，各张完全相同，不编号（依据 TOL-11、VOTE-10）。",
        )
        fit(dialog, WIDE)
        return dialog

    def ask_vote(self) -> FormDialog | None:
        """Ask for the figures of the deliberation's ballot. Rules: TOL-11, VOTE-07."""
        if self.detail is None:
            return None
        sitting = self.detail.deliberation or NOBODY
        case_id, form = self.detail.row.id, Form()
        results = [(each, word(each)) for each in Result]
        form.choice("question", "表决事项", results, sitting.question)
        for name in FIGURES:
            form.number(name, COUNTED[name], getattr(sitting.vote, name) if sitting.vote else 0)

        def act(_form: Form) -> None:
            vote = Vote(**{name: form.whole(name) for name in FIGURES})
            case_deliberation.record_vote(
                self._desk, case_id, Result(form.string("question")), vote
            )

        dialog = ask(
            self,
            "登记会商表决",
            form,
            accept="登记",
            act=act,
            done=self.changed.emit,
            intro="按票决办法发票、收票、计票，填写清点结果（依据 TOL-11）。",
        )
        fit(dialog, WIDE)
        return dialog

    def _show_issued(self, row: IssuedRow) -> None:
        self.changed.emit()
        try:
            show_issued(self, self._desk, row)
        except DeskError as error:
            show_error(self, error)

    def _ask(self, title: str, row: MemberRow | None) -> FormDialog:
        form = _member_form(row, self.detail.deliberation if self.detail else None)

        def act(_form: Form) -> None:
            given = _member(form)
            others = [each for each in self._held() if row is None or each.name != row.name]
            self._put([*others, given], form)

        dialog = ask(self, title, form, accept="记录", act=act, done=self.changed.emit)
        fit(dialog, WIDE)
        return dialog

    def _held(self) -> list[MemberRow]:
        sitting = self.detail.deliberation if self.detail else None
        return list(sitting.members) if sitting else []

    def _put(self, members: list[MemberRow], form: Form | None = None) -> None:
        if self.detail is None:
            return
        sitting = self.detail.deliberation or NOBODY
        case_deliberation.record_members(
            self._desk,
            self.detail.row.id,
            members,
            place=form.string("place") if form else sitting.place,
            chair=form.string("chair") if form else sitting.chair,
        )

    def _allow(self) -> None:
        detail = self.detail
        if detail is None:
            return
        refusal = detail.locked
        if refusal is None and detail.row.state is not CaseState.INVESTIGATED:
            said = {"person": detail.row.person, "state": detail.row.state}
            refusal = Refusal("case.not_deliberated_now", "TOL-11", said)
        chosen = self.members.table.current() is not None
        for button in (self.change_button, self.remove_button):
            button.setVisible(chosen)
            button.allow(refusal or self._desk.may(Action.RECORD_MEMBERS))
        self.add_button.allow(refusal or self._desk.may(Action.RECORD_MEMBERS))
        self.ballot_button.allow(refusal or self._desk.may(Action.PRINT_CASE_PAPER))
        self.vote_button.allow(refusal or self._desk.may(Action.RECORD_CASE_VOTE))


def _member_form(row: MemberRow | None, sitting: DeliberationRow | None) -> Form:
    row = row or MemberRow("", "")
    form = Form()
    form.text("name", "姓名", row.name)
    form.text("post", "职务", row.post)
    form.check("recused", "回避", value=row.recused)
    form.text("recusal_reason", "回避原因", row.recusal_reason)
    opinions: list[tuple[object, str]] = [("", "（未表示）")]
    opinions += [(each, word(each)) for each in MemberOpinion]
    form.choice("opinion", "意见", opinions, row.opinion or "")
    form.area("words", "说明", row.words, lines=2)
    form.text("place", "会商地点", sitting.place if sitting else "")
    form.text("chair", "主持人", sitting.chair if sitting else "")
    recused: Any = form.widget("recused")

    def show() -> None:
        form.show_field("recusal_reason", shown=recused.isChecked())
        form.show_field("opinion", shown=not recused.isChecked())

    recused.toggled.connect(lambda _on: show())
    show()
    return form


def _member(form: Form) -> MemberRow:
    opinion = form.string("opinion")
    member = MemberRow(
        name=form.string("name"),
        post=form.string("post"),
        recused=bool(form.value("recused")),
        recusal_reason=form.string("recusal_reason"),
        opinion=MemberOpinion(opinion) if opinion else None,
        words=form.string("words"),
    )
    return replace(member, opinion=None) if member.recused else member


def _members() -> TablePart[MemberRow]:
    columns: list[Column[MemberRow]] = [
        Column("姓名", lambda row: row.name, width=110),
        Column("职务", lambda row: row.post or "—", width=150),
        Column("参加", lambda row: "回避" if row.recused else "参加", width=80,
               tone=lambda row: Tone.MUTED if row.recused else Tone.GOOD),
        Column("意见", lambda row: word(row.opinion) or ("—" if row.recused else "未表示"),
               width=110),
        Column("说明", lambda row: row.recusal_reason or row.words or "—", width=0,
               tooltip=lambda row: row.recusal_reason or row.words),
    ]  # fmt: skip
    part = TablePart(
        "会商人员",
        columns,
        empty=(
            "还没有会商人员",
            "调查报告完成之后，登记参加会商的人员；当事人和有利害关系的回避。",
        ),
        tall=TALL,
    )
    part.table.key_by(lambda row: row.name)
    return part
