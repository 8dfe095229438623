"""The caller's panel: one key a stroke, on the near screen; the far one shows it."""

from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.services.calling import CallingSheet, calling_of
from zjgdesk.services.desk import Desk
from zjgdesk.ui.actions import ActionButton
from zjgdesk.ui.calling.growth import Calling, Figure, Order
from zjgdesk.ui.calling.screen import WORDS, CallingScreen
from zjgdesk.ui.labels import Heading, Line, label
from zjgdesk.ui.switch import Switch
from zjgdesk.ui.theme import Tone

ORDERS = ((Order.ONE_BY_ONE, "逐名唱票"), (Order.TOGETHER, "同时增长"))
PACES = ((0, "手动"), (500, "每 0.5 秒"), (1000, "每 1 秒"), (2000, "每 2 秒"))
HELP = (
    ("空格", "加一画"),
    ("回车", "本名唱完；唱完再按，下一名"),
    ("退格", "退一画"),
    ("↑ ↓", "上一名、下一名"),
    ("Home / End", "从头开始、全部显示"),
    ("T　V", "换唱票方式、换票种"),
    ("Esc", "结束唱票，票数不受影响"),
)


def open_calling(parent: QWidget, desk: Desk, round_id: int) -> "CallingPanel":
    """Open the panel over the window and the screen for the room.

    Raises:
        DeskError: what the step or the role refuses.
    """
    panel = CallingPanel(calling_of(desk, round_id), parent)
    panel.show()
    return panel


class CallingPanel(QDialog):
    """Leads the calling; nothing it does touches the round."""

    def __init__(self, sheet: CallingSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("唱票")
        self.calling = Calling(sheet)
        self.screen_view = CallingScreen(self.calling)
        self.timer = QTimer(self)
        self.called = Heading("")
        self.told = Line(tone=Tone.MUTED)
        self.order = Switch(ORDERS, "唱票方式")
        self.figure = Switch([(figure, WORDS[figure]) for figure in Figure], "唱哪种票")
        self.pace, self.where = QComboBox(), QComboBox()
        self.stroke_button = ActionButton("加一画（空格）", primary=True)
        self.rest_button = ActionButton("本名唱完（回车）")
        self.back_button = ActionButton("退一画（退格）")
        self.over_button = ActionButton("从头开始（Home）")
        self.all_button = ActionButton("全部显示（End）")
        self.end_button = ActionButton("结束唱票（Esc）")
        self._lay_out()
        self._connect()
        self._keep_the_keys()
        self.refresh()
        self._place_screen()

    def refresh(self) -> None:
        """Say and show where the calling stands."""
        calling = self.calling
        if calling.finished:
            self.timer.stop()
            self.pace.setCurrentIndex(0)
        one = calling.order is Order.ONE_BY_ONE
        row = calling.row
        self.called.setText(f"{row.position}　{row.name}" if one else "全部候选对象")
        shown = f"{calling.shown[calling.at]} / {calling.votes(calling.at)} 票" if one else ""
        done = "全部唱完。" if calling.finished else ""
        self.told.say("　".join(part for part in (shown, done) if part) or "每按一次，各加一画。")
        self.rest_button.setText("本名唱完（回车）" if one else "全部唱完（回车）")
        self.screen_view.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the whole calling from the keyboard."""
        acts = {
            Qt.Key.Key_Space: self.calling.stroke,
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Backspace: self.calling.back,
            Qt.Key.Key_Up: lambda: self.calling.move(-1),
            Qt.Key.Key_Down: lambda: self.calling.move(1),
            Qt.Key.Key_Home: self.calling.start_over,
            Qt.Key.Key_End: self.calling.to_the_end,
            Qt.Key.Key_T: self._other_order,
            Qt.Key.Key_V: self._other_figure,
        }
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif act := acts.get(Qt.Key(event.key())):
            act()
            self.refresh()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the far screen goes with the panel."""
        self.timer.stop()
        self.screen_view.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.screen_view.close()
        self.screen_view.deleteLater()
        super().closeEvent(event)

    def _enter(self) -> None:
        calling = self.calling
        one = calling.order is Order.ONE_BY_ONE
        if one and calling.shown[calling.at] == calling.votes(calling.at):
            calling.go_on()
        else:
            calling.rest()

    def _other_order(self) -> None:
        at = [order for order, _words in ORDERS].index(self.calling.order)
        self.order.choose(ORDERS[at - 1][0])

    def _other_figure(self) -> None:
        figures = list(Figure)
        at = figures.index(self.calling.figure)
        self.figure.choose(figures[(at + 1) % len(figures)])

    def _act(self, act: object) -> None:
        act()  # type: ignore[operator]
        self.refresh()

    def _set_pace(self) -> None:
        pace = int(self.pace.currentData())
        if pace:
            self.timer.start(pace)
        else:
            self.timer.stop()

    def _place_screen(self) -> None:
        """Fill the chosen screen; with one screen alone, stand beside the panel as a window."""
        screens = QGuiApplication.screens()
        chosen: QScreen = screens[max(self.where.currentIndex(), 0)]
        self.screen_view.setGeometry(chosen.geometry())
        if len(screens) > 1:
            self.screen_view.showFullScreen()
        else:
            self.screen_view.showNormal()
            self.screen_view.resize(chosen.availableSize() * 0.8)
        self.activateWindow()

    def _connect(self) -> None:
        calling = self.calling
        self.timer.timeout.connect(lambda: self._act(calling.stroke))
        self.screen_view.pressed.connect(self.keyPressEvent)
        self.screen_view.closed.connect(self.close)
        self.order.chosen.connect(lambda order: self._act(lambda: calling.choose(order=order)))
        self.figure.chosen.connect(lambda figure: self._act(lambda: calling.choose(figure=figure)))
        self.pace.currentIndexChanged.connect(lambda _at: self._set_pace())
        self.where.activated.connect(lambda _at: self._place_screen())
        for button, act in (
            (self.stroke_button, calling.stroke),
            (self.rest_button, self._enter),
            (self.back_button, calling.back),
            (self.over_button, calling.start_over),
            (self.all_button, calling.to_the_end),
        ):
            button.clicked.connect(lambda _checked=False, act=act: self._act(act))
        self.end_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        for pace, words in PACES:
            self.pace.addItem(words, pace)
        screens = QGuiApplication.screens()
        for number, screen in enumerate(screens, start=1):
            size = screen.geometry()
            self.where.addItem(f"屏幕 {number}　{size.width()} × {size.height()}")
        self.where.setCurrentIndex(len(screens) - 1)
        choices = QGridLayout()
        choices.setHorizontalSpacing(12)
        for at, (words, widget) in enumerate(
            (
                ("方式", self.order),
                ("票种", self.figure),
                ("自动", self.pace),
                ("显示在", self.where),
            )
        ):
            choices.addWidget(label(words, "fieldName"), at, 0)
            choices.addWidget(widget, at, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.called)
        layout.addWidget(self.told)
        layout.addLayout(choices)
        for buttons in (
            (self.back_button, self.rest_button, self.stroke_button),
            (self.over_button, self.all_button, self.end_button),
        ):
            row = QHBoxLayout()
            for button in buttons:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.setAutoDefault(False)
                row.addWidget(button, 1)
            layout.addLayout(row)
        layout.addWidget(_help())

    def _keep_the_keys(self) -> None:
        """The space bar adds a stroke: no button may take it for a click."""
        for switch in (self.order, self.figure):
            buttons = cast("list[QAbstractButton]", switch.findChildren(QAbstractButton))
            for button in buttons:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for box in (self.pace, self.where):
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.activated.connect(lambda _at: self.setFocus())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()


def _help() -> QLabel:
    rows = "".join(
        f"<tr><td style='padding:1px 12px 1px 0'><b>{keys}</b></td><td>{what}</td></tr>"
        for keys, what in HELP
    )
    told = label(f"<table cellspacing='0'>{rows}</table>", "hint", wrap=True)
    told.setAccessibleName("按键说明")
    return told
