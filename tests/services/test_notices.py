from datetime import date, timedelta

import pytest

from tests.services.conftest import CONTACTS, FRIDAY
from tests.staging import at_stage
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.models.workspace import SchemeValue
from zjgdesk.rules.vocabulary import (
    ObjectionEnd,
    RewardKind,
    RoundState,
    Stage,
    TakenOffCause,
    Track,
)
from zjgdesk.services import (
    count_papers,
    following,
    issued,
    notice_changes,
    notices,
    office_texts,
    publishing,
    rewards,
    rounds,
    scheme,
    stages,
)


def test_five_working_days_over_a_weekend(desk, published):
    detail = notices.read_notice(desk, published)
    assert [day.isoformat() for day in detail.days] == [
        "2026-11-20",
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
    ]
    assert (detail.row.state, detail.row.days_left, detail.row.names) == ("running", 5, 2)


def test_the_office_may_move_a_day(desk, contacts, closed_round):
    scheme.change_day(desk, date(2026, 11, 21), working=True, source="市政府通知")
    notice_id = notices.draft_notice(desk, closed_round(), title="公示", published_on=FRIDAY)
    assert notices.read_notice(desk, notice_id).days[-1] == date(2026, 11, 25)


def test_a_year_without_data_is_refused_until_the_office_fills_it(desk, closed_round):
    round_id = closed_round()
    with pytest.raises(DeskError, match=r"calendar\.year_unknown") as caught:
        notices.draft_notice(desk, round_id, title="公示", published_on=date(2031, 1, 6))
    assert (caught.value.rule, caught.value.facts["year"]) == ("NOTICE-02", 2031)
    scheme.change_scheme(desk, "calendar.years", "2031", source="国务院通知")
    assert notices.draft_notice(desk, round_id, title="公示", published_on=date(2031, 1, 6))


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"title": " "}, "untitled"),
        ({"published_on": date(2026, 11, 1)}, "before_decision"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(desk, closed_round, told, code):
    given = {"title": "公示", "published_on": FRIDAY}
    with pytest.raises(DeskError, match=code):
        notices.draft_notice(desk, closed_round(), **(given | told))


def test_an_open_or_tied_or_empty_round_has_no_notice(desk, sign_in, opened_round, closed_round):
    opened = opened_round()
    at_stage(desk, Stage.NOTICE)
    with pytest.raises(DeskError, match="round_open"):
        notices.draft_notice(desk, opened, title="公示", published_on=FRIDAY)
    tied = closed_round(["ynyn"] * 3 + ["yyna"] * 3 + ["nyyn"] * 2)
    with pytest.raises(DeskError, match="round_unfinished"):
        notices.draft_notice(desk, tied, title="公示", published_on=FRIDAY)
    empty = closed_round(["nnnn"] * 8)
    with pytest.raises(DeskError, match="round_unfinished"):
        notices.draft_notice(desk, empty, title="公示", published_on=FRIDAY)
    following.reduce_places(sign_in("总监票"), empty, reason="会议决定空缺")
    with pytest.raises(DeskError, match="nobody"):
        notices.draft_notice(desk, empty, title="公示", published_on=FRIDAY)


def test_one_notice_a_round_and_one_publication(desk, published):
    with pytest.raises(DeskError, match=r"notice\.exists"):
        notices.draft_notice(desk, 1, title="公示", published_on=FRIDAY)
    with pytest.raises(DeskError, match=r"notice\.published"):
        publishing.publish_notice(desk, published)


def test_empty_contacts_stop_the_printing_and_nothing_is_kept(desk, closed_round):
    notice_id = notices.draft_notice(desk, closed_round(), title="公示", published_on=FRIDAY)
    with pytest.raises(DeskError, match=r"notice\.contact_missing"):
        publishing.publish_notice(desk, notice_id)
    assert notices.read_notice(desk, notice_id).row.state == "draft"
    assert [row.kind for row in issued.list_issued(desk)] == ["ballot"]


def test_the_printed_notice_says_what_the_rule_asks(desk, contacts, closed_round):
    notice_id = notices.draft_notice(desk, closed_round(), title="干部公示", published_on=FRIDAY)
    text = "".join("".join(page_texts(publishing.preview_notice(desk, notice_id))).split())
    for words in (*CONTACTS.values(), "丁一", "王二小", "2026年11月20日", "2026年11月26日"):
        assert words in text
    assert "李四光" not in text


def text_of(desk, kind="notice_cadre"):
    return next(row for row in office_texts.list_texts(desk) if row.kind == kind).text


def test_the_office_words_its_own_notice(desk, contacts, closed_round):
    text = text_of(desk)
    office_texts.save_text(desk, "notice_cadre", text.replace("实事求是", "有根有据"))
    notice_id = notices.draft_notice(desk, closed_round(), title="公示", published_on=FRIDAY)
    pages = "".join(page_texts(publishing.preview_notice(desk, notice_id)))
    assert "有根有据" in "".join(pages.split())
    with pytest.raises(DeskError, match=r"template\."):
        office_texts.save_text(desk, "notice_cadre", text + "{没有这一项}")
    with pytest.raises(DeskError, match=r"notice\.forbidden_word"):
        office_texts.save_text(desk, "notice_cadre", text + "\n予以表彰。")
    office_texts.reset_text(desk, "notice_cadre")
    assert text_of(desk) == text


def test_a_text_that_an_older_version_kept_holds_until_it_is_changed(desk):
    with desk.writing.begin() as session:
        session.add(SchemeValue(key="template.notice.unit", value="旧的文字", source=""))
    assert text_of(desk, "notice_unit") == "旧的文字"
    office_texts.reset_text(desk, "notice_unit")
    assert text_of(desk, "notice_unit").startswith("【标题】")


def object_to(desk, notice_id, at=0, **changes):
    entry = notices.read_notice(desk, notice_id).entries[at]
    told = {"received_on": FRIDAY, "signed": True, "text": "反映某事"}
    return notices.record_objection(desk, notice_id, entry.candidate_id, **(told | changes))


@pytest.mark.parametrize(
    ("end", "state", "confirmed"),
    [
        pytest.param(ObjectionEnd.UNFOUNDED, "stands", 2, id="NOTICE-05 unfounded"),
        pytest.param(ObjectionEnd.MINOR, "reminded", 2, id="NOTICE-05 minor"),
        pytest.param(ObjectionEnd.SERIOUS, "taken_off", 1, id="NOTICE-05 serious"),
    ],
)
def test_an_objection_comes_to_its_end(desk, published, clock, end, state, confirmed):
    objection = object_to(desk, published)
    clock.now += timedelta(days=10)
    with pytest.raises(DeskError, match=r"notice\.objections_open"):
        notices.confirm_list(desk, published)
    with pytest.raises(DeskError, match=r"notice\.answer_missing"):
        notices.settle_objection(desk, objection, end=end, answer=" ")
    notices.settle_objection(desk, objection, end=end, answer="经核查")
    with pytest.raises(DeskError, match=r"notice\.objection_settled"):
        notices.settle_objection(desk, objection, end=end, answer="再次")
    detail = notices.read_notice(desk, published)
    assert detail.entries[0].state == state
    notices.confirm_list(desk, published)
    assert len(rewards.list_honours(desk)) == confirmed
    with pytest.raises(DeskError, match=r"notice\.confirmed"):
        notices.confirm_list(desk, published)


def test_who_is_held_back_comes_onto_the_list_when_it_is_cleared_up(desk, published, clock):
    objection = object_to(desk, published)
    notices.settle_objection(desk, objection, end=ObjectionEnd.HELD_BACK, answer="待查")
    assert notices.read_notice(desk, published).objections[0].held_until == date(2027, 2, 18)
    clock.now += timedelta(days=10)
    notices.confirm_list(desk, published)
    assert len(rewards.list_honours(desk)) == 1
    clock.now += timedelta(days=60)
    notices.settle_objection(desk, objection, end=ObjectionEnd.UNFOUNDED, answer="已查清")
    assert len(rewards.list_honours(desk)) == 2


def test_nobody_is_held_back_longer_than_three_months(desk, published, clock):
    objection = object_to(desk, published)
    notices.settle_objection(desk, objection, end=ObjectionEnd.HELD_BACK, answer="待查")
    clock.now += timedelta(days=92)  # 18 February, the last day
    notices.settle_objection(desk, objection, end=ObjectionEnd.HELD_BACK, answer="仍待查")
    clock.now += timedelta(days=1)
    with pytest.raises(DeskError, match=r"notice\.held_too_long"):
        notices.settle_objection(desk, objection, end=ObjectionEnd.HELD_BACK, answer="再等")
    notices.settle_objection(desk, objection, end=ObjectionEnd.SERIOUS, answer="属实")


def test_a_running_notice_is_not_confirmed(desk, published, clock):
    clock.now += timedelta(days=8)  # 26 November, its last day
    with pytest.raises(DeskError, match=r"notice\.running"):
        notices.confirm_list(desk, published)
    clock.now += timedelta(days=1)
    assert notices.read_notice(desk, published).row.state == "ended"
    notices.confirm_list(desk, published)
    assert notices.list_notices(desk)[0].state == "confirmed"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"received_on": date(2026, 11, 1)}, "objection_early"),
        ({"text": ""}, "objection_empty"),
    ],
)
def test_an_objection_that_cannot_be_is_refused(desk, published, told, code):
    with pytest.raises(DeskError, match=code):
        object_to(desk, published, **told)


def test_an_objection_needs_a_published_notice_and_a_name_on_it(desk, contacts, closed_round):
    notice_id = notices.draft_notice(desk, closed_round(), title="公示", published_on=FRIDAY)
    with pytest.raises(DeskError, match=r"notice\.unpublished"):
        object_to(desk, notice_id)
    with pytest.raises(DeskError, match=r"notice\.unpublished"):
        notices.confirm_list(desk, notice_id)
    publishing.publish_notice(desk, notice_id)
    with pytest.raises(DeskError, match=r"notice\.not_on_it"):
        notices.record_objection(
            desk, notice_id, 99, received_on=FRIDAY, signed=False, text="反映"
        )
    for call in (
        lambda: notices.read_notice(desk, 99),
        lambda: notices.settle_objection(desk, 99, end=ObjectionEnd.MINOR, answer="无"),
    ):
        with pytest.raises(DeskError, match="unknown"):
            call()


def test_rewards_follow_the_confirmed_list(desk, published, clock):
    told = {"kind": RewardKind.PROMOTION, "on": date(2027, 3, 1), "text": "任副局长"}
    with pytest.raises(DeskError, match=r"reward\.not_confirmed"):
        rewards.record_reward(desk, 1, **told)
    assert rewards.promotion_shares(desk) == {}
    clock.now += timedelta(days=30)
    notices.confirm_list(desk, published)
    honoured = rewards.list_honours(desk)[0]
    with pytest.raises(DeskError, match=r"reward\.empty"):
        rewards.record_reward(desk, honoured.id, **(told | {"text": ""}))
    with pytest.raises(DeskError, match=r"reward\.too_early"):
        rewards.record_reward(desk, honoured.id, **(told | {"on": date(2025, 3, 1)}))
    rewards.record_reward(desk, honoured.id, **told)
    share = rewards.promotion_shares(desk)[2026]
    assert (share.numerator, share.denominator, share.per_cent) == (1, 2, 50.0)
    assert [row.name for row in rewards.list_rewards(desk)] == ["丁一"]
    assert rewards.list_honours(desk)[0].promoted_on == date(2027, 3, 1)


def test_a_unit_is_not_promoted(desk, contacts, closed_round, clock):
    notice_id = notices.draft_notice(
        desk, closed_round(track=Track.UNIT), title="单位公示", published_on=FRIDAY
    )
    publishing.publish_notice(desk, notice_id)
    clock.now += timedelta(days=30)
    notices.confirm_list(desk, notice_id)
    unit = rewards.list_honours(desk)[0]
    with pytest.raises(DeskError, match=r"reward\.not_a_cadre"):
        rewards.record_reward(desk, unit.id, kind=RewardKind.TRAINING, on=FRIDAY, text="培训")
    rewards.record_reward(desk, unit.id, kind=RewardKind.REWARD, on=FRIDAY, text="一次性奖励")
    assert rewards.promotion_shares(desk) == {}


def test_report_and_list_are_two_documents(desk, sign_in, closed_round, contacts):
    chief = sign_in("总监票")
    round_id = closed_round()
    report = count_papers.print_report(chief, round_id)
    elected = count_papers.print_elected(chief, round_id)
    figures = "".join("".join(page_texts(issued.read_issued(desk, report.id))).split())
    public = "".join("".join(page_texts(issued.read_issued(desk, elected.id))).split())
    assert "总监票人" in figures
    assert "丁一" in public
    assert "同意" not in public
    assert "8" not in public.replace("2026年11月18日", "").replace("2026年11月17日", "")[:60]


def test_an_issued_paper_that_was_touched_is_noticed(desk, opened_round):
    opened_round()
    row = issued.list_issued(desk)[0]
    path = desk.folder / "issued" / issued.file_name(row.digest)
    assert issued.read_issued(desk, row.id) == path.read_bytes()
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DeskError, match=r"issued\.changed"):
        issued.read_issued(desk, row.id)
    path.unlink()
    with pytest.raises(DeskError, match=r"issued\.lost"):
        issued.read_issued(desk, row.id)
    with pytest.raises(DeskError, match=r"issued\.unknown"):
        issued.read_issued(desk, 99)


def test_a_disk_that_refuses_leaves_the_round_as_it_was(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    (desk.folder / "issued").rmdir()
    (desk.folder / "issued").write_text("in the way")
    with pytest.raises(DeskError, match=r"issued\.unwritable"):
        count_papers.print_ballot(desk, round_id, copies=3)
    assert rounds.list_rounds(desk)[0].state is RoundState.FROZEN
    with pytest.raises(DeskError, match=r"ballot\.copies"):
        count_papers.print_ballot(desk, round_id, copies=0)


def test_drafting_the_notice_ends_the_ballot_and_the_first_reward_begins_the_follow_up(
    desk, contacts, closed_round, clock
):
    round_id = closed_round()
    at_stage(desk, Stage.BALLOT)
    notice_id = notices.draft_notice(desk, round_id, title="公示", published_on=FRIDAY)
    assert stages.read_stages(desk)[1].stage is Stage.NOTICE
    publishing.publish_notice(desk, notice_id)
    clock.now += timedelta(days=30)
    notices.confirm_list(desk, notice_id)
    assert stages.read_stages(desk)[1].stage is Stage.CONFIRMED
    honoured = rewards.list_honours(desk)[0]
    told = {"kind": RewardKind.REWARD, "on": FRIDAY, "text": "一次性奖励"}
    rewards.record_reward(desk, honoured.id, **told)
    rewards.record_reward(desk, honoured.id, **told)
    assert stages.read_stages(desk)[1].stage is Stage.REWARDS


def test_an_open_ballot_is_not_ended_by_a_notice(desk, contacts, opened_round):
    round_id = opened_round()
    with pytest.raises(DeskError, match=r"notice\.round_open"):
        notices.draft_notice(desk, round_id, title="公示", published_on=FRIDAY)
    assert stages.read_stages(desk)[1].stage is Stage.BALLOT


class TestChanges:
    """Nine members, two places: three are over the threshold, one of them without a place."""

    SHEETS = ("yyny", "ynyy", "nyyy", "yyny", "nnyy", "yyyn", "yyyn", "yyyn")

    @pytest.fixture
    def live(self, desk, contacts, closed_round):
        round_id = closed_round(self.SHEETS, places=3)
        notice_id = notices.draft_notice(desk, round_id, title="公示", published_on=FRIDAY)
        publishing.publish_notice(desk, notice_id)
        return notice_id

    def entry(self, desk, notice_id, at=0):
        return notices.read_notice(desk, notice_id).entries[at]

    def test_who_is_taken_off_makes_room_for_one_over_the_threshold(self, desk, live, clock):
        (after,) = notice_changes.list_successors(desk, live)
        assert after.yes == 5
        told = {"title": "补充公示", "published_on": FRIDAY}
        with pytest.raises(DeskError, match=r"notice\.too_many_successors"):
            notice_changes.draft_supplementary(desk, live, [after.candidate_id], **told)
        first = self.entry(desk, live)
        notice_changes.take_off(desk, live, first.candidate_id, reason="本人放弃")
        second = notice_changes.draft_supplementary(desk, live, [after.candidate_id], **told)
        with pytest.raises(DeskError, match=r"notice\.no_successor"):
            notice_changes.draft_supplementary(desk, live, [after.candidate_id], **told)
        publishing.publish_notice(desk, second)
        clock.now += timedelta(days=30)
        notices.confirm_list(desk, live)
        assert first.name not in {row.name for row in rewards.list_honours(desk)}
        assert len(rewards.list_honours(desk)) == 2
        notices.confirm_list(desk, second)
        assert after.name in {row.name for row in rewards.list_honours(desk)}

    def test_an_objection_that_takes_somebody_off_makes_room_too(self, desk, live):
        objection = object_to(desk, live)
        notices.settle_objection(desk, objection, end=ObjectionEnd.SERIOUS, answer="属实")
        (after,) = notice_changes.list_successors(desk, live)
        notice_changes.draft_supplementary(
            desk, live, [after.candidate_id], title="补充公示", published_on=FRIDAY
        )

    @pytest.mark.parametrize(
        ("candidate", "reason", "code"),
        [(None, " ", "reason.missing"), (9999, "理由", "notice.not_on_it")],
    )
    def test_taking_off_needs_a_name_and_a_reason(self, desk, live, candidate, reason, code):
        who = candidate or self.entry(desk, live).candidate_id
        with pytest.raises(DeskError, match=code.replace(".", r"\.")):
            notice_changes.take_off(desk, live, who, reason=reason)

    def test_nobody_is_taken_off_twice_or_after_the_list_is_confirmed(self, desk, live, clock):
        first, second = (self.entry(desk, live, at).candidate_id for at in (0, 1))
        notice_changes.take_off(desk, live, first, reason="放弃")
        with pytest.raises(DeskError, match=r"notice\.taken_off"):
            notice_changes.take_off(desk, live, first, reason="放弃")
        clock.now += timedelta(days=30)
        notices.confirm_list(desk, live)
        with pytest.raises(DeskError, match=r"notice\.confirmed"):
            notice_changes.take_off(desk, live, second, reason="放弃")

    def test_a_supplementary_notice_is_told_whole(self, desk, live):
        (after,) = notice_changes.list_successors(desk, live)
        for changes, code in (
            ({"title": " "}, "notice.untitled"),
            ({"published_on": date(2026, 11, 19)}, "notice.before_first"),
        ):
            told = {"title": "补充公示", "published_on": FRIDAY} | changes
            with pytest.raises(DeskError, match=code.replace(".", r"\.")):
                notice_changes.draft_supplementary(desk, live, [after.candidate_id], **told)

    def test_a_supplementary_notice_names_the_first_and_the_cause_alone(self, desk, live):
        (after,) = notice_changes.list_successors(desk, live)
        first, second = (self.entry(desk, live, at) for at in (0, 1))
        notice_changes.take_off(
            desk, live, first.candidate_id, reason="家中老人病重", cause=TakenOffCause.DECLINED
        )
        objection = object_to(desk, live, at=1)
        notices.settle_objection(desk, objection, end=ObjectionEnd.SERIOUS, answer="属实")
        made = notice_changes.draft_supplementary(
            desk, live, [after.candidate_id], title="补充公示", published_on=date(2026, 11, 24)
        )
        row = publishing.publish_notice(desk, made)
        text = "".join("".join(page_texts(issued.read_issued(desk, row.id))).split())
        assert row.kind == "supplement"
        assert "当选人选补充公示" in text
        assert "市委组织部于2026年11月20日发布《公示》" in text
        assert "1名因本人申请、1名因不再符合规定条件，不再作为当选人选" in text
        assert "2026年11月24日至2026年11月30日（不少于5个工作日）" in text
        assert after.name in text
        assert not [word for word in ("病重", first.name, second.name) if word in text]
        assert publishing.preview_notice(desk, live) != publishing.preview_notice(desk, made)

    def test_who_was_taken_off_before_there_were_causes_went_for_other_ones(self, desk, live):
        gone = self.entry(desk, live)
        notice_changes.take_off(desk, live, gone.candidate_id, reason="本人放弃")
        with desk.writing.begin() as session:
            entry = notices.find(session, live).entries[0]
            entry.taken_off_cause = None
        with desk.reading() as session:
            ((entry, cause),) = notice_changes.taken_off(session, notices.find(session, live))
            assert (entry.name, cause) == (gone.name, TakenOffCause.OTHER)
