"""Which days the register of what came in and went out is printed for. Rule: AIR-02."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import media_register
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.ui.ballots.asking import ask, issue, show_issued
from zjgdesk.ui.forms import Form, FormDialog, show_error
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.labels import Line
from zjgdesk.ui.theme import Tone

USUAL = timedelta(days=30)


class MediaForm(Form):
    """The first and the last day, and what is known of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        today = desk.today()
        self.day("first", "起始日期", today - USUAL)
        self.day("last", "截止日期", today)
        self.said = Line(tone=Tone.MUTED)
        self.rows.addRow("", self.said)
        self.note(
            "导入、导出的文件名、大小、摘要、时间和经办人取自记录；导出所用的载体由人工填写。"
            "容错案件的文件只写案件编号（依据 AIR-02、TOL-14）。"
        )
        self.changed.connect(self._count)
        self._count()

    def _count(self) -> None:
        try:
            first, last = self.date("first"), self.date("last")
        except DeskError:
            self.said.say("")
            return
        lines = media_register.list_media(self._desk, first, last)
        came = sum(line.incoming for line in lines)
        self.said.say(f"导入 {came} 项，导出 {len(lines) - came} 项。", Tone.MUTED)


def media_dialog(parent: QWidget, desk: Desk, jobs: Jobs) -> FormDialog:
    """Ask for the days, print the register, and show it as it was issued."""
    form = MediaForm(desk)

    def show(row: IssuedRow) -> None:
        try:
            show_issued(parent, desk, row)
        except DeskError as error:
            show_error(parent, error)

    def act() -> None:
        first, last = form.date("first"), form.date("last")
        issue(
            parent,
            jobs,
            "排印登记表",
            work=lambda: media_register.print_media_register(desk, first, last),
            done=show,
        )

    return ask(
        parent,
        "信息导入导出登记表",
        form,
        accept="打印",
        act=lambda given: media_register.need_days(given.date("first"), given.date("last")),
        done=act,
        intro="打印一段时间内导入和导出的全部文件，随盘流转或者存档。",
    )
