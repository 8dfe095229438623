import pytest

from tests.documents.reading import signs
from tests.documents.samples import MINORITY, ballot, names
from zjgdesk.documents.ballot import build_ballot, layout_ballot
from zjgdesk.documents.ballot_facts import BallotEntry, MarkMap
from zjgdesk.documents.ballot_layout import PAPER_HEIGHT, PAPER_WIDTH
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import Mark, Track

NOTE = "市发展和改革委员会重大项目推进科科长"


@pytest.mark.parametrize(
    ("count", "note", "pages"),
    [
        (1, NOTE, 1),
        (20, NOTE, 1),
        (25, "", 1),
        (45, "", 1),
        (45, NOTE, 2),
        (60, "", 2),
        (60, NOTE, 3),
    ],
)
def test_every_name_is_on_the_paper_in_order(fonts, count, note, pages):
    texts = page_texts(build_ballot(ballot(count, note=note), fonts))
    assert len(texts) == pages
    whole = compact("".join(texts))
    places = [whole.index(compact(name)) for name in names(count)]
    assert places == sorted(places)
    assert all(whole.count(compact(name)) == 1 for name in names(count) if len(name) > 2)


def test_all_copies_are_identical(fonts):
    facts = ballot(20, note=NOTE)
    one = page_texts(build_ballot(facts, fonts))
    many = page_texts(build_ballot(facts, fonts, copies=7))
    assert many == one * 7
    placed = signs(build_ballot(facts, fonts, copies=3))
    by_page = [
        [(sign.text, sign.x, sign.baseline) for sign in placed if sign.page == page]
        for page in (1, 2, 3)
    ]
    assert by_page[0] == by_page[1] == by_page[2]


def test_a_thousand_copies_weigh_little_more_than_one(fonts):
    facts = ballot(45)
    one, many = (len(build_ballot(facts, fonts, copies=copies)) for copies in (1, 1000))
    assert many < 1_000_000
    assert many - one < 600_000


def test_the_same_facts_give_the_same_bytes(fonts):
    assert build_ballot(ballot(45), fonts) == build_ballot(ballot(45), fonts)


def test_the_head_says_what_and_how(fonts):
    text = compact(page_texts(build_ballot(ballot(20), fonts))[0])
    for wanted in ("2026年度担当作为好干部表决票", "市委常委会第12次会议", "应选10名",
                   "“同意”不得超过10名", "在方框内画“○”", "视为弃权", "不得书写编号"):  # fmt: skip
        assert wanted in text


def test_units_are_counted_otherwise(fonts):
    text = compact(page_texts(build_ballot(ballot(20, track=Track.UNIT), fonts))[0])
    assert "候选单位20个，应选10个" in text


def test_another_mark_map_is_printed(fonts):
    marks = MarkMap("√", ("赞成", "反对", "弃权"), "弃权")
    text = compact(page_texts(build_ballot(ballot(3, marks=marks), fonts))[0])
    assert "画“√”" in text
    assert "赞成" in text
    assert "同意" not in text


def test_a_short_name_is_spread_and_a_long_one_complete(fonts):
    text = page_texts(build_ballot(ballot(2), fonts))[0]
    assert MINORITY in compact(text)
    assert "丁宁" in compact(text)
    assert "丁宁" not in text


def test_a_name_of_60_characters_is_printed_whole(fonts):
    name = "阿" * 60
    entries = (BallotEntry(name, "某局"), BallotEntry("丁宁", "某局"))
    assert name in compact(page_texts(build_ballot(ballot(2, entries=entries), fonts))[0])


def test_a_name_that_cannot_fit_is_refused(fonts):
    with pytest.raises(DeskError, match=r"page\.text_too_long"):
        build_ballot(ballot(1, entries=(BallotEntry("阿" * 900),)), fonts)


@pytest.mark.parametrize(
    ("copies", "count", "code"), [(0, 3, "ballot.copies"), (1, 0, "ballot.empty")]
)
def test_nothing_to_print_is_refused(fonts, copies, count, code):
    with pytest.raises(DeskError) as refusal:
        build_ballot(ballot(count), fonts, copies=copies)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("count", "note"), [(1, NOTE), (20, NOTE), (45, ""), (60, NOTE), (60, "")]
)
def test_geometry_of_boxes_and_corners(fonts, count, note):
    layout = layout_ballot(ballot(count, note=note), fonts)
    assert len(layout.boxes) == 3 * count
    assert {box.area.width for box in layout.boxes} == {box.area.height for box in layout.boxes}
    assert min(box.area.width for box in layout.boxes) >= 4.5
    for corner in layout.corners:
        assert corner.left >= 12
        assert corner.top >= 12
        assert PAPER_WIDTH - corner.left - corner.width >= 12
        assert PAPER_HEIGHT - corner.top - corner.height >= 12
    for box in layout.boxes:
        assert 12 + 5 < box.area.left < PAPER_WIDTH - 17 - box.area.width
        assert box.area.top + box.area.height < PAPER_HEIGHT - 17
    by_entry = {}
    for box in layout.boxes:
        by_entry.setdefault(box.position, []).append(box.mark)
    assert by_entry == {n: [Mark.YES, Mark.NO, Mark.ABSTAIN] for n in range(1, count + 1)}


def test_nobodys_name_is_set_larger_than_anothers(fonts):
    short, long = "信访科", "市农村人居环境综合整治工作推进科"
    entries = tuple(BallotEntry(name, "市发改委") for name in (short, long))
    data = build_ballot(ballot(2, track=Track.UNIT, entries=entries), fonts)
    kai = [{s.size for s in signs(data) if s.text == sign} for sign in "访境"]
    assert kai[0] == kai[1]
    assert all(size >= 12 for size in kai[0])


def test_a_name_longer_than_all_others_can_bear_is_small_alone(fonts):
    longest = "重" * 40
    entries = tuple(BallotEntry(name, "市发改委") for name in ("信访科", longest))
    data = build_ballot(ballot(2, track=Track.UNIT, entries=entries), fonts)
    (ordinary,) = {s.size for s in signs(data) if s.text == "访"}
    assert ordinary == 16
    assert max(s.size for s in signs(data) if s.text == "重") < 12


def test_no_sign_of_a_name_stands_alone_on_its_line(fonts):
    name = "阿卜杜热合曼·买买提"
    entries = (BallotEntry(name), *(BallotEntry(each) for each in names(59)))
    data = build_ballot(ballot(60, entries=entries), fonts)
    rows = {}
    for sign in signs(data):
        if sign.page == 1 and sign.text in name and sign.x < 80 and 80 < sign.baseline < 100:
            rows.setdefault(round(sign.baseline, 1), []).append(sign)
    assert sorted(len(row) for row in rows.values()) == [5, 5]
