"""The palette of Ctrl+K: type a few words, go down the finds, Enter opens one."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zjgdesk.services.desk import Desk
from zjgdesk.services.search import HitRow, search
from zjgdesk.ui.labels import label
from zjgdesk.ui.table import Index
from zjgdesk.ui.theme import colours
from zjgdesk.ui.words import FIELDS, word

HIT = Qt.ItemDataRole.UserRole + 1
SIZE = (680, 480)
SHOWN = 8
WAIT = 120
ROW, GROUP = 38, 30
HINT = "输入姓名、单位、职务、事迹、文件名中的几个字，用空格隔开；↑↓ 选择，回车打开。"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
NAMES = {
    "addressee": "征求对象",
    "text": "内容",
    "meeting": "会议",
    "void_reason": "作废理由",
    "answer": "答复",
    "measure": "问责措施",
    "organ": "问责机关",
    "account": "申请理由",
    "reason": "理由",
    "closed_reason": "办结理由",
    "correction": "整改",
    "actor": "办理人",
    "medium": "载体",
}


class HitDelegate(QStyledItemDelegate):
    """Paints a group's name, or a find with what stands around the words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the ground by the style, the words over it."""
        hit = index.data(HIT)
        blank: Any = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        text, blank.text = blank.text, ""
        style = blank.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)
        area = QRectF(blank.rect).adjusted(12, 0, -12, 0)
        painter.save()
        painter.setFont(blank.font)
        if isinstance(hit, HitRow):
            taken = _words(painter, area, hit.title, colours().text) + 16
            _words(painter, area.adjusted(taken, 0, 0, 0), context_of(hit), colours().muted)
        else:
            _words(painter, area, text, colours().accent)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: one line each."""
        return QSize(200, ROW if isinstance(index.data(HIT), HitRow) else GROUP)


def context_of(hit: HitRow) -> str:
    """Say where the words stand in a find."""
    if not hit.context:
        return ""
    field = NAMES.get(hit.field) or FIELDS.get(hit.field, "")
    return f"{field}：{hit.context}" if field else hit.context


class Palette(QDialog):
    """A box and what was found, by kind; `chosen` tells which find is to be opened."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("搜索")
        self.resize(*SIZE)
        self.box = QLineEdit()
        self.box.setPlaceholderText("在全部内容中搜索")
        self.box.setClearButtonEnabled(True)
        self.box.setAccessibleName("在全部内容中搜索")
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setAccessibleName("搜索结果")
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = label(HINT, "hint", wrap=True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self.look_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.box)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        self.box.textChanged.connect(lambda _text: self._wait.start())
        self.list.clicked.connect(self._open)
        self.box.setFocus()

    def hits(self) -> list[HitRow]:
        """Return what is listed."""
        items = (self.model.item(row).data(HIT) for row in range(self.model.rowCount()))
        return [hit for hit in items if isinstance(hit, HitRow)]

    def look_up(self) -> None:
        """Show what holds the words that stand in the box now."""
        self._wait.stop()
        words = self.box.text().strip()
        hits = search(self._desk, words, limit=SHOWN + 1)
        self.model.clear()
        for kind, group in groupby(hits, lambda hit: hit.kind):
            self._add(word(kind), list(group))
        self.said.setText(
            HINT if hits or not words else "没有找到。请少写几个字，或者换一个词再试。"
        )
        self._go(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list, Enter opens, while typing goes on in the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in STEPS:
                self._go(STEPS[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self._wait.isActive():
                    self.look_up()
                self._open(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _add(self, name: str, hits: Sequence[HitRow]) -> None:
        more = f"　只列出前 {SHOWN} 条，再多写几个字" if len(hits) > SHOWN else ""
        head = QStandardItem(f"{name}{more}")
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.model.appendRow(head)
        for hit in hits[:SHOWN]:
            item = QStandardItem(f"{hit.title}　{context_of(hit)}")
            item.setData(hit, HIT)
            item.setToolTip(item.text())
            self.model.appendRow(item)

    def _go(self, by: int) -> None:
        """To the next find in that direction, over the names of the groups."""
        at = self.list.currentIndex().row() + by
        while 0 <= at < self.model.rowCount():
            if self.model.item(at).data(HIT) is not None:
                self.list.setCurrentIndex(self.model.index(at, 0))
                self.list.scrollTo(self.model.index(max(at - 1, 0), 0))
                self.list.scrollTo(self.model.index(at, 0))
                return
            at += by

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(HIT) if index.isValid() else None
        if isinstance(hit, HitRow):
            self.accept()
            self.chosen.emit(hit)


def _words(painter: QPainter, area: QRectF, text: str, colour: str) -> float:
    """Write one line, shortened to the room; return how wide it is."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(area.width()), 0))
    painter.setPen(QColor(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)
