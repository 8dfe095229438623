"""Moves a name up or down on a list that is not fixed yet, and says why the list stands as it does."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import OrderedList, Track
from zjgdesk.services import hand_order, list_order
from zjgdesk.services.desk import Desk
from zjgdesk.services.hand_order import HandOrderRow, Move
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.ballots.asking import ask_why
from zjgdesk.ui.forms import confirm
from zjgdesk.ui.labels import Line
from zjgdesk.ui.order.words import doubt_words, hand_words
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone

UP, DOWN = -1, 1
STRAYS = (
    "排列方式或者单位名录改过，现在的次序与规定不一致，不能固定。"
    "请点“恢复规定次序”，或者人工调整并写明理由。（依据 VOTE-11）"
)
UP_TIP, DOWN_TIP = "上移一位（Alt+↑）", "下移一位（Alt+↓）"
CHOOSE, FIRST, LAST = "请先在名单中选定一个对象。", "已经排在最前。", "已经排在最后。"
RULE = {Track.CADRE: "姓氏笔画", Track.UNIT: "单位名录"}


class Listed(Protocol):
    """A name on a list."""

    @property
    def candidate_id(self) -> int:
        """Who it is."""

    @property
    def name(self) -> str:
        """What is printed."""


Entry = TypeVar("Entry", bound=Listed)


class OrderBar(QWidget):
    """Two buttons, a way back to the rule, and the line that tells of doubts and reasons."""

    moved = Signal()

    def __init__(self, desk: Desk, kind: OrderedList, table: TableView[Entry]) -> None:
        super().__init__()
        self._desk, self._kind, self._table = desk, kind, table
        self._list_id, self._track = 0, Track.CADRE
        self._names: tuple[Listed, ...] = ()
        self.told: HandOrderRow | None = None
        self._strays = False
        self.said = Line()
        self.up_button = self._button("上移", lambda: self.move_by(UP))
        self.down_button = self._button("下移", lambda: self.move_by(DOWN))
        self.back_button = self._button("恢复规定次序", self.restore)
        self.buttons = QWidget()
        self._lay_out()
        self._shortcuts = [
            self._shortcut(keys, way) for keys, way in (("Alt+Up", UP), ("Alt+Down", DOWN))
        ]
        table.chosen.connect(lambda _row: self._allow())

    def show_list(self, list_id: int, track: Track, names: tuple[Listed, ...]) -> None:
        """Show how a list stands: moved by hand and why, or by the rule and what is in doubt."""
        self._list_id, self._track, self._names = list_id, track, names
        fixed = hand_order.may_move(self._desk, self._kind, list_id) is not None
        self.told = hand_order.read_hand_order(self._desk, self._kind, list_id)
        doubts = list_order.list_doubts(self._desk, track, [each.name for each in names])
        self.buttons.setVisible(not fixed)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not fixed)  # on a fixed list Alt+↓ filters, as everywhere
        self._strays = not fixed and hand_order.strays(self._desk, self._kind, list_id)
        if self.told is not None:
            self.said.say(hand_words(self.told), Tone.INFO)
        elif self._strays:
            self.said.say(STRAYS, Tone.WARN)
        else:
            self.said.say(doubt_words(doubts, fixed=fixed), Tone.WARN)
        self.setVisible(not fixed or bool(self.said.text()))
        self._allow()

    def move_by(self, way: int) -> None:
        """Move the chosen name one place; the first move of a list asks for the reason."""
        row, at = self._table.current(), self._place()
        if row is None or self.buttons.isHidden() or not 0 <= at + way < len(self._names):
            return
        move = Move(row.candidate_id, at + way + 1)
        if self.told is None:
            self._ask(move, row.name)
        else:
            self._act(lambda: hand_order.move_name(self._desk, self._kind, self._list_id, move))
            self._follow(move)

    def restore(self) -> None:
        """Ask before the order by hand is given up."""
        rule = RULE[self._track]
        text = f"名单恢复按{rule}排列，人工调整的次序不再保留；留痕中仍可查到。"
        if confirm(self, "恢复规定次序", text, yes="恢复"):
            self._act(lambda: hand_order.restore_order(self._desk, self._kind, self._list_id))

    def _ask(self, move: Move, name: str) -> None:
        way = "上移" if move.to <= self._place() else "下移"
        ask_why(
            self,
            "人工调整次序",
            f"名单应按{RULE[self._track]}排列（依据 VOTE-11）。“{name}”{way}一位，请写明理由；"
            "这份名单以后的调整用同一个理由。",
            accept=way,
            act=lambda reason: hand_order.move_name(
                self._desk,
                self._kind,
                self._list_id,
                Move(move.candidate_id, move.to, reason),
            ),
            done=lambda: self._done(move),
        )

    def _act(self, work: Callable[[], object]) -> None:
        try:
            work()
        except DeskError as error:
            self.said.say_error(error)
            return
        self.moved.emit()

    def _done(self, move: Move) -> None:
        self.moved.emit()
        self._follow(move)

    def _follow(self, move: Move) -> None:
        self._table.choose(lambda row: row.candidate_id == move.candidate_id)
        self._table.view.setFocus()

    def _place(self) -> int:
        row = self._table.current()
        ids = [each.candidate_id for each in self._names]
        return ids.index(row.candidate_id) if row and row.candidate_id in ids else -1

    def _allow(self) -> None:
        at = self._place()
        none = CHOOSE if at < 0 else ""
        _allow(self.up_button, UP_TIP, none or (FIRST if at == 0 else ""))
        _allow(self.down_button, DOWN_TIP, none or (LAST if at == len(self._names) - 1 else ""))
        self.back_button.setVisible(self.told is not None or self._strays)

    def _shortcut(self, keys: str, way: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self._table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.move_by(way))
        return shortcut

    def _button(self, text: str, act: Callable[[], object]) -> ActionButton:
        button = ActionButton(text)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.up_button, self.down_button, self.back_button):
            row.addWidget(button)
        row.addStretch(1)  # as wide as their words, also where nothing is told beside them
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.said, 1)


def _allow(button: ActionButton, tip: str, against: str) -> None:
    """Enable a button, or say why it cannot be pressed."""
    button.setEnabled(not against)
    button.setToolTip(against or tip)
    button.setAccessibleDescription(against or tip)
