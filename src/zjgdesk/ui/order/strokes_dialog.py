"""笔画表: the characters that wait for their strokes, and those that the office entered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.own_strokes import words_of
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.services import own_strokes
from zjgdesk.services.desk import Desk
from zjgdesk.services.own_strokes import StrokesRow
from zjgdesk.ui.ballots.asking import ask_why
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.labels import Line
from zjgdesk.ui.messages import explain
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import moment

COLUMNS: Sequence[Column[StrokesRow]] = (
    Column("字", lambda row: row.character, width=64),
    Column("编码", lambda row: f"U+{ord(row.character):04X}", width=92),
    Column(
        "状态",
        lambda row: "已补录" if row.placed else "待补录",
        tone=lambda row: Tone.GOOD if row.placed else Tone.WARN,
        width=96,
    ),
    Column("画数", lambda row: str(len(row.strokes)) if row.placed else "", width=60),
    Column(
        "笔顺",
        lambda row: words_of(row.strokes),
        tooltip=lambda row: words_of(row.strokes),
        width=180,
    ),
    Column(
        "排在",
        lambda row: place_words(row.before, row.after) if row.placed else "",
        width=190,
    ),
    Column("用字的人", lambda row: "、".join(row.names), width=120),
    Column("依据", lambda row: row.source, tooltip=lambda row: row.source, width=0),
    Column("补录", lambda row: f"{row.actor} {moment(row.at)}".strip(), width=200),
)
SIZE = (1200, 620)
INTRO = (
    "姓名按姓氏笔画排列。程序的笔画表收字两万余个，次序有规定的字不能另行录入；表中没有的字在这里补录笔顺，"
    "案卷中尚未固定的名单随即重新排列，已经固定的轮次和已经确定的名单不变（依据 ORDER-03）。"
)
HINT = "如 横竖撇点折 或 12345：横（提）1 竖（竖钩）2 撇 3 点（捺）4 折 5"


def place_words(before: str, after: str) -> str:
    """Return between which characters one stands."""
    told = [f"“{before}”之后" if before else "", f"“{after}”之前" if after else ""]
    return "、".join(each for each in told if each)


class StrokesDialog(ListDialog[StrokesRow]):
    """What is missing stands first; Enter on a line asks for its strokes."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        empty = EmptyState("没有需要补录的字", "候选对象的姓名用字在笔画表中都有次序。")
        super().__init__(parent, "笔画表", COLUMNS, intro=INTRO, empty=empty)
        self.table.key_by(lambda row: row.character)
        self.enter_button = self.actions_bar.add("补录笔顺…", self.enter, primary=True)
        self.other_button = self.actions_bar.add("补录其他字…", lambda: self.ask(None))
        self.withdraw_button = self.actions_bar.add("删去…", self.withdraw, danger=True)
        self.table.opened.connect(lambda _row: self.enter())
        self.table.chosen.connect(lambda _row: self._allow())
        self.resize(*SIZE)
        self.table.choose(lambda _row: True)
        self._allow()

    def rows(self) -> Sequence[StrokesRow]:
        """Return what waits and what was entered."""
        return own_strokes.list_strokes(self._desk)

    def enter(self) -> None:
        """Ask for the strokes of the chosen character."""
        row = self.table.current()
        if row is not None and self.enter_button.refusal is None:
            self.ask(row)

    def ask(self, row: StrokesRow | None) -> None:
        """Ask for a character's strokes; say which lists were put in order anew."""
        dialog = StrokesForm.dialog(self, self._desk, row)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._say(dialog.result_value)
        dialog.deleteLater()

    def withdraw(self) -> None:
        """Ask why an entry goes."""
        row = self.table.current()
        if row is None or self.withdraw_button.refusal is not None:
            return
        lists: list[str] = []
        ask_why(
            self,
            "删去补录的笔顺",
            f"“{row.character}”删去之后没有次序，排在同一位置的最后。",
            accept="删去",
            act=lambda reason: lists.extend(
                own_strokes.withdraw_strokes(self._desk, row.character, reason=reason)
            ),
            done=lambda: self._say(lists),
        )

    def _say(self, lists: object) -> None:
        count = len(lists) if isinstance(lists, list) else 0
        told = f"，{count} 份尚未固定的名单已重新排列" if count else "，没有名单的次序因此改变"
        self.said.say(f"已经保存{told}。", Tone.GOOD)
        self.refresh()

    def _allow(self) -> None:
        row = self.table.current()
        none = Refusal("choice.missing") if row is None else None
        self.enter_button.setText("更改笔顺…" if row and row.placed else "补录笔顺…")
        self.enter_button.allow(self._desk.may(Action.ENTER_STROKES) or none)
        self.other_button.allow(self._desk.may(Action.ENTER_STROKES))
        self.withdraw_button.setVisible(row is not None and row.placed)
        self.withdraw_button.allow(self._desk.may(Action.WITHDRAW_STROKES))


class StrokesForm(Form):
    """A character, its strokes as they are written, and where they put it, told while typing."""

    def __init__(self, row: StrokesRow | None) -> None:
        super().__init__()
        if row is None:
            self.text("character", "字", hint="一个姓名用字")
        typed = self.text("strokes", "笔顺", words_of(row.strokes) if row else "", hint=HINT)
        self.place = Line(tone=Tone.MUTED)
        self.rows.addRow("", self.place)
        self.text(
            "source",
            "依据",
            row.source if row else "",
            hint="如 《汉语大字典》第 3 卷 1234 页；由谁核定",
        )
        typed.textChanged.connect(lambda _text: self.tell())
        self.tell()

    @classmethod
    def dialog(cls, parent: QWidget, desk: Desk, row: StrokesRow | None) -> FormDialog:
        """Return the question about a character's strokes."""
        form = cls(row)

        def act(form: Form) -> list[str]:
            character = row.character if row else form.string("character")
            return own_strokes.enter_strokes(
                desk, character, form.string("strokes"), source=form.string("source")
            )

        title = f"“{row.character}”的笔顺" if row else "补录其他字的笔顺"
        dialog = FormDialog(parent, title, form, accept="保存", act=act)
        dialog.setMinimumWidth(640)
        return dialog

    def tell(self) -> None:
        """Say how what is typed so far is understood."""
        typed = self.string("strokes")
        if not typed:
            self.place.say("按书写顺序录入每一笔，这里随即显示排在哪两个字之间。", Tone.MUTED)
            return
        try:
            place = own_strokes.understand(typed)
        except DeskError as error:
            self.place.say(explain(error), Tone.WARN)
            return
        told = place_words(place.before, place.after)
        self.place.say(
            f"共 {len(place.strokes)} 画：{words_of(place.strokes)}；排在{told}。", Tone.INFO
        )
