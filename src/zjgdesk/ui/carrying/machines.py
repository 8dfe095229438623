"""计票机与交换: this machine's fingerprint, the machines it knows, introductions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import machines
from zjgdesk.services.desk import Desk
from zjgdesk.services.machines import Introduction, MachineRow
from zjgdesk.ui.ballots.asking import widen
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form, FormDialog, ask_reason
from zjgdesk.ui.labels import Line, label
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import moment, word

CARDS = "电脑名片 (*.json)"
WIDE = 600
UNSEEN = "?????"
COLUMNS: Sequence[Column[MachineRow]] = (
    Column("电脑", lambda row: row.title, width=0),
    Column("用途", lambda row: word(row.purpose), width=90),
    Column("指纹", lambda row: row.fingerprint, width=390),
    Column("登记时间", lambda row: moment(row.at), lambda row: row.at, width=140),
    Column(
        "状态",
        lambda row: f"已停用：{row.withdrawn}" if row.withdrawn else "可以交换",
        tone=lambda row: Tone.MUTED if row.withdrawn else Tone.GOOD,
        width=110,
    ),
)


class MachinesDialog(ListDialog[MachineRow]):
    """Who may send packages here; each was introduced by digits read aloud. Rule: AIR-04."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        intro = (
            "办公电脑和计票机第一次交换之前，互相登记一次：各自写出名片，拷到对方电脑，"
            "当面念出指纹核对。名片里没有秘密，换过的名片念出来对不上。"
        )
        empty = EmptyState("还没有登记对方电脑", "先写出本机名片交给对方，再登记对方的名片。")
        super().__init__(parent, "计票机与交换", COLUMNS, intro=intro, empty=empty)
        self.table.key_by(lambda row: row.id)
        self.own = label("", "fingerprint")
        self.body.insertWidget(2, self.own)
        self.card_button = self.actions_bar.add("写出本机名片…", self.ask_card)
        self.introduce_button = self.actions_bar.add("登记对方电脑…", self.ask_file, primary=True)
        self.withdraw_button = self.actions_bar.add("停用…", self.withdraw, danger=True)
        self.table.chosen.connect(lambda _row: self._allow())
        self._allow()

    def rows(self) -> Sequence[MachineRow]:
        """Return the machines that were introduced."""
        return machines.list_machines(self._desk)

    def ask_card(self) -> None:
        """Ask where this machine's card shall lie."""
        purpose = "计票机" if self._desk.purpose is Purpose.COUNTING else "办公电脑"
        name, _kind = QFileDialog.getSaveFileName(
            self, "写出本机名片", f"名片-{purpose}.json", CARDS
        )
        if name:
            self.write_card(Path(name))

    def write_card(self, path: Path) -> None:
        """Write the card and show the fingerprint to be read out."""
        try:
            machines.write_introduction(self._desk, path)
        except DeskError as error:
            self.said.say_error(error)
            return
        self.said.say(f"名片已写入“{path.name}”。对方登记时，请念出上面的本机指纹。", Tone.GOOD)
        self._allow()

    def ask_file(self) -> None:
        """Ask for the other machine's card."""
        name, _kind = QFileDialog.getOpenFileName(self, "登记对方电脑", "", CARDS)
        if name:
            self.read_card(Path(name))

    def read_card(self, path: Path) -> None:
        """Show whose card it is and ask for the digits that are read out there."""
        try:
            found = machines.read_introduction(self._desk, path)
        except DeskError as error:
            self.said.say_error(error)
            return
        dialog = introduce_dialog(self, self._desk, found)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.refresh()
            self.said.say(f"“{found.identity.title}”已经登记，可以交换。", Tone.GOOD)
        dialog.deleteLater()

    def withdraw(self) -> None:
        """Ask why a machine is no longer trusted."""
        row = self.table.current()
        if row is None or self.withdraw_button.refusal:
            return
        told = f"停用“{row.title}”后，不再读入它的交换包，也不能向它移交。停用的不能再启用。"
        if ask_reason(
            self,
            "停用电脑",
            told,
            accept="停用",
            act=lambda why: machines.withdraw_machine(self._desk, row.id, reason=why),
        ):
            self.refresh()

    def _allow(self) -> None:
        mine = machines.own_fingerprint(self._desk)
        self.own.setText(f"本机指纹  {mine}" if mine else "本机还没有名片；写出名片后有指纹。")
        row = self.table.current()
        none = Refusal("choice.missing") if row is None or row.withdrawn else None
        self.card_button.allow(self._desk.may(Action.WRITE_INTRODUCTION))
        self.introduce_button.allow(self._desk.may(Action.INTRODUCE_MACHINE))
        self.withdraw_button.allow(self._desk.may(Action.WITHDRAW_MACHINE) or none)


def introduce_dialog(parent: QWidget, desk: Desk, found: Introduction) -> FormDialog:
    """Ask for the hidden groups of a fingerprint as they are read out at the other machine."""
    form, identity = Form(), found.identity
    shown = "  ".join(group or UNSEEN for group in found.groups)
    form.rows.addRow(
        "电脑", Line(f"{identity.title}（{word(identity.purpose)}，{identity.year}年度）")
    )
    line = label(shown, "fingerprint")
    form.rows.addRow("指纹", line)
    for at in found.hidden:
        form.text(f"group{at}", f"第 {at + 1} 组", hint="五个数字")

    def act(form: Form) -> int:
        heard = "".join(form.string(f"group{at}") for at in found.hidden)
        return machines.introduce(desk, found, heard)

    told = (
        "请对方打开“设置 → 计票机与交换”，从左到右念出本机指纹的八组数字。"
        "逐组核对下面显示的，把没有显示的两组按听到的输入；有一个数字不同就不要登记。"
    )
    dialog = FormDialog(parent, "登记对方电脑", form, accept="登记", act=act, intro=told)
    widen(dialog, WIDE)
    return dialog
