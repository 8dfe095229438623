import errno
import io
import os
import threading

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from zjgdesk.errors import DeskError
from zjgdesk.services.printing import READING
from zjgdesk.ui.preview import PdfPreview
from zjgdesk.ui.printing.pages import read_letters
from zjgdesk.ui.printing.sheets import ZOOMS, Fit, tiles

SIZES = {"upright": A4, "across": landscape(A4)}


def pdf(count, sizes=("upright",)):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for number in range(count):
        width, height = SIZES[sizes[number % len(sizes)]]
        canvas.setPageSize((width, height))
        canvas.setFillGray(0.2)
        canvas.rect(0, 0, width / 2, height / 2, stroke=0, fill=1)  # the lower left quarter
        canvas.drawString(width / 2 + 20, height - 100, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def open_preview(qtbot, theme):
    """Show a file of so many pages and wait until it is painted."""

    def show(count=2, sizes=("upright",), **told):
        preview = PdfPreview(None, "报告单", pdf(count, sizes), **told)
        qtbot.addWidget(preview)
        preview.resize(900, 700)
        preview.show()
        painted(qtbot, preview)
        return preview

    return show


def painted(qtbot, preview):
    qtbot.waitUntil(lambda: len(preview.sheets.pictures) > 0 and preview.sheets.settled())


def test_pages_are_leafed_through_by_keys_and_buttons(qtbot, open_preview):
    preview = open_preview(5)
    view, bar = preview.sheets, preview.bar
    assert (bar.page_box.text(), bar.where.text()) == ("1", "/ 5 页")
    assert not bar.previous_button.isEnabled()
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_End, 5),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(view, key)
        assert (view.page + 1, bar.page_box.text()) == (page, str(page))
        assert preview.strip.currentIndex().row() == page - 1
    bar.next_button.click()
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert not bar.next_button.isEnabled()


@pytest.mark.parametrize(("typed", "page"), [("4", 4), ("99", 5), ("0", 1), ("", 1)])
def test_a_page_is_reached_by_its_number(qtbot, open_preview, typed, page):
    preview = open_preview(5)
    box = preview.bar.page_box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, typed) if typed else box.clear()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (preview.sheets.page + 1, box.text()) == (page, str(page))
    assert preview.isVisible()
    assert preview.sheets.hasFocus()


def test_the_wheel_and_the_keys_zoom(qtbot, open_preview):
    preview = open_preview()
    view = preview.sheets
    preview.sheets.zoom_to(1.0)
    wheel(view, 120)
    assert view.zoom == ZOOMS[ZOOMS.index(1.0) + 1]
    wheel(view, -120)
    wheel(view, -120)
    assert view.zoom == ZOOMS[ZOOMS.index(1.0) - 1]
    for keys, zoom in (("0", 1.0), ("+", 1.1), ("-", 1.0), ("=", 1.1)):
        qtbot.keyClick(preview, keys, Qt.KeyboardModifier.ControlModifier)
        assert view.zoom == pytest.approx(zoom)
    assert preview.bar.zoom_box.currentText() == "110%"
    view.zoom_to(99)
    assert view.zoom == ZOOMS[-1]
    assert not preview.bar.larger_button.isEnabled()


def wheel(view, turned):
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(view.viewport().mapToGlobal(QPoint(50, 50))),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_width_and_whole_page_are_followed_as_the_window_grows(qtbot, open_preview):
    preview = open_preview()
    view = preview.sheets
    assert view.fit is Fit.WIDTH
    assert view.horizontalScrollBar().maximum() == 0
    before = view.zoom
    preview.resize(1100, 700)
    assert view.zoom > before
    qtbot.keyClick(preview, "2", Qt.KeyboardModifier.ControlModifier)
    assert view.placing.rect(0, 0).height() <= view.viewport().height()
    assert preview.bar.zoom_box.currentText() == f"整页（{view.zoom:.0%}）"
    qtbot.keyClick(preview, "1", Qt.KeyboardModifier.ControlModifier)
    assert view.fit is Fit.WIDTH


def test_what_lies_under_the_pointer_stays_there(open_preview):
    preview = open_preview(9)
    view = preview.sheets
    view.zoom_to(1.0)
    view.show_page(4)
    point = QPoint(300, 200)

    def under():
        page = view.placing.rect(4, view.viewport().width())
        y = view.verticalScrollBar().value() + point.y() - page.top()
        return y / page.height()

    before = under()
    view.zoom_to(2.0, point)
    assert under() == pytest.approx(before, abs=0.002)


def test_a_page_is_painted_dot_for_dot(qtbot, open_preview):
    preview = open_preview(1)
    view = preview.sheets
    view.zoom_to(2.0)
    view.show_page(0)
    qtbot.waitUntil(view.settled)
    painted(qtbot, preview)
    page = view.placing.rect(0, view.viewport().width())
    view.verticalScrollBar().setValue(page.center().y() - 100)
    view.viewport().grab()
    qtbot.waitUntil(view.settled)
    grabbed = view.viewport().grab().toImage()
    across = page.center().x() - view.horizontalScrollBar().value()
    seen = {
        (x, y): grabbed.pixelColor(across + x, 100 + y).name() for x in (-9, 9) for y in (-9, 9)
    }
    white = "#ffffff"
    assert seen == {(-9, 9): "#333333", (-9, -9): white, (9, 9): white, (9, -9): white}


@pytest.mark.parametrize(("x", "y"), [(0, 0), (700, 900), (1500, 20)])
def test_tiles_cover_what_is_seen_and_nothing_beyond_the_page(x, y):
    view, page = QRect(x, y, 400, 300), QRect(0, 0, 1587, 2245)
    covered = tiles(page, view.intersected(page))
    whole = None
    for tile in covered:
        assert page.contains(tile)
        whole = tile if whole is None else whole.united(tile)
    assert whole.contains(view.intersected(page))


def test_a_hundred_pages_are_drawn_as_they_come_into_view(qtbot, open_preview):
    preview = open_preview(100)
    strip = preview.strip
    assert strip.isVisible()
    qtbot.waitUntil(lambda: len(strip.pictures) > 0 and not strip.pictures.missing)
    assert len(strip.pictures) < 15
    assert len(preview.sheets.pictures) < 15
    qtbot.keyClick(preview.sheets, Qt.Key.Key_End)
    assert strip.currentIndex().row() == 99
    qtbot.waitUntil(lambda: len(strip.pictures) > 6 and not strip.pictures.missing)
    assert len(strip.pictures) < 30
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Up)
    assert preview.sheets.page == 98


def test_few_pages_need_no_strip_until_it_is_wanted(open_preview):
    preview = open_preview(2)
    assert not preview.strip.isVisible()
    preview.bar.strip_button.click()
    assert preview.strip.isVisible()


def test_pages_of_several_sizes_lie_in_the_middle(open_preview):
    preview = open_preview(2, ("upright", "across"))
    view = preview.sheets
    first, second = (view.placing.rect(at, 2000) for at in (0, 1))
    assert first.width() < second.width()
    assert abs(first.center().x() - second.center().x()) <= 1
    assert second.top() - first.bottom() - 1 == view.placing.gap


def test_painting_never_waits_for_who_else_reads_pages(qtbot, open_preview):
    preview = open_preview(3)
    held, leave = threading.Event(), threading.Event()

    def hold():
        with READING:
            held.set()
            leave.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert held.wait(5)
        preview.sheets.zoom_to(3.0)
        preview.sheets.viewport().grab()
        assert not preview.sheets.settled()
    finally:
        leave.set()
        other.join()
    qtbot.waitUntil(preview.sheets.settled)


def test_another_screen_lays_the_pages_anew(qtbot, open_preview):
    preview = open_preview(2)
    view = preview.sheets
    view._placed_at = 3.0
    view.viewport().grab()
    qtbot.waitUntil(lambda: view._placed_at == view.devicePixelRatioF())


def test_the_very_bytes_are_saved(open_preview, tmp_path, monkeypatch):
    preview = open_preview()
    chosen = str(tmp_path / "报告单")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    preview.bar.save_button.click()
    assert (tmp_path / "报告单.pdf").read_bytes() == pdf(2)
    assert "已保存" in preview.said.text()
    assert [each.name for each in tmp_path.iterdir()] == ["报告单.pdf"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "只读"), (errno.ENOENT, "不在")],
)
def test_a_disk_that_refuses_is_told_and_leaves_nothing(
    open_preview, tmp_path, monkeypatch, number, words
):
    preview = open_preview()
    chosen = tmp_path / "报告单.pdf"

    def refuse(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(chosen), ""))
    monkeypatch.setattr(os, "fsync", refuse)
    preview.bar.save_button.click()
    assert words in preview.said.text()
    assert "DESK-07" in preview.said.text()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(open_preview, tmp_path):
    with pytest.raises(DeskError) as caught:
        open_preview().save_as(tmp_path / "没有" / "报告单.pdf")
    assert caught.value.code == "save.unwritable"


def test_the_file_is_let_go_with_the_window(open_preview):
    preview = open_preview()
    assert not preview.pages.closed
    preview.close()
    assert preview.pages.closed
    preview.sheets.zoom_to(3.0)
    preview.sheets.viewport().grab()
    preview.done(0)


def worded(*pages):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for words in pages:
        for at, line in enumerate(words):
            canvas.drawString(72, 700 - 40 * at, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def words(qtbot, theme):
    content = worded(["Ding yi", "none"], ["nobody"], ["ding  YI and dingyi", "end"])
    preview = PdfPreview(None, "名单", content)
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitUntil(preview.isActiveWindow)
    return preview


def test_words_are_found_from_page_to_page_and_round_again(qtbot, words):
    qtbot.keyClick(words, "f", Qt.KeyboardModifier.ControlModifier)
    line = words.find_line
    assert line.isVisible()
    qtbot.keyClicks(line.box, "dingyi")
    told = []
    for key, modifier in [(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)] * 4 + [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    ]:
        qtbot.keyClick(line.box, key, modifier)
        told.append(line.said.text())
    first, second = "第 1 页，本页第 1 处，共 1 处", "第 3 页，本页第 1 处，共 2 处"
    third = "第 3 页，本页第 2 处，共 2 处"
    assert told == [first, second, third, first, third]
    assert words.sheets.page == 2
    assert words.isVisible()
    qtbot.keyClick(line.box, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert words.isVisible()
    assert words.sheets.hasFocus()


def test_what_is_not_there_is_told(words):
    words.find_line.box.setText("Li Si")
    words.find_line.go(1)
    assert words.find_line.said.text() == "文中没有“Li Si”。"


def test_what_is_found_is_marked_where_it_stands(qtbot, words):
    words.sheets.zoom_to(1.0)
    words.find_line.box.setText("ding")
    words.find_line.go(1)
    (line,) = words.pages.lines_of(0, 0, 4)
    assert line.left() == pytest.approx(72, abs=2)
    assert line.bottom() == pytest.approx(A4[1] - 700, abs=4)
    seen = words.sheets
    qtbot.waitUntil(seen.settled)
    grabbed = seen.viewport().grab().toImage()
    page = seen.placing.rect(0, seen.viewport().width())
    middle = (line.center() * seen.placing.scale).toPoint() + page.topLeft()
    colour = grabbed.pixelColor(
        middle.x() - seen.horizontalScrollBar().value(),
        middle.y() - seen.verticalScrollBar().value(),
    )
    assert colour.blue() < colour.red()


def test_letters_beyond_the_first_plane_are_found():
    letters = read_letters([0x4E01, 0x20, 0xD869, 0xDFFB, 0x20164, 0x0A, 0x41, 0])
    assert letters.text == "丁\U0002a7fb\U00020164a"
    assert letters.find("丁\U0002a7fb") == [(0, 4)]
    assert letters.find("\U00020164 A") == [(4, 3)]
    assert letters.find(" ") == []
