from datetime import date

import pytest

from tests.conftest import trail_of
from tests.staging import at_stage, shortlisted
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import (
    OpinionAnswer,
    OpinionGroup,
    ShortlistKind,
    Stage,
    Track,
)
from zjgdesk.services import (
    issued,
    opinions,
    register_papers,
    scheme,
    shortlists,
    vote_codes,
    year_lists,
    year_papers,
)

DUE = date(2026, 11, 20)


@pytest.fixture
def people(desk, make_candidates):
    scheme.change_scheme(desk, "notice.issuer", "市委组织部", source="测试")
    return make_candidates(
        ("龚㛃䶮", "王二小", "张三"), post="科长", deed="牵头", deed_kind="重大项目"
    )


@pytest.fixture
def asked(desk, people):
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            OpinionGroup.TOWNS, Track.CADRE, ["杨舍镇", "塘桥镇"], date(2026, 11, 10), DUE
        ),
    )
    return [row.id for row in opinions.list_requests(desk)]


def text_of(desk, row):
    return "".join("".join(page_texts(issued.read_issued(desk, row.id))).split())


def test_letters_are_printed_kept_and_told_in_the_trail(desk, asked):
    row = year_papers.print_requests(desk, asked)
    text = text_of(desk, row)
    assert "杨舍镇：" in text
    assert "塘桥镇：" in text
    assert "2026年11月20日前" in text
    assert text.count("龚㛃䶮") == 2
    assert trail_of(desk)[0].action == "print_paper"
    assert issued.list_issued(desk)[0].kind == "request"


def test_forms_and_the_grids_they_are_keyed_into_stand_in_stroke_order(desk, asked):
    def order(told):
        return sorted(("龚㛃䶮", "王二小", "张三"), key=told)

    by_strokes = ["王二小", "张三", "龚㛃䶮"]
    letters = text_of(desk, year_papers.print_requests(desk, asked))
    cleared = year_papers.print_clearance(
        desk, Track.CADRE, sent_on=date(2026, 11, 10), due_on=DUE
    )
    assert order(letters.index) == by_strokes
    assert order(text_of(desk, cleared).index) == by_strokes
    assert [row.candidate for row in opinions.read_answers(desk, asked[0])] == by_strokes
    summed = opinions.opinion_summary(desk, Track.CADRE)
    assert [row.name for row in summed.rows] == by_strokes


def test_equals_stand_in_stroke_order_on_a_shortlist(desk, people):
    at_stage(desk, Stage.INITIAL_SHORTLIST)
    page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.INITIAL)
    assert [row.candidate.name for row in page.rows] == ["王二小", "张三", "龚㛃䶮"]
    scheme.change_scheme(desk, "places.cadre", "1", source="测试")
    shortlists.choose(desk, Track.CADRE, ShortlistKind.INITIAL, people, chosen=True)
    decision = shortlists.ShortlistDecision(date(2026, 11, 18), "部务会议", "综合比选")
    shortlists.decide_shortlist(desk, Track.CADRE, ShortlistKind.INITIAL, decision)
    kept = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.INITIAL)
    assert [row.candidate.name for row in kept.rows] == ["王二小", "张三", "龚㛃䶮"]


def test_a_months_column_is_written_one_way(desk, make_candidates):
    scheme.change_scheme(desk, "notice.issuer", "市委组织部", source="测试")
    make_candidates(("丁宁",), birth="1987年11月", gender="女")
    make_candidates(("丁一",), birth="196808", gender="女")
    told = text_of(desk, register_papers.print_register(desk, Track.CADRE))
    cleared = text_of(
        desk,
        year_papers.print_clearance(desk, Track.CADRE, sent_on=date(2026, 11, 10), due_on=DUE),
    )
    for text in (told, cleared):
        assert "1987.11" in text
        assert "1968.08" in text
        assert "196808" not in text


def test_letters_of_different_dates_are_not_mixed(desk, asked):
    opinions.send_requests(
        desk,
        opinions.NewRequests(
            OpinionGroup.LEADERS, Track.CADRE, ["市人大"], date(2026, 11, 1), DUE
        ),
    )
    ids = [row.id for row in opinions.list_requests(desk)]
    with pytest.raises(DeskError, match=r"opinion\.unlike_requests"):
        year_papers.print_requests(desk, ids)
    with pytest.raises(DeskError, match=r"page\.no_addressee"):
        year_papers.print_requests(desk, [])
    assert issued.list_issued(desk) == []


def test_letters_of_different_rounds_are_not_mixed_and_a_further_one_is_told(desk, asked):
    assert "现征求意见" in text_of(desk, year_papers.print_requests(desk, asked))
    again = opinions.NewRequests(
        OpinionGroup.TOWNS, Track.CADRE, ["塘桥镇"], date(2026, 11, 10), DUE, round_no=2
    )
    opinions.send_requests(desk, again)
    ids = [row.id for row in opinions.list_requests(desk)]
    with pytest.raises(DeskError, match=r"opinion\.unlike_requests"):
        year_papers.print_requests(desk, ids)
    row = year_papers.print_requests(desk, ids[2:])
    assert "现进行第2轮征求意见" in text_of(desk, row)
    assert row.title.endswith("征求意见函（第2轮，1份）")


def test_a_reply_is_asked_for_in_five_days_unless_said_otherwise(desk):
    assert year_papers.reply_by(desk) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "past"),
    [
        pytest.param(17, True, id="OPINION-01 yesterday"),
        pytest.param(18, False, id="OPINION-01 today"),
    ],
)
def test_no_letter_asks_for_a_reply_in_the_past(desk, asked, day, past):
    until, sent = date(2026, 11, day), date(2026, 11, 10)
    for work in (
        lambda: year_papers.need_reply_by(desk, until),
        lambda: year_papers.remind(desk, asked, until=until),
        lambda: year_papers.print_clearance(desk, Track.CADRE, sent_on=sent, due_on=until),
    ):
        if past:
            with pytest.raises(DeskError, match=r"opinion\.until_past") as refused:
                work()
            assert refused.value.rule == "OPINION-01"
            assert refused.value.facts == {"until": until, "today": date(2026, 11, 18)}
        else:
            work()
    assert len(issued.list_issued(desk)) == (0 if past else 2)


def test_who_has_not_answered_is_reminded_and_the_day_noted(desk, asked, people):
    for candidate in people:
        opinions.record_opinion(desk, asked[0], candidate, OpinionAnswer.YES)
    with pytest.raises(DeskError, match=r"opinion\.answered"):
        year_papers.remind(desk, asked, until=DUE)
    with pytest.raises(DeskError, match=r"opinion\.until_past"):
        year_papers.remind(desk, asked[1:], until=date(2026, 11, 17))
    assert opinions.list_requests(desk)[1].reminded_on is None
    row = year_papers.remind(desk, asked[1:], until=date(2026, 11, 25))
    assert "塘桥镇：" in text_of(desk, row)
    assert opinions.list_requests(desk)[1].reminded_on == date(2026, 11, 18)


def test_the_four_organs_get_their_letters(desk, people):
    row = year_papers.print_clearance(desk, Track.CADRE, sent_on=date(2026, 11, 10), due_on=DUE)
    text = text_of(desk, row)
    assert all(name in text for name in year_papers.ORGANS.values())
    with pytest.raises(DeskError, match=r"opinion\.due_before_sent"):
        year_papers.print_clearance(desk, Track.CADRE, sent_on=DUE, due_on=date(2026, 11, 1))


def test_a_letter_without_an_issuer_is_not_printed(desk, asked):
    scheme.change_scheme(desk, "notice.issuer", "", source="测试")
    with pytest.raises(DeskError, match=r"page\.no_issuer"):
        year_papers.print_requests(desk, asked)
    assert issued.list_issued(desk) == []


def test_the_summary_says_what_was_said_by_whom(desk, asked, people):
    opinions.record_opinion(desk, asked[0], people[0], OpinionAnswer.NO, text="有群众反映")
    row = year_lists.print_summary(desk, Track.CADRE)
    text = text_of(desk, row)
    assert "杨舍镇（不同意）：有群众反映" in text
    assert "0/0/1" in text
    head, rows = year_lists.summary_table(desk, Track.CADRE)
    told = dict(zip(head, rows[0], strict=True))
    assert told["名称"] == "龚㛃䶮"
    assert (told["区镇同意"], told["区镇不同意"]) == ("0", "1")
    assert told["公安"] == "未答复"
    assert told["有保留、不同意的具体意见"] == "杨舍镇（不同意）：有群众反映"


def test_a_shortlist_is_printed_for_the_meeting_and_the_decided_names_for_all(desk, people):
    at_stage(desk, Stage.INITIAL_SHORTLIST)
    kind = ShortlistKind.INITIAL
    draft = year_lists.print_shortlist(desk, Track.CADRE, kind, internal=True)
    assert "拟定稿" in text_of(desk, draft)
    with pytest.raises(DeskError, match=r"shortlist\.undecided"):
        year_lists.print_shortlist(desk, Track.CADRE, kind, internal=False)
    scheme.change_scheme(desk, "places.cadre", "1", source="测试")
    shortlists.choose(desk, Track.CADRE, kind, people, chosen=True)
    shortlists.decide_shortlist(
        desk,
        Track.CADRE,
        kind,
        shortlists.ShortlistDecision(date(2026, 11, 18), "部务会议", "综合比选"),
    )
    public = text_of(desk, year_lists.print_shortlist(desk, Track.CADRE, kind, internal=False))
    assert public.index("王二小") < public.index("张三") < public.index("龚㛃䶮")
    assert "按姓氏笔画为序" in public
    inside = text_of(desk, year_lists.print_shortlist(desk, Track.CADRE, kind, internal=True))
    assert "部务会议确定" in inside


def test_coupon_booklet_and_result_of_the_vote(desk, people):
    import io

    from zjgdesk.services import vote_files

    with pytest.raises(DeskError, match=r"vote\.no_codes"):
        year_papers.print_coupon(desk, Track.CADRE)
    shortlisted(desk, people, ShortlistKind.INITIAL)
    at_stage(desk, Stage.PUBLIC_VOTE)
    vote_codes.assign_codes(desk, Track.CADRE)
    assert "003龚㛃䶮□" in text_of(desk, year_papers.print_coupon(desk, Track.CADRE))
    booklet = text_of(desk, year_papers.print_booklet(desk, Track.CADRE))
    assert "事项类别：重大项目" in booklet
    with pytest.raises(DeskError, match=r"page\.nobody_listed"):
        year_lists.print_votes(desk, Track.CADRE)
    stream = io.BytesIO("渠道,投票人标识,所选编号\n微信,a,003\n微信,a,001\n".encode())
    vote_files.count_votes(desk, Track.CADRE, stream, vote_files.NewVotes("票.csv"))
    text = text_of(desk, year_lists.print_votes(desk, Track.CADRE))
    assert "100.000%1" in text
    assert "1/1/0" in text
    assert "share/1" in text


def test_letters_have_a_red_head_where_the_scheme_wants_one(desk, asked):
    """Rule: PAGE-07."""
    days = {"sent_on": desk.today(), "due_on": DUE}
    makes = (
        lambda: year_papers.print_requests(desk, asked),
        lambda: year_papers.print_clearance(desk, Track.CADRE, **days),
        lambda: year_papers.remind(desk, asked, until=DUE),
    )
    for value, begins in (("none", "关于"), ("red", "市委组织部关于")):
        scheme.change_scheme(desk, "letter.head", value, source="办文要求")
        for make in makes:
            assert text_of(desk, make()).startswith(begins)
