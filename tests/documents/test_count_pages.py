"""The pages of the count: rehearsal, test deck, zero report, tally sheet."""

import re

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from tests.documents import samples
from tests.documents.reading import signs
from zjgdesk.documents import test_deck as deck_page
from zjgdesk.documents.ballot import layout_ballot
from zjgdesk.documents.ballot_facts import MarkMap
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.rehearsal import build_rehearsal
from zjgdesk.documents.rehearsal_words import CASES, figures_told, result_told
from zjgdesk.documents.tally_sheet import build_tally_sheet
from zjgdesk.documents.words import MARKS
from zjgdesk.documents.zero_report import ZeroTable, build_zero_report
from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.names import compact
from zjgdesk.rules.register import load_rules
from zjgdesk.rules.rehearsal import CaseKind, Rehearsed, rehearse
from zjgdesk.rules.vocabulary import Mark, Track

COUNTS = [1, 4, 21, 45]
NOTE = "市发展和改革委员会重大项目推进科科长"
BUILD = {
    "rehearsal": (samples.rehearsal, build_rehearsal),
    "deck": (samples.deck, deck_page.build_test_deck),
    "zero": (samples.zero, build_zero_report),
    "tally": (samples.tally_sheet, build_tally_sheet),
}


def texts(data):
    return [compact(text) for text in page_texts(data)]


@pytest.mark.parametrize("kind", BUILD)
@pytest.mark.parametrize("count", COUNTS)
def test_every_name_is_there_and_the_same_facts_give_the_same_bytes(fonts, kind, count):
    facts, build = BUILD[kind]
    data = build(facts(count), fonts)
    whole = "".join(texts(data))
    assert all(compact(name) in whole for name in samples.names(count))
    assert data == build(facts(count), fonts)
    assert all(compact(samples.FOOT) in page or "票决定义摘要" in page for page in texts(data))


@pytest.mark.parametrize(("kind", "word"), [("rehearsal", "演练"), ("deck", "测试")])
def test_a_grey_word_lies_across_every_page(fonts, kind, word):
    facts, build = BUILD[kind]
    data = build(facts(21), fonts)
    large = [sign for sign in signs(data) if sign.size > 70]
    pages = {sign.page for sign in large}
    assert len(pages) == len(page_texts(data))
    assert {sign.text for sign in large} == set(word)
    assert min(sum(sign.page == page for sign in large) for page in pages) >= 16


def test_a_real_page_has_no_word_across_it(fonts):
    for kind in ("zero", "tally"):
        facts, build = BUILD[kind]
        assert not [sign for sign in signs(build(facts(4), fonts)) if sign.size > 70]


# The rehearsal.


def test_each_class_stands_with_its_figures_and_its_rules_are_printed(fonts):
    facts = samples.rehearsal(21)
    pages = texts(build_rehearsal(facts, fonts))
    whole = "".join(pages)
    assert "票数均为虚构" in pages[0]
    for case in facts.cases:
        assert compact(CASES[case.kind].title) in whole
        for rule in case.rules:
            assert rule in whole
            assert compact(load_rules()[rule].text)[:12] in whole


def told(kind, *figures, track=Track.CADRE, **more):
    of = Rehearsed(*figures, **more)
    case = {case.kind: case for case in rehearse(of)}[kind]
    return figures_told(case), result_told(case, track, of.places)


@pytest.mark.parametrize(
    ("kind", "figures", "result"),
    [
        (CaseKind.FILLED, "同意票：1号13票，2号12票，其余0票。", "1号、2号当选，共2名。"),
        (CaseKind.ABOVE_PLACES, "1号、2号各8票，3号7票", "3号也过半数，名额已满，不当选。"),
        (CaseKind.TOO_FEW, "1号7票，2号6票", "应选2名，尚缺1名，就未当选的再次投票"),
        (CaseKind.NOBODY, "1号、2号各6票", "需7票。无人当选。"),
        (CaseKind.TIE_LAST, "1号8票，2号、3号各7票", "票数相等，就这2名和剩余1个名额再次投票"),
        (CaseKind.OVER_ISSUED, "发出12张，收回13张", "多于发出的12张，本轮作废，重新投票。"),
        (CaseKind.OVER_PRESENT, "实到12人，发出13张", "多于实到的12人，本轮作废，重新投票。"),
        (CaseKind.NO_QUORUM, "实到8人，发出0张，收回0张。", "只到会8人，不能投票"),
        (CaseKind.TOO_FEW_PAPERS, "收回4张", "不得公布票数"),
        (CaseKind.ROW_VOID, "1号另有1张该项无效。", "当选"),
        (CaseKind.TOO_MANY, "有效12张，废票1张", "当选"),
    ],
)
def test_a_case_in_words(kind, figures, result):
    said = told(kind, 13, 5, 2, least=5)
    assert figures in said[0]
    assert result in said[1]


def test_long_runs_of_numbers_are_told_short_and_noughts_alone_so():
    assert "1至10号各8票" in told(CaseKind.ABOVE_PLACES, 13, 21, 10)[0]
    assert "同意票：都是0票。" in told(CaseKind.BLANK, 1, 3, 1)[0]
    assert "同意票：1号、2号各13票。" in told(CaseKind.EXACTLY_PLACES, 13, 2, 2)[0]
    assert "共2个。" in told(CaseKind.FILLED, 13, 5, 2, track=Track.UNIT)[1]


@pytest.mark.parametrize("changes", [{"names": ()}, {"cases": ()}])
def test_nothing_to_rehearse_is_refused(fonts, changes):
    with pytest.raises(DeskError, match=r"rehearsal\.empty"):
        build_rehearsal(samples.rehearsal(3, **changes), fonts)


# The test deck.


@pytest.mark.parametrize(("count", "note"), [(4, ""), (21, ""), (45, ""), (45, NOTE)])
def test_report_first_then_each_stamped_paper(fonts, count, note):
    facts = samples.deck(count, note=note)
    pages = texts(deck_page.build_test_deck(facts, fonts))
    sheets = layout_ballot(facts.ballot, fonts).pages
    report = len(pages) - sheets * len(facts.papers)
    assert report >= 1
    assert "【测试】" in pages[0]
    assert "预计有效票" in pages[0]
    for at, page in enumerate(pages[report:]):
        assert f"测试票第{at // sheets + 1}号" in page
        assert "【测试】" in page
    assert not any("测试票第" in page for page in pages[:report])


def test_the_predicted_sums_stand_beside_their_names(fonts):
    facts = samples.deck(21)
    whole = "".join(texts(deck_page.build_test_deck(facts, fonts)))
    for name, line in zip(samples.names(21), facts.tally.counts, strict=True):
        assert f"{compact(name)}{line.yes}{line.no}{line.abstain}{line.void}" in whole
    assert "第9、10号为空白票，第11号同意多于名额，第12号整张划去，为废票" in whole


def rings(data, page):
    """Return the places of the circles on a page, in millimetres from the upper left."""
    document = pdfium.PdfDocument(data)
    found = []
    for each in document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = each.get_bounds()
        if (
            raw.FPDFPath_CountSegments(each.raw) >= 4
            and abs((right - left) - (top - bottom)) < 0.1
        ):
            middle = ((left + right) / 2, (bottom + top) / 2)
            found.append((middle[0] * 25.4 / 72, 297 - middle[1] * 25.4 / 72))
    document.close()
    return found


@pytest.mark.parametrize("count", [4, 45])
def test_the_marks_stand_in_the_boxes_that_the_paper_says(fonts, count):
    facts = samples.deck(count)
    data = deck_page.build_test_deck(facts, fonts)
    titled = samples.ballot(count, title=f"【测试】{facts.ballot.title}", foot=facts.ballot.foot)
    boxes = layout_ballot(titled, fonts).boxes
    report = len(page_texts(data)) - len(facts.papers)
    for at, paper in enumerate(facts.papers):
        drawn = rings(data, report + at)
        marked = {
            (box.position, box.mark)
            for box in boxes
            for left, top in drawn
            if abs(box.area.left + box.area.width / 2 - left) < 0.5
            and abs(box.area.top + box.area.height / 2 - top) < 0.5
        }
        blank = paper.marks is None or set(paper.marks) == {Mark.ABSTAIN}
        wanted = {
            (row, mark)
            for row, read in enumerate(() if blank else paper.marks, start=1)
            for mark in deck_page.BOXES[read]
        }
        assert marked == wanted, at + 1


def test_another_sign_is_drawn_as_the_ballot_says(fonts):
    paper = samples.ballot(4, marks=MarkMap("√", ("赞成", "反对", "弃权"), "弃权"))
    data = deck_page.build_test_deck(samples.deck(4, ballot=paper), fonts)
    assert page_texts(data)[1].count("√") > 3


def test_a_deck_without_special_papers_names_none(fonts):
    papers = (Paper((Mark.YES, Mark.NO, Mark.VOID, Mark.NO)),)
    pages = texts(deck_page.build_test_deck(samples.deck(4, papers=papers), fonts))
    assert "其中第" not in pages[0]


@pytest.mark.parametrize("changes", [{"papers": ()}, {"ballot": samples.ballot(0)}])
def test_no_deck_is_refused(fonts, changes):
    with pytest.raises(DeskError, match=r"test_deck\.empty"):
        deck_page.build_test_deck(samples.deck(3, **changes), fonts)


# The zero report.


def test_the_zero_report_says_when_who_and_of_which_definition(fonts):
    text = "".join(texts(build_zero_report(samples.zero(4), fonts)))
    for wanted in ("2026年5月7日08:55:03", "清点人：经办人", "票决定义摘要：3F2A-91BC",
                   "已印制表决票16张", "第一遍录入的选票0", "封存的选票0", "丁宁0000",
                   "总监票人总监甲", "监票人监票丙", "计票人计票戊", "均为零"):  # fmt: skip
        assert wanted in text, wanted


def test_a_file_that_holds_something_gets_no_zero_report(fonts):
    tables = (ZeroTable("核对记录", 0), ZeroTable("第一遍录入的选票", 2))
    with pytest.raises(DeskError) as refusal:
        build_zero_report(samples.zero(4, tables=tables), fonts)
    assert refusal.value.code == "zero_report.not_empty"
    assert refusal.value.facts == {"words": "第一遍录入的选票", "rows": 2}


# The tally sheet.


def size_of_page(data):
    document = pdfium.PdfDocument(data)
    width, height = document[0].get_size()
    document.close()
    return "across" if width > height else "upright"


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize(
    ("papers", "lies"), [(1, "across"), (13, "across"), (40, "upright"), (70, "across")]
)
def test_every_candidate_has_four_kinds_and_the_head_is_repeated(fonts, track, papers, lies):
    data = build_tally_sheet(samples.tally_sheet(21, track=track, papers=papers), fonts)
    pages = texts(data)
    assert size_of_page(data) == lies
    rows = [page for page in pages if re.search(r"合计.*[\u4e00-\u9fff]", page)]
    assert len(rows) >= 2
    for page in rows:
        assert ("画“正”字" if papers > 10 else "正") in page
        assert all(word in page for word in MARKS.values() if word != "待认定")
    if lies == "upright":
        assert "".join(pages).count("该项无效") == 21
    assert "计票戊" in pages[-1]


def squares(data):
    """Return the widths and heights of the empty boxes of a page, in millimetres."""
    document = pdfium.PdfDocument(data)
    found = []
    for page in document:
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = each.get_bounds()
            found.append(((right - left) * 25.4 / 72, (top - bottom) * 25.4 / 72))
    document.close()
    return found


@pytest.mark.parametrize("papers", [1, 5, 6, 13, 20, 21, 40, 70, 100])
def test_the_squares_are_enough_and_large_enough_to_write_in(fonts, papers):
    data = build_tally_sheet(samples.tally_sheet(1, papers=papers), fonts)
    boxes = [box for box in squares(data) if 6.9 < box[0] < 11 and 8.9 < box[1] < 15]
    needed = -(-papers // 5)
    assert len(boxes) >= 4 * needed


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"names": ()}, "tally_sheet.empty"), ({"papers": 400}, "tally_sheet.papers")],
)
def test_a_sheet_that_cannot_be_is_refused(fonts, changes, code):
    with pytest.raises(DeskError) as refusal:
        build_tally_sheet(samples.tally_sheet(3, **changes), fonts)
    assert refusal.value.code == code
