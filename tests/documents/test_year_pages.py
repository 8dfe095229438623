"""Letters, lists, coupon and booklet: what they say, page for page."""

from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest

from zjgdesk.documents.consultation import build_reminders, build_requests
from zjgdesk.documents.display import DisplayFacts, ShownCandidate, build_coupon
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.request_facts import ListedCandidate, ReminderFacts, RequestFacts, Sender
from zjgdesk.documents.request_form import build_form
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

NAMES = ("龚㛃䶮", "丁一", *(f"欧阳{n}某" for n in "甲乙丙丁戊己庚辛壬癸"))
SENDER = Sender(
    "市委组织部", "干部监督科", "0512-12380", "人民中路1号", "215600", "张组函〔2026〕1号"
)
REQUEST = RequestFacts(
    2026,
    Track.CADRE,
    ("杨舍镇", "市财政局"),
    tuple(ListedCandidate(name, "杨舍镇", "科长", "男", "1980.01") for name in NAMES),
    date(2026, 10, 12),
    date(2026, 10, 23),
    SENDER,
    foot="留痕摘要 0000",
)


def texts(data):
    return ["".join(text.split()) for text in page_texts(data)]


def test_each_addressee_has_a_letter_and_a_form_on_sheets_of_its_own(fonts):
    pages = texts(build_requests(REQUEST, fonts))
    starts = [at for at, text in enumerate(pages) if text.startswith("关于征求2026年度")]
    assert len(starts) == 2
    assert all(at % 2 == 0 for at in starts), "each letter begins on the front of a sheet"
    first = pages[starts[0]]
    for words in (
        "杨舍镇：",
        "12名",
        "2026年10月23日前",
        "0512-12380",
        "张组函〔2026〕1号",
        "市委组织部2026年10月12日",
    ):
        assert words in first
    form = "".join(pages[starts[0] + 1 : starts[1]])
    assert "反馈单位（盖章）：杨舍镇" in form
    assert all("".join(name.split()) in form for name in NAMES)
    assert "—1—" in pages[starts[1]]


def test_the_head_of_a_long_form_is_repeated(fonts):
    many = tuple(ListedCandidate(f"王{n}", "杨舍镇", "科长") for n in range(60))
    pages = texts(build_form(replace(REQUEST, candidates=many), fonts))
    assert len(pages) > 2
    assert all("有保留" in page for page in pages)


def test_organs_are_asked_for_one_of_four_answers(fonts):
    pages = texts(build_requests(replace(REQUEST, clearance=True), fonts))
    assert "“无影响”“有影响”“待核实”“不掌握情况”" in pages[0]
    assert "男1980.01杨舍镇科长" in "".join(pages)
    assert "无影响有影响待核实不掌握情况说明" in pages[1]
    assert "具体意见" not in "".join(pages)


def sizes(data):
    document = pdfium.PdfDocument(data)
    found = [page.get_size() for page in document]
    document.close()
    return ["across" if width > height else "upright" for width, height in found]


def test_an_organs_form_lies_across_behind_an_upright_letter(fonts):
    organ = replace(REQUEST, clearance=True, candidates=REQUEST.candidates[:3])
    assert sizes(build_requests(organ, fonts)) == ["upright", "across"] * 2
    assert sizes(build_requests(REQUEST, fonts))[0] == "upright"
    assert "across" not in sizes(build_requests(REQUEST, fonts))


def test_the_number_of_a_card_goes_to_organs_only_and_deeds_to_the_others_only(fonts):
    told = tuple(
        replace(each, number="320582198001011234", deed="牵头征迁") for each in REQUEST.candidates
    )
    asked = "".join(texts(build_requests(replace(REQUEST, candidates=told), fonts)))
    organ = "".join(
        texts(build_requests(replace(REQUEST, candidates=told, clearance=True), fonts))
    )
    assert "牵头征迁" in asked
    assert "主要担当事迹" in asked
    assert "320582198001011234" not in asked
    assert "320582198001011234" in organ
    assert "身份证号码" in organ
    assert "牵头征迁" not in organ


@pytest.mark.parametrize("count", [1, 9, 10, 11, 12, 13, 14, 15, 60])
def test_signature_seal_and_date_never_stand_without_a_name(fonts, count):
    listed = tuple(ListedCandidate(f"王某{n}", "杨舍镇", "科长") for n in range(1, count + 1))
    last = texts(build_form(replace(REQUEST, candidates=listed), fonts))[-1]
    assert "主要负责人（签字）单位（盖章）日期" in last
    assert f"王某{count}" in last


def test_long_deeds_are_enclosed_apart_so_that_the_form_stays_short(fonts):
    deed = "牵头推进重大项目建设。" * 30
    first = replace(REQUEST.candidates[0], deed=f"{deed}\n化解历史遗留问题。")
    told = replace(REQUEST, addressees=("杨舍镇",), candidates=(first, *REQUEST.candidates[1:]))
    data = build_requests(told, fonts)
    pages = texts(data)
    assert set(sizes(data)) == {"upright"}
    assert (
        "附件：1.担当作为好干部候选对象征求意见反馈表2.担当作为好干部候选对象主要事迹" in pages[0]
    )
    assert pages[1].startswith("附件1担当作为好干部候选对象征求意见反馈表")
    (at,) = [n for n, text in enumerate(pages) if text.startswith("附件2担当作为好干部")]
    assert "1.龚㛃䶮（杨舍镇，科长）" in pages[at]
    assert "（未报送事迹材料）" in "".join(pages[at:])
    assert "牵头推进" not in "".join(pages[:at])
    organ = texts(build_requests(replace(told, clearance=True), fonts))
    assert "附件2" not in "".join(organ)


def test_a_letter_says_on_what_it_rests_and_when_somebody_answers(fonts):
    facts = replace(
        REQUEST, basis="市委常委会部署", sender=replace(SENDER, hours="工作日9:00—17:00")
    )
    first = texts(build_requests(facts, fonts))[0]
    assert "根据市委常委会部署，经各单位推荐" in first
    assert "联系时间：工作日9:00—17:00；回复地址：人民中路1号" in first


def test_without_duplex_no_empty_page_is_put_in(fonts):
    long = replace(
        REQUEST,
        candidates=tuple(ListedCandidate(f"王某{n}", "杨舍镇") for n in range(30)),
    )
    thick, thin = build_requests(long, fonts), build_requests(long, fonts, duplex=False)
    assert "" in texts(thick)
    assert "" not in texts(thin)
    assert build_requests(long, fonts) == thick


def test_units_are_listed_with_their_parents(fonts):
    units = (
        ListedCandidate("市财政局综合科", "市财政局"),
        ListedCandidate("杨舍镇建设局", "杨舍镇"),
    )
    text = "".join(
        texts(build_requests(replace(REQUEST, track=Track.UNIT, candidates=units), fonts))
    )
    assert "单位名称" in text
    assert "2个" in text


def test_a_reminder_says_when_was_asked_and_until_when(fonts):
    facts = ReminderFacts(
        2026,
        Track.CADRE,
        ("塘桥镇", "市财政局"),
        date(2026, 10, 12),
        date(2026, 10, 23),
        date(2026, 11, 20),
        date(2026, 11, 18),
        SENDER,
    )
    pages = [page for page in texts(build_reminders(facts, fonts)) if page]
    assert len(pages) == 2
    for words in ("塘桥镇：", "2026年10月12日", "2026年11月20日前"):
        assert words in pages[0]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"addressees": ()}, "page.no_addressee"),
        ({"sender": Sender("")}, "page.no_issuer"),
        ({"candidates": ()}, "page.nobody_listed"),
    ],
)
def test_a_letter_without_its_parts_is_not_printed(fonts, changes, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        build_requests(replace(REQUEST, **changes), fonts)
    if code == "page.nobody_listed":
        with pytest.raises(DeskError, match=r"page\.nobody_listed"):
            build_form(replace(REQUEST, **changes), fonts)


SHOWN = DisplayFacts(
    2026,
    Track.CADRE,
    tuple(
        ShownCandidate(
            f"{n:03d}", name, "杨舍镇", "科长", "重大项目", "牵头建设。\n化解难题。" * n
        )
        for n, name in enumerate(NAMES, start=1)
    ),
    3,
    period="2026年11月1日至11月7日",
    issuer="市委组织部",
)


def test_the_coupon_has_every_code_once_and_its_rules(fonts):
    (text,) = texts(build_coupon(SHOWN, fonts))
    for each in SHOWN.candidates:
        assert f"{each.code}{''.join(each.name.split())}□" in text
    assert "最多可选3名，多选的为无效票" in text
    assert "复印无效" in text
    (exact,) = texts(build_coupon(replace(SHOWN, exact=True), fonts))
    assert "必须选满3名，少选或者多选的为无效票" in exact


def test_an_empty_coupon_is_not_printed(fonts):
    with pytest.raises(DeskError, match=r"page\.nobody_listed"):
        build_coupon(replace(SHOWN, candidates=()), fonts)
