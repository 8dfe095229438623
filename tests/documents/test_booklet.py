"""The booklet of deeds: where each candidate stands, and what the pages show."""

import io
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.documents.reading import signs
from zjgdesk.documents.booklet import build_booklet
from zjgdesk.documents.display import DisplayFacts, ShownCandidate
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

LONG = "该同志牵头推进重大项目建设，协调征地拆迁，化解历史遗留问题，得到群众认可。" * 40
NAMES = ("龚㛃䶮", "丁一", *(f"欧阳{n}某" for n in "甲乙丙丁戊己庚辛壬癸"))
PICTURE, A4_WIDTH = 3, 595.28
MM = 72 / 25.4


def shown(count):
    return tuple(
        ShownCandidate(
            f"{n:03d}",
            NAMES[n - 1] if n <= len(NAMES) else f"王某{n}",
            "杨舍镇",
            "建设局局长",
            "重大项目",
            LONG if n == 2 else "牵头建设。\n化解难题。",
        )
        for n in range(1, count + 1)
    )


FACTS = DisplayFacts(
    2026,
    Track.CADRE,
    shown(len(NAMES)),
    3,
    period="2026年11月1日9时至11月7日17时",
    reply="填写报纸选票寄送",
    issuer="中共张家港市委组织部",
)


def texts(data):
    return ["".join(text.split()) for text in page_texts(data)]


def picture(kind="JPEG", mode="RGB"):
    buffer = io.BytesIO()
    Image.new(mode, (30, 40), "navy").save(buffer, kind)
    return buffer.getvalue()


def pictures(fonts, photo, **changes):
    """Return page and edges, in points, of the pictures in a booklet of one candidate."""
    only = replace(FACTS.candidates[0], photo=photo, **changes)
    document = pdfium.PdfDocument(build_booklet(replace(FACTS, candidates=(only,)), fonts))
    found = [
        (number, item.get_bounds())
        for number, page in enumerate(document)
        for item in page.get_objects()
        if item.type == PICTURE
    ]
    document.close()
    return found


@pytest.mark.parametrize("count", [1, 12, 40, 150])
def test_the_contents_lead_to_the_page_on_which_each_candidate_begins(fonts, count):
    facts = replace(FACTS, candidates=shown(count))
    pages = texts(build_booklet(facts, fonts))
    contents = "".join(pages[: next(n for n, p in enumerate(pages) if "编号：001" in p)])
    for each in facts.candidates:
        begins = f"{each.name}编号：{each.code}"
        (at,) = [n for n, text in enumerate(pages) if text.startswith(begins)]
        assert f"{each.code}{each.name}杨舍镇建设局局长{at + 1}" in contents
        assert f"—{at + 1}—" in pages[at]


def test_the_cover_names_the_booklet_and_carries_no_number(fonts):
    pages = texts(build_booklet(FACTS, fonts))
    assert pages[0] == "2026年度担当作为好干部候选对象事迹展示册中共张家港市委组织部2026年"
    assert "—2—" in pages[1]


def test_the_title_of_the_cover_stands_below_the_upper_edge_of_the_type_area(fonts):
    first = next(sign for sign in signs(build_booklet(FACTS, fonts)) if sign.page == 1)
    assert first.top > 37 + 30


@pytest.mark.parametrize(
    ("exact", "track", "words"),
    [
        (False, Track.CADRE, "每票最多选3名，多选的为无效票"),
        (True, Track.CADRE, "每票必须选满3名，少选或者多选的为无效票"),
        (False, Track.UNIT, "每票最多选3个，多选的为无效票"),
    ],
    ids=["PUBLIC-03 capped", "PUBLIC-03 fixed", "PUBLIC-03 units"],
)
def test_how_to_vote_says_how_many_when_and_how(fonts, exact, track, words):
    text = texts(build_booklet(replace(FACTS, exact=exact, track=track), fonts))[1]
    assert words in text
    assert "投票时间：2026年11月1日9时至11月7日17时。" in text
    assert "投票方式：填写报纸选票寄送。" in text


def test_what_is_not_set_is_not_told(fonts):
    told = "".join(texts(build_booklet(replace(FACTS, period="", reply="", issuer=""), fonts)))
    assert "投票时间" not in told
    assert "投票方式" not in told


def test_long_deeds_flow_over_pages_and_lose_nothing(fonts):
    pages = texts(build_booklet(FACTS, fonts))
    (at,) = [n for n, text in enumerate(pages) if text.startswith("丁一编号")]
    (after,) = [n for n, text in enumerate(pages) if text.startswith("欧阳甲某编号")]
    assert after - at > 2
    told = "".join(text.rsplit("—", 2)[0] for text in pages[at:after])
    assert LONG in told


def test_organisation_and_post_are_told_apart_and_a_repeated_organisation_once(fonts):
    whole = replace(FACTS.candidates[0], post="杨舍镇建设局局长")
    pages = texts(build_booklet(replace(FACTS, candidates=(whole,)), fonts))
    assert "所在单位：杨舍镇职务：杨舍镇建设局局长事项类别：重大项目" in pages[-1]
    assert "龚㛃䶮杨舍镇建设局局长4" in pages[2]


def test_a_unit_has_its_parent_and_no_post(fonts):
    unit = ShownCandidate("001", "市财政局综合科", "市财政局", deed_kind="重大改革")
    pages = texts(build_booklet(replace(FACTS, track=Track.UNIT, candidates=(unit,)), fonts))
    assert "市财政局综合科编号：001所属单位：市财政局事项类别：重大改革" in pages[-1]
    assert "职务" not in "".join(pages)
    assert "未报送事迹材料" in pages[-1]


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "L")])
def test_a_photograph_stands_at_the_right_edge_of_the_type_area(fonts, kind, mode):
    ((number, (left, bottom, right, top)),) = pictures(fonts, picture(kind, mode))
    assert number == 3
    assert right <= A4_WIDTH - 26 * MM + 0.1
    assert left >= A4_WIDTH - (26 + 33) * MM
    assert (top - bottom) / (right - left) == pytest.approx(40 / 30, rel=0.01)


@pytest.mark.parametrize("photo", [None, b"", b"\xff\xd8\xff damaged", picture()[:200]])
def test_without_a_readable_photograph_nothing_is_drawn(fonts, photo):
    assert pictures(fonts, photo) == []


def test_a_very_long_post_goes_below_the_photograph(fonts):
    post = "某某工作领导小组办公室副主任、" * 30
    ((_, (left, _bottom, right, _top)),) = pictures(fonts, picture(), post=post)
    middle = 28 * MM + 78 * MM
    assert (left + right) / 2 == pytest.approx(middle, abs=1)


def test_the_same_facts_give_the_same_bytes(fonts):
    facts = replace(
        FACTS, candidates=(replace(FACTS.candidates[0], photo=picture("PNG", "RGBA")),)
    )
    assert build_booklet(facts, fonts) == build_booklet(facts, fonts)


def test_it_is_called_neither_a_contest_nor_an_honour(fonts):
    told = "".join(texts(build_booklet(FACTS, fonts)))
    assert "评比" not in told
    assert "表彰" not in told


def test_nobody_to_show_is_refused(fonts):
    with pytest.raises(DeskError, match=r"page\.nobody_listed"):
        build_booklet(replace(FACTS, candidates=()), fonts)
