"""Odd ways of a ballot between two machines: several sittings, a changed office, broken power."""

# ruff: noqa: F811 - fixtures come in by their names

import shutil
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from sqlalchemy import select, update

from tests.conftest import PEOPLE
from tests.services.carrying import KEYS, count_at
from tests.services.conftest import FRIDAY, hand_out, marks, meeting_of, take_back
from tests.services.conftest import KEYS as HERE
from tests.services.test_carrying import (  # noqa: F401 - fixtures
    RUNOFF,
    SHEETS,
    away,
    code,
    counted,
    found_on,
    partner,
    station,
    stations,
    taken_in,
)
from tests.staging import at_stage, zeroed
from zjgdesk.errors import DeskError
from zjgdesk.exchange import media
from zjgdesk.models.candidates import Organisation
from zjgdesk.models.rounds import Settlement
from zjgdesk.models.workspace import OfficeText
from zjgdesk.rules.ballots import Count
from zjgdesk.rules.keying import pack
from zjgdesk.rules.vocabulary import PackageKind, RoundState, Stage, Track
from zjgdesk.services import (
    archiving,
    box,
    bringing_back,
    count_papers,
    counting,
    following,
    hand_count,
    handing_over,
    keying,
    notices,
    office_texts,
    overview,
    packages,
    papers,
    result_intake,
    round_facts,
    round_papers,
    rounds,
    settling,
    taking_in,
    trail,
)
from zjgdesk.services.desk import Actor
from zjgdesk.services.round_detail import read_round


class PowerCutError(BaseException):
    """The machine goes dark: nothing is tidied up."""


@pytest.fixture
def power_cut(monkeypatch):
    """Go dark between the writing of the package and the keeping of its record, or after both."""

    def arm(module, name):
        def dark(*_args, **_kwargs):
            raise PowerCutError

        monkeypatch.setattr(module, name, dark)
        monkeypatch.setattr(media, "discard", lambda _target: None)

    yield arm
    monkeypatch.undo()


def printed(desk, new_round, **changes):
    round_id = rounds.define_round(desk, new_round(**changes))
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=10)
    return round_id


def hand_over(desk, round_id, partner, target):
    meeting_id = meeting_of(desk, round_id)
    return handing_over.hand_over(desk, meeting_id, partner, target=target, medium="光盘 1")


@pytest.fixture
def two(desk, partner, new_round, tmp_path):
    """Two sittings, a cadres' and a units' ballot, on one disc."""
    disc = tmp_path / "盘"
    first = printed(desk, new_round, title="甲")
    second = printed(desk, new_round, title="乙", meeting="第二次会议", track=Track.UNIT)
    hand_over(desk, first, partner, disc / "二号夹")
    hand_over(desk, second, partner, disc / "一号夹")
    return disc, (first, second)


def test_two_sittings_go_over_one_machine_and_come_back_in_either_order(
    desk, two, station, tmp_path
):
    disc, ours = two
    chief = station.desk("总监票")
    for name in ("二号夹", "一号夹"):
        taking_in.take_in(chief, found_on(disc / name), medium="盘")
    there = rounds.list_rounds(chief)
    for row in there:
        zeroed(chief, row.id)
        count_at(station, row.id, ["yyna"] * 4 + ["ynya"] * 4)
        back = tmp_path / "回" / row.title
        bringing_back.bring_back(chief, row.meeting_id, target=back, medium="盘")
        result_intake.take_in_result(desk, found_on(back), medium="盘")
    assert [read_round(desk, each).row.state for each in ours] == [RoundState.CLOSED] * 2
    assert [read_round(desk, each).row.track for each in ours] == [Track.CADRE, Track.UNIT]


def test_several_new_packages_on_one_disc_are_named_in_their_order(two, station):
    """The newest read first would shut the other out in the middle of a meeting."""
    disc, chief = two[0], station.desk("总监票")
    with pytest.raises(DeskError) as caught:
        packages.best_of(chief, packages.find_on(disc), PackageKind.BALLOT)
    assert (caught.value.code, caught.value.facts["names"]) == (
        "package.several", ["二号夹", "一号夹"]
    )  # fmt: skip
    taking_in.take_in(chief, found_on(disc / "二号夹"), medium="盘")
    best = packages.best_of(chief, packages.find_on(disc), PackageKind.BALLOT)
    assert best.name == "一号夹"
    taking_in.take_in(chief, best, medium="盘")
    spent = packages.best_of(chief, packages.find_on(disc), PackageKind.BALLOT)
    assert code(taking_in.take_in, chief, spent, medium="盘") == "package.already_read"


def test_a_stranger_s_package_does_not_hide_the_one_that_is_meant(two, station, tmp_path):
    disc, chief = two[0], station.desk("总监票")
    own = packages.find_on(disc / "二号夹")
    manifest = own[0].files["manifest.json"]
    forged = manifest.replace(b'"number":1', b'"number":99').replace(b'"sender":"', b'"sender":"9')
    assert forged != manifest
    lure = packages.Found("冒充", {**own[0].files, "manifest.json": forged})
    assert packages.best_of(chief, [lure, *own], PackageKind.BALLOT).name == "二号夹"


def test_a_round_that_is_not_frozen_keeps_its_sitting_here_and_is_named(
    desk, partner, new_round, tmp_path
):
    first = printed(desk, new_round, title="甲")
    meeting_id = meeting_of(desk, first)
    rounds.define_round(desk, new_round(title="乙", meeting_id=meeting_id, track=Track.UNIT))
    with pytest.raises(DeskError) as caught:
        hand_over(desk, first, partner, tmp_path / "x")
    assert (caught.value.code, caught.value.facts) == (
        "package.round_not_frozen", {"title": "乙"}
    )  # fmt: skip
    assert list(tmp_path.glob("x*")) == []


def test_power_cut_before_the_record_leaves_nothing_that_reads(
    desk, partner, new_round, tmp_path, power_cut, monkeypatch
):
    round_id, disc = printed(desk, new_round), tmp_path / "盘"
    power_cut(trail, "append")
    with pytest.raises(PowerCutError):
        hand_over(desk, round_id, partner, disc / "票决")
    assert [path.name for path in disc.iterdir()] == ["票决.part"]
    assert code(packages.find_on, disc) == "package.none_here"
    monkeypatch.undo()
    assert read_round(desk, round_id).row.state is RoundState.PRINTED
    assert hand_over(desk, round_id, partner, disc / "票决").number == 1
    assert [path.name for path in disc.iterdir()] == ["票决"]


def test_power_cut_after_the_record_is_mended_by_recalling(
    desk, partner, new_round, tmp_path, power_cut, monkeypatch
):
    round_id, disc = printed(desk, new_round), tmp_path / "盘"
    power_cut(media, "finish")
    with pytest.raises(PowerCutError):
        hand_over(desk, round_id, partner, disc / "票决")
    assert code(packages.find_on, disc) == "package.none_here"
    monkeypatch.undo()
    assert read_round(desk, round_id).row.state is RoundState.CARRIED
    handing_over.recall(desk, meeting_of(desk, round_id), reason="断电")
    assert hand_over(desk, round_id, partner, disc / "票决").number == 2


def test_a_stick_pulled_at_the_last_step_is_told(desk, partner, new_round, tmp_path, monkeypatch):
    round_id, disc = printed(desk, new_round), tmp_path / "盘"
    real = media.finish

    def pulled(target):
        shutil.rmtree(disc)
        real(target)

    monkeypatch.setattr(media, "finish", pulled)
    assert code(hand_over, desk, round_id, partner, disc / "票决") == "package.unfinished"
    assert read_round(desk, round_id).row.state is RoundState.CARRIED


def test_a_wording_that_the_office_took_back_is_taken_back_at_the_machine_too(
    desk, partner, new_round, station, tmp_path
):
    """Else the second sitting would be printed in the first one's words."""
    kind = next(k for k, each in taking_in.ALL.items() if each.group in handing_over.TEXTS)
    with desk.writing.begin() as session:
        session.add(OfficeText(kind=kind, text="另写的", at=desk.clock(), actor="经办人"))
    hand_over(desk, printed(desk, new_round, title="甲"), partner, tmp_path / "一")
    chief = station.desk("总监票")
    taking_in.take_in(chief, found_on(tmp_path / "一"), medium="盘")
    with chief.reading() as session:
        assert office_texts.text_of(session, kind) == "另写的"
    office_texts.reset_text(desk, kind)
    hand_over(desk, printed(desk, new_round, title="乙", meeting="二"), partner, tmp_path / "二")
    taking_in.take_in(chief, found_on(tmp_path / "二"), medium="盘")
    with chief.reading() as session:
        assert office_texts.text_of(session, kind) == ""


def test_the_register_as_it_stands_at_the_office_orders_the_names_of_a_runoff(
    desk, partner, new_round, make_candidates, station, tmp_path
):
    def units(number):
        found = [make_candidates([f"{p}{number}"], Track.UNIT, p) for p in ("甲镇", "乙镇")]
        return tuple(each for ids in found for each in ids)

    how = {"track": Track.UNIT, "places": 1}
    first = printed(desk, new_round, title="甲", candidate_ids=units(1), **how)
    hand_over(desk, first, partner, tmp_path / "一")
    chief = station.desk("总监票")
    taking_in.take_in(chief, found_on(tmp_path / "一"), medium="盘")
    with desk.writing.begin() as session:
        session.execute(update(Organisation).where(Organisation.name == "甲镇").values(position=9))
    second = printed(desk, new_round, title="乙", meeting="二", candidate_ids=units(2), **how)
    hand_over(desk, second, partner, tmp_path / "二")
    taking_in.take_in(chief, found_on(tmp_path / "二"), medium="盘")
    with chief.reading() as session:
        told = session.query(Organisation).order_by(Organisation.position)
        assert [each.name for each in told] == ["乙镇", "甲镇"]


def test_a_result_that_fails_half_way_leaves_no_file_behind(
    desk, away, station, tmp_path, monkeypatch
):
    first, _second = counted(station, away[1])
    chief = station.desk("总监票")
    back = tmp_path / "结果"
    meeting_id = read_round(chief, first).row.meeting_id
    bringing_back.bring_back(chief, meeting_id, target=back, medium="盘")
    before = {path for path in desk.folder.rglob("*") if path.is_file()}
    real, kept = papers.keep, []

    def full(*args, **kwargs):
        if kept:
            raise DeskError("disk.full", rule="DESK-07")
        kept.append(real(*args, **kwargs))
        return kept[0]

    monkeypatch.setattr(papers, "keep", full)
    assert code(result_intake.take_in_result, desk, found_on(back), medium="盘") == "disk.full"
    assert {path for path in desk.folder.rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    assert result_intake.take_in_result(desk, found_on(back), medium="盘").documents > 1


HARD = ["yyun", "yynn", "yynn", "ynnn", "ynnn", "nnaa", "nnaa", None]


def hard_count(station, round_id):
    """A count with an unclear mark, a disagreement, an invalid paper and a wrong hand count."""
    chief = station.desk("总监票")
    meeting_id = read_round(chief, round_id).row.meeting_id
    box.open_rounds(chief, meeting_id, present=8, issued={round_id: 8}, keys=KEYS)
    box.take_back(chief, meeting_id, figures={round_id: box.Returned(8, 1, 1)})
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        keyed = [HARD[0], "nynn", *HARD[2:]] if pass_no == 1 else HARD
        for number, letters in enumerate(keyed, start=1):
            keying.key_paper(
                station.desk(teller),
                round_id,
                pass_no=pass_no,
                paper_no=number,
                marks=None if letters is None else marks(letters),
                invalid="" if letters else "！!写了名字",
                token=f"{pass_no}-{number}",
            )
        keying.finish_pass(station.desk(teller), round_id, pass_no)
    for cell in read_round(chief, round_id).differences:
        settling.settle_difference(
            chief, round_id, paper_no=cell.paper_no, position=cell.position,
            mark="no" if cell.doubt else "yes", witness="监票乙", how="!当面看票",
        )  # fmt: skip
    wrong = [Count(5, 2, 0, 0)] * 4
    hand_count.record_hand_count(chief, round_id, valid=7, invalid=1, counts=wrong)
    hand_count.explain_hand_count(chief, round_id, reason="手工漏记", witness="监票乙")
    return counting.close_round(chief, round_id, keys=KEYS)


def test_all_that_was_settled_and_explained_at_the_count_comes_back(
    desk, sign_in, away, station, tmp_path, contacts
):
    round_id, disc = away
    there, chief = taken_in(station, disc), station.desk("总监票")
    zeroed(chief, there)
    outcome = hard_count(station, there)
    assert len(outcome.elected) == 1
    count_papers.print_report(chief, there)
    following.reduce_places(chief, there, reason="会议决定空缺")
    back, meeting_id = tmp_path / "结果", read_round(chief, there).row.meeting_id
    bringing_back.bring_back(chief, meeting_id, target=back, medium="盘")
    result_intake.take_in_result(desk, found_on(back), medium="盘")
    mine, theirs = read_round(desk, round_id), read_round(chief, there)
    same = (
        "outcome", "reduced_reason", "hand_count", "settled", "differences", "statistics",
        "first_done", "second_done", "ledger", "first_teller", "second_teller",
    )  # fmt: skip
    for name in same:
        assert getattr(mine, name) == getattr(theirs, name), name
    with desk.reading() as here, chief.reading() as other:
        told = [
            sorted(
                (p.marks or (), p.invalid or "") for p in round_papers.closed_papers(session, each)
            )
            for session, each in ((here, round_id), (other, there))
        ]
        assert told[0] == told[1]
        assert [invalid for _marks, invalid in told[0] if invalid] == ["！!写了名字"]
        settled = [
            sorted(bringing_back._settlements(session, each))
            for session, each in ((here, round_id), (other, there))
        ]
        assert settled[0] == settled[1] != []
    at_stage(desk, Stage.NOTICE)
    notice_id = notices.draft_notice(desk, round_id, title="公示", published_on=FRIDAY)
    assert notices.read_notice(desk, notice_id)
    assert code(archiving.archive_round, sign_in("总监票"), round_id, tmp_path / "档") == (
        "archive.at_station"
    )


def test_rounds_that_were_recalled_and_sent_anew_are_named_at_the_machine(
    desk, away, partner, station, tmp_path
):
    """Two rounds of one title lie there then; the older one's result would be refused."""
    round_id, disc = away
    chief = station.desk("总监票")
    first = taking_in.take_in(chief, found_on(disc), medium="盘")
    assert taking_in.stale_rounds(chief, first) == ()
    handing_over.recall(desk, meeting_of(desk, round_id), reason="名额改了")
    hand_over(desk, round_id, partner, tmp_path / "再")
    second = taking_in.take_in(chief, found_on(tmp_path / "再"), medium="盘")
    title = read_round(desk, round_id).row.title
    assert taking_in.stale_rounds(chief, second) == (title,)
    assert taking_in.stale_rounds(chief, first) == ()
    (old,) = (row.id for row in rounds.list_rounds(chief) if row.meeting_id == first)
    rounds.void_round(chief, old, reason="重新移交")
    assert taking_in.stale_rounds(chief, second) == ()


def test_rounds_go_to_counting_machines_alone(station, away, partner, tmp_path):
    there = taken_in(station, away[1])
    clerk = station.desk("经办人")
    assert code(hand_over, clerk, there, partner, tmp_path / "x") == "machine.unknown"


def test_the_overview_waits_for_what_is_away(desk, away):
    told = {row.code: row.count for row in overview.read_overview(desk).waiting}
    assert (told["rounds_away"], told.get("rounds_open", 0)) == (1, 0)


def test_a_round_counted_here_before_its_runoff_went_away_is_archived_here(
    desk, zeroed_round, key_pass, partner, station, tmp_path
):
    """Its trail is here; the runoff's is at the machine."""
    first, chief = zeroed_round(), replace(desk, actor=Actor("总监票", PEOPLE["总监票"]))
    hand_out(chief, first)
    take_back(chief, first)
    for pass_no in (1, 2):
        key_pass(first, pass_no, SHEETS)
    counting.close_round(chief, first, keys=HERE)
    second = following.succeed_round(chief, first)
    rounds.freeze_round(desk, second)
    count_papers.print_ballot(desk, second, copies=10)
    hand_over(desk, second, partner, tmp_path / "票决")
    there, their_chief = taken_in(station, tmp_path / "票决"), station.desk("总监票")
    assert read_round(their_chief, there).definition_digest == (
        read_round(desk, second).definition_digest
    )
    zeroed(their_chief, there)
    count_at(station, there, RUNOFF)
    count_papers.print_report(their_chief, there)
    meeting_id = read_round(their_chief, there).row.meeting_id
    bringing_back.bring_back(their_chief, meeting_id, target=tmp_path / "果", medium="盘")
    result_intake.take_in_result(desk, found_on(tmp_path / "果"), medium="盘")
    assert [read_round(desk, each).counted_elsewhere for each in (first, second)] == [False, True]
    assert archiving.archive_round(chief, first, tmp_path / "档").papers == len(SHEETS)
    assert code(archiving.archive_round, chief, second, tmp_path / "档二") == "archive.at_station"
    with desk.reading() as session:
        chain = notices.elected_of_chain(session, round_facts.find(session, second))
        assert len(chain) == 2


def test_a_result_tells_no_order_and_no_number_of_papers(away, station):
    """Two results of one count have their papers and settlements in orders of their own."""
    there, chief = taken_in(station, away[1]), station.desk("总监票")
    zeroed(chief, there)
    hard_count(station, there)
    told = []
    for _ in range(2):
        with chief.reading() as session:
            told.append(bringing_back._told(chief, session, round_facts.find(session, there)))
            kept = session.scalars(select(Settlement.paper_no)).all()
    assert kept
    assert set(kept) == {None}
    assert told[0].papers != told[1].papers
    assert sorted(told[0].papers) == sorted(told[1].papers)
    keyed = [pack(marks(each)) for each in HARD if each]
    assert [each for each in told[0].papers if not each.startswith("!")] != keyed


def test_nobody_is_named_outside_the_sealed_content(desk, away, station, tmp_path):
    """Folder, file names, manifest, and the words of the register page."""
    disc = away[1]
    names = [entry.name for entry in read_round(desk, away[0]).entries]
    page = pdfium.PdfDocument((disc / "register.pdf").read_bytes())
    words = "".join(sheet.get_textpage().get_text_bounded() for sheet in page)
    page.close()
    plain = words + (disc / "manifest.json").read_text() + str(sorted(disc.rglob("*")))
    assert "光盘 1" in plain
    assert not [name for name in names if name in plain]
