"""短码: asked for when a counting workspace opens, given when it closes."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.services import anchors
from zjgdesk.services.anchors import Anchored, Fit
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import widen
from zjgdesk.ui.forms import Form, FormDialog, confirm, show_error
from zjgdesk.ui.labels import Line
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import WORDS, moment

WIDE = 600
LETTER_SIZE = 20
MOST = 6
FIRST = "第一次打开，还没有短码"


class OpeningDialog(FormDialog):
    """Holds the code on paper against the trail; what does not fit needs a reason to go on."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        form = Form()
        code = form.text("code", "纸上短码", hint="四组，每组五位，如 3F2A7 91BCK 08D41 77E0M")
        form.area("reason", "理由", lines=2, hint="对不上、没有短码的才填，会写入留痕")
        told = (
            "请看着上次关闭时抄录、或者最后一张纸页脚上的留痕短码，由监票人念出、输入。"
            "纸上的短码与案卷对得上，说明其间没有人换过、退回过或者改过这份案卷。"
        )
        if not anchors.was_opened(desk):
            form.note("这份案卷第一次打开，还没有短码，不用输入，直接核对。")
        super().__init__(parent, "核对短码", form, accept="核对", act=self._act, intro=told)
        self._desk = desk
        self._held: Anchored | None = None
        self.said = Line(tone=Tone.BAD)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as the form makes it
        layout.insertWidget(layout.count() - 1, self.said)
        code.textChanged.connect(lambda _text: self._begin_anew())
        widen(self, WIDE)

    def _begin_anew(self) -> None:
        """Another code is another question: what was said of the one before is gone."""
        self._held = None
        self.said.say("")
        self.accept_button.setText("核对")

    def _act(self, form: Form) -> None:
        found = anchors.compare(self._desk, form.string("code"))
        self.said.say("")
        if found.fit is Fit.NEWEST:
            anchors.confirm(self._desk, found)
            return
        first = found.fit is Fit.NONE and not anchors.was_opened(self._desk)
        if first or (self._held is not None and found == self._held):
            reason = FIRST if first else form.string("reason")
            anchors.confirm(self._desk, found, reason=reason)
            return
        self._held = found
        self.said.say(words(found), Tone.BAD)
        self.accept_button.setText("写明理由继续")
        form.widget("reason").setFocus()
        raise DeskError("anchor.differs", rule=anchors.RULE)


def words(found: Anchored) -> str:
    """Say what it means that the code on paper is not the newest."""
    match found.fit:
        case Fit.NONE:
            return (
                "没有输入短码。纸遗失的，或者上次没有正常关闭的，请查最后打印的文书页脚；"
                "确实没有的，写明理由。"
            )
        case Fit.NOWHERE:
            return (
                "这个短码不在本案卷的留痕中：案卷可能被换成了旧的备份，或者留痕被改动过。"
                "请不要开始计票，报告总监票人。要查是哪里：写明理由打开后，到“查看 → 留痕 → 核对页脚短码”，"
                "从早到晚输入以前各页页脚的短码；最后一个对得上的与下一个对不上的之间，就是被改动、删掉的地方。"
            )
    lines = [
        f"{row.seq}　{moment(row.at)}　{row.actor}　{WORDS['Action'].get(row.action, row.action)}"
        for row in found.later[:MOST]
    ]
    more = f"\n……共 {len(found.later)} 条" if len(found.later) > MOST else ""
    return "抄录短码之后还办过下面的事，请逐条确认是不是自己人办的：\n" + "\n".join(lines) + more


class ClosingDialog(FormDialog):
    """Shows the code to be written down; it closes once its last group was typed from paper."""

    def __init__(self, parent: QWidget | None, code: str) -> None:
        form = Form()
        form.rows.addRow(_large(code))
        last = form.text("last", "第 4 组", hint="看着纸面输入，确认已经抄好")
        told = "请把短码抄在会议记录或者报告单上，与案卷分开保管。下次打开这份案卷时要凭它核对。"

        def act(form: Form) -> None:
            last.selectAll()  # what is wrong is typed over
            anchors.kept(code, form.string("last"))

        super().__init__(parent, "抄录短码", form, accept="已经抄好", act=act, intro=told)
        self.cancel_button.setText("不抄录")
        widen(self, WIDE)

    def reject(self) -> None:
        """Qt: Esc asks; without the code nobody can tell later whether the file was changed."""
        told = "不抄录短码，下次打开时就不能证明案卷没有被换过。"
        if confirm(self, "不抄录短码", told, yes="不抄录", danger=True):
            super().reject()


def ask_at_opening(parent: QWidget | None, desk: Desk) -> bool:
    """Hold the paper's code against a counting workspace; say whether it may be opened."""
    if not anchors.is_asked(desk):
        return True
    return OpeningDialog(parent, desk).exec() == QDialog.DialogCode.Accepted


def give_at_closing(parent: QWidget | None, desk: Desk) -> None:
    """Show the code of a counting workspace that closes."""
    if not anchors.is_asked(desk):
        return
    try:
        code = anchors.give(desk)
    except DeskError as error:
        show_error(parent, error)
        return
    ClosingDialog(parent, code).exec()


def _large(code: str) -> QWidget:
    shown = QWidget()
    row = QHBoxLayout(shown)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(28)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSize(LETTER_SIZE)
    for group in code.split():
        each = QLabel(group)
        each.setFont(font)
        row.addWidget(each)
    row.addStretch(1)
    return shown
