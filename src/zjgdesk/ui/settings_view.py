"""What the office sets: the scheme of the year, people, working days, the notice's text."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.scheme import SettingKind
from zjgdesk.rules.vocabulary import Role
from zjgdesk.services import accounts, scheme
from zjgdesk.services.accounts import AccountRow, NewAccount
from zjgdesk.services.desk import Desk
from zjgdesk.services.scheme import DayRow, SchemeRow
from zjgdesk.ui.access.passphrase import ResetDialog
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form, FormDialog, confirm
from zjgdesk.ui.messages import explain
from zjgdesk.ui.scheme_compare import ask_file, save_scheme
from zjgdesk.ui.scheme_words import CHOICES, SETTINGS
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import day, word

SCHEME: Sequence[Column[SchemeRow]] = (
    Column("项目", lambda row: SETTINGS.get(row.key, row.key), width=200),
    Column("现值", lambda row: setting_words(row, row.value) or "（空）", width=210),
    Column("依据", lambda row: row.source or "默认值", width=0),
    Column(
        "锁定",
        lambda row: "已锁定" if row.locked else "",
        tone=lambda _row: Tone.WARN,
        tooltip=lambda row: explain(row.locked) if row.locked else "",
        width=88,
    ),
    Column("规则", lambda row: row.rule, tone=lambda _row: Tone.MUTED, width=130),
)
PEOPLE: Sequence[Column[AccountRow]] = (
    Column("姓名", lambda row: row.name, width=200),
    Column("角色", lambda row: word(row.role), tone=lambda _row: Tone.INFO, width=140),
    Column(
        "状态",
        lambda row: "在用" if row.active else "已停用",
        tone=lambda row: Tone.GOOD if row.active else Tone.MUTED,
        width=120,
    ),
    Column("口令", lambda row: "已设" if row.has_passphrase else "未设", width=0),
)
DAYS: Sequence[Column[DayRow]] = (
    Column("日期", lambda row: day(row.on), lambda row: row.on, width=180),
    Column(
        "安排",
        lambda row: "上班" if row.working else "放假",
        tone=lambda row: Tone.INFO if row.working else Tone.WARN,
        width=120,
    ),
    Column("依据", lambda row: row.source, width=0),
)


def setting_words(row: SchemeRow, value: str) -> str:
    """Return a value of the scheme as the window says it."""
    return CHOICES.get(row.key, {}).get(value, value)


class SchemeDialog(ListDialog[SchemeRow]):
    """The settings of the year, each with the instrument that it comes from."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        intro = "每个数值都要写明依据的文件或会议；没有改过的用默认值。"
        super().__init__(parent, "方案参数", SCHEME, intro=intro)
        self.table.key_by(lambda row: row.key)
        self.change_button = self.actions_bar.add("修改…", self.change, primary=True)
        self.actions_bar.add("导出方案…", lambda: save_scheme(self, desk))
        self.read_button = self.actions_bar.add(
            "读入往年方案…", lambda: ask_file(self, desk, self.refresh)
        )
        self.read_button.allow(desk.may(Action.CHANGE_SCHEME))
        self.table.opened.connect(lambda _row: self.change())
        self.table.chosen.connect(lambda _row: self._allow())
        self._allow()

    def rows(self) -> Sequence[SchemeRow]:
        """Return the settings."""
        return scheme.read_scheme(self._desk)

    def change(self) -> None:
        """Ask for another value and its source."""
        row = self.table.current()
        if row is None or self.change_button.refusal:
            return
        dialog = scheme_form(self, self._desk, row)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.refresh()

    def _allow(self) -> None:
        row = self.table.current()
        against = Refusal("choice.missing") if row is None else row.locked
        self.change_button.allow(self._desk.may(Action.CHANGE_SCHEME) or against)


HINTS = {
    SettingKind.LIMIT: "天数或者月数；不设期限就留空",
    SettingKind.YEARS: "几个年份之间空一格",
    SettingKind.MOMENT: "如 2026-11-01 09:00；不设定就留空",
    SettingKind.WEIGHTS: "如 报纸=40 网站=30 微信=30；各渠道相等就留空",
}


def scheme_form(parent: QWidget, desk: Desk, row: SchemeRow) -> FormDialog:
    """Return the dialog that changes one setting."""
    form = Form()
    if row.kind is SettingKind.CHOICE:
        options = [(choice, setting_words(row, choice)) for choice in row.choices]
        form.choice("value", SETTINGS[row.key], options, row.value)
    else:
        hint = HINTS.get(row.kind, "")
        form.text("value", SETTINGS[row.key], row.value, hint=hint)
    form.text("source", "依据", row.source, hint="文件名称和文号，或者会议")

    def act(form: Form) -> None:
        scheme.change_scheme(desk, row.key, form.string("value"), source=form.string("source"))

    return FormDialog(parent, "修改方案参数", form, accept="保存", act=act)


class AccountsDialog(ListDialog[AccountRow]):
    """Who may sign in, and as what."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        intro = "两遍录入要由两名计票人完成；监票人至少两名。停用的人员名字仍留在留痕中。"
        super().__init__(parent, "人员账号", PEOPLE, intro=intro)
        self.add_button = self.actions_bar.add("增加人员…", self.add, primary=True)
        self.reset_button = self.actions_bar.add("重设口令…", self.reset)
        self.withdraw_button = self.actions_bar.add("停用…", self.withdraw, danger=True)
        self.table.chosen.connect(lambda _row: self._allow())
        self._allow()

    def rows(self) -> Sequence[AccountRow]:
        """Return the accounts."""
        return accounts.list_accounts(self._desk)

    def add(self) -> None:
        """Ask for a person, a role and a passphrase."""
        form = Form()
        form.text("name", "姓名")
        form.choice("role", "角色", [(role, word(role)) for role in Role], Role.TELLER)
        form.text("passphrase", "口令", hint="至少 6 个字符", secret=True)

        def act(form: Form) -> None:
            role = Role(form.string("role"))
            account = NewAccount(form.string("name"), role, form.string("passphrase"))
            accounts.add_account(self._desk, account)

        dialog = FormDialog(self, "增加人员", form, accept="增加", act=act)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.refresh()

    def reset(self) -> None:
        """Give a person who forgot theirs a new passphrase."""
        row = self.table.current()
        if row is None:
            return
        dialog = ResetDialog(self, self._desk, row)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.said.say(f"“{row.name}”的口令已经重设。", Tone.GOOD)
            self.refresh()

    def withdraw(self) -> None:
        """Let a person in no longer."""
        row = self.table.current()
        if row is None or not confirm(
            self, "停用人员", f"停用“{row.name}”后，此人不能再登录。", yes="停用", danger=True
        ):
            return
        try:
            accounts.withdraw_account(self._desk, row.id)
        except DeskError as error:
            self.said.say_error(error)
        else:
            self.said.say(f"“{row.name}”已停用。", Tone.GOOD)
        self.refresh()

    def _allow(self) -> None:
        row = self.table.current()
        none = Refusal("choice.missing") if row is None or not row.active else None
        self.add_button.allow(self._desk.may(Action.ADD_ACCOUNT))
        self.reset_button.allow(self._desk.may(Action.RESET_PASSPHRASE) or none)
        self.withdraw_button.allow(self._desk.may(Action.WITHDRAW_ACCOUNT) or none)


class CalendarDialog(ListDialog[DayRow]):
    """The office's own days, which go before the bundled calendar."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        intro = (
            "程序已带国务院办公厅公布的放假调休安排。以后年份的安排公布后，"
            "在这里逐日填写放假日和调休上班日，并在方案参数“自行填写日历的年份”中写上该年。"
        )
        empty = EmptyState("没有自行填写的日期", "公示期要用到程序没有的年份时，在这里填写。")
        super().__init__(parent, "工作日历", DAYS, intro=intro, empty=empty)
        self.table.key_by(lambda row: row.on)
        self.add_button = self.actions_bar.add("填写日期…", self.add, primary=True)
        self.add_button.allow(desk.may(Action.CHANGE_CALENDAR))

    def rows(self) -> Sequence[DayRow]:
        """Return the days."""
        return scheme.read_calendar(self._desk)

    def add(self) -> None:
        """Ask for a day and what it is."""
        form = Form()
        form.day("on", "日期")
        form.choice("working", "安排", [(False, "放假"), (True, "上班（调休）")], value=False)
        form.text("source", "依据", hint="如 国务院办公厅关于2027年部分节假日安排的通知")

        def act(form: Form) -> None:
            working = form.value("working") is True
            scheme.change_day(
                self._desk, form.date("on"), working=working, source=form.string("source")
            )

        dialog = FormDialog(self, "填写日期", form, accept="保存", act=act)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.refresh()
