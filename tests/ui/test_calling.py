import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox

from tests.ui.making import closed_round, keyed_round, returned_round
from zjgdesk.errors import DeskError
from zjgdesk.services.calling import CalledRow, CallingSheet, calling_of
from zjgdesk.ui.calling.growth import Calling, Figure, Order
from zjgdesk.ui.calling.panel import CallingPanel
from zjgdesk.ui.calling.screen import CallingScreen
from zjgdesk.ui.calling.strokes import STROKES, fitting_height, strokes_of, width_of


def sheet(*votes, elected=None):
    rows = tuple(
        CalledRow(at, f"人{at}", "杨舍镇", yes, 1, 0, elected) for at, yes in enumerate(votes, 1)
    )
    return CallingSheet("好干部", "常委会", 2, 5, 8, 0, rows)


@pytest.mark.parametrize(
    ("votes", "strokes"), [(0, []), (1, [1]), (5, [5]), (6, [5, 1]), (13, [5, 5, 3])]
)
def test_five_strokes_make_a_character(votes, strokes):
    assert strokes_of(votes) == strokes
    assert len(STROKES) == 5


def test_strokes_get_smaller_rather_than_cut():
    assert fitting_height(3, 100.0, 40.0) == 40.0
    assert width_of(30, fitting_height(30, 100.0, 40.0)) == pytest.approx(100.0)


def test_one_candidate_after_another():
    calling = Calling(sheet(2, 0, 1))
    seen = []
    while calling.stroke():
        seen.append((calling.row.name, tuple(calling.shown)))
    assert seen == [
        ("人1", (1, 0, 0)),
        ("人1", (2, 0, 0)),
        ("人2", (2, 0, 0)),
        ("人3", (2, 0, 1)),
    ]
    assert calling.finished
    for _ in range(9):
        calling.back()
    assert (calling.at, calling.shown) == (0, [0, 0, 0])


def test_all_together_tell_of_sums_alone():
    calling = Calling(sheet(2, 0, 1), order=Order.TOGETHER)
    calling.stroke()
    assert calling.shown == [1, 0, 1]
    calling.stroke()
    assert calling.shown == [2, 0, 1]
    assert not calling.stroke()
    calling.back()
    assert calling.shown == [1, 0, 1]


def test_other_votes_are_called_from_the_beginning():
    calling = Calling(sheet(6, 4))
    calling.to_the_end()
    assert [calling.passed(at) for at in (0, 1)] == [True, False]
    calling.choose(figure=Figure.NO)
    assert calling.shown == [0, 0]
    calling.to_the_end()
    assert calling.shown == [1, 1]
    assert not calling.passed(0)


@pytest.fixture
def panel(qtbot):
    made = CallingPanel(sheet(6, 0, 3))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    return made


def test_the_whole_calling_from_the_keyboard(qtbot, panel):
    calling = panel.calling
    for key, shown, at in (
        (Qt.Key.Key_Space, [1, 0, 0], 0),
        (Qt.Key.Key_Return, [6, 0, 0], 0),
        (Qt.Key.Key_Backspace, [5, 0, 0], 0),
        (Qt.Key.Key_Return, [6, 0, 0], 0),
        (Qt.Key.Key_Return, [6, 0, 0], 1),
        (Qt.Key.Key_Down, [6, 0, 0], 2),
        (Qt.Key.Key_Up, [6, 0, 0], 1),
        (Qt.Key.Key_End, [6, 0, 3], 1),
        (Qt.Key.Key_Home, [0, 0, 0], 0),
    ):
        qtbot.keyClick(panel, key)
        assert (calling.shown, calling.at) == (shown, at), key
    qtbot.keyClick(panel.screen_view, Qt.Key.Key_Space)
    assert calling.shown == [1, 0, 0]
    assert "1 / 6 票" in panel.told.text()
    panel.show()
    qtbot.keyClick(panel.screen_view, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert not panel.screen_view.isVisible()


def test_the_space_bar_is_never_taken_for_a_click(qtbot, panel):
    panel.show()
    for widget in (*panel.findChildren(QAbstractButton), *panel.findChildren(QComboBox)):
        assert not widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget
    for _ in range(3):
        qtbot.keyClick(panel.focusWidget() or panel, Qt.Key.Key_Space)
    assert panel.calling.shown == [3, 0, 0]
    qtbot.keyClick(panel, Qt.Key.Key_T)
    assert (panel.calling.order, panel.calling.shown) == (Order.TOGETHER, [0, 0, 0])
    qtbot.keyClick(panel, Qt.Key.Key_V)
    assert panel.calling.figure is Figure.NO
    qtbot.keyClick(panel, Qt.Key.Key_T)
    assert panel.calling.order is Order.ONE_BY_ONE


def test_it_goes_by_itself_until_all_is_called(qtbot, panel):
    panel.order.choose(Order.TOGETHER)
    panel.pace.setCurrentIndex(1)
    assert panel.timer.isActive()
    for _ in range(6):
        panel.timer.timeout.emit()
    assert panel.calling.finished
    assert not panel.timer.isActive()


@pytest.mark.parametrize("rows", [1, 12, 13, 26, 45])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 768)])
def test_every_candidate_has_a_place_on_the_screen(qtbot, rows, size):
    screen = CallingScreen(Calling(sheet(*[7] * rows)))
    qtbot.addWidget(screen)
    screen.resize(*size)
    boxes = screen.row_boxes()
    whole = QRectF(screen.rect())
    assert len(boxes) == rows
    assert all(whole.contains(box) for box in boxes)
    assert not any(
        one.adjusted(1, 1, -1, -1).intersects(other)
        for at, one in enumerate(boxes)
        for other in boxes[:at]
    )
    assert min(box.height() for box in boxes) >= 0.03 * size[1]


def test_a_passed_candidate_has_another_colour_and_a_sign(qtbot):
    calling = Calling(sheet(6, 3))
    screen = CallingScreen(calling)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    before = screen.grab().toImage()
    calling.to_the_end()
    after = screen.grab().toImage()
    box = screen.row_boxes()[0].toRect()
    corner = QPoint(box.right() - 40, box.top())
    told = [image.copy(box.adjusted(box.width() // 2, 0, 0, 0)) for image in (before, after)]
    assert told[0] != told[1], corner


def test_only_sums_leave_the_service_and_only_when_the_passes_agree(sign_in):
    round_id = returned_round(sign_in)
    with pytest.raises(DeskError, match=r"round\.call_not_now") as caught:
        calling_of(sign_in("计票甲"), round_id)
    assert caught.value.rule == "VOTE-26"


def test_before_the_close_nobody_is_told_as_elected(sign_in):
    told = calling_of(sign_in("总监票"), keyed_round(sign_in))
    assert {row.elected for row in told.rows} == {None}
    assert (told.valid, told.needed) == (8, 5)


def test_after_the_close_it_is_a_replay(sign_in):
    told = calling_of(sign_in("计票甲"), closed_round(sign_in))
    assert sum(row.elected for row in told.rows) == 2
    with pytest.raises(DeskError, match=r"role\.denied"):
        calling_of(sign_in("督查员"), 1)
