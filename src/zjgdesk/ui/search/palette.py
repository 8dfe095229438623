"""The palette of Ctrl+K: type a few words, go down the finds, Enter opens one."""

from collections import Counter
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
from zjgdesk.services.search import HitKind, HitRow, Naming, Rank, search
from zjgdesk.ui.labels import label
from zjgdesk.ui.scheme_words import SETTINGS
from zjgdesk.ui.search.opening import scheme_at
from zjgdesk.ui.search.words import NAMES
from zjgdesk.ui.table import Index
from zjgdesk.ui.theme import colours
from zjgdesk.ui.words import FIELDS, word

HIT = Qt.ItemDataRole.UserRole + 1
SIZE = (680, 480)
SHOWN = 8
WAIT = 120
ROW, GROUP = 38, 30
HINT = "输入姓名、单位、事迹、编号、理由、参数名中的几个字，用空格隔开；↑↓ 选择，回车打开。"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
NAMING = Naming(word, SETTINGS)


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
    """A box and what was found, by kind.

    `chosen` tells which find is to be opened; `dialog_wanted` brings the dialog that shows it where
    no tab does.
    """

    chosen = Signal(object)
    dialog_wanted = Signal(object)

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
        hits = search(self._desk, words, limit=SHOWN + 1, naming=NAMING)
        self.model.clear()
        shown, cut = _at_most(hits, SHOWN)
        for (kind, other), group in groupby(shown, lambda hit: (hit.kind, hit.rank is Rank.OTHER)):
            self._add_head(kind, other=other, cut=kind in cut)
            for hit in group:
                self._add(hit)
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

    def _add_head(self, kind: HitKind, *, other: bool, cut: bool) -> None:
        where = "（其他内容中）" if other else ""
        more = f"　只列出前 {SHOWN} 条，再多写几个字" if cut else ""
        head = QStandardItem(f"{word(kind)}{where}{more}")
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.model.appendRow(head)

    def _add(self, hit: HitRow) -> None:
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
            if hit.kind is HitKind.SETTING:
                self.dialog_wanted.emit(scheme_at(self.parentWidget(), self._desk, hit))
            else:
                self.chosen.emit(hit)


def _at_most(hits: Sequence[HitRow], most: int) -> tuple[list[HitRow], set[HitKind]]:
    """The first so many of each kind, and the kinds that had more."""
    seen: Counter[HitKind] = Counter()
    shown = []
    for hit in hits:
        seen[hit.kind] += 1
        if seen[hit.kind] <= most:
            shown.append(hit)
    return shown, {kind for kind, count in seen.items() if count > most}


def _words(painter: QPainter, area: QRectF, text: str, colour: str) -> float:
    """Write one line, shortened to the room; return how wide it is."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(area.width()), 0))
    painter.setPen(QColor(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)
