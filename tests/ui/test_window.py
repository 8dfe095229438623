import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import accounts, candidates
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import create_workspace, open_workspace
from zjgdesk.ui import trail_view
from zjgdesk.ui.jobs import Job
from zjgdesk.ui.places import PLACES, places_of
from zjgdesk.ui.signin import SignInDialog
from zjgdesk.ui.start import NewWorkspaceDialog, StartPage
from zjgdesk.ui.window import MainWindow


@pytest.fixture
def left():
    return []


@pytest.fixture
def window(qtbot, workspace, desk, jobs, left):
    window = MainWindow(workspace, desk, jobs, on_leave=left.append)
    qtbot.addWidget(window)
    window.show()
    return window


def actions(window):
    return {action.text(): action for action in window.menuBar().findChildren(QAction)}


def test_the_window_has_its_tabs_and_names_the_person(window):
    names = [window.tabs.widget(at).objectName() for at in range(window.tabs.count())]
    assert names == [place.name for place in PLACES]
    assert window.header.person.text() == "经办人"
    assert window.header.purpose.text() == "示例案卷"


def test_the_window_is_no_larger_than_the_screen_has_room_for(window):
    room = window.screen().availableSize()
    assert window.height() <= max(room.height() - 40, 680)
    assert window.width() <= max(room.width() - 16, 1180)


def test_a_counting_workspace_has_the_ballots_alone():
    assert [place.name for place in places_of(Purpose.COUNTING)] == ["ballots"]


def test_what_waits_leads_to_its_tab(window):
    window.tabs.widget(0).tab_wanted.emit("opinions")
    assert window.tabs.currentWidget().objectName() == "opinions"


def test_a_change_in_one_tab_is_seen_in_the_others(window, filled):
    window.go("candidates")
    window.go("overview")
    window.tabs.widget(1).changed.emit()
    window.go("candidates")
    assert window.tabs.currentWidget().table.model.total() > 50


def test_another_person_sits_down(window, with_dialog):
    def give(dialog):
        assert isinstance(dialog, SignInDialog)
        dialog.person.setCurrentIndex(dialog.person.findText("督查员（督查员）"))
        dialog.accept_button.click()

    with_dialog(give)
    window.header.switch_button.click()
    assert window.header.person.text() == "督查员"


def test_leaving_is_told(window, left):
    for title in ("新建案卷…", "打开案卷…", "示例案卷", "退出"):
        actions(window)[title].trigger()
    assert left == ["new", "open", "sample", "quit"]


def test_a_backup_is_made_and_named(qtbot, window, jobs, with_dialog, folder):
    said = []
    with qtbot.waitSignal(jobs.rested, timeout=5000):
        with_dialog(lambda box: said.append(box.informativeText()))
        actions(window)["备份"].trigger()
        qtbot.waitUntil(lambda: bool(said), timeout=5000)
    (copy,) = (folder / "backups").glob("desk-*.db")
    assert copy.name in said[0]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("方案参数…", "公示落款单位"),
        ("人员账号…", "总监票"),
        ("工作日历…", ""),
        ("文书模板…", ""),
        ("已印文书…", ""),
        ("规则一览…", "VOTE-05"),
    ],
)
def test_menus_open_their_dialogs(window, with_dialog, title, expected):
    seen = []

    def look(dialog):
        seen.append(dialog.windowTitle())
        table = getattr(dialog, "table", None)
        if expected:
            texts = [table.model.index(at, 0).data() for at in range(table.model.rowCount())]
            assert expected in texts

    with_dialog(look)
    actions(window)[title].trigger()
    assert seen == [title.rstrip("…")]


def test_the_trail_is_shown_to_those_who_may_see_it(window, with_dialog, sign_in):
    said = []
    with_dialog(lambda box: said.append(box.informativeText()))
    actions(window)["留痕…"].trigger()
    assert "DESK-04" in said[0]
    window.sit_down(sign_in("督查员"))

    def check(dialog):
        dialog.check_button.click()
        said.append(dialog.said.text())

    with_dialog(check)
    actions(window)["留痕…"].trigger()
    assert "没有改动" in said[1]


def test_the_trail_says_facts_in_words():
    facts = '{"result":"exempt","breach":false,"document":"sm3:00","names":["丁一"],"x":null}'
    assert trail_view.told(facts) == "结果：免除责任；违反前置条件：否；人数：丁一"


@pytest.mark.parametrize(
    ("action", "facts", "expected"),
    [
        ("print_paper", '{"kind":"reward_register"}', "种类：激励台账"),
        ("print_paper", '{"kind":"notice"}', "种类：公示"),
        ("import_clearance", '{"kind":"clearance"}', "种类：纪公检法反馈表"),
        ("define_round", '{"track":"unit"}', "类别：好单位"),
        ("take_off", '{"cause":"other"}', "其他原因"),
        ("add_account", '{"accounts":["林管理:administrator"]}', "账号：林管理（管理员）"),
    ],
)
def test_one_value_has_the_word_of_what_it_is_about(action, facts, expected):
    assert trail_view.told(facts, action).endswith(expected)


def test_closing_asks_while_a_job_runs(qtbot, window, jobs, with_dialog):
    asked = threading.Event()

    def work(progress):
        asked.wait(5)
        progress(1, 2)

    job = Job("导入", work)
    jobs.start(job)
    with_dialog(lambda box: box.reject())
    assert not window.close()
    asked.set()
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=5000)
    assert window.close()


def test_the_start_page_offers_three_ways_and_the_last_workspaces(qtbot, theme, tmp_path):
    page = StartPage([tmp_path / "甲", tmp_path / "乙"])
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.open_wanted) as told:
        page.recent_buttons[1].click()
    assert told.args == [tmp_path / "乙"]
    for button, signal in (
        (page.new_button, page.new_wanted),
        (page.sample_button, page.sample_wanted),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_a_new_workspace_is_made_with_its_people(qtbot, theme, machine, tmp_path):
    dialog = NewWorkspaceDialog(None, machine)
    qtbot.addWidget(dialog)
    dialog.show()
    form = dialog.form
    dialog.accept_button.click()
    assert "存放位置" in form.error.text()
    for key, text in {
        "title": "2026年度评选",
        "place": str(tmp_path),
        "administrator": "林管理",
        "administrator_pass": "123456",
        "clerk": "陈经办",
        "clerk_pass": "12",
    }.items():
        form.widget(key).setText(text)
    dialog.accept_button.click()
    assert "陈经办" in form.error.text()
    form.widget("clerk_pass").setText("123456")
    dialog.accept_button.click()
    assert dialog.folder == tmp_path / "2026年度评选"
    key = Key("陈经办", "123456")
    workspace = open_workspace(dialog.folder, machine=machine, key=key)
    assert [row.role for row in workspace.accounts()] == [Role.ADMINISTRATOR, Role.CLERK]
    workspace.close()


def test_signing_in_needs_the_passphrase(qtbot, theme, machine, tmp_path):
    create_workspace(
        tmp_path / "案卷",
        title="评选",
        year=2026,
        purpose=Purpose.OFFICE,
        accounts=[NewAccount("林管理", Role.ADMINISTRATOR, "123456")],
        machine=machine,
    )
    key = Key("林管理", "123456")
    workspace = open_workspace(tmp_path / "案卷", machine=machine, key=key)
    dialog = SignInDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.passphrase.setText("654321")
    dialog.accept_button.click()
    assert dialog.desk is None
    assert "口令" in dialog.form.error.text()
    dialog.passphrase.setText("123456")
    dialog.accept_button.click()
    assert dialog.desk.actor.name == "林管理"
    workspace.close()


def test_the_arrow_keys_stay_on_the_people(qtbot, theme, machine, tmp_path):
    create_workspace(
        tmp_path / "案卷",
        title="评选",
        year=2026,
        purpose=Purpose.OFFICE,
        accounts=[NewAccount(name, Role.ADMINISTRATOR, "123456") for name in ("甲", "乙", "丙")],
        machine=machine,
    )
    workspace = open_workspace(tmp_path / "案卷", machine=machine, key=Key("甲", "123456"))
    dialog = SignInDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.person.setFocus()
    for _ in range(2):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.form.value("person") == "丙"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.passphrase
    workspace.close()


def test_people_are_added_and_withdrawn_by_the_administrator(window, with_dialog, sign_in):
    desk = sign_in("管理员")
    window.sit_down(desk)

    def manage(dialog):
        def add(form_dialog):
            form_dialog.form.widget("name").setText("计票丙")
            form_dialog.accept_button.click()

        with_dialog(add)
        dialog.add_button.click()
        dialog.table.choose(lambda row: row.name == "计票丙")
        with_dialog(lambda box: next(b for b in box.buttons() if b.text() == "停用").click())
        dialog.withdraw_button.click()

    with_dialog(manage)
    actions(window)["人员账号…"].trigger()
    row = accounts.list_accounts(desk)[-1]
    assert (row.name, row.role, row.active) == ("计票丙", Role.TELLER, False)


def test_the_last_act_is_taken_back_from_the_menu(window, desk, filled, with_dialog):
    row = candidates.list_candidates(desk)[0]
    candidates.withdraw_candidate(desk, row.id, reason="放弃")

    def agree(dialog):
        assert "退出候选" in dialog.text() + dialog.informativeText()
        next(b for b in dialog.buttons() if b.text().startswith("撤销")).click()

    with_dialog(agree)
    actions(window)["撤销上一步…"].trigger()
    assert candidates.list_candidates(desk)[0].state == "nominated"
