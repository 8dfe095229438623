"""读入结果码 through real key events: fast, slow, torn, pasted, by an input method."""

import random
import time
from datetime import date
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout

from zjgdesk.errors import DeskError
from zjgdesk.services.code_sheets import SheetHead, code_sheets, split
from zjgdesk.ui.ballots import scan_sheets
from zjgdesk.ui.ballots.scan_sheets import PAUSE, QUIET, ScanDialog
from zjgdesk.ui.sound import Sound
from zjgdesk.ui.theme import DARK, LIGHT

RETURN, TAB, ESCAPE, F5 = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_F5
NO = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


class Desk:
    """Who gets the whole: what came, and what shall be refused."""

    def __init__(self):
        self.got, self.heard, self.refuse = [], [], None

    def done(self, data):
        self.got.append(data)
        if self.refuse:
            raise self.refuse


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def dialog(qtbot, theme, desk):
    made = ScanDialog(None, done=desk.done, play=desk.heard.append)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made._pause.stop()
    made._quiet.stop()


def scan(dialog, text, end=RETURN):
    """Type as a scanner does: each letter pressed and let go, to whoever has the focus."""
    for letter in text:
        where = QGuiApplication.focusObject() or dialog.line
        modifiers = SHIFT if letter.isupper() else NO
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = ord(letter.upper()) if letter.isascii() else 0
            QCoreApplication.sendEvent(where, QKeyEvent(kind, key, modifiers, letter))
    if end is not None:
        QTest.keyClick(dialog.line, end)


def test_all_parts_in_any_order_give_the_bytes_and_close_the_dialog(dialog, desk, qtbot):
    texts = split(noise(3_000))
    assert dialog.progress.text() == "还没有读到。请扫描结果码单上的任意一份。"
    for text in reversed(texts[1:]):
        scan(dialog, text)
    assert (
        dialog.progress.text()
        == f"已读 {len(texts) - 1} / {len(texts)} 份，还缺第 1 份（第 1 页）"
    )
    assert (desk.got, dialog.isVisible()) == ([], True)
    scan(dialog, texts[0])
    assert dialog.progress.text() == f"{len(texts)} 份已全部读到。"
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert (desk.got, dialog.result()) == ([noise(3_000)], QDialog.DialogCode.Accepted)
    assert desk.heard == [Sound.KEPT] * len(texts)


def test_from_paper_through_the_scanner_into_the_window(dialog, desk, qtbot):
    """The whole way: printed, looked at by another decoder, typed key by key."""
    data = noise(9_000)
    head = SheetHead("好干部票决", "市委常委会2026年第21次会议", date(2026, 11, 8))
    document = pdfium.PdfDocument(code_sheets(data, head, SimpleNamespace(font_folders=())))
    for page in document:
        for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil()):
            scan(dialog, code.text)
    document.close()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.got == [data]


@pytest.mark.parametrize("end", [RETURN, Qt.Key.Key_Enter, TAB, None], ids=str)
def test_a_scan_is_taken_with_any_end_of_line_and_without(dialog, end):
    one, _two = split(noise(1_000))
    scan(dialog, one, end)
    assert dialog.said.text() == "第 1 份已读到。"
    assert dialog.line.hasFocus()
    scan(dialog, one, end)
    assert dialog.said.text().startswith("第 1 份已经读过，不必再扫。")
    assert QGuiApplication.focusObject() is dialog.line


def test_ends_of_line_as_control_keys_too(dialog):
    one, _two = split(noise(1_000))
    scan(dialog, one[:60], None)
    QTest.keyClick(dialog.line, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    scan(dialog, one[60:], None)
    assert dialog.said.text() == "第 1 份已读到。"


def test_a_scanner_types_faster_than_anybody_and_nothing_is_lost(dialog, qtbot):
    """Everything is in the queue at once; 100 letters must not take 50 ms."""
    texts = split(noise(8_000))
    letters = sum(map(len, texts[:-1]))
    begun = time.perf_counter()
    for text in texts[:-1]:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, ord(letter), SHIFT, letter)
                QCoreApplication.postEvent(dialog.line, event)
    QCoreApplication.sendPostedEvents(dialog.line)
    QCoreApplication.processEvents()
    spent = time.perf_counter() - begun
    assert dialog.scanning.parts.numbers == frozenset(range(1, len(texts)))
    assert spent / letters * 100 < 0.05


def test_two_scans_glued_together_are_two(dialog):
    texts = split(noise(3_000))
    scan(dialog, texts[0] + texts[3])
    assert dialog.scanning.parts.numbers == {1, 4}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(str.lower, id="Caps Lock"),
        pytest.param(
            lambda text: "".join(chr(ord(letter) + 0xFEE0) for letter in text), id="full width"
        ),
        pytest.param(
            lambda text: "".join(chr(ord(letter) + 0xFEE0) for letter in text.lower()),
            id="full width, small",
        ),
    ],
)
def test_caps_lock_and_full_width_letters_do_no_harm(dialog, change):
    scan(dialog, change(split(noise(1_000))[1]))
    assert dialog.said.text() == "第 2 份已读到。"


def test_what_an_input_method_commits_is_typed_too(dialog):
    text = split(noise(1_000))[1]
    assert not dialog.line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for piece in (text[:7], text[7:300], text[300:]):
        event = QInputMethodEvent()
        event.setCommitString("".join(chr(ord(letter) + 0xFEE0) for letter in piece))
        QCoreApplication.sendEvent(dialog.line, event)
    assert dialog.said.text() == "第 2 份已读到。"


def test_many_lines_are_pasted_at_once(dialog, desk, qtbot):
    texts = split(noise(60_000))
    QGuiApplication.clipboard().setText("\r\n".join(texts))
    begun = time.perf_counter()
    QTest.keyClick(dialog.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert time.perf_counter() - begun < 2
    assert dialog.said.text() == f"新读到 {len(texts)} 份。"
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.got == [noise(60_000)]


def test_refusals_are_said_with_their_sound(dialog, desk):
    one, _two = split(noise(1_000))
    scan(dialog, one[:100] + "9" + one[101:])
    assert dialog.said.text().startswith("第 1 份没有读对，没有采用。")
    assert dialog.said.property("tone") == "bad"
    scan(dialog, "6901234567892")
    assert dialog.said.text().startswith("这不是结果码")
    scan(dialog, one)
    scan(dialog, split(noise(1_000, 2))[0])
    assert "属于另一份结果" in dialog.said.text()
    assert dialog.scanning.parts.code in dialog.said.text()
    scan(dialog, one)
    assert desk.heard == [Sound.REFUSED] * 2 + [Sound.KEPT, Sound.REFUSED, Sound.LOOK]
    assert dialog.scanning.parts.numbers == {1}
    assert dialog.code.text() == f"总码 {dialog.scanning.parts.code}（请与纸上核对）"


def test_a_scan_that_stops_is_refused_after_a_while(dialog, qtbot, monkeypatch):
    one, _two = split(noise(1_000))
    dialog._pause.setInterval(60)
    scan(dialog, one[:100])
    assert dialog.said.text() == ""
    qtbot.waitUntil(lambda: "第 1 份只收到 100 个字符" in dialog.said.text(), timeout=3000)
    qtbot.waitUntil(lambda: dialog.line.text() == "", timeout=3000)


def test_the_line_shows_the_end_of_what_comes(dialog, qtbot):
    one, _two = split(noise(1_000))
    scan(dialog, one[:100], None)
    qtbot.waitUntil(lambda: dialog.line.text() == "…" + one[60:100])


def test_the_scanners_own_enter_answers_no_later_question(dialog, desk, qtbot):
    """What follows the last part is swallowed until the scanner is silent."""
    (text,) = split(noise(100))
    dialog._quiet.setTimerType(Qt.TimerType.PreciseTimer)
    dialog._quiet.setInterval(60_000)
    scan(dialog, text, None)
    for late in (lambda: QTest.keyClick(dialog.line, RETURN), lambda: scan(dialog, "X", None)):
        QTest.qWait(100)
        assert dialog._quiet.remainingTime() <= 59_950
        late()
        assert dialog._quiet.remainingTime() > 59_950
    assert desk.got == []
    dialog._quiet.start(QUIET)
    qtbot.waitUntil(lambda: desk.got == [noise(100)])
    assert desk.heard == [Sound.KEPT]


def test_what_is_refused_at_the_end_is_said_and_nothing_is_lost(dialog, desk, qtbot):
    (text,) = split(noise(100))
    desk.refuse = DeskError("page.nobody_listed", rule="AIR-02")
    scan(dialog, text)
    qtbot.waitUntil(lambda: len(desk.got) == 1)
    assert dialog.isVisible()
    assert dialog.said.text().startswith("名单上没有对象")
    assert desk.heard[-1] is Sound.REFUSED
    desk.refuse = None
    scan(dialog, text)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.got == [noise(100)] * 2


def test_escape_closes_at_once_only_where_nothing_was_read(dialog, qtbot):
    QTest.keyClick(dialog.line, ESCAPE)
    assert not dialog.isVisible()


def test_escape_asks_before_parts_are_lost(dialog, desk):
    one, _two = split(noise(1_000))
    scan(dialog, one)
    QTest.keyClick(dialog.line, ESCAPE)
    assert dialog.isVisible()
    assert "再按一次 Esc 关闭" in dialog.said.text()
    scan(dialog, one)
    QTest.keyClick(dialog.line, ESCAPE)
    assert dialog.isVisible()
    dialog.close()
    assert not dialog.isVisible()
    assert (desk.got, dialog.result()) == ([], QDialog.DialogCode.Rejected)


def test_what_was_left_is_not_handed_over_afterwards(dialog, desk):
    scan(dialog, split(noise(100))[0])
    QTest.keyClick(dialog.line, ESCAPE)
    QTest.keyClick(dialog.line, ESCAPE)
    assert not dialog.isVisible()
    QTest.qWait(QUIET + 100)
    assert desk.got == []


def test_f5_starts_over_when_pressed_twice(dialog, desk):
    one, _two = split(noise(1_000))
    scan(dialog, one)
    QTest.keyClick(dialog, F5)
    assert "再按一次 F5 重新开始" in dialog.said.text()
    assert dialog.scanning.parts.numbers == {1}
    QTest.keyClick(dialog, F5)
    assert (dialog.scanning.parts.numbers, dialog.code.text()) == (frozenset(), "")
    assert dialog.progress.text().startswith("还没有读到")
    scan(dialog, split(noise(1_000, 2))[1])
    assert dialog.said.text() == "第 2 份已读到。"


def test_the_line_keeps_the_focus_whatever_is_pressed_or_clicked(dialog, qtbot):
    for key in (TAB, Qt.Key.Key_Backtab, Qt.Key.Key_Down, Qt.Key.Key_Space, RETURN):
        QTest.keyClick(dialog.line, key)
        assert dialog.line.hasFocus()
    for widget in (dialog.grid, dialog.said, dialog.progress, dialog.over_button):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        assert dialog.line.hasFocus()
    assert dialog.findChildren(QLineEdit) == [dialog.line]
    assert not [each for each in dialog.findChildren(QPushButton) if each.isDefault()]


def test_the_grid_shows_each_part_where_it_stands_on_paper(dialog):
    texts = split(noise(8_000))
    for number in (1, 2, 3, 4, 6, 7, 8, 9, 10):
        scan(dialog, texts[number - 1])
    grid = dialog.grid
    picture = grid.grab().toImage()

    def ground(number):
        place = grid.place_of(number)
        return picture.pixelColor(int(place.left()) + 6, int(place.center().y())).name()

    assert {ground(number) for number in (1, 9, 10)} == {LIGHT.good_soft}
    assert {ground(number) for number in (5, 11, 14)} == {LIGHT.surface}
    one, four, ten = (grid.place_of(number) for number in (1, 4, 10))
    assert (one.left(), one.right() < ten.left()) == (four.left(), True)
    assert grid.accessibleDescription() == dialog.progress.text()


@pytest.mark.parametrize("size", [scan_sheets.SIZE, scan_sheets.SMALLEST])
@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
def test_no_words_are_cut(dialog, theme, size, worn, qtbot):
    theme.wear(worn)
    dialog.resize(*size)
    texts = split(noise(60_000))
    for text in texts[::2]:
        dialog._typed(text)
    dialog._typed(split(noise(9))[0])
    QTest.qWait(50)
    assert "属于另一份结果" in dialog.said.text()
    for words in (dialog.said, dialog.progress, dialog.code):
        assert words.height() >= words.heightForWidth(words.width()) - 1
        assert words.width() >= words.minimumSizeHint().width()
    theme.wear(LIGHT)


def test_the_part_just_read_is_scrolled_to(dialog):
    texts = split(noise(60_000))
    scan(dialog, texts[0])
    assert dialog.area.verticalScrollBar().value() == 0
    QTest.qWait(20)
    scan(dialog, texts[-1])
    place = dialog.grid.place_of(len(texts)).center().toPoint()
    assert dialog.grid.visibleRegion().contains(place)


def test_over_a_window_it_opens_with_the_focus_in_its_line(qtbot, theme, desk):
    window = QDialog()
    QVBoxLayout(window).addWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    dialog = ScanDialog(window, done=desk.done)
    dialog.open()
    qtbot.waitUntil(dialog.line.hasFocus)
    scan(dialog, split(noise(1_000))[0])
    assert dialog.said.text() == "第 1 份已读到。"
    assert dialog.isModal()
    assert PAUSE > QUIET
