"""Working in a table as in a spreadsheet: columns, filters, copying, files."""

import csv
import io
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tests.conftest import trail_of
from zjgdesk.services.tables_out import TableKind
from zjgdesk.settings import Settings, TableLayout
from zjgdesk.ui.table import Column, RowsModel, value_of
from zjgdesk.ui.table_columns import ColumnsDialog
from zjgdesk.ui.table_export import ExportDialog, said_of
from zjgdesk.ui.table_filter import FilterDialog, words_of
from zjgdesk.ui.table_grid import LEAST
from zjgdesk.ui.table_host import TableHost, host_of
from zjgdesk.ui.table_menu import fill_menu
from zjgdesk.ui.table_view import TableView

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NAME, UNIT, VOTES, NOTE = range(4)


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    name: str
    unit: str
    votes: int | None
    note: str = ""


COLUMNS = [
    Column("姓名", lambda row: row.name, width=90),
    Column("单位", lambda row: row.unit, width=120),
    Column("票数", lambda row: str(row.votes or ""), lambda row: row.votes, width=80),
    Column("说明", lambda row: row.note, width=0),
]
LINES = [
    Line(1, "丁一", "杨舍镇", 12, "上\n下"),
    Line(2, "王二", "塘桥镇", 9, "说“好”"),
    Line(3, "张三", "杨舍镇", None, '5" 管'),
    Line(4, "李四", "", 9, "=1+1"),
]


class Place(QWidget):
    """A window that offers a desk and a memory."""

    def __init__(self, host):
        super().__init__()
        self.table_host = host
        self.table = TableView(COLUMNS, name="名单")
        QVBoxLayout(self).addWidget(self.table)
        QAbstractItemModelTester(self.table.model, FATAL, self.table.model)
        self.resize(900, 500)


@pytest.fixture
def memory(tmp_path):
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def make(qtbot, theme, desk, memory):
    places = []

    def make():
        place = Place(TableHost(desk, memory))
        places.append(place)
        qtbot.addWidget(place)
        place.show()
        place.table.show_rows(LINES)
        return place.table

    return make


@pytest.fixture
def table(make):
    return make()


def shown(table):
    return [row.id for row in table.model.rows()]


def titles(table):
    return [COLUMNS[at].title for at in table.view.header.shown()]


# What a cell is worth


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("12", 12, 12),
        ("2.5", 2.5, 2.5),
        ("还有 3 天", 3, "还有 3 天"),
        ("2026-01-02", date(2026, 1, 2), date(2026, 1, 2)),
        ("1月2日", date(2026, 1, 2), "1月2日"),
        ("001", "001", "001"),
        ("", None, ""),
    ],
)
def test_a_cell_is_a_number_where_it_shows_just_that(text, key, value):
    assert value_of(Column("甲", lambda _row: text, lambda _row: key), None) == value


# Filters


def test_values_are_counted_in_the_order_of_the_column(table):
    assert table.model.values(UNIT) == [("", 1), ("塘桥镇", 1), ("杨舍镇", 2)]
    assert table.model.values(VOTES) == [("9", 2), ("12", 1), ("", 1)]


def test_filters_add_up_and_each_lists_what_the_others_let_through(table):
    table.filter_by(UNIT, frozenset({"杨舍镇", ""}))
    table.filter_by(VOTES, frozenset({"12", "9"}))
    assert shown(table) == [1, 4]
    assert table.model.values(UNIT) == [("", 1), ("塘桥镇", 1), ("杨舍镇", 1)]
    assert table.count.text() == "2 / 4 条"
    table.search_box.setText("丁")
    assert shown(table) == [1]


def test_filters_stay_when_the_rows_are_read_again(table):
    table.filter_by(UNIT, frozenset({"塘桥镇"}))
    table.show_rows([*LINES, Line(5, "赵五", "塘桥镇", 1)])
    assert shown(table) == [2, 5]


def test_a_filter_is_told_by_a_chip_and_a_mark_and_taken_away_there(qtbot, table):
    table.choose(lambda row: row.id == 3)
    table.filter_by(UNIT, frozenset({"杨舍镇"}))
    table.filter_by(VOTES, frozenset({"12", ""}))
    assert table.filter_chips.isVisible()
    assert table.filter_chips.chips[UNIT].text().startswith("单位：杨舍镇")
    header = table.model.headerData(
        UNIT, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole
    )
    assert not header.pixmap(12, 12).isNull()
    assert table.current().id == 3
    table.filter_chips.chips[VOTES].click()
    assert set(table.model.filters()) == {UNIT}
    table.filter_chips.clear_button.click()
    assert shown(table) == [1, 2, 3, 4]
    assert not table.filter_chips.isVisible()


def test_the_list_of_values_is_searched_and_ticked(qtbot, table):
    dialog = FilterDialog(table, "单位", table.model.values(UNIT), None)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.wanted is None
    dialog.search_box.setText("杨舍")
    dialog.accept()
    assert dialog.wanted == {"杨舍镇"}
    dialog.search_box.setText("")
    dialog.none_button.click()
    dialog.accept()
    assert "至少" in dialog.said.text()
    dialog.search_box.setText("（空）")
    dialog.all_button.click()
    dialog.accept()
    assert dialog.wanted == {""}


def test_alt_down_asks_for_the_filter_of_the_column(qtbot, table, with_dialog):
    table.view.setCurrentIndex(table.model.index(1, UNIT))

    def give(dialog):
        assert isinstance(dialog, FilterDialog)
        dialog.search_box.setText("塘桥")
        dialog.accept_button.click()

    with_dialog(give)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, ALT)
    assert shown(table) == [2]


def test_long_filters_are_told_in_short():
    assert words_of(frozenset({"甲", ""})) == "（空）、甲"
    assert words_of(frozenset("甲乙丙")).endswith("等 3 项")
    assert "…" in words_of(frozenset({"长" * 30}))


# Columns


def test_columns_are_chosen_ordered_and_remembered(qtbot, table, make, with_dialog):
    def give(dialog):
        assert isinstance(dialog, ColumnsDialog)
        dialog.list.item(UNIT).setCheckState(Qt.CheckState.Unchecked)
        dialog.list.setCurrentRow(VOTES)
        dialog.up_button.click()
        dialog.up_button.click()
        dialog.accept_button.click()

    with_dialog(give)
    table.ask_columns()
    assert titles(table) == ["票数", "姓名", "说明"]
    other = make()
    assert titles(other) == ["票数", "姓名", "说明"]

    def back(dialog):
        dialog.usual_button.click()
        dialog.accept_button.click()

    with_dialog(back)
    other.ask_columns()
    assert titles(other) == titles(make()) == ["姓名", "单位", "票数", "说明"]


def test_one_column_stays(qtbot, table):
    dialog = ColumnsDialog(table, table.view, table.titles())
    qtbot.addWidget(dialog)
    for at in range(dialog.list.count()):
        dialog.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.accept_button.isEnabled()
    dialog.accept()
    assert dialog.result() == 0
    assert len(titles(table)) == 4


def drag(qtbot, header, start, end):
    port = header.viewport()
    y = header.height() // 2
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(start, y))
    qtbot.mouseMove(port, QPoint((start + end) // 2, y))
    qtbot.mouseMove(port, QPoint(end, y))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(end, y))


def test_a_width_that_was_dragged_is_remembered_and_no_other(qtbot, table, make, memory):
    header = table.view.header
    edge = header.sectionViewportPosition(NAME) + header.sectionSize(NAME) - 2
    drag(qtbot, header, edge, edge + 50)
    kept = memory.layout("名单")
    assert kept.widths == {"姓名": table.view.columnWidth(NAME)}
    assert kept.widths["姓名"] > 120
    assert make().view.columnWidth(NAME) == kept.widths["姓名"]


def test_columns_are_dragged_to_another_place(qtbot, table, memory):
    header = table.view.header
    start = header.sectionViewportPosition(VOTES) + 30
    drag(qtbot, header, start, 5)
    assert titles(table)[0] == "票数"
    assert memory.layout("名单").order[0] == "票数"


def test_what_is_remembered_of_other_columns_of_the_same_table_stays(table, memory):
    memory.keep_layout(
        "名单", TableLayout(("籍贯",), frozenset({"籍贯"}), {"籍贯": 77, "姓名": 99})
    )
    table._remember()
    kept = memory.layout("名单")
    assert (kept.order, kept.hidden, kept.widths) == (("籍贯",), {"籍贯"}, {"籍贯": 77})


def test_a_layout_that_hides_all_hides_nothing(make, memory):
    memory.keep_layout("名单", TableLayout(hidden=frozenset(c.title for c in COLUMNS)))
    assert len(titles(make())) == 4


def test_a_table_without_a_window_remembers_nothing_and_goes_nowhere(qtbot, theme):
    table = TableView(COLUMNS)
    qtbot.addWidget(table)
    table.show()
    table.show_rows(LINES)
    table._remember()
    table.ask_export()
    assert host_of(table) is None
    fill_menu(table.more_button.menu(), table, -1)
    able = {
        act.text().split("\t")[0]: act.isEnabled() for act in table.more_button.menu().actions()
    }
    assert not able["导出…"]
    assert not able["按此列筛选…"]


# Copying


def copied():
    return QGuiApplication.clipboard().mimeData()


def test_what_is_copied_keeps_lines_and_quotes_for_a_spreadsheet(qtbot, table):
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_C, CTRL)
    lines = list(csv.reader(io.StringIO(copied().text(), newline=""), delimiter="\t"))
    assert lines == [["丁一", "杨舍镇", "12", "上\n下"], ["王二", "塘桥镇", "9", "说“好”"],
                     ["张三", "杨舍镇", "", '5" 管'], ["李四", "", "9", "=1+1"]]  # fmt: skip
    html = copied().html()
    assert "<td>12</td>" in html
    assert "mso-number-format:'\\@'" in html
    assert "上<br" in html


def test_the_header_is_copied_on_wish_and_hidden_columns_are_not(qtbot, table):
    table.view.setColumnHidden(UNIT, True)
    table.view.header.put_in_order([VOTES, NAME, UNIT, NOTE])
    table.choose(lambda row: row.id == 2)
    qtbot.keyClick(table.view, Qt.Key.Key_C, CTRL | SHIFT)
    assert copied().text() == "票数\t姓名\t说明\n9\t王二\t说“好”"
    assert "<th>票数</th>" in copied().html()


def test_scattered_cells_are_copied_as_a_block(table):
    behaviour = table.view.SelectionBehavior.SelectItems
    table.view.setSelectionBehavior(behaviour)
    model, chosen = table.view.selectionModel(), table.view.selectionModel().SelectionFlag.Select
    for row, column in ((0, NAME), (1, VOTES)):
        model.select(table.model.index(row, column), chosen)
    table.view.copy()
    assert copied().text() == "丁一\t\n\t9"


# Files


@pytest.mark.parametrize("kind", list(TableKind))
def test_what_is_shown_goes_into_a_file(table, with_dialog, monkeypatch, tmp_path, desk, kind):
    path = tmp_path / "名单"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    table.filter_by(UNIT, frozenset({"杨舍镇"}))
    table.view.setColumnHidden(NOTE, True)
    said = []

    def give(dialog):
        assert isinstance(dialog, ExportDialog)
        dialog.form.widget("kind").setCurrentIndex(list(TableKind).index(kind))
        with_dialog(lambda box: said.append(box.informativeText()))
        dialog.accept_button.click()

    with_dialog(give)
    table.ask_export()
    assert "已导出 2 行" in said[0]
    made = path.with_suffix(".xlsx" if kind is TableKind.XLSX else ".csv")
    if kind is not TableKind.XLSX:
        encoding = "utf-8-sig" if kind is TableKind.CSV else "gb18030"
        assert made.read_text(encoding).split() == [
            "姓名,单位,票数",
            "丁一,杨舍镇,12",
            "张三,杨舍镇,",
        ]
    assert made.exists()
    assert trail_of(desk)[0].subject == "table:名单"


def test_the_chosen_rows_alone(qtbot, table):
    table.view.selectAll()
    dialog = ExportDialog(table, "名单", COLUMNS, shown=LINES, chosen=LINES[1:3])
    qtbot.addWidget(dialog)
    assert [line[0] for line in dialog.lines()] == ["王二", "张三"]
    dialog.form.widget("rows").setCurrentIndex(0)
    assert len(dialog.lines()) == 4


def test_who_may_not_export_is_told(qtbot, theme, sign_in, with_dialog):
    place = Place(TableHost(sign_in("计票甲")))
    qtbot.addWidget(place)
    place.show()
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    place.table.ask_export()
    assert "DESK-04" in said[0]


def test_an_existing_file_is_not_taken_unasked(table, with_dialog, monkeypatch, tmp_path):
    (tmp_path / "名单.xlsx").write_text("old")
    path = str(tmp_path / "名单")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))

    def give(dialog):
        with_dialog(lambda box: box.reject())
        dialog.accept_button.click()

    with_dialog(give)
    table.ask_export()
    assert (tmp_path / "名单.xlsx").read_text() == "old"


def test_formulas_in_comma_separated_text_are_told():
    from zjgdesk.services.tables_out import ExportedTable

    assert "当作公式" in said_of(ExportedTable("表.csv", 3, "", 1))
    assert "当作公式" not in said_of(ExportedTable("表.csv", 3, "", 0))


# The menu and rows that are replaced


def test_the_menu_stands_at_button_header_and_cells(table):
    table.choose(lambda row: row.id == 1)
    menu = table.more_button.menu()
    menu.aboutToShow.emit()
    said = [act.text().split("\t")[0] for act in menu.actions() if act.text()]
    assert said == ["复制", "复制（含表头）", "按“姓名”筛选…", "清除筛选", "选择列…", "导出…"]
    table.filter_by(UNIT, frozenset({"杨舍镇"}))
    menu.aboutToShow.emit()
    next(act for act in menu.actions() if act.text() == "清除筛选").trigger()
    assert not table.model.filters()


def test_a_table_without_a_search_box_has_no_bar(qtbot, theme):
    table = TableView(COLUMNS)
    qtbot.addWidget(table)
    table.search_box.hide()
    table.show()
    assert not table.more_button.isVisible()


def test_a_replaced_row_stays_in_its_place(table):
    table.view.sortByColumn(VOTES, Qt.SortOrder.AscendingOrder)
    before = shown(table)
    table.choose(lambda row: row.id == 2)
    table.replace([Line(2, "王二小", "塘桥镇", 99)])
    assert shown(table) == before
    assert table.current().name == "王二小"
    table.search_box.setText("二小")
    assert shown(table) == [2]


def test_a_filter_of_5000_rows_is_quick(qapp):
    import time

    model = RowsModel(COLUMNS)
    model.show([Line(n, f"张{n}", f"单位{n % 60}", n % 7) for n in range(5000)])
    took = []
    for at in range(3):
        start = time.perf_counter()
        model.filter_column(UNIT, frozenset({f"单位{at}", f"单位{at + 1}"}))
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05
    assert len(model.values(UNIT)) == 60


def test_a_column_that_takes_what_is_left_is_never_squeezed(qtbot, theme):
    table = TableView(
        [Column("推荐单位", lambda row: row, width=0)]
        + [Column(f"列{at}", lambda row: row, width=120) for at in range(4)]
    )
    qtbot.addWidget(table)
    table.show_rows(["经济技术开发区"])
    table.resize(520, 300)
    table.show()
    qtbot.waitUntil(lambda: table.view.columnWidth(0) == LEAST, timeout=1000)
    table.resize(1000, 300)
    qtbot.waitUntil(lambda: table.view.columnWidth(0) > 400, timeout=1000)
    table.view.setColumnWidth(1, 600)
    assert table.view.columnWidth(0) == LEAST


LEAVE = """
from PySide6.QtWidgets import QApplication
from zjgdesk.ui.table import Column
from zjgdesk.ui.table_view import TableView
app = QApplication([])
table = TableView([Column("字", lambda row: row)])
table.show_rows(["丁"])
table.view.selectAll()
table.view.copy()
assert app.clipboard().mimeData().hasHtml()
"""


def test_the_program_ends_well_after_cells_were_copied():
    ended = subprocess.run(
        [sys.executable, "-c", LEAVE], capture_output=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr.decode()
