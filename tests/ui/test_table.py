import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from zjgdesk.ui.empty import EmptyState
from zjgdesk.ui.table import RIGHT, TONE_ROLE, Column, RowsModel
from zjgdesk.ui.table_view import TableView
from zjgdesk.ui.theme import Tone

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    age: int | None


COLUMNS = [
    Column("姓名", lambda row: row.name, tooltip=lambda row: f"{row.name}同志"),
    Column("年龄", lambda row: str(row.age or ""), lambda row: row.age, RIGHT),
    Column("状态", lambda row: "在册", tone=lambda _row: Tone.GOOD),
]
PEOPLE = [Person(1, "丁一", 41), Person(2, "王二小", None), Person(3, "张三", 9)]


def names(model):
    return [row.name for row in model.rows()]


@pytest.fixture
def model(qapp):
    model = RowsModel(COLUMNS)
    QAbstractItemModelTester(model, FATAL, model)
    model.show(PEOPLE)
    return model


@pytest.fixture
def table(qtbot, theme):
    table = TableView(COLUMNS, empty=EmptyState("还没有人", "请先导入。", "导入"))
    QAbstractItemModelTester(table.model, FATAL, table.model)
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    return table


def test_numbers_sort_as_numbers_and_what_is_missing_comes_last(model):
    model.sort(1, UP)
    assert names(model) == ["张三", "丁一", "王二小"]
    model.sort(1, DOWN)
    assert names(model) == ["丁一", "张三", "王二小"]
    model.sort(-1)
    assert names(model) == ["丁一", "王二小", "张三"]


def test_an_index_held_by_others_follows_its_row_through_a_sort(model):
    held = QPersistentModelIndex(model.index(0, 0))
    model.sort(1, DOWN)
    assert held.data() == "丁一"


def test_every_word_of_the_search_must_be_found(model):
    model.search("张 9")
    assert names(model) == ["张三"]
    model.search("张 41")
    assert names(model) == []


def test_order_and_filter_stay_when_the_rows_are_replaced(model):
    model.sort(1, UP)
    model.keep(lambda row: row.age is not None)
    model.show([*PEOPLE, Person(4, "赵五", 20)])
    assert names(model) == ["张三", "赵五", "丁一"]
    assert model.total() == 4


def test_a_cell_tells_words_tone_tooltip_and_alignment(model):
    cell = model.index(0, 2)
    assert (cell.data(), cell.data(TONE_ROLE)) == ("在册", Tone.GOOD)
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "丁一同志"
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_5000_rows_filter_while_typing(qapp):
    model = RowsModel(COLUMNS)
    model.show([Person(n, f"张{n}号", n % 60) for n in range(5000)])
    model.search("张1")
    took = []
    for text in ("张12", "张123", "张12", "张9", ""):
        start = time.perf_counter()
        model.search(text)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05
    assert model.rowCount() == 5000


def test_an_empty_table_says_what_to_do_first(qtbot, table):
    assert table.empty.isVisible()
    with qtbot.waitSignal(table.empty.wanted):
        table.empty.button.click()
    table.show_rows(PEOPLE)
    assert table.view.isVisible()
    assert table.count.text() == "共 3 条"


def test_the_chosen_row_stays_chosen_through_search_and_refresh(qtbot, table):
    table.show_rows(PEOPLE)
    table.choose(lambda row: row.id == 3)
    table.search_box.setText("张")
    assert table.current().id == 3
    table.show_rows([Person(3, "张三丰", 10), *PEOPLE[:2]])
    assert table.current().name == "张三丰"
    with qtbot.waitSignal(table.chosen) as told:
        table.search_box.setText("没有这个人")
    assert told.args == [None]


def test_the_selection_is_copied_for_a_spreadsheet(qtbot, table):
    table.show_rows(PEOPLE)
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == ["丁一\t41\t在册", "王二小\t\t在册", "张三\t9\t在册"]


def test_digits_and_enter_are_told(qtbot, table):
    table.show_rows(PEOPLE)
    table.choose(lambda row: row.id == 1)
    with qtbot.waitSignal(table.view.digit_pressed) as told:
        qtbot.keyClick(table.view, Qt.Key.Key_2)
    assert told.args == [2]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args[0].name == "丁一"
