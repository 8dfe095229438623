"""The newspaper's coupon: every code once, its rules, and the line to cut along."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from zjgdesk.documents.display import DisplayFacts, ShownCandidate, build_coupon
from zjgdesk.documents.proof import page_texts
from zjgdesk.rules.vocabulary import Track

NAMES = ("龚㛃䶮", "丁一", "买买提·艾合麦提江", "欧阳小强")
PLACES = ("市住房和城乡建设局", "杨舍镇")
ONE_PAGE = 36


def facts(count, *, track=Track.CADRE, places=PLACES, **changes):
    shown = tuple(
        ShownCandidate(
            f"{at:03d}",
            f"杨舍镇第{at}科" if track is Track.UNIT else NAMES[at % len(NAMES)],
            places[at % len(places)],
        )
        for at in range(1, count + 1)
    )
    return replace(DisplayFacts(2026, track, shown, 3), **changes)


def texts(data):
    return ["".join(text.split()) for text in page_texts(data)]


@pytest.mark.parametrize("track", list(Track))
@pytest.mark.parametrize("count", [1, 2, 3, 20, 60])
@pytest.mark.parametrize("places", [PLACES, ("",)], ids=["noted", "plain"])
def test_every_code_stands_once_before_its_name_box_and_organisation(fonts, track, count, places):
    many = facts(count, track=track, places=places)
    data = build_coupon(many, fonts)
    text = "".join(texts(data))
    for each in many.candidates:
        assert text.count(f"{each.code}{each.name}□{each.organisation}") == 1
    assert text.count("□") == count
    assert build_coupon(many, fonts) == data


@pytest.mark.parametrize("count", [1, 12, 30, ONE_PAGE])
def test_a_usual_list_stands_on_one_page(fonts, count):
    short = tuple(
        ShownCandidate(f"{at:03d}", f"王小{'一二三四五'[at % 5]}", "市住房和城乡建设局")
        for at in range(1, count + 1)
    )
    assert len(texts(build_coupon(facts(1, candidates=short), fonts))) == 1


def test_a_coupon_of_several_pages_says_that_they_belong_together(fonts):
    one, many = texts(build_coupon(facts(10), fonts)), texts(build_coupon(facts(90), fonts))
    assert len(one) == 1
    assert "一并投递" not in one[0]
    assert len(many) > 1
    assert "本选票不止一页，请将各页一并投递" in many[0]
    assert all("编号姓名选单位" in page for page in many)


def test_the_rules_of_the_vote_stand_above(fonts):
    told = facts(4, period="2026年11月1日至11月7日", reply="寄市委组织部。")
    (text,) = texts(build_coupon(told, fonts))
    assert "1.请在所选对象后的方框内打“√”。每票最多可选3名，多选的为无效票。" in text
    assert "2.投票时间：2026年11月1日至11月7日。3.投递方式：寄市委组织部。4.请沿虚线剪下" in text
    (exact,) = texts(build_coupon(replace(told, exact=True), fonts))
    assert "每票必须选满3名，少选或者多选的为无效票。" in exact


@pytest.mark.parametrize("count", [4, 90])
def test_a_dashed_line_runs_round_everything_that_is_to_be_cut_out(fonts, count):
    data = build_coupon(facts(count), fonts)
    document = pdfium.PdfDocument(data)
    for page in document:
        items = [(item.type, item.get_bounds()) for item in page.get_objects()]
        boxes = [bounds for kind, bounds in items if kind == pdfium.raw.FPDF_PAGEOBJ_PATH]
        left, bottom, right, top = max(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
        inside = [b for _kind, b in items if b[1] > bottom - 1]
        assert all(left <= b[0] and b[2] <= right and b[3] <= top for b in inside)
        outside = [kind for kind, b in items if b[1] <= bottom - 1]
        assert outside == [pdfium.raw.FPDF_PAGEOBJ_TEXT] * len(outside), "only the page's number"
        assert all(b[3] < bottom for kind, b in items if b[1] <= bottom - 1)
    document.close()
