"""帮助 → 谁能做什么 shows the table that the checks use. Rule: DESK-04."""

import pytest

from tests.conftest import PEOPLE
from zjgdesk.rules.roles import ACTIONS, Action
from zjgdesk.ui.duties_dialog import MAY, DutiesDialog
from zjgdesk.ui.words import word


@pytest.mark.parametrize("who", ["管理员", "经办人", "计票甲", "总监票", "督查员"])
def test_the_window_shows_the_table_and_marks_the_own_role(qtbot, sign_in, who):
    dialog = DutiesDialog(None, sign_in(who))
    qtbot.addWidget(dialog)
    columns = dialog.table.model.columns
    assert len(dialog.table.model.all_rows()) == len(Action)
    for row in dialog.rows():
        may = [column.title for column in columns if column.text(row) == MAY]
        own = word(PEOPLE[who])
        assert {title.removesuffix("（您）") for title in may} == {
            word(r) for r in ACTIONS[row.action]
        }
        assert (f"{own}（您）" in may) is (PEOPLE[who] in ACTIONS[row.action])
    assert [column.title for column in columns if column.tone] == [f"{word(PEOPLE[who])}（您）"]
