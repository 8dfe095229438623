import io

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from tests.ui.making import candidates_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.lrmx import LrmxForm, write_lrmx
from zjgdesk.resources import resources
from zjgdesk.services import candidates, personnel
from zjgdesk.services.personnel import FormFile
from zjgdesk.ui.candidates.tab import CandidatesTab
from zjgdesk.ui.messages import explain
from zjgdesk.ui.personnel import files
from zjgdesk.ui.personnel.dialog import PersonnelDialog
from zjgdesk.ui.personnel.files import collect
from zjgdesk.ui.personnel.out import write_form
from zjgdesk.ui.personnel.page import member_words
from zjgdesk.ui.personnel.photo import LARGEST_SIDE, picture_of
from zjgdesk.ui.personnel.rows import state_of

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
SAMPLE = resources() / "sample"
SIZE = QSize(96, 128)


def picture(kind="JPEG", size=(60, 80)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, kind)
    return buffer.getvalue()


def write(folder, name, **fields):
    photo = fields.pop("photo", None)
    told = {"XingMing": name, "ChuShengNianYue": "198001", **fields}
    family = ({"ChengWei": "妻子", "XingMing": "赵六", "ZhengZhiMianMao": "群众"},)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.lrmx"
    path.write_bytes(write_lrmx(LrmxForm(told, family, {}, photo)))
    return path


def drop(paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none), data


@pytest.fixture
def people(desk):
    return candidates_of(desk, ("张三", "李四", "王五"))


@pytest.fixture
def dialog(qtbot, desk, jobs, people):
    dialog = PersonnelDialog(None, desk, jobs)
    qtbot.addWidget(dialog)
    QAbstractItemModelTester(dialog.table.model, FATAL, dialog.table.model)
    dialog.show()
    return dialog


@pytest.fixture
def read(qtbot, dialog):
    def read(*paths):
        dialog.read(paths)
        qtbot.waitUntil(lambda: not dialog._held, timeout=5000)
        return dialog.preview

    return read


def names_in(found):
    return [file.name for file in found.files]


def test_a_folder_is_looked_through_and_the_picture_beside_a_form_found(tmp_path):
    write(tmp_path / "b" / "c", "李四")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "甲.LRM").write_bytes((SAMPLE / "示例.lrm").read_bytes())
    (tmp_path / "a" / "甲.PIC").write_bytes(picture())
    (tmp_path / "a" / "说明.txt").write_text("x")
    found = collect([tmp_path, tmp_path / "a" / "甲.LRM"])
    assert names_in(found) == ["甲.LRM", "李四.lrmx"]
    assert [file.photo for file in found.files] == [picture(), None]


def test_what_was_named_itself_is_read_whatever_it_is_called_and_the_missing_told(tmp_path):
    path = write(tmp_path, "张三").rename(tmp_path / "张三.xml")
    found = collect([path, tmp_path / "没有.lrmx"])
    assert (names_in(found), found.unread) == (["张三.xml"], ("没有.lrmx",))


def test_too_many_files_at_once_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 1)
    write(tmp_path, "张三")
    write(tmp_path, "李四")
    with pytest.raises(DeskError, match=r"personnel\.too_many"):
        collect([tmp_path])


def test_a_form_that_is_too_large_gets_its_sentence(tmp_path, desk, people):
    path = tmp_path / "大.lrmx"
    path.write_bytes(b"x" * (files.MOST_BYTES + 5))
    (row,) = personnel.preview_personnel(desk, collect([path]).files).rows
    assert "20 MB" in explain(row.problem)


@pytest.mark.qt_log_ignore("Unsupported marker", extend=True)
@pytest.mark.parametrize(
    ("photo", "shown"),
    [
        pytest.param(picture(), True, id="JPEG"),
        pytest.param(picture("PNG"), True, id="PNG"),
        pytest.param(picture("GIF"), False, id="another kind"),
        pytest.param(b"\xff\xd8\xff broken", False, id="broken"),
        pytest.param(picture("PNG", (LARGEST_SIDE + 1, 1)), False, id="too large a side"),
    ],
)
def test_only_a_sound_picture_is_drawn_and_never_larger_than_its_place(theme, photo, shown):
    drawn = picture_of(photo, SIZE)
    assert (drawn is not None) is shown
    if drawn is not None:
        assert (drawn.width(), drawn.height()) == (96, 128)


def test_every_form_is_shown_with_whose_it_is(dialog, read, tmp_path):
    write(tmp_path, "李四", XingBie="女", XianRenZhiWu="局长")
    write(tmp_path, "王五", ChuShengNianYue="不详")
    write(tmp_path, "无此人")
    (tmp_path / "坏.lrmx").write_bytes(b"<html/>")
    preview = read(tmp_path)
    assert {row.file: state_of(row) for row in preview.rows} == {
        "坏.lrmx": "不能读入",
        "无此人.lrmx": "名单上没有",
        "李四.lrmx": "已对上",
        "王五.lrmx": "请核对",
    }
    assert dialog.import_button.text() == "读入 2 份"
    dialog.table.choose(lambda row: row.person == "李四")
    shown = " ".join(each.text() for each in dialog.side.findChildren(QLabel))
    assert "将补填" in shown
    assert "推荐表：科长\n任免表：局长" in shown
    dialog.table.choose(lambda row: row.person == "")
    assert dialog.side.chooser.isHidden()


def test_the_clerk_gives_a_form_to_somebody_or_to_nobody(qtbot, dialog, read, tmp_path, desk):
    write(tmp_path, "张叁", XingBie="男")
    assert read(tmp_path).ready == ()
    assert "IMPORT-06" in dialog.bar.reasons.text()
    chooser = dialog.side.chooser
    chooser.setCurrentIndex(chooser.findText("张三　杨舍镇"))
    chooser.activated.emit(chooser.currentIndex())
    assert [state_of(row) for row in dialog.preview.rows] == ["请核对"]
    assert chooser.currentText() == "张三　杨舍镇"
    chooser.activated.emit(0)
    assert dialog.preview.ready == ()
    chooser.activated.emit(chooser.findText("张三　杨舍镇"))
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        dialog.import_button.click()
    (row,) = [row for row in candidates.list_candidates(desk) if row.name == "张三"]
    assert candidates.read_candidate(desk, row.id).fields["gender"] == "男"
    assert "1 份" in dialog.told


def test_likely_candidates_come_first_and_a_line_parts_them_from_the_others(
    dialog, read, tmp_path, desk
):
    write(tmp_path, "李四", ChuShengNianYue="不详")
    read(tmp_path)
    chooser = dialog.side.chooser
    words = [chooser.itemText(at) for at in range(chooser.count())]
    assert words == ["不读入", "李四　杨舍镇", "", "张三　杨舍镇", "王五　杨舍镇"]
    assert chooser.currentIndex() == 1
    chooser.activated.emit(4)
    ids = {row.name: row.id for row in candidates.list_candidates(desk)}
    assert dialog.preview.rows[0].candidate_id == ids["王五"]


def test_an_empty_folder_and_a_missing_file_are_told(dialog, read, tmp_path):
    assert read(tmp_path) is None
    assert "没有任免审批表" in dialog.said.text()
    read(tmp_path / "没有.lrmx")
    assert "没有.lrmx" in dialog.said.text()


def test_forms_dropped_on_the_dialog_are_read(qtbot, dialog, tmp_path):
    write(tmp_path, "李四")
    event, _data = drop([tmp_path])
    dialog.dropEvent(event)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=5000)


@pytest.fixture
def tab(qtbot, desk, jobs, people):
    tab = CandidatesTab(desk, jobs)
    qtbot.addWidget(tab)
    tab.resize(1300, 700)
    tab.show()
    tab.refresh()
    return tab


def test_a_folder_dropped_on_the_tab_opens_the_dialog_and_the_page_shows_the_form(
    qtbot, tab, tmp_path, with_dialog
):
    resume = "2001.07--2008.03  科员\n          （其间：学习）"
    path = write(tmp_path, "李四", JianLi=resume, photo=picture())
    event, _data = drop([path])

    def take_in(dialog):
        qtbot.waitUntil(lambda: dialog.preview is not None, timeout=5000)
        with qtbot.waitSignal(dialog.accepted, timeout=5000):
            dialog.import_button.click()

    with_dialog(take_in)
    with qtbot.waitSignal(tab.changed, timeout=9000):
        tab.dropEvent(event)
    assert "1 份" in tab.said.text()
    tab.table.choose(lambda row: row.name == "李四")
    shown = [each.text() for each in tab.pane.findChildren(QLabel) if not each.isHidden()]
    assert resume in shown
    assert "赵六，群众" in shown
    assert any(not each.pixmap().isNull() for each in tab.pane.findChildren(QLabel))
    tab.table.choose(lambda row: row.name == "张三")
    assert tab.pane.export_button is None


def test_who_may_not_take_forms_in_sees_why(qtbot, jobs, sign_in, people, tmp_path):
    tab = CandidatesTab(sign_in("督查员"), jobs)
    qtbot.addWidget(tab)
    tab.refresh()
    assert not tab.forms_button.isEnabled()
    tab.bring_in_forms([write(tmp_path, "李四")])
    assert "督查员" in tab.said.text()


def test_the_form_is_written_out_again_and_the_place_may_refuse_it(desk, people, tmp_path):
    content = write(tmp_path, "李四", XingBie="女").read_bytes()
    preview = personnel.preview_personnel(desk, [FormFile("李四.lrmx", content)])
    personnel.bring_in_personnel(desk, preview)
    path = tmp_path / "出.lrmx"
    write_form(desk, people[1], path)
    assert path.read_bytes() == content
    with pytest.raises(DeskError, match=r"table\.unwritable"):
        write_form(desk, people[1], tmp_path / "没有" / "出.lrmx")


def test_a_member_of_the_family_is_one_line():
    told = {"XingMing": "张五", "ChuShengRiQi": "2006.05", "ZhengZhiMianMao": " "}
    assert member_words(told) == "张五，2006.05"
