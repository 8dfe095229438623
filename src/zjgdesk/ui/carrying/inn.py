"""读入票决、读入计票结果: a medium is read, judged, and what came of it is told."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import PackageKind
from zjgdesk.services import packages, result_intake, taking_in
from zjgdesk.services.desk import Desk
from zjgdesk.services.result_intake import TakenResult
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.asking import ask, widen
from zjgdesk.ui.ballots.scan_sheets import ScanDialog
from zjgdesk.ui.carrying.places import beside, place_field, place_of
from zjgdesk.ui.forms import Form, FormDialog, tell
from zjgdesk.ui.words import PAPERS

WIDE = 640
PLACE = "光盘、优盘上的文件夹，或者光盘映像"
NONE_CAME = "会上印制的文书没有一并带回，请以签名的纸质文书存档"


def take_in_dialog(parent: QWidget, desk: Desk, done: Callable[[], object]) -> FormDialog:
    """Ask for the medium with a ballot, at the counting machine. Rule: AIR-04."""

    def act(form: Form) -> int:
        found = packages.best_of(desk, packages.find_on(place_of(form)), PackageKind.BALLOT)
        return taking_in.take_in(desk, found, medium=form.string("medium"))

    told = (
        "放入办公电脑移交的光盘或优盘，只读不写。读入后票面与办公电脑封存的完全一致，"
        "再在本机演练、试录测试票、打印零票报告。"
    )
    dialog = _ask(
        parent, "读入票决", told, act, lambda: told_stale(parent, desk, dialog.result_value, done)
    )
    return dialog


def told_stale(parent: QWidget, desk: Desk, meeting: object, done: Callable[[], object]) -> None:
    """Say which rounds of an earlier package this one takes the place of. Rule: AIR-04."""
    done()
    stale = taking_in.stale_rounds(desk, meeting) if isinstance(meeting, int) else ()
    if stale:
        names = "、".join(f"“{title}”" for title in stale)
        tell(
            parent,
            "以前读入的还在",
            f"办公电脑收回后重新移交了这次会议。以前读入的{names}还没有办完，"
            "请作废，不要在上面计票：它的结果办公电脑不再读入。",
        )


def take_in_result_dialog(parent: QWidget, desk: Desk, done: Callable[[], object]) -> FormDialog:
    """Ask for the medium with a result, at the office. Rule: AIR-04."""

    def act(form: Form) -> TakenResult:
        found = packages.best_of(desk, packages.find_on(place_of(form)), PackageKind.RESULT)
        return result_intake.take_in_result(desk, found, medium=form.string("medium"))

    told = (
        "放入计票机带回的光盘或优盘，只读不写。每一轮都按选票重新计票，与计票机的结果一致才读入。"
    )
    scan = ActionButton("改用扫描枪读结果码单…")
    dialog = _ask(
        parent,
        "读入计票结果",
        told,
        act,
        lambda: told_result(parent, dialog, done),
        beside(scan),
    )
    scan.clicked.connect(lambda: _scan(parent, dialog, desk, done))
    return dialog


def scan_dialog(parent: QWidget, desk: Desk, done: Callable[[], object]) -> ScanDialog:
    """Ask for the codes of a result on paper, at the office. Rule: AIR-04."""
    taken: list[TakenResult] = []

    def read(content: bytes) -> None:
        found = packages.in_one_piece(content, PAPERS["code_sheets"])
        taken.append(result_intake.take_in_result(desk, found, medium=PAPERS["code_sheets"]))

    def tell_all() -> None:
        done()
        say_taken(parent, taken[0])

    dialog = ScanDialog(parent, done=read)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(tell_all)
    dialog.open()
    return dialog


def _scan(parent: QWidget, dialog: FormDialog, desk: Desk, done: Callable[[], object]) -> None:
    dialog.reject()
    scan_dialog(parent, desk, done)


def told_result(parent: QWidget, dialog: FormDialog, done: Callable[[], object]) -> None:
    """Say what was taken in, and what to compare it with."""
    done()
    taken = dialog.result_value
    if isinstance(taken, TakenResult):
        say_taken(parent, taken)


def say_taken(parent: QWidget, taken: TakenResult) -> None:
    """Say what came of a result; on paper the papers of the sitting do not come along."""
    papers = f"文书 {taken.documents} 份已存入本案卷" if taken.documents else NONE_CAME
    tell(
        parent,
        "已经读入",
        f"共 {len(taken.rounds)} 轮、{taken.papers} 张选票，重新计票与计票机的结果一致；"
        f"{papers}。计票机留痕短码 {taken.anchor}，"
        "请与签名的报告单核对。",
    )


def _ask(
    parent: QWidget,
    title: str,
    told: str,
    act: Callable[[Form], object],
    done: Callable[[], object],
    *beneath: QWidget,
) -> FormDialog:
    form = Form()
    place_field(form, "从哪里读", PLACE, image=True)
    form.text("medium", "介质", hint="如 光盘 2026-票-01")
    for each in beneath:
        form.rows.addRow("", each)
    dialog = ask(parent, title, form, accept="读入", act=act, done=done, intro=told)
    widen(dialog, WIDE)
    return dialog
