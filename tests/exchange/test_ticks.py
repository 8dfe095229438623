import pytest

from zjgdesk.errors import DeskError
from zjgdesk.exchange.answers import parse_opinion, read_clearance, read_opinions
from zjgdesk.exchange.sheets import read_sheets

HEAD = "姓名,同意,不同意,保留,说明\n"


def csv(text):
    return read_sheets("表.csv", text.encode())


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        pytest.param("是,否,否", "yes", id="OPINION-01 yes and no in words"),
        pytest.param("TRUE,FALSE,FALSE", "yes", id="OPINION-01 boxes of a spreadsheet"),
        pytest.param("0,1,0", "no", id="OPINION-01 noughts and ones"),
        pytest.param("/,√,/", "no", id="OPINION-01 strokes where nothing is ticked"),
        pytest.param("✔,×,×", "yes", id="OPINION-01 crosses beside a tick"),
        pytest.param("同意,,", "yes", id="OPINION-01 the word in its own column"),
        pytest.param("/,,", "", id="OPINION-01 a stroke is no tick"),
        pytest.param(",否,", "", id="OPINION-01 a no is no tick"),
        pytest.param("×,,", "", id="OPINION-01 a cross alone may mean either"),
        pytest.param("√,√,", "", id="OPINION-01 two ticks"),
        pytest.param("√,有信访,", "", id="OPINION-01 words under another answer"),
    ],
)
def test_ticks_in_columns_of_their_own(cells, word):
    reading = read_opinions("表.csv", csv(f"{HEAD}张三,{cells},因故\n"))
    assert reading.rows[1].values["answer_word"] == word


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *((sign, "yes") for sign in ("✓", "✔", "☑", "是", "TRUE", "1", "Y", "同意上报")),
        *((sign, "no") for sign in ("✗", "✘", "否", "False", "0", "n", "否决")),
        ("☑同意 □不同意 □有保留", "yes"),
        ("□同意 ☑不同意", "no"),
        ("同意（ ） 不同意（√）", "no"),
        ("√有保留", "reserved"),
        ("无意见，同意推荐。", "yes"),
        ("同意（√） 不同意（√）", None),
        ("☑同意 ☑不同意", None),
        ("□同意 □不同意", None),
        ("同意，但有保留", None),
        ("同意，不同意", None),
        ("/", None),
    ],
)
def test_an_answer_may_be_a_sign(text, answer):
    assert parse_opinion(text) == answer


@pytest.mark.parametrize(
    "heads",
    [
        "被推荐人,贵单位意见",
        "拟推荐对象,评价意见",
        "参评单位全称,审核意见",
        "候 选 人 姓 名,是否同意",
    ],
)
def test_a_reply_is_known_by_other_headings(heads):
    assert read_opinions("表.csv", csv(f"{heads}\n张三,同意\n")).rows[1].status == "ok"


def test_who_answers_does_not_stand_in_a_heading_of_two_rows():
    text = "姓名,单位,意见,,理由\n,,同意,不同意,\n张三,杨舍镇,√,,\n"
    assert read_opinions("表.csv", csv(text)).about["addressee"] == ""


@pytest.mark.parametrize(
    ("above", "organ"),
    [
        ("回复单位：张家港市公安局", "police"),
        ("市纪委监委反馈表", "discipline"),
        ("市人民法院", "court"),
        ("市人民检察院", "procuratorate"),
    ],
)
def test_one_organ_answers_under_a_heading_without_its_name(above, organ):
    reading = read_clearance("表.csv", csv(f"{above},,\n姓名,审核意见,备注\n张三,未发现问题,\n"))
    assert reading.rows[2].values[f"{organ}_word"] == "clear"
    assert reading.rows[2].status == "ok"


@pytest.mark.parametrize("above", ["反馈表", "市公安局、市人民法院"])
def test_an_answer_of_nobody_or_of_two_is_refused(above):
    with pytest.raises(DeskError, match=r"file\.column_missing"):
        read_clearance("表.csv", csv(f"{above},,\n姓名,审核意见,备注\n张三,无影响,\n"))
