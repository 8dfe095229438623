"""移交计票机、收回移交、带回结果: what leaves on a medium, and the page that travels with it."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import bringing_back, handing_over, issued, machines
from zjgdesk.services.desk import Desk
from zjgdesk.services.packages import KIND, PackageRow
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.asking import ask, ask_why, show_issued, widen
from zjgdesk.ui.carrying.places import beside, place_field, place_of
from zjgdesk.ui.forms import Form, FormDialog, show_error
from zjgdesk.ui.words import day

WIDE = 640
FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
MEDIUM = "如 光盘 2026-票-01"
PLACE = "光盘刻录文件夹或者专用优盘"


def hand_over_dialog(
    parent: QWidget, desk: Desk, detail: RoundDetail, done: Callable[[], object]
) -> FormDialog:
    """Ask for the counting machine and the medium; all rounds of the sitting go. Rule: AIR-04."""
    known = [
        (row.id, row.title)
        for row in machines.list_machines(desk)
        if not row.withdrawn and row.purpose is Purpose.COUNTING
    ]
    form = Form()
    form.choice("machine", "计票机", known)
    place_field(form, "写到", PLACE)
    form.text("medium", "介质", hint=MEDIUM)
    if not known:
        form.note("还没有登记计票机。请管理员先在“设置 → 计票机与交换”中当面核对、登记。")

    def act(form: Form) -> PackageRow:
        target = _free(place_of(form), f"票决-{detail.row.meeting}")
        machine, medium = form.value("machine"), form.string("medium")
        return handing_over.hand_over(
            desk,
            detail.row.meeting_id,
            machine if isinstance(machine, int) else 0,
            target=target,
            medium=medium,
        )

    told = (
        f"{day(detail.row.held_on)}“{detail.row.meeting}”的各轮票决一起封装，只有选定的计票机能够打开。"
        "移交后本机不再办理这几轮，等结果带回后读入；登记页随介质流转。"
    )
    dialog = ask(
        parent,
        "移交计票机",
        form,
        accept="封装移交",
        act=act,
        done=lambda: _written(parent, desk, dialog.result_value, done),
        intro=told,
    )
    dialog.rejected.connect(done)  # what was recorded, but not finished on the medium, shows
    widen(dialog, WIDE)
    return dialog


def recall_dialog(
    parent: QWidget, desk: Desk, detail: RoundDetail, done: Callable[[], object]
) -> FormDialog:
    """Ask why the rounds are taken back without a result. Rule: AIR-04."""
    return ask_why(
        parent,
        "收回移交",
        f"“{detail.row.meeting}”的各轮票决收回本机办理。以后即使带回计票机的结果，也不再读入。",
        accept="收回",
        act=lambda reason: handing_over.recall(desk, detail.row.meeting_id, reason=reason),
        done=done,
    )


def bring_back_dialog(
    parent: QWidget,
    desk: Desk,
    detail: RoundDetail,
    then: tuple[Callable[[], object], Callable[[], object]],
) -> FormDialog:
    """Ask for the medium that the result is brought back on, or paper. Rule: AIR-04.

    Args:
        parent: over which it opens.
        desk: where a scrutineer sits.
        detail: a round of the sitting.
        then: what follows on the writing, and what prints the result as code sheets instead.
    """
    done, print_codes = then
    form = Form()
    place_field(form, "写到", PLACE)
    form.text("medium", "介质", hint=MEDIUM)
    paper = ActionButton("不用介质，印结果码单")
    form.rows.addRow("", beside(paper))

    def act(form: Form) -> PackageRow:
        target = _free(place_of(form), f"计票结果-{detail.row.meeting}")
        return bringing_back.bring_back(
            desk, detail.row.meeting_id, target=target, medium=form.string("medium")
        )

    told = (
        "各轮的结果、按随机次序排列的选票和会上印制的文书一起封装、签名，只有移交票决的办公电脑能够打开，"
        "读入时重新计票核对。"
    )
    dialog = ask(
        parent,
        "带回结果",
        form,
        accept="封装结果",
        act=act,
        done=lambda: _written(parent, desk, dialog.result_value, done),
        intro=told,
    )
    paper.clicked.connect(dialog.reject)
    paper.clicked.connect(print_codes)
    widen(dialog, WIDE)
    return dialog


def _written(parent: QWidget, desk: Desk, row: object, done: Callable[[], object]) -> None:
    """Show the register page that travels with the medium."""
    done()
    if not isinstance(row, PackageRow):
        return
    try:
        pages = issued.list_issued(desk, f"meeting:{row.meeting_id}")
        page = next(each for each in pages if each.kind == KIND)
        show_issued(parent, desk, page)
    except DeskError as error:
        show_error(parent, error)


def _free(place: Path, title: str) -> Path:
    """Return a folder of that title that is not there yet."""
    name = FORBIDDEN.sub("-", title).strip("-.")[:60]
    target, number = place / name, 2
    with suppress(OSError, ValueError):  # a place that cannot be asked is refused in the writing
        while target.exists():
            target, number = place / f"{name}-{number}", number + 1
    return target
