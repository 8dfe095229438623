import pytest

from zjgdesk.exchange.nominations import Grounds, read_cadres, read_units
from zjgdesk.exchange.register import Register
from zjgdesk.exchange.sheets import read_sheets

GROUNDS = Grounds(Register.of([("杨舍镇", True), ("市财政局", True)]))


def csv(text):
    return read_sheets("表.csv", text.encode())


def cadres(text):
    return read_cadres("表.csv", csv(text), GROUNDS)


@pytest.mark.parametrize(
    "head",
    [
        "拟推荐对象,出生日期,单位全称,现任职务职级",
        "拟推荐人选姓名,出生年月（岁）,推荐部门,现任职务及职级",
        "被 推 荐 人,出生时间,报送部门,职务及职级",
    ],
)
def test_other_headings_are_known(head):
    row = cadres(f"{head}\n张三,1985.03,杨舍镇,城管科科长（正股级）\n").rows[1]
    assert (row.status, row.values["level_word"]) == ("ok", "middle_head")


def test_rank_beside_the_post_does_not_lift_who_is_too_low():
    row = cadres("姓名,单位,现任职务职级\n张三,杨舍镇,综合科副科长（副股级）\n").rows[1]
    assert [problem.code for problem in row.problems] == ["candidate.post_too_low"]


@pytest.mark.parametrize("birth", ['="1985.03"', "'1985.03", "’198503", "‘１９８５０３"])
def test_marks_that_keep_a_number_a_text_are_not_read(birth):
    row = cadres(f"姓名,出生年月,单位,职务层次\n张三,{birth},杨舍镇,正股级\n").rows[1]
    assert (row.status, row.values["birth_month"]) == ("ok", "1985-03")


def test_a_quoted_word_keeps_its_marks():
    row = cadres("姓名,单位,职务层次,主要事迹\n张三,杨舍镇,正股级,‘放管服’改革\n").rows[1]
    assert row.values["deed"] == "‘放管服’改革"


def test_the_unit_above_may_stand_in_the_next_cell_without_a_colon():
    text = "填报单位,杨舍镇,,联系人\n序号,姓名,出生年月,职务层次\n1,张三,1980.01,正股级\n"
    reading = cadres(text)
    assert (reading.header_row, reading.rows[0].problems[0].code) == (2, "row.title")
    assert (reading.rows[2].status, reading.rows[2].values["organisation"]) == ("ok", "杨舍镇")


@pytest.mark.parametrize(
    "head", ["拟推荐单位", "被推荐单位名称", "拟推荐集体名称", "推荐对象名称"]
)
def test_units_under_other_headings(head):
    text = f"{head},推荐部门\n预算科,市财政局\n"
    row = read_units("表.csv", csv(text), GROUNDS).rows[1]
    assert (row.values["name"], row.values["organisation"]) == ("预算科", "市财政局")
