"""The questions of each step: its day, its words, the number of its paper."""

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import Applicant, CaseStep
from zjgdesk.services import case_intake
from zjgdesk.services.case_intake import Application
from zjgdesk.services.case_rows import CaseDetail
from zjgdesk.services.case_steps import WORDLESS, Step, take_step
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import ask, fit
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.tolerance.views import Done
from zjgdesk.ui.words import day, word

WIDE = 600
WORDS = {
    CaseStep.ACCEPT: ("受理意见", "可以不填"),
    CaseStep.REFUSE: ("不予受理的理由", "书面说明，印入不予受理通知书"),
    CaseStep.REPORT: ("调查结论", "查明的事实和建议"),
    CaseStep.SEND_BACK: ("退回理由", "还要查清什么"),
    CaseStep.DELIBERATE: ("会商结论", "会商的意见"),
    CaseStep.FEED_BACK: ("反馈情况", "向谁、以何种方式反馈，对方意见"),
    CaseStep.EXECUTE: ("执行情况", "原拟作的处理如何处置"),
    CaseStep.FILE: ("备案说明", "可以不填"),
    CaseStep.WITHDRAW: ("撤回理由", ""),
    CaseStep.ASK_REVIEW: ("复核申请的理由", "不服认定的理由"),
    CaseStep.UPHOLD: ("复核答复", "维持的理由，印入复核答复书"),
    CaseStep.SET_ASIDE: ("复核答复", "撤销的理由，印入复核答复书"),
    CaseStep.REOPEN: ("重新启动的理由", "如：出现新的证据"),
}
TOLD = {
    CaseStep.ACCEPT: "受理之后逐项查核六项前置条件。",
    CaseStep.REFUSE: "不予受理须书面说明理由（依据 TOL-06）。",
    CaseStep.REPORT: "调查事项都办结之后才能完成调查报告（依据 TOL-06）。",
    CaseStep.SEND_BACK: "案件退回调查，本次会商作废。",
    CaseStep.DELIBERATE: "到会成员的意见或者表决结果已经登记，方可结束会商（依据 TOL-11）。",
    CaseStep.FEED_BACK: "认定结果反馈本人、所在单位和问责机关。",
    CaseStep.EXECUTE: "按认定结果处置原拟作的处理。",
    CaseStep.FILE: "认定结果报组织部门备案，案卷归档。",
    CaseStep.WITHDRAW: "撤回后不再办理，留在记录中。",
    CaseStep.UPHOLD: "维持原认定，案件回到复核之前的环节。",
    CaseStep.SET_ASIDE: "撤销原认定，案件退回调查，重新会商、认定。",
    CaseStep.REOPEN: "原认定撤销，案件重新办理；原来的记录全部保留。",
}
DANGER = frozenset(
    {CaseStep.REFUSE, CaseStep.WITHDRAW, CaseStep.SET_ASIDE, CaseStep.REOPEN, CaseStep.SEND_BACK}
)


def step_dialog(
    parent: QWidget, desk: Desk, about: tuple[CaseDetail, CaseStep], done: Done
) -> FormDialog:
    """Ask for the day and the words of a step, and take it."""
    detail, step = about
    form = Form()
    form.day("on", "日期", max(desk.today(), detail.row.state_on))
    title, hint = WORDS[step]
    form.area("words", title, hint=hint, lines=3 if step in WORDLESS else 5)
    form.text("document", "文号", hint="没有就留空")
    told = [TOLD.get(step, "")]
    if step is CaseStep.ASK_REVIEW and detail.review_until is not None:
        told.append(f"复核应在 {day(detail.review_until)} 以前提出（依据 TOL-09，期限未核实）。")
    dialog = ask(
        parent,
        word(step),
        form,
        accept=word(step),
        act=lambda _form: take_step(
            desk,
            detail.row.id,
            Step(step, form.date("on"), form.string("words"), form.string("document")),
        ),
        done=done,
        intro=f"{detail.row.number} {detail.row.person}。{''.join(told)}",
        danger=step in DANGER,
    )
    fit(dialog, WIDE)
    return dialog


def apply_dialog(parent: QWidget, desk: Desk, detail: CaseDetail, done: Done) -> FormDialog:
    """Ask for the application. Rule: TOL-06."""
    form = Form()
    form.choice("applicant", "申请方式", [(who, word(who)) for who in Applicant])
    form.text("name", "申请人", detail.row.person)
    form.day("on", "申请日期", desk.today())
    form.area("grounds", "申请理由", hint="动机、情节、主动挽回的情况", lines=5)
    form.text("document", "文号", hint="没有就留空")
    dialog = ask(
        parent,
        "登记容错申请",
        form,
        accept="登记申请",
        act=lambda _form: case_intake.apply_case(
            desk,
            detail.row.id,
            Application(
                applicant=Applicant(form.string("applicant")),
                applied_on=form.date("on"),
                grounds=form.string("grounds"),
                name=form.string("name"),
                document=form.string("document"),
            ),
        ),
        done=done,
        intro="本人、所在单位或者问责机关都可以启动（依据 TOL-06）。",
    )
    fit(dialog, WIDE)
    return dialog
