"""字体: what serves as each face, what is wrong with it, and a name as it prints."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from zjgdesk.resources import resources
from zjgdesk.rules.refusals import Refusal
from zjgdesk.services.font_report import TriedFace, read_fonts
from zjgdesk.ui.fonts_view import FontsDialog, lines_of, serves


@pytest.fixture
def dialog(qtbot, desk):
    dialog = FontsDialog(None, desk)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_every_face_tells_its_font_and_where_it_lies(dialog):
    model = dialog.table.model
    told = {
        model.index(at, 0).data(): [model.index(at, column).data() for column in range(1, 5)]
        for at in range(model.rowCount())
    }
    assert len(told) == 6
    path = str(resources() / "fonts" / "zjgdesk-fangsong.ttf")
    assert told["仿宋（正文）"] == ["仿宋_GB2312", "自带 Fandol 仿宋", "代替仿宋_GB2312", path]
    assert told["数字、西文"][0] == "Times New Roman"
    assert dialog.said.isHidden()


def test_a_name_is_shown_as_it_prints(dialog, qtbot):
    dialog.name.setText("欧阳㛃3")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert "能够印出" in dialog.tried.text()
    assert "“㛃”" in dialog.tried.text()
    lines = dialog.taken.text().splitlines()
    assert (
        lines[0]
        == "仿宋（正文）：自带 Fandol 仿宋；“㛃”用自带霞鹜文楷，“3”用自带 Liberation Serif"
    )
    assert lines[3] == "黑体（一级标题）：自带思源黑体"
    picture = dialog.picture.pixmap().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )
    assert dark > 100
    assert dialog.height() < 720


def test_a_name_of_the_faces_own_characters_needs_nobody_else(dialog):
    dialog.name.setText("丁一")
    dialog.try_button.click()
    assert dialog.tried.text() == "每个字在各种字体中都有。"


def test_a_character_that_no_font_has_is_named(dialog):
    dialog.name.setText("王\U0002f800三")
    dialog.try_button.click()
    assert "（U+2F800）" in dialog.tried.text()
    assert "PAGE-05" in dialog.tried.text()
    assert dialog.picture.pixmap().isNull()
    dialog.name.setText(" ")
    dialog.try_button.click()
    assert dialog.tried.text() == "请先输入姓名。"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"official": True}, "本机的标准字体"),
        ({"passed_over": "仿宋_GB2312"}, "本机的仿宋_GB2312损坏，由自带字体代替"),
        ({"fault": Refusal("page.font_missing")}, "不能使用"),
    ],
)
def test_what_serves_is_said_in_words(desk, changes, told):
    assert serves(replace(read_fonts(desk)[0], **changes)) == told


def test_a_broken_font_is_told_in_the_dialog(qtbot, desk, monkeypatch):
    fault = Refusal("page.font_missing", "PAGE-05", {"file": "zjgdesk-fangsong.ttf"})
    rows = [replace(row, fault=fault) for row in read_fonts(desk)[:1]]
    monkeypatch.setattr(FontsDialog, "rows", lambda _self: rows)
    dialog = FontsDialog(None, desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "字体文件“zjgdesk-fangsong.ttf”不见了" in dialog.said.text()


def test_lines_name_who_lends():
    class Tried:
        faces = (
            TriedFace("kai", "KaiTi_GB2312", (("KaiTi_GB2312", "丁"), ("Zjgdesk Hei", "𰻝"))),
        )

    assert lines_of(Tried()) == ["楷体（二级标题）：KaiTi_GB2312；“𰻝”用自带思源黑体"]
