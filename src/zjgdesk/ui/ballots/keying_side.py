"""The column beside the paper: its number, what was kept, the line for exceptions, the buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QWidget

from zjgdesk.rules.vocabulary import Mark
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.in_hand import InHand
from zjgdesk.ui.ballots.keying_words import BASES
from zjgdesk.ui.labels import Card, Chip, Line, label
from zjgdesk.ui.theme import Tone

NUMBER_POINTS, TYPED_POINTS = 26.0, 15.0
SIDE = 316
CELL_HELP = (
    ("1 / 空格", "同意"),
    ("2", "不同意"),
    ("3 / 0", "弃权"),
    ("9　U", "该项无效　待定"),
    ("＋ －", "全部同意、全部弃权"),
    ("↑ ↓ ← →", "换行"),
)
TYPED_HELP = (
    ("＋ － .", "单独输入：以同意、不同意、弃权为底"),
    ("7 12 15", "这几行与底相反"),
    ("7- 8. 9* 5/", "不同意、弃权、无效、待定"),
)
BOTH_HELP = (
    ("W　D", "整票无效　整票待定"),
    ("退格", "撤销；空白时更正上一张"),
    ("G　F2", "到第几号　换录入方式"),
)


class TypedLine(QLineEdit):
    """The line for exceptions; letters and keys that mean something else are passed on."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("例外的行号，如 7 12- 15.")
        self.setAccessibleName("例外")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003
        font = self.font()
        font.setPointSizeF(TYPED_POINTS)
        self.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: figures and signs are typed, everything else is asked of the page."""
        key = Qt.Key(event.key())
        letters = {Qt.Key.Key_W, Qt.Key.Key_D, Qt.Key.Key_G, Qt.Key.Key_F2}
        passed = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, *letters}
        if key in passed or (key is Qt.Key.Key_Backspace and not self.text()):
            self.asked.emit(key)
            return
        super().keyPressEvent(event)


class KeyingSide(Card):
    """Shows and asks; the page decides."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(SIDE)
        self.stamp = QLabel()
        self.flash = Chip()
        self.mode = Chip()
        self.progress = QProgressBar()
        self.progress_words = label("", "hint")
        self.typed = TypedLine()
        self.base = label("", "fieldName")
        self.tally = Line(tone=Tone.MUTED)
        self.said = Line()
        self.help = label("", "hint", wrap=True)
        self.yes_button = ActionButton("全部同意（＋）")
        self.abstain_button = ActionButton("全部弃权（－）")
        self.void_button = ActionButton("该项无效（9）")
        self.unclear_button = ActionButton("该项待定（U）")
        self.invalid_button = ActionButton("整票无效（W）")
        self.doubt_button = ActionButton("整票待定（D）")
        self.go_button = ActionButton("到第…号（G）")
        self.switch_button = ActionButton("换录入方式（F2）")
        self.correct_button = ActionButton("更正上一张")
        self.store_button = ActionButton("存入（回车）", primary=True)
        self.finish_button = ActionButton("结束本遍录入…", primary=True)
        self._lay_out()

    def show_way(self, *, typed: bool) -> None:
        """Show the keys of a way of keying, and the line for exceptions where it is used."""
        self.typed.setVisible(typed)
        self.base.setVisible(typed)
        for button in (self.yes_button, self.abstain_button):
            button.setVisible(not typed)
        for button in (self.void_button, self.unclear_button):
            button.setVisible(not typed)
        rows = "".join(
            f"<tr><td style='padding:1px 10px 1px 0; white-space:nowrap'><b>{keys}</b></td>"
            f"<td>{what}</td></tr>"
            for keys, what in (*(TYPED_HELP if typed else CELL_HELP), *BOTH_HELP)
        )
        self.help.setText(f"<table cellspacing='0'>{rows}</table>")

    def write(self, text: str) -> None:
        """Write into the line for exceptions without reading it back."""
        if self.typed.text() != text:
            self.typed.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            self.typed.setText(text)
            self.typed.blockSignals(False)  # noqa: FBT003 - Qt's own argument

    def show_progress(self, number: int | None, keyed: int, total: int) -> None:
        """Say which paper is in hand and how many are keyed; never what is on them."""
        self.stamp.setText("全部录完" if number is None else f"第 {number} 号票")
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(keyed)
        self.progress_words.setText(f"已录 {keyed} / {total} 张")
        self.correct_button.setEnabled(keyed > 0)

    def allow(self, hand: InHand) -> None:
        """Offer what can be done with the paper in hand."""
        sheet, working, test = hand.sheet, hand.number is not None, hand.port.test
        marking = working and not sheet.invalid
        for button in (self.yes_button, self.abstain_button, self.void_button, self.typed):
            button.setEnabled(marking)
        self.unclear_button.setEnabled(marking and not test)
        self.doubt_button.setEnabled(marking and not test)
        self.doubt_button.setText("改为确定（D）" if sheet.doubt else "整票待定（D）")
        self.invalid_button.setEnabled(working)
        self.invalid_button.setText("改为有效（W）" if sheet.invalid else "整票无效（W）")
        self.correct_button.setText("放弃更正" if hand.correcting else "更正上一张")
        self.finish_button.setVisible(not working)
        self.store_button.setVisible(working)

    def show_base(self, base: Mark) -> None:
        """Say which mark every row bears that is not named."""
        self.base.setText(f"底：{BASES[base]}　例外：")

    def _lay_out(self) -> None:
        font = self.stamp.font()
        font.setPointSizeF(NUMBER_POINTS)
        self.stamp.setFont(font)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.help.setAccessibleName("按键说明")
        top = QHBoxLayout()
        top.addWidget(self.stamp)
        top.addStretch(1)
        top.addWidget(self.mode)
        self.body.addLayout(top)
        for widget in (self.progress, self.progress_words, self.flash, self.base, self.typed):
            self.body.addWidget(widget)
        self.body.addWidget(self.tally)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.body.addWidget(self.help)
        for pair in (
            (self.yes_button, self.abstain_button),
            (self.void_button, self.unclear_button),
            (self.invalid_button, self.doubt_button),
            (self.go_button, self.switch_button),
            (self.correct_button, self.store_button, self.finish_button),
        ):
            self.body.addLayout(_row(*pair))


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(button, 1)
    return row
