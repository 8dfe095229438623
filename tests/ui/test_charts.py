import subprocess
import sys
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication

from zjgdesk.errors import DeskError
from zjgdesk.ui.charts.chart import Chart
from zjgdesk.ui.charts.drawing import fill, lay_out
from zjgdesk.ui.charts.export import picture, save_picture
from zjgdesk.ui.charts.facts import ChartFacts, ChartKind
from zjgdesk.ui.theme import DARK, LIGHT, Tone

KINDS = ("重大项目", "重大工程", "解决矛盾、疑难问题")
CANDIDATES = ChartFacts(
    title="好干部候选对象",
    kind=ChartKind.STACKED,
    series=KINDS,
    categories=("区镇", "市级机关单位", "其他单位"),
    values=((21, 9, 1), (120, 3, 0), (3, 1, None)),
    unit="人",
    note="数据截至 2026年11月23日。",
    axis="组别",
)
VOTES = ChartFacts(
    title="各渠道票数",
    kind=ChartKind.BARS,
    series=("有效", "无效"),
    categories=("报纸", "网站", "张家港发布微信公众号投票平台"),
    values=((1204, 36), (45210, 0), (190433, None)),
    unit="票",
    axis="渠道",
)
ONE = ChartFacts(
    title="候选对象",
    kind=ChartKind.BARS,
    series=("候选对象",),
    categories=("区镇", "机关", "其他"),
    values=((12,), (0,), (None,)),
    unit="个",
)
SHARE = ChartFacts(
    title="提拔重用占比",
    kind=ChartKind.SHARE,
    series=("提拔重用", "确定当选"),
    categories=("2022", "2023", "2024", "2025"),
    values=((12, 30), (9, 27), (None, 30), (0, 0)),
    unit="人",
    axis="年度",
)
EMPTY = ChartFacts(title="各渠道票数", kind=ChartKind.BARS, series=("有效",))
ALL = {"stacked": CANDIDATES, "bars": VOTES, "one": ONE, "share": SHARE, "empty": EMPTY}


@pytest.fixture
def metrics(theme, qapp):
    return QFontMetricsF(qapp.font())


@pytest.fixture
def chart(qtbot, theme):
    chart = Chart(CANDIDATES)
    qtbot.addWidget(chart)
    chart.resize(480, 320)
    chart.show()
    return chart


def contrast(one, other):
    def light(colour):
        parts = [
            value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
            for value in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("width", [220, 300, 420, 640, 1300])
def test_no_words_are_cut_and_none_stand_on_others(metrics, name, width):
    plan = lay_out(ALL[name], width, metrics)
    for words in plan.words:
        assert metrics.horizontalAdvance(words.shown) <= words.area.width() + 1
        assert words.area.left() >= -0.5
        assert words.area.right() <= width + 0.5
        assert words.area.bottom() <= plan.height + 0.5
        assert words.shown == words.full or words.shown.endswith("…")
    for one, other in combinations(plan.words, 2):
        shared = one.area.intersected(other.area)
        assert shared.width() < 1 or shared.height() < 1, (one.full, other.full)


@pytest.mark.parametrize("name", ["stacked", "bars", "one", "share"])
@pytest.mark.parametrize("width", [220, 640, 1300])
def test_every_figure_stands_there_in_words(metrics, name, width):
    facts = ALL[name]
    said = " ".join(words.full for words in lay_out(facts, width, metrics).words)
    for row in facts.values:
        for value in filter(None, row):
            assert f"{value:,}" in said


def test_bars_lie_down_where_the_names_are_long(metrics):
    def upright(width):
        bars = [bar.area for bar in lay_out(ONE, width, metrics).bars]
        return bars[0].height() > bars[0].width()

    assert upright(300)
    assert not upright(60)


def test_a_share_of_nothing_is_no_point(metrics):
    plan = lay_out(SHARE, 640, metrics)
    assert len(plan.dots) == 2
    assert len(plan.curve) == 1
    assert [words.shown for words in plan.words].count("—") == 2


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("tone", list(Tone))
def test_words_are_legible_on_every_bar(colours, tone):
    assert contrast(fill(colours, tone), QColor(colours.accent_text)) >= 4.5


@pytest.mark.parametrize(
    "changes",
    [
        {"values": ()},
        {"values": ((1, 2), (1, 2), (1, 2))},
        {"values": ((1, 2, 3), (1, 2, 3), (-1, 2, 3))},
        {"kind": ChartKind.SHARE},
    ],
)
def test_figures_that_do_not_fit_are_a_mistake(changes):
    told = {name: getattr(CANDIDATES, name) for name in ("title", "kind", "series", "categories")}
    with pytest.raises(ValueError, match=r"\w"):
        ChartFacts(**{**told, "values": CANDIDATES.values, **changes})


def test_the_table_has_totals_shares_and_blanks():
    assert CANDIDATES.table()[0] == ["组别", *(f"{name}（人）" for name in KINDS), "合计（人）"]
    assert CANDIDATES.table()[3] == ["其他单位", "3", "1", "", "4"]
    assert SHARE.table()[1:] == [
        ["2022", "12", "30", "40.0"],
        ["2023", "9", "27", "33.3"],
        ["2024", "", "30", ""],
        ["2025", "0", "0", ""],
    ]


def test_a_table_is_copied_for_spreadsheets_and_for_texts(chart):
    chart.table_button.click()
    data = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().split("\n")]
    assert lines == CANDIDATES.table()
    assert "<td>市级机关单位</td><td>120</td>" in data.html()
    assert "已复制" in chart.said.text()


def test_names_cannot_break_the_table():
    facts = ChartFacts(
        title="<b>",
        kind=ChartKind.BARS,
        series=("数",),
        categories=("甲\t乙\n<i>",),
        values=((1,),),
    )
    assert facts.tsv().splitlines()[1] == "甲 乙 <i>\t1"
    assert "<i>" not in facts.html()
    assert "&lt;b&gt;" in facts.html()


def test_a_picture_is_copied_on_white_whatever_the_theme(chart, theme):
    theme.wear(DARK)
    chart.picture_button.click()
    theme.wear(LIGHT)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == 1280
    assert copied.pixelColor(2, 2) == QColor("white")
    fills = {copied.pixelColor(x, y).name() for x in range(0, 1280, 3) for y in range(0, 400, 5)}
    assert LIGHT.accent in fills
    assert DARK.accent not in fills


def test_a_picture_grows_with_title_and_note(theme, qapp):
    def high(**changes):
        told = {"title": "标题", "kind": ChartKind.BARS, "series": ("数",)} | changes
        facts = ChartFacts(categories=("甲",), values=((1,),), **told)
        return picture(facts, QFont(qapp.font())).height()

    assert high() < high(note="说明") < high(note="说明" * 60)
    assert high() < high(title="很长的标题" * 12)


def test_a_picture_is_saved_or_it_is_said_why_not(chart, qapp, tmp_path):
    chart.save_to(tmp_path / "图.png")
    assert (tmp_path / "图.png").read_bytes().startswith(b"\x89PNG")
    chart.save_to(tmp_path / "没有" / "图.png")
    assert "图.png" in chart.said.text()
    with pytest.raises(DeskError) as caught:
        save_picture(CANDIDATES, qapp.font(), tmp_path / "没有" / "图.png")
    assert caught.value.code == "preview.unwritable"


def test_the_keyboard_walks_through_the_figures(qtbot, chart):
    canvas = chart.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert chart.note.text() == "区镇　重大项目 21 人"
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert chart.note.text() == "区镇　重大工程 9 人"
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert chart.note.text() == "区镇　重大项目 21 人"
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert chart.note.text() == CANDIDATES.note
    qtbot.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == CANDIDATES.tsv()


def test_those_who_hear_the_chart_get_every_figure(chart):
    assert chart.canvas.accessibleName() == "图表：好干部候选对象"
    assert "市级机关单位：重大项目 120 人，重大工程 3 人" in chart.canvas.accessibleDescription()
    chart.show_facts(SHARE)
    assert "2022：12/30 人，40.0 %" in chart.canvas.accessibleDescription()


def test_the_mouse_is_told_figures_and_shortened_names(chart):
    chart.show_facts(VOTES)
    chart.resize(320, 400)
    canvas = chart.canvas
    mark = canvas.plan.marks[0].area.center()
    assert canvas.tip_at(mark.x() + 4, mark.y() + 4) == "报纸　有效 1,204 票"
    cut = next(words for words in canvas.plan.words if words.shown != words.full)
    place = cut.area.center()
    assert canvas.tip_at(place.x() + 4, place.y() + 4) == cut.full
    assert canvas.tip_at(-50, -50) == ""


def test_without_figures_there_is_nothing_to_copy(chart):
    chart.show_facts(EMPTY)
    assert [words.shown for words in chart.canvas.plan.words] == ["还没有数据"]
    assert not chart.table_button.isVisible()
    assert not any(action.isEnabled() for action in chart.canvas.actions())
    assert chart.canvas.accessibleDescription() == "还没有数据"


def test_the_height_follows_the_width(qtbot, chart):
    canvas = chart.canvas
    assert canvas.heightForWidth(230) > canvas.heightForWidth(900)
    for width in (900, 320):
        chart.resize(width, chart.heightForWidth(width))
        needed = canvas.plan.height
        qtbot.waitUntil(lambda needed=needed: canvas.height() >= needed, timeout=1000)
        assert not canvas.geometry().intersects(chart.note.geometry())


LEAVE = """
from PySide6.QtWidgets import QApplication
from zjgdesk.ui.charts.chart import Chart
from zjgdesk.ui.charts.facts import ChartFacts, ChartKind
app = QApplication([])
facts = ChartFacts(
    title="t", kind=ChartKind.BARS, series=("n",), categories=("a",), values=((1,),)
)
getattr(Chart(facts), "{act}")()
assert app.clipboard().mimeData().formats()
"""


@pytest.mark.parametrize("act", ["copy_picture", "copy_table"])
def test_the_program_ends_well_after_a_copy(act):
    ended = subprocess.run(
        [sys.executable, "-c", LEAVE.format(act=act)], capture_output=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr.decode()
