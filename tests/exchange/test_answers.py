import pytest

from zjgdesk.errors import DeskError
from zjgdesk.exchange.answers import parse_opinion, read_clearance, read_opinions
from zjgdesk.exchange.sheets import read_sheets
from zjgdesk.resources import resources


def csv(text):
    return read_sheets("表.csv", text.encode())


def codes(reading):
    return {row.row: [p.code for p in row.problems] for row in reading.rows if row.problems}


def sample(name):
    return name, read_sheets(name, (resources() / "sample" / name).read_bytes())


def test_the_sample_of_opinions_is_read_with_who_answered_and_when():
    reading = read_opinions(*sample("意见反馈-示例.xlsx"))
    assert reading.about == {"addressee": "杨舍镇", "answered_on": "2026-10-20"}
    assert codes(reading) == {
        1: ["row.title"],
        2: ["row.title"],
        3: ["row.header"],
        45: ["opinion.not_answered"],
    }
    assert reading.rows[25].values["answer_word"] == "no"


def test_the_sample_of_the_clearance_is_read():
    reading = read_clearance(*sample("纪公检法反馈.xlsx"))
    assert codes(reading) == {1: ["row.header"]}
    assert reading.rows[12].values["police_word"] == "affected"
    assert reading.rows[3].values["police_word"] == "pending"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("同意", "yes", id="OPINION-01 yes"),
        pytest.param("无意见。", "yes", id="OPINION-01 nothing to say"),
        pytest.param("没有意见", "yes", id="OPINION-01 nothing to say either"),
        pytest.param("不 同 意", "no", id="OPINION-01 no"),
        pytest.param("反对", "no", id="OPINION-01 against"),
        pytest.param("基本同意", "reserved", id="OPINION-01 nearly"),
        pytest.param("保留意见；", "reserved", id="OPINION-01 reserved"),
        pytest.param("再说吧", None, id="OPINION-01 none of them"),
    ],
)
def test_what_an_answer_means(text, answer):
    assert parse_opinion(text) == answer


def test_answers_may_be_ticks_in_columns_of_their_own():
    text = (
        "反馈日期：2026年13月1日,,,,\n姓名,同意,不同意,有保留,说明\n张三,√,,,\n李四,,√,,有信访\n王五,√,√,,\n赵六,,,,\n"
        "钱七,,,√,再核实\n"
    )
    reading = read_opinions("表.csv", csv(text))
    assert [row.values.get("answer_word") for row in reading.rows[2:]] == [
        "yes",
        "no",
        "",
        "",
        "reserved",
    ]
    assert reading.about["answered_on"] == ""
    assert {row: found for row, found in codes(reading).items() if row > 2} == {
        5: ["opinion.answer_unknown"],
        6: ["opinion.not_answered"],
    }


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("张三,无,有影响,待核实,不了解", [], id="OPINION-03 all four answers"),
        pytest.param(
            "张三,不影响考核,影响考核,未发现影响考核的问题,不掌握情况", [], id="the letter's words"
        ),
        pytest.param("张三,无影响。,,,", [], id="OPINION-03 one organ alone"),
        pytest.param(
            "张三,不好说,,,", ["clearance.answer_unknown"], id="OPINION-03 no answer of these"
        ),
        pytest.param("张三,,,,", ["opinion.not_answered"], id="OPINION-03 no answer at all"),
        pytest.param(",无,,,", ["candidate.unnamed"], id="IMPORT-01 of nobody"),
    ],
)
def test_the_four_organs_answer_in_four_ways(line, found):
    reading = read_clearance("表.csv", csv(f"姓名,纪委,公安局,市检察院,人民法院\n{line}\n"))
    assert codes(reading).get(2, []) == found


def test_a_no_needs_its_reason():
    reading = read_opinions("表.csv", csv("姓名,意见,说明\n张三,不同意,\n李四,不同意,有信访\n"))
    assert codes(reading) == {1: ["row.header"], 2: ["opinion.text_missing"]}


def test_a_sheet_without_answers_is_refused():
    with pytest.raises(DeskError, match=r"file\.column_missing"):
        read_opinions("表.csv", csv("姓名,说明\n张三,好\n"))
