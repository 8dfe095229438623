import pytest

from zjgdesk.errors import DeskError
from zjgdesk.exchange.nominations import Grounds, Known, read_cadres, read_units
from zjgdesk.exchange.organisations import read_organisations
from zjgdesk.exchange.register import Register
from zjgdesk.exchange.sheets import read_sheets
from zjgdesk.exchange.votes import read_votes
from zjgdesk.resources import resources
from zjgdesk.services.preview import preview_file

REGISTER = Register.of([("杨舍镇", True), ("市财政局", True), ("团市委", False)])


def csv(text):
    return read_sheets("表.csv", text.encode())


def cadres(text, register=REGISTER):
    return read_cadres("表.csv", csv(text), Grounds(register))


def units(text, register=REGISTER):
    return read_units("表.csv", csv(text), Grounds(register))


def codes(reading):
    return {row.row: [p.code for p in row.problems] for row in reading.rows if row.problems}


def sample(kind, name):
    place = resources() / "sample"
    register = "单位名录.csv"
    return preview_file(
        kind,
        name,
        (place / name).read_bytes(),
        register=(register, (place / register).read_bytes()),
    )


def test_every_fault_of_the_cadres_sample_is_named_in_its_row():
    found = {
        row.row: [(p.rule, p.code) for p in row.problems]
        for row in sample("cadres", "好干部推荐汇总表.xlsx").rows
        if row.status != "ok"
    }
    assert found == {
        1: [("IMPORT-05", "row.title")],
        2: [("IMPORT-05", "row.title")],
        3: [("IMPORT-05", "row.header")],
        100: [("IMPORT-02", "candidate.duplicate")],
        101: [("IMPORT-01", "candidate.unnamed")],
        102: [("IMPORT-03", "candidate.month_impossible")],
        103: [("SCHEME-03", "candidate.post_too_low")],
        104: [("IMPORT-04", "organisation.unknown")],
        105: [("IMPORT-05", "row.total")],
        106: [("IMPORT-05", "row.empty")],
        107: [("IMPORT-05", "row.note")],
    }


def test_every_fault_of_the_units_sample_is_named_in_its_row():
    found = {
        row.row: [(p.rule, p.code) for p in row.problems]
        for row in sample("units", "好单位推荐汇总表.xlsx").rows
        if row.status == "refused"
    }
    assert found == {
        50: [("SCHEME-02", "candidate.parent_not_assessed")],
        51: [("SCHEME-02", "candidate.parent_not_assessed")],
        52: [("SCHEME-02", "candidate.top_level_unit")],
    }


def test_every_month_of_the_sample_is_understood_and_kept_as_written():
    rows = sample("cadres", "好干部推荐汇总表.xlsx").rows
    good = [row for row in rows if row.status == "ok"]
    assert all(row.values["birth_month"] for row in good)
    assert good[1].values["birth"] == "198211"
    assert good[1].values["birth_month"] == "1982-11"


def test_the_same_name_with_another_month_is_another_person():
    head = "姓名,出生年月,推荐单位,职务层次\n"
    same = head + "张三,1980.01,杨舍镇,正科级\n张 三,1980年1月,市财政局,正科级\n"
    assert codes(cadres(same))[3] == ["candidate.duplicate"]
    other = head + "张三,1980.01,杨舍镇,正科级\n张三,1981.01,杨舍镇,正科级\n"
    assert 3 not in codes(cadres(other))
    nowhere = head + "张三,1980.01,杨舍镇,正科级\n张三,,市财政局,正科级\n"
    assert 3 not in codes(cadres(nowhere))


def test_a_row_tells_all_that_is_wrong_with_it():
    text = "姓名,出生年月,推荐单位,职务层次,事项类别\n张三,1980.13,杨舍,科员,种花\n"
    assert codes(cadres(text))[2] == [
        "candidate.month_impossible",
        "candidate.post_too_low",
        "organisation.unknown_but_near",
        "candidate.deed_kind_unknown",
    ]


def test_without_a_register_units_are_not_checked_but_must_be_named():
    text = "姓名,推荐单位,职务层次\n张三,某某局,正科级\n李四,,正科级\n"
    assert codes(cadres(text, None)) == {1: ["row.header"], 3: ["organisation.unnamed"]}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("合计,,2", "row.total"),
        ("小 计,,2", "row.total"),
        (",合计,2", "row.total"),
        ("共2人,,", "row.total"),
        ("注：本表一式两份,,", "row.note"),
        ("备注:无,,", "row.note"),
        ("填表人：王五,,联系电话：123", "row.note"),
        ("（盖章）,,", "row.note"),
        (",,", "row.empty"),
        ("姓名,推荐单位,职务层次", "row.header"),
        ("本页小计,1,", "row.total"),
        ("合计96人,,", "row.total"),
        ("人数合计,2,", "row.total"),
        ("总人数,2,", "row.total"),
        ("填表人：,王五,审核人：", "row.note"),
        ("填表人,王五,审核人", "row.note"),
        ("2.出生年月按1980.01填写。,,", "row.note"),
        (",,2026年11月10日", "row.note"),
        (",,2026-11-10", "row.note"),
        ("杨舍镇党委（盖章）,,", "row.note"),
        ("以上人选已经党委会研究同意。,,", "row.note"),
        ("※ 一式两份,,", "row.note"),
        ("一、区镇,,", "row.title"),
        ("（二）市级机关,,", "row.title"),
    ],
)
def test_what_is_no_person_is_skipped_and_shown(line, code):
    reading = cadres(f"姓名,推荐单位,职务层次\n张三,杨舍镇,正科级\n{line}\n李四,杨舍镇,正科级\n")
    assert codes(reading) == {1: ["row.header"], 3: [code]}
    assert [row.status for row in reading.rows] == ["skipped", "ok", "skipped", "ok"]


@pytest.mark.parametrize("name", ["注册明", "合计明", "备注生", "共和", "王小计", "万一"])
def test_a_person_whose_name_looks_like_a_note_is_a_person(name):
    reading = cadres(f"序号,姓名,推荐单位,职务层次\n1,{name},杨舍镇,正科级\n")
    assert reading.rows[1].status == "ok"


def test_headers_with_breaks_blanks_and_brackets_are_recognised():
    text = '说明,,,\n"姓 名*","推荐\n单位","职务层次（级别）","出生年月\n(岁)"\n张三,杨舍镇,正科级,198001\n'
    reading = cadres(text)
    assert (reading.header_row, reading.rows[2].values["birth_month"]) == (2, "1980-01")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("今天天气\n很好\n", "file.no_header"),
        ("推荐单位,职务层次\n杨舍镇,正科级\n", "file.column_missing"),
    ],
)
def test_a_sheet_without_its_header_is_refused(text, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        cadres(text)


def test_a_unit_stands_once_and_below_an_assessed_one():
    text = (
        "参评单位全称,主管单位,事项类别\n杨舍镇综合科,杨舍镇,重大工程\n杨舍镇 综合科,市财政局,\n"
        "团市委办公室,团市委,\n市财政局,杨舍镇,\n综合科,综合科,\n"
    )
    assert codes(units(text)) == {
        1: ["row.header"],
        3: ["candidate.duplicate"],
        4: ["candidate.parent_not_assessed"],
        5: ["candidate.top_level_unit"],
        6: ["candidate.top_level_unit", "organisation.unknown"],
    }


def test_the_register_names_each_unit_once():
    text = (
        "名称,类型,是否考核,单位名额\n杨舍镇,,是,1\n杨舍 镇,,是,1\n,机关,是,1\n市财政局,,否,一个\n"
    )
    reading = read_organisations("名录.csv", csv(text))
    assert codes(reading) == {
        1: ["row.header"],
        3: ["organisation.duplicate"],
        4: ["organisation.unnamed_row"],
        5: ["organisation.quota_impossible"],
    }
    assert reading.rows[1].values["kind_word"] == "town"
    assert reading.rows[4].values["is_assessed"] == "no"


def test_votes_of_single_voters_are_judged():
    text = (
        "投票时间,渠道,投票人标识,所选编号\n2026-11-01 08:00:00,微信,a,001 002\n"
        "2026-11-01 08:00:00,网站,a,1、2\n2026/11/01,微信,a,003\n昨天,微信,b,003\n"
        "2026-11-01 08:00:00,微信,c,003 003\n2026-11-01 08:00:00,微信,d,1000\n"
        "2026-11-01 08:00:00,微信,,001\n2026-11-01 08:00:00,微信,e,\n"
        f"2026-11-01 08:00:00,微信,f,{' '.join(f'{n:03d}' for n in range(1, 32))}\n"
        f"2026-11-01 08:00:00,微信,g,{' '.join(f'{n:03d}' for n in range(1, 31))}\n"
    )
    reading = read_votes("票.csv", csv(text))
    assert codes(reading) == {
        1: ["row.header"],
        4: ["vote.voter_twice"],
        5: ["vote.time_impossible"],
        6: ["vote.code_twice"],
        7: ["vote.code_impossible"],
        8: ["vote.voter_unnamed"],
        9: ["vote.nobody_picked"],
        10: ["vote.too_many_picks"],
    }
    assert reading.rows[2].values["codes"] == "001 002"


def test_totals_keep_their_codes_with_three_digits():
    text = "编号,姓名,票数,作废票\n1,张三,10,0\n001,李四,5,\n004,王五,-3,\n005,赵六,1.5,\nA1,钱七,1,\n"
    reading = read_votes("票.csv", csv(text))
    assert reading.rows[1].values["code"] == "001"
    assert codes(reading) == {
        1: ["row.header"],
        3: ["vote.code_repeated"],
        4: ["vote.number_impossible"],
        5: ["vote.number_impossible"],
        6: ["vote.code_impossible"],
    }


def test_a_row_cut_short_is_read_as_empty_cells():
    assert codes(cadres("姓名,推荐单位,职务层次\n张三\n"))[2] == [
        "candidate.level_unknown",
        "organisation.unnamed",
    ]


def test_the_recommending_unit_goes_before_the_place_of_work():
    text = "姓名,工作单位,推荐单位,职务层次\n张三,某村,杨舍镇,村书记\n"
    assert cadres(text).rows[1].values["organisation"] == "杨舍镇"


def test_a_header_of_two_rows_is_read_as_one():
    text = (
        "推荐人选一览表,,,,\n序号,姓名,基本情况,,推荐单位,职务情况,\n,,出生年月,民族,,现任职务,职务层次\n"
        "1,张三,198001,汉族,杨舍镇,科长,中层正职\n"
    )
    reading = cadres(text)
    assert reading.header_row == 3
    assert [row.status for row in reading.rows] == ["skipped", "skipped", "skipped", "ok"]
    assert reading.rows[3].values["birth_month"] == "1980-01"


def test_sections_stand_under_their_units_whatever_the_columns_are_called():
    text = "单位名称,科室名称,事迹类别\n杨舍镇,杨舍镇综合科,重大工程\n"
    values = units(text).rows[1].values
    assert (values["organisation"], values["name"]) == ("杨舍镇", "杨舍镇综合科")


def test_longer_headings_are_known_by_the_words_within():
    text = "序号,推荐人选姓名,推荐单位（全称）名称,人选现任职务情况,职务层次\n1,张三,杨舍镇,科长,中层正职\n"
    assert cadres(text.replace("推荐人选姓名", "姓 名")).rows[1].status == "ok"


@pytest.mark.parametrize(
    "name", ["", " ", "/", "——", "无", "　", "×××", "12", "#N/A", "待定", "XXX"]
)
def test_a_stroke_for_a_name_is_nobody(name):
    text = f"姓名,推荐单位,职务层次\n{name},杨舍镇,正科级\n"
    assert codes(cadres(text))[2] == ["candidate.unnamed"]


def test_a_register_may_be_a_plain_list_of_names():
    reading = read_organisations("名录.csv", csv("单位全称\n杨舍镇\n市财政局\n"))
    assert [row.status for row in reading.rows] == ["skipped", "ok", "ok"]


def test_a_number_that_waits_for_somebody_is_an_empty_row():
    reading = cadres(
        "序号,姓名,推荐单位,职务层次\n1,张三,杨舍镇,正科级\n2,,,\n,,,见附件\n附件另发,,,\n"
    )
    assert codes(reading) == {
        1: ["row.header"],
        3: ["row.empty"],
        4: ["candidate.unnamed", "candidate.level_unknown", "organisation.unnamed"],
        5: ["row.note"],
    }


def test_a_row_names_one_person():
    text = "姓名,推荐单位,职务层次\n张三、李四,杨舍镇,正科级\n"
    assert codes(cadres(text))[2] == ["candidate.several_named"]


def test_a_remark_behind_the_name_does_not_make_another_person():
    text = "姓名,推荐单位,职务层次\n张三,杨舍镇,正科级\n张三（女）,杨舍镇,正科级\n"
    assert codes(cadres(text))[3] == ["candidate.duplicate"]


def test_what_nobody_sees_does_not_make_another_person():
    text = "姓名,推荐单位,职务层次\n张\u200b三,\u2060杨舍镇,正科级\n张三,杨舍镇,正科级\n"
    assert codes(cadres(text)) == {1: ["row.header"], 3: ["candidate.duplicate"]}


def test_known_people_and_units_do_not_come_in_again():
    known = (Known("李　四", "1980-01", "市财政局"), Known("杨舍镇综合科", "unit", ""))
    text = "姓名,出生年月,推荐单位,职务层次\n李四,198001,杨舍镇,正科级\n李四,,杨舍镇,正科级\n"
    reading = read_cadres("表.csv", csv(text), Grounds(REGISTER, known))
    assert codes(reading) == {1: ["row.header"], 2: ["candidate.known_already"]}
    text = "主管单位,参评单位\n杨舍镇,杨舍镇综合科\n市财政局,综合科\n"
    reading = read_units("表.csv", csv(text), Grounds(REGISTER, known))
    assert codes(reading) == {1: ["row.header"], 2: ["candidate.known_already"]}


def test_sections_of_the_same_short_name_are_told_apart_by_their_units():
    text = (
        "主管单位,科室名称\n杨舍镇,综合科\n市财政局,综合科\n杨舍镇,综 合 科\n杨舍镇,杨舍镇综合科\n"
    )
    assert codes(units(text)) == {
        1: ["row.header"],
        4: ["candidate.duplicate"],
        5: ["candidate.duplicate"],
    }


def test_words_beyond_the_last_heading_are_not_lost_in_silence():
    text = "姓名,推荐单位,职务层次,主要事迹\n张三,杨舍镇,正科级,一,二\n李四,杨舍镇,正科级,一,\n"
    assert codes(cadres(text)) == {1: ["row.header"], 2: ["row.shifted"]}


@pytest.mark.parametrize(
    "above",
    [
        "推荐单位：杨舍镇（盖章）,,",
        "填报单位（盖章）：杨舍镇,,填报日期：2026年11月10日",
        "单位：,杨舍镇,",
        "填报单位：杨舍镇    填报日期：2026年11月10日,,",
    ],
)
def test_a_list_of_one_unit_names_it_above_the_header(above):
    reading = cadres(f"{above}\n姓名,出生年月,职务层次\n张三,198001,正科级\n注：无,,\n")
    assert [row.status for row in reading.rows] == ["skipped", "skipped", "ok", "skipped"]
    assert reading.rows[2].values["organisation"] == "杨舍镇"
    assert "organisation" in reading.columns


def test_a_list_that_names_no_unit_anywhere_is_refused_row_by_row():
    reading = cadres("名单,,\n姓名,出生年月,职务层次\n张三,198001,正科级\n")
    assert codes(reading)[3] == ["organisation.unnamed"]


def test_a_second_row_of_headings_may_add_one_alone():
    text = "姓名,推荐单位,职务层次,担当情况\n,,,事项类别\n张三,杨舍镇,正科级,重大工程\n"
    reading = cadres(text)
    assert (reading.header_row, codes(reading)) == (2, {1: ["row.header"], 2: ["row.header"]})
    assert reading.rows[2].values["deed_word"] == "works"


def test_a_line_that_fills_in_a_heading_is_no_header():
    text = "2026年单位名称表\n单位名称：某某局\n单位全称\n杨舍镇\n"
    reading = read_organisations("名录.csv", csv(text))
    assert (reading.header_row, reading.rows[3].values["name"]) == (3, "杨舍镇")


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        pytest.param(["√", ""], ["yes", "no"], id="SCHEME-02 ticks and blanks"),
        pytest.param(["是", "否"], ["yes", "no"], id="SCHEME-02 yes and no"),
        pytest.param(["参加", "不参加"], ["yes", "no"], id="SCHEME-02 in words"),
        pytest.param(["√", "×"], ["yes", "no"], id="SCHEME-02 ticks and crosses"),
    ],
)
def test_who_takes_part_in_the_assessment(words, answers):
    lines = "".join(f"单位{n},{word}\n" for n, word in enumerate(words))
    reading = read_organisations("名录.csv", csv(f"单位全称,是否参加考核\n{lines}"))
    assert [row.values["is_assessed"] for row in reading.rows[1:]] == answers


@pytest.mark.parametrize("word", ["", "待定"])
def test_an_answer_that_says_nothing_is_asked_for(word):
    text = f"单位全称,是否参加考核\n杨舍镇,是\n团市委,否\n市财政局,{word}\n"
    assert codes(read_organisations("名录.csv", csv(text)))[4] == ["organisation.assessed_unclear"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("杨舍镇", "town"),
        ("冶金工业园", "town"),
        ("双山岛旅游度假区", "town"),
        ("市财政局", "department"),
        ("某集团有限公司", "other"),
    ],
)
def test_a_unit_without_a_kind_is_known_by_its_name(name, kind):
    reading = read_organisations("名录.csv", csv(f"单位全称,类别\n{name},\n"))
    assert reading.rows[1].values["kind_word"] == kind


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-07 05:01:00", "2026年11月7日 5:01", "2026年11月7日5时1分2秒", "2026/11/7 5:01:02.123",
        "2026-11-07T05:01:00Z", "2026.11.7", "20261107", "20261107050100", "2026/11/7 下午 5:01",
    ],
)  # fmt: skip
def test_a_time_is_known_in_every_shape(time):
    assert read_votes("票.csv", csv(f"时间;投票人;所选\n{time};a;001\n")).rows[1].status == "ok"


@pytest.mark.parametrize(
    "time", ["2026-13-01", "2026-11-31", "11月7日", "2026-11-07 25:00", "abc"]
)
def test_an_impossible_time_is_named(time):
    reading = read_votes("票.csv", csv(f"时间;投票人;所选\n{time};a;001\n"))
    assert codes(reading)[2] == ["vote.time_impossible"]


@pytest.mark.parametrize("picks", ['"001,002"', "001 002", "1、2", "001;002", "001,002", "２，１"])
def test_picks_are_told_apart_however_they_are_written(picks):
    reading = read_votes("票.csv", csv(f"时间,投票人,所选\n2026-11-07,a,{picks}\n"))
    assert sorted(reading.rows[1].values["codes"].split()) == ["001", "002"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", "12"), ("１２", "12"), ('"1,234"', "1234"), ("5.0", "5"), ("7票", "7")],
)
def test_totals_are_understood(typed, number):
    reading = read_votes("票.csv", csv(f"候选编号,姓名,得票数\n2.0,张三,{typed}\n"))
    assert reading.rows[1].status == "ok"
    assert (reading.rows[1].values["code"], reading.rows[1].values["votes_number"]) == (
        "002",
        number,
    )


@pytest.mark.parametrize(
    ("header", "code", "column"),
    [
        ("投票时间,渠道,所选编号", "file.column_missing", "投票人标识"),
        ("编号,姓名", "file.column_missing", "票数"),
        ("天气,温度", "file.no_header", None),
    ],
)
def test_what_a_file_of_votes_lacks_is_named(header, code, column):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")) as caught:
        read_votes("票.csv", csv(f"{header}\n1,2,3\n"))
    assert caught.value.facts.get("column") == column
