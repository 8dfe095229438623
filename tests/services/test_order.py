"""A clerk's own strokes and moves by hand: kept with reason, used by what is not fixed yet."""

import json
from datetime import date

import pytest

from tests.conftest import trail_of
from tests.services.conftest import KEYS, hand_out, take_back
from tests.staging import at_stage, shortlisted, zeroed
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.models.order import HandOrder
from zjgdesk.models.year import Shortlist, ShortlistEntry
from zjgdesk.rules.names import compact
from zjgdesk.rules.stroke_order import load_table
from zjgdesk.rules.vocabulary import OrderedList, ShortlistKind, Stage, Track
from zjgdesk.services import (
    count_papers,
    counting,
    following,
    hand_order,
    issued,
    list_order,
    notices,
    own_strokes,
    publishing,
    rounds,
    scheme,
    shortlists,
    stages,
    year_lists,
)
from zjgdesk.services.hand_order import Move
from zjgdesk.services.round_detail import read_round

ROUND, NOTICE = OrderedList.ROUND, OrderedList.NOTICE
NAMES = ("丁一", "王二小", "𰻝三", "李四光")
WHY = "按户籍所在地习惯"


@pytest.fixture
def defined(desk, new_round, make_candidates):
    """A round on which a character has no place; return its id and the candidates' ids."""
    ids = make_candidates(NAMES)
    return rounds.define_round(desk, new_round(candidate_ids=tuple(ids))), ids


def names(desk, round_id):
    return [entry.name for entry in read_round(desk, round_id).entries]


def enter(desk, character="𰻝", typed="1122", source="汉语大字典"):
    return own_strokes.enter_strokes(desk, character, typed, source=source)


def test_an_unknown_character_stands_last_and_is_named(desk, defined):
    round_id, _ids = defined
    assert names(desk, round_id) == ["丁一", "王二小", "李四光", "𰻝三"]
    (doubt,) = list_order.list_doubts(desk, Track.CADRE, NAMES)
    assert (doubt.character, doubt.names) == ("𰻝", ("𰻝三",))
    assert list_order.list_doubts(desk, Track.UNIT, NAMES) == ()
    (waiting,) = own_strokes.list_strokes(desk)
    assert (waiting.character, waiting.names, waiting.placed) == ("𰻝", ("𰻝三",), False)


def test_entered_strokes_put_open_lists_in_order_and_stand_on_the_trail(desk, defined):
    round_id, _ids = defined
    assert enter(desk) == [f"round:{round_id}"]
    assert names(desk, round_id) == ["丁一", "王二小", "𰻝三", "李四光"]
    assert list_order.list_doubts(desk, Track.CADRE, NAMES) == ()
    (entry,) = [each for each in trail_of(desk) if each.action == "enter_strokes"]
    told = json.loads(entry.facts)
    assert [told[key] for key in ("character", "before", "after", "source")] == [
        "𰻝", "", "1122", "汉语大字典",
    ]  # fmt: skip
    (row,) = own_strokes.list_strokes(desk)
    assert (row.strokes, row.source, row.actor, row.placed) == (
        "1122",
        "汉语大字典",
        "经办人",
        True,
    )
    ranks = load_table().ranks
    assert ranks["王"] <= ranks[row.before] < ranks[row.after] < ranks["李"]


def test_entered_strokes_may_be_changed_and_taken_back(desk, defined):
    round_id, _ids = defined
    enter(desk, typed="1")
    assert names(desk, round_id)[0] == "𰻝三"
    assert enter(desk, typed="横竖撇") == [f"round:{round_id}"]
    assert names(desk, round_id) == ["丁一", "𰻝三", "王二小", "李四光"]
    with pytest.raises(DeskError, match=r"reason\.missing"):
        own_strokes.withdraw_strokes(desk, "𰻝", reason=" ")
    assert own_strokes.withdraw_strokes(desk, "𰻝", reason="录错") == [f"round:{round_id}"]
    assert names(desk, round_id)[-1] == "𰻝三"
    with pytest.raises(DeskError, match=r"strokes\.not_entered"):
        own_strokes.withdraw_strokes(desk, "𰻝", reason="录错")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"character": "王"}, "strokes.known"),
        ({"character": "𰻝三"}, "strokes.not_one_character"),
        ({"typed": "6"}, "strokes.not_strokes"),
        ({"typed": " "}, "strokes.none"),
        ({"source": " "}, "strokes.source_missing"),
    ],
)
def test_a_bad_entry_is_refused_and_nothing_is_kept(desk, defined, told, code):
    before = len(trail_of(desk))
    with pytest.raises(DeskError) as caught:
        enter(desk, **told)
    assert (caught.value.code, caught.value.rule) == (code, "ORDER-03")
    assert len(trail_of(desk)) == before
    assert [row.placed for row in own_strokes.list_strokes(desk)] == [False]


def test_only_a_clerk_enters_strokes(sign_in, desk, defined):
    with pytest.raises(DeskError, match=r"role\.denied"):
        enter(sign_in("计票甲"))


def test_what_was_typed_is_told_with_its_neighbours():
    place = own_strokes.understand("横横竖横")
    assert (place.strokes, place.before) == ("1121", "王")
    assert place.after


def test_a_frozen_round_does_not_follow(desk, defined):
    round_id, _ids = defined
    digest = rounds.freeze_round(desk, round_id)
    assert enter(desk) == []
    assert names(desk, round_id)[-1] == "𰻝三"
    assert read_round(desk, round_id).definition_digest == digest


def test_a_name_is_moved_by_hand_with_one_reason(desk, defined):
    round_id, ids = defined
    with pytest.raises(DeskError, match=r"reason\.missing"):
        hand_order.move_name(desk, ROUND, round_id, Move(ids[2], 1))
    assert hand_order.read_hand_order(desk, ROUND, round_id) is None
    hand_order.move_name(desk, ROUND, round_id, Move(ids[2], 1, WHY))
    hand_order.move_name(desk, ROUND, round_id, Move(ids[0], 3))
    assert names(desk, round_id) == ["𰻝三", "王二小", "丁一", "李四光"]
    told = hand_order.read_hand_order(desk, ROUND, round_id)
    assert (told.reason, told.actor) == (WHY, "经办人")
    assert enter(desk) == []  # what was put in order by hand stays so
    hand_order.restore_order(desk, ROUND, round_id)
    assert hand_order.read_hand_order(desk, ROUND, round_id) is None
    assert names(desk, round_id) == ["丁一", "王二小", "𰻝三", "李四光"]


def test_every_move_is_on_the_trail(desk, defined):
    round_id, ids = defined
    before = len(trail_of(desk))
    hand_order.move_name(desk, ROUND, round_id, Move(ids[2], 2, WHY))
    entries = [e for e in trail_of(desk) if e.action == "move_name"]
    assert len(trail_of(desk)) == before + 1
    assert len(entries) == 1
    told = json.loads(entries[0].facts)
    assert [told[key] for key in ("candidate", "before", "after", "reason")] == [ids[2], 4, 2, WHY]


@pytest.mark.parametrize(
    ("kind", "list_id", "candidate", "code"),
    [
        (ROUND, 99, 1, "order.list_unknown"),
        (NOTICE, 99, 1, "order.list_unknown"),
        (ROUND, 1, 99, "order.not_on_it"),
    ],
)
def test_a_move_that_cannot_be_is_refused(desk, defined, kind, list_id, candidate, code):
    with pytest.raises(DeskError) as caught:
        hand_order.move_name(desk, kind, list_id, Move(candidate, 1, WHY))
    assert caught.value.code == code


def test_a_frozen_round_is_not_moved_and_not_restored(desk, defined):
    round_id, ids = defined
    assert hand_order.may_move(desk, ROUND, round_id) is None
    rounds.freeze_round(desk, round_id)
    assert hand_order.may_move(desk, ROUND, round_id).code == "order.fixed"
    for act in (
        lambda: hand_order.move_name(desk, ROUND, round_id, Move(ids[0], 2, WHY)),
        lambda: hand_order.restore_order(desk, ROUND, round_id),
    ):
        with pytest.raises(DeskError, match=r"order\.fixed"):
            act()


def test_another_rule_since_the_round_was_defined_must_be_looked_at(
    desk, new_round, make_candidates
):
    ids = make_candidates(("田富", "田大利", "王五"))
    round_id = rounds.define_round(desk, new_round(candidate_ids=tuple(ids)))
    scheme.change_scheme(desk, "order", "given", source="会议")
    with pytest.raises(DeskError, match=r"order\.stale"):
        rounds.freeze_round(desk, round_id)
    hand_order.restore_order(desk, ROUND, round_id)
    assert names(desk, round_id) == ["王五", "田大利", "田富"]
    rounds.freeze_round(desk, round_id)


@pytest.fixture
def counted(desk, sign_in, new_round, key_pass):
    """A counted round in which 丁一 and 王二小 won; `move` puts the second before the first."""

    def make(sheets=("yynn",) * 8, *, move=True):
        round_id, chief = rounds.define_round(desk, new_round()), sign_in("总监票")
        if move:
            second = read_round(desk, round_id).entries[1].candidate_id
            hand_order.move_name(desk, ROUND, round_id, Move(second, 1, WHY))
        rounds.freeze_round(desk, round_id)
        count_papers.print_ballot(desk, round_id, copies=10)
        zeroed(desk, round_id)
        hand_out(chief, round_id)
        take_back(chief, round_id)
        key_pass(round_id, 1, sheets)
        key_pass(round_id, 2, sheets)
        counting.close_round(chief, round_id, keys=KEYS)
        at_stage(desk, Stage.NOTICE)
        return round_id

    return make


def printed(desk, row):
    return compact("".join(page_texts(issued.read_issued(desk, row.id))))


def test_report_elected_and_notice_follow_the_order_by_hand_and_tell_why(desk, sign_in, counted):
    round_id, chief = counted(), sign_in("总监票")
    report = printed(desk, count_papers.print_report(chief, round_id))
    assert f"票面次序由经办人人工调整，理由：{WHY}。" in report
    elected = printed(desk, count_papers.print_elected(chief, round_id))
    assert elected.index("王二小") < elected.index("丁一")
    assert WHY not in elected
    notice_id = notices.draft_notice(desk, round_id, title="公示", published_on=date(2026, 11, 20))
    assert [e.name for e in notices.read_notice(desk, notice_id).entries] == ["王二小", "丁一"]
    assert hand_order.read_hand_order(desk, NOTICE, notice_id).reason == WHY
    hand_order.restore_order(desk, NOTICE, notice_id)
    assert [e.name for e in notices.read_notice(desk, notice_id).entries] == ["丁一", "王二小"]


def test_the_report_by_strokes_keeps_the_rules_order_of_the_day(desk, sign_in, counted):
    scheme.change_scheme(desk, "ballot.report_order", "strokes", source="会议")
    report = printed(desk, count_papers.print_report(sign_in("总监票"), counted()))
    assert report.index("丁一") < report.index("王二小")


def test_a_vote_again_stands_as_the_names_stood(desk, sign_in, counted):
    round_id = counted(("nnyy",) * 4 + ("yynn",) * 4)  # nobody over the half of nine
    second = following.succeed_round(sign_in("总监票"), round_id)
    assert names(desk, second)[:2] == ["王二小", "丁一"]
    assert hand_order.read_hand_order(desk, ROUND, second).reason == WHY


def test_a_draft_notice_is_moved_and_a_published_one_is_not(desk, counted):
    for key in ("issuer", "office", "hours", "phone", "address", "postcode"):
        scheme.change_scheme(desk, f"notice.{key}", "组织部", source="测试")
    round_id = counted(move=False)
    notice_id = notices.draft_notice(desk, round_id, title="公示", published_on=date(2026, 11, 20))
    first = notices.read_notice(desk, notice_id).entries[0]
    hand_order.move_name(desk, NOTICE, notice_id, Move(first.candidate_id, 2, WHY))
    assert [e.name for e in notices.read_notice(desk, notice_id).entries] == ["王二小", "丁一"]
    publishing.publish_notice(desk, notice_id)
    assert hand_order.may_move(desk, NOTICE, notice_id).code == "order.fixed"


def test_a_removed_draft_leaves_no_order_behind(desk, counted):
    round_id = counted(move=False)
    notice_id = notices.draft_notice(desk, round_id, title="公示", published_on=date(2026, 11, 20))
    first = notices.read_notice(desk, notice_id).entries[0]
    hand_order.move_name(desk, NOTICE, notice_id, Move(first.candidate_id, 2, WHY))
    at_stage(desk, Stage.CONFIRMED)
    stages.go_back(desk, Track.CADRE, Stage.BALLOT, reason="重来")
    with desk.reading() as session:
        assert session.query(HandOrder).filter_by(kind=NOTICE).all() == []


def test_a_decided_shortlist_is_printed_as_it_was_decided(desk, make_candidates):
    ids = make_candidates(NAMES)
    shortlisted(desk, ids)
    with desk.writing.begin() as session:
        entries = session.query(ShortlistEntry).order_by(ShortlistEntry.id).all()
        for place, entry in zip((1, 2, 4, 3), entries, strict=True):
            entry.facts = json.dumps({"order": place})
        session.query(Shortlist).update({"decided_on": date(2026, 11, 1)})
    enter(desk)
    row = year_lists.print_shortlist(desk, Track.CADRE, ShortlistKind.SECOND, internal=False)
    told = printed(desk, row)
    assert told.index("李四光") < told.index("𰻝三")
    with desk.writing.begin() as session:
        session.query(ShortlistEntry).update({"facts": "{}"})  # as earlier releases kept it
    row = year_lists.print_shortlist(desk, Track.CADRE, ShortlistKind.SECOND, internal=False)
    told = printed(desk, row)
    assert told.index("𰻝三") < told.index("李四光")


def test_the_order_is_kept_with_the_decision(desk, make_candidates):
    ids = make_candidates(NAMES, post="科长", deed="牵头", deed_kind="重大项目")
    at_stage(desk, Stage.INITIAL_SHORTLIST)
    kind = ShortlistKind.INITIAL
    scheme.change_scheme(desk, "places.cadre", "1", source="测试")
    shortlists.choose(desk, Track.CADRE, kind, ids, chosen=True)
    decision = shortlists.ShortlistDecision(date(2026, 11, 18), "部务会议", "综合比选")
    shortlists.decide_shortlist(desk, Track.CADRE, kind, decision)
    row = year_lists.print_shortlist(desk, Track.CADRE, kind, internal=False)
    before = printed(desk, row)
    assert before.index("李四光") < before.index("𰻝三")
    enter(desk)
    row = year_lists.print_shortlist(desk, Track.CADRE, kind, internal=False)
    after = printed(desk, row)
    assert after.index("李四光") < after.index("𰻝三")
