from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from tests.conftest import trail_of
from tests.staging import from_recommendation
from zjgdesk.errors import DeskError
from zjgdesk.exchange.rows import RowStatus
from zjgdesk.resources import resources
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, OpinionAnswer, Track
from zjgdesk.services import candidates, imports, opinions
from zjgdesk.services.imports import ImportKind

REGISTER = "单位名称,类别,是否参加年度绩效考核\n杨舍镇,区镇,是\n市财政局,市级机关,是\n团市委,市级机关,否\n"
CADRES = (
    "姓名,出生年月,推荐单位,职务层次\n张三,1980.01,杨舍镇,中层正职\n李 四,1981.02,市财政局,科员\n"
)


def sample(name):
    return (resources() / "sample" / name).read_bytes()


def take(desk, kind, name, content, **told):
    preview = imports.preview_import(desk, kind, name, content, **told)
    refused = frozenset(r.row for r in preview.rows if r.status is RowStatus.REFUSED)
    return imports.bring_in(desk, imports.leave_out(desk, preview, refused))


@pytest.fixture
def register(desk):
    take(desk, ImportKind.ORGANISATIONS, "名录.csv", REGISTER.encode("gb18030"))


def test_the_register_comes_in_in_its_own_order(desk, register):
    rows = candidates.list_organisations(desk)
    assert [(row.position, row.name, row.assessed) for row in rows] == [
        (1, "杨舍镇", True),
        (2, "市财政局", True),
        (3, "团市委", False),
    ]


def test_a_refused_row_stops_the_whole_file(desk, register):
    preview = imports.preview_import(desk, ImportKind.CADRES, "干部.csv", CADRES.encode())
    assert [(row.row, row.status) for row in preview.rows] == [
        (1, "skipped"),
        (2, "ok"),
        (3, "refused"),
    ]
    with pytest.raises(DeskError, match=r"import\.unsettled") as caught:
        imports.bring_in(desk, preview)
    assert (caught.value.rule, caught.value.facts["row"]) == ("IMPORT-06", 3)
    assert candidates.list_candidates(desk) == []


def test_a_corrected_row_comes_in(desk, register):
    preview = imports.preview_import(desk, ImportKind.CADRES, "干部.csv", CADRES.encode())
    preview = imports.correct(desk, preview, 3, {"level": "中层正职"})
    taken = imports.bring_in(desk, preview, medium="光盘")
    assert (taken.taken, taken.left_out, taken.medium) == (2, 0, "光盘")
    rows = candidates.list_candidates(desk, Track.CADRE)
    assert [(row.name, row.birth_month) for row in rows] == [
        ("张三", "1980-01"),
        ("李 四", "1981-02"),
    ]
    assert '"corrected":[3]' in trail_of(desk)[0].facts


def test_a_row_left_out_may_be_taken_back(desk, register):
    preview = imports.preview_import(desk, ImportKind.CADRES, "干部.csv", CADRES.encode())
    preview = imports.leave_out(desk, preview, frozenset({2, 3}))
    assert preview.count(RowStatus.LEFT_OUT) == 2
    with pytest.raises(DeskError, match=r"import\.nothing"):
        imports.bring_in(desk, preview)
    preview = imports.leave_out(desk, preview, frozenset({2}), out=False)
    assert imports.bring_in(desk, preview).taken == 1


def test_the_same_file_does_not_come_in_twice(desk, register):
    take(desk, ImportKind.CADRES, "干部.csv", CADRES.encode())
    with pytest.raises(DeskError, match=r"import\.repeated") as caught:
        imports.preview_import(desk, ImportKind.CADRES, "又一份.csv", CADRES.encode())
    assert caught.value.rule == "PUBLIC-04"


def test_who_is_in_already_is_refused_in_the_next_file(desk, register):
    take(desk, ImportKind.CADRES, "干部.csv", CADRES.encode())
    again = "姓名,推荐单位,职务层次,出生年月\n张 三,杨舍镇,中层正职,198001\n"
    preview = imports.preview_import(desk, ImportKind.CADRES, "补报.csv", again.encode())
    assert [p.code for p in preview.rows[1].problems] == ["candidate.known_already"]


def test_between_preview_and_import_the_workspace_may_change(desk, register):
    one = imports.preview_import(desk, ImportKind.CADRES, "甲.csv", CADRES.encode())
    two = imports.preview_import(
        desk, ImportKind.CADRES, "乙.csv", CADRES.replace("李 四", "王五").encode()
    )
    imports.bring_in(desk, imports.leave_out(desk, one, frozenset({3})))
    with pytest.raises(DeskError, match=r"import\.unsettled"):
        imports.bring_in(desk, imports.leave_out(desk, two, frozenset({3})))
    assert len(candidates.list_candidates(desk)) == 1


def test_the_register_is_not_taken_twice(desk, register):
    more = REGISTER + "市水务局,市级机关,是\n"
    preview = imports.preview_import(desk, ImportKind.ORGANISATIONS, "新.csv", more.encode())
    assert [row.status for row in preview.rows] == ["skipped", *["refused"] * 3, "ok"]


@pytest.fixture
def whole(desk):
    """The samples' register and nominations."""
    take(desk, ImportKind.ORGANISATIONS, "单位名录.csv", sample("单位名录.csv"))
    take(desk, ImportKind.UNITS, "好单位推荐汇总表.xlsx", sample("好单位推荐汇总表.xlsx"))
    take(desk, ImportKind.CADRES, "好干部推荐汇总表.xlsx", sample("好干部推荐汇总表.xlsx"))


def ask(desk, addressee="杨舍镇", track=Track.CADRE):
    from_recommendation(desk, track)
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            group=opinions.OpinionGroup.TOWNS,
            track=track,
            addressees=[addressee],
            sent_on=date(2026, 11, 12),
            due_on=date(2026, 11, 20),
        ),
    )
    return opinions.list_requests(desk)[-1].id


def test_a_returned_sheet_answers_its_request(desk, whole):
    request = ask(desk)
    taken = take(
        desk, ImportKind.OPINIONS, "反馈.xlsx", sample("意见反馈-示例.xlsx"), request_id=request
    )
    assert (taken.taken, taken.left_out) == (59, 1)
    answers = {row.candidate: row for row in opinions.read_answers(desk, request)}
    assert answers["钟杰斌"].answer is OpinionAnswer.NO
    assert answers["钟杰斌"].text.startswith("近期有信访反映")
    assert answers["王思鹏"].answer is None
    assert opinions.list_requests(desk)[0].answered == 59


def test_a_returned_sheet_needs_its_request_and_track(desk, whole):
    content = sample("意见反馈-示例.xlsx")
    with pytest.raises(DeskError, match=r"opinion\.request_needed"):
        take(desk, ImportKind.OPINIONS, "反馈.xlsx", content)
    request = ask(desk, track=Track.UNIT)
    with pytest.raises(DeskError, match=r"opinion\.other_track"):
        take(desk, ImportKind.OPINIONS, "反馈.xlsx", content, request_id=request)
    assert opinions.read_answers(desk, request)[0].answer is None


def test_the_clearance_sheet_is_read(desk, whole):
    from_recommendation(desk)
    take(desk, ImportKind.CLEARANCE, "纪公检法.xlsx", sample("纪公检法反馈.xlsx"))
    found = {row.name: row.clearance for row in candidates.list_candidates(desk, Track.CADRE)}
    assert found["司马云涵"] == {
        ClearanceOrgan.DISCIPLINE: ClearanceAnswer.CLEAR,
        ClearanceOrgan.POLICE: ClearanceAnswer.AFFECTED,
        ClearanceOrgan.PROCURATORATE: ClearanceAnswer.AFFECTED,
        ClearanceOrgan.COURT: ClearanceAnswer.CLEAR,
    }


def test_a_shared_or_unknown_name_is_not_guessed(desk, register):
    two = "姓名,出生年月,推荐单位,职务层次\n张三,1980.01,杨舍镇,中层正职\n张三,1985.01,市财政局,副科级\n"
    take(desk, ImportKind.CADRES, "干部.csv", two.encode())
    sheet = "姓名,纪委监委\n张三,无影响\n李四,无影响\n"
    preview = imports.preview_import(desk, ImportKind.CLEARANCE, "纪.csv", sheet.encode())
    assert [[p.code for p in row.problems] for row in preview.rows[1:]] == [
        ["candidate.name_shared"],
        ["candidate.not_on_list"],
    ]


def test_a_teller_brings_nothing_in(sign_in, desk, register):
    preview = imports.preview_import(desk, ImportKind.CADRES, "干部.csv", CADRES.encode())
    with pytest.raises(DeskError, match=r"role\.denied"):
        imports.bring_in(sign_in("计票甲"), preview)


def test_what_came_in_is_on_record(desk, whole):
    rows = imports.list_imports(desk)
    assert [(row.kind, row.taken, row.left_out) for row in rows] == [
        ("cadres", 96, 5),
        ("units", 47, 3),
        ("organisations", 55, 0),
    ]
    assert all(row.digest and row.size for row in rows)


def workbook(fill, **options):
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, options)
    fill(book)
    book.close()
    return buffer.getvalue()


def test_other_headers_in_another_order_come_in_as_well(desk, register):
    def fill(book):
        book.add_worksheet("说明").write(0, 0, "填表说明")
        sheet = book.add_worksheet("人选")
        sheet.write(1, 2, "推荐人选一览")
        for at, head in enumerate(["职务\n层次", "所在 单位", "人选姓名", "出生\n日期（岁）"]):
            sheet.write(4, at + 1, head)
        for at, cell in enumerate(["村书记", "杨舍镇", "陈　静", 198402]):
            sheet.write(5, at + 1, cell)
        for at, cell in enumerate(["正科级", "市财政局", "王安石", 1975.1]):
            sheet.write(6, at + 1, cell)
        sheet.write(7, 1, "填表人：某某")

    preview = imports.preview_import(desk, ImportKind.CADRES, "表.xls", workbook(fill))
    good = [row for row in preview.rows if row.status is RowStatus.OK]
    assert [(row.row, row.values["name"], row.values["birth_month"]) for row in good] == [
        (6, "陈　静", "1984-02"),
        (7, "王安石", "1975-10"),
    ]
    assert preview.rows[7].problems[0].code == "row.note"


def test_an_import_that_is_cancelled_half_way_leaves_nothing(desk, register):
    names = "".join(f"甲{number},1980.01,杨舍镇,正科级\n" for number in range(120))
    content = ("姓名,出生年月,推荐单位,职务层次\n" + names).encode()
    preview = imports.preview_import(desk, ImportKind.CADRES, "许多.csv", content)
    seen = []

    def stop(done, total):
        seen.append((done, total))
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.bring_in(desk, preview, on_progress=stop)
    assert seen == [(0, 120), (50, 120)]
    assert candidates.list_candidates(desk) == []
    assert len(imports.list_imports(desk)) == 1
