"""The questions of an investigation: a task, what came of it, what somebody said."""

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import SpokenAs
from zjgdesk.services import case_decision, case_inquiry
from zjgdesk.services.case_inquiry import Statement
from zjgdesk.services.case_rows import CorrectionRow, StatementRow, TaskRow
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import ask, fit
from zjgdesk.ui.forms import Form, FormDialog, tell
from zjgdesk.ui.tolerance.fields import day_or_none
from zjgdesk.ui.tolerance.views import Done
from zjgdesk.ui.words import day, word

WIDE = 640


def task_dialog(parent: QWidget, desk: Desk, case_id: int, done: Done) -> FormDialog:
    """Ask for something to be looked into. Rule: TOL-06."""
    form = Form()
    form.area("what", "调查事项", hint="如：核对补偿口径和集体研究情况", lines=2)
    form.text("who", "承担人")
    form.day("until", "期限")
    dialog = ask(
        parent,
        "添加调查事项",
        form,
        accept="添加",
        act=lambda _form: case_inquiry.add_task(
            desk,
            case_id,
            what=form.string("what"),
            who=form.string("who"),
            until=day_or_none(form, "until"),
        ),
        done=done,
        intro="不设期限的，期限留空。",
    )
    fit(dialog, WIDE)
    return dialog


def report_dialog(
    parent: QWidget, desk: Desk, task: tuple[int, TaskRow], done: Done
) -> FormDialog:
    """Ask what came of a task. Rule: TOL-06."""
    case_id, row = task
    form = Form()
    form.day("done_on", "办结日期", row.done_on or desk.today())
    form.area("report", "办理情况", row.report, hint="查到了什么，依据何在", lines=4)
    dialog = ask(
        parent,
        "填写办理情况",
        form,
        accept="记录",
        act=lambda _form: case_inquiry.report_task(
            desk,
            case_id,
            row.id,
            done_on=form.date("done_on"),
            report=form.string("report"),
        ),
        done=done,
        intro=f"{row.what}（{row.who}）",
    )
    fit(dialog, WIDE)
    return dialog


def statement_dialog(parent: QWidget, desk: Desk, case_id: int, done: Done) -> FormDialog:
    """Ask for what somebody said. Rule: TOL-06."""
    form = Form()
    form.text("name", "谈话对象")
    form.choice("spoken_as", "身份", [(each, word(each)) for each in SpokenAs])
    form.text("organisation", "单位")
    form.day("taken_on", "谈话日期", desk.today())
    form.text("taken_by", "记录人", desk.actor.name)
    form.area("text", "谈话内容", lines=7)
    dialog = ask(
        parent,
        "记录谈话",
        form,
        accept="记录",
        act=lambda _form: case_inquiry.record_statement(
            desk,
            case_id,
            Statement(
                name=form.string("name"),
                spoken_as=SpokenAs(form.string("spoken_as")),
                taken_on=form.date("taken_on"),
                taken_by=form.string("taken_by"),
                text=form.string("text"),
                organisation=form.string("organisation"),
            ),
        ),
        done=done,
    )
    fit(dialog, WIDE)
    return dialog


def read_dialog(parent: QWidget, row: StatementRow) -> None:
    """Show the whole of what somebody said."""
    told = f"{word(row.spoken_as)}，{day(row.taken_on)}，{row.taken_by}记录\n\n{row.text}"
    tell(parent, f"{row.name}的谈话记录", told)


def correction_dialog(parent: QWidget, desk: Desk, case_id: int, done: Done) -> FormDialog:
    """Ask what is put right, by whom, until when. Rule: TOL-06."""
    form = Form()
    form.area("what", "纠错事项", hint="改正什么", lines=2)
    form.text("who", "责任人")
    form.day("until", "期限")
    dialog = ask(
        parent,
        "登记纠错事项",
        form,
        accept="登记",
        act=lambda _form: case_decision.add_correction(
            desk,
            case_id,
            what=form.string("what"),
            who=form.string("who"),
            until=day_or_none(form, "until"),
        ),
        done=done,
    )
    fit(dialog, WIDE)
    return dialog


def corrected_dialog(
    parent: QWidget, desk: Desk, correction: tuple[int, CorrectionRow], done: Done
) -> FormDialog:
    """Ask when and how it was put right. Rule: TOL-06."""
    case_id, row = correction
    form = Form()
    form.day("done_on", "完成日期", row.done_on or desk.today())
    form.area("report", "完成情况", row.report, lines=3)
    dialog = ask(
        parent,
        "记录纠错完成",
        form,
        accept="记录",
        act=lambda _form: case_decision.finish_correction(
            desk,
            case_id,
            row.id,
            done_on=form.date("done_on"),
            report=form.string("report"),
        ),
        done=done,
        intro=f"{row.what}（{row.who}）",
    )
    fit(dialog, WIDE)
    return dialog
