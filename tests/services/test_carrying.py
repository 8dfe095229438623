"""A ballot goes to the counting machine and its result comes back, over media that get lost."""

import shutil
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
import zxingcpp

from tests.conftest import Clock, trail_of
from tests.services.carrying import Station, count_at, introduce, make_station
from tests.services.conftest import KEYS, meeting_of
from tests.staging import zeroed
from zjgdesk.documents.media_register import Matter
from zjgdesk.errors import DeskError
from zjgdesk.exchange.packages import CONTENT, MANIFEST, SIGNATURE
from zjgdesk.rules.vocabulary import OrderedList, PackageKind, RoundState
from zjgdesk.services import (
    box,
    bringing_back,
    count_papers,
    following,
    hand_order,
    handing_over,
    issued,
    machines,
    media_register,
    own_strokes,
    packages,
    result_intake,
    rounds,
    taking_in,
)
from zjgdesk.services.code_sheets import Parts
from zjgdesk.services.round_detail import read_round

SHEETS = ["yyna"] * 3 + ["ynya"] * 3 + ["nyya", "nyya"]  # 6 yes, 5 yes, 5 yes: one is elected
RUNOFF = ["yn"] * 5 + ["ny"] * 3


@pytest.fixture(scope="module")
def stations(tmp_path_factory):
    """Two new counting machines, switched off."""
    folder = tmp_path_factory.mktemp("stations")
    return [make_station(folder / str(seed), Clock(), seed) for seed in (11, 12)]


@pytest.fixture
def station(tmp_path, clock, stations):
    made = Station(shutil.copytree(stations[0], tmp_path / "计票机"), clock)
    yield made
    made.close()


@pytest.fixture
def partner(sign_in, station, tmp_path):
    """The station's number at the office; both know one another."""
    office, there = sign_in("管理员"), station.desk("管理员")
    introduce(there, office, tmp_path / "office.json")
    return introduce(office, there, tmp_path / "station.json")


@pytest.fixture
def away(desk, partner, new_round, tmp_path):
    """A printed round of the office, handed over onto a disc."""
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=10)
    disc = tmp_path / "盘" / "票决"
    handing_over.hand_over(desk, meeting_of(desk, round_id), partner, target=disc, medium="光盘 1")
    return round_id, disc


def found_on(place):
    return packages.find_on(place)[0]


def taken_in(station, disc):
    meeting_id = taking_in.take_in(station.desk("总监票"), found_on(disc), medium="光盘 1")
    (row,) = rounds.list_rounds(station.desk("总监票"))
    assert row.meeting_id == meeting_id
    return row.id


def counted(station, disc):
    """Take the ballot in and count it with its runoff; return both rounds."""
    chief, clerk = station.desk("总监票"), station.desk("经办人")
    first = taken_in(station, disc)
    zeroed(chief, first)
    count_at(station, first, SHEETS)
    count_papers.print_report(chief, first)
    second = following.succeed_round(chief, first)
    rounds.freeze_round(clerk, second)
    count_papers.print_ballot(clerk, second, copies=10)
    zeroed(chief, second)
    count_at(station, second, RUNOFF)
    return first, second


def code(act, *args, **kwargs):
    with pytest.raises(DeskError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def test_the_station_lays_down_what_was_sealed_and_the_office_waits(desk, away, station):
    round_id, disc = away
    there = read_round(station.desk("总监票"), taken_in(station, disc))
    here = read_round(desk, round_id)
    assert there.definition_digest == here.definition_digest
    assert [e.name for e in there.entries] == [e.name for e in here.entries]
    assert (there.row.state, there.printed) == (RoundState.PRINTED, 10)
    assert there.officers == here.officers
    assert here.row.state is RoundState.CARRIED
    again = (desk, round_id)
    assert code(count_papers.print_ballot, *again, copies=1) == "round.carried_away"
    assert code(
        handing_over.hand_over, desk, here.row.meeting_id, 1, target=disc, medium="盘"
    ) == ("round.carried_away")


def test_the_result_comes_back_counted_again_with_its_runoff_and_papers(
    desk, away, station, tmp_path
):
    round_id, disc = away
    first, second = counted(station, disc)
    chief = station.desk("总监票")
    back = tmp_path / "盘" / "结果"
    meeting_id = read_round(chief, first).row.meeting_id
    row = bringing_back.bring_back(chief, meeting_id, target=back, medium="光盘 2")
    assert (row.kind, row.number) == (PackageKind.RESULT, 1)
    taken = result_intake.take_in_result(desk, found_on(back), medium="光盘 2")
    assert taken.rounds[0] == round_id
    assert taken.papers == len(SHEETS) + len(RUNOFF)
    for mine, theirs in zip(taken.rounds, (first, second), strict=True):
        here, there = read_round(desk, mine), read_round(chief, theirs)
        assert here.outcome == there.outcome
        assert here.definition_digest == there.definition_digest
        assert (here.row.state, here.row.title) == (there.row.state, there.row.title)
        assert (here.present, here.issued, here.spoiled, here.left_over, here.returned) == (
            there.present, there.issued, there.spoiled, there.left_over, there.returned
        )  # fmt: skip
        assert (here.first_teller, here.second_teller) == ("计票甲", "计票乙")
        kinds = sorted(row.kind for row in issued.list_issued(desk, f"round:{mine}"))
        assert "report" in kinds or mine != round_id
    assert read_round(desk, taken.rounds[1]).row.predecessor_id == round_id
    report = next(r for r in issued.list_issued(desk, f"round:{round_id}") if r.kind == "report")
    theirs = next(r for r in issued.list_issued(chief, f"round:{first}") if r.kind == "report")
    assert issued.read_issued(desk, report.id) == issued.read_issued(chief, theirs.id)


def test_the_result_goes_over_paper_alone_read_back_in_any_order(desk, away, station):
    first, second = counted(station, away[1])
    chief = station.desk("总监票")
    meeting_id = read_round(chief, first).row.meeting_id
    row = bringing_back.print_code_sheets(chief, meeting_id)
    parts, document = Parts(), pdfium.PdfDocument(issued.read_issued(chief, row.id))
    for page in reversed(range(len(document))):
        picture = document[page].render(scale=200 / 72).to_pil()
        for code in reversed(zxingcpp.read_barcodes(picture)):
            parts.take(code.text)
    document.close()
    found = packages.in_one_piece(parts.whole(), "结果码单")
    taken = result_intake.take_in_result(desk, found, medium="结果码单")
    assert (taken.papers, taken.documents) == (len(SHEETS) + len(RUNOFF), 0)
    for mine, theirs in zip(taken.rounds, (first, second), strict=True):
        assert read_round(desk, mine).outcome == read_round(chief, theirs).outcome


def test_what_went_stands_in_the_register_of_media_with_its_disc(desk, away, station):
    taken_in(station, away[1])
    today = desk.today()
    for side, incoming in ((desk, False), (station.desk("经办人"), True)):
        found = [x for x in media_register.list_media(side, today, today) if x.medium == "光盘 1"]
        assert [(x.matter, x.incoming, x.name) for x in found] == [
            (Matter.PACKAGE, incoming, "票决")
        ]


def test_every_deed_on_both_sides_is_on_the_trail(desk, away, station):
    taken_in(station, away[1])
    assert trail_of(desk)[0].action == "hand_over"
    there = trail_of(station.desk("督查员"))
    assert there[0].action == "take_in_ballot"
    assert [e.action for e in there if "introduc" in e.action] == [
        "write_introduction", "introduce_machine"
    ]  # fmt: skip


def test_a_package_is_read_once(away, station):
    taken_in(station, away[1])
    again = (station.desk("总监票"), found_on(away[1]))
    assert code(taking_in.take_in, *again, medium="盘") == "package.already_read"


def test_an_older_package_is_refused_after_a_newer_one(desk, away, partner, station, tmp_path):
    round_id, disc = away
    handing_over.recall(desk, meeting_of(desk, round_id), reason="光盘遗失")
    newer = tmp_path / "盘" / "再移交"
    handing_over.hand_over(
        desk, meeting_of(desk, round_id), partner, target=newer, medium="光盘 3"
    )
    taken_in(station, newer)
    old = (station.desk("总监票"), found_on(disc))
    assert code(taking_in.take_in, *old, medium="盘") == "package.older"


def test_a_result_that_was_recalled_is_not_taken(desk, away, station, tmp_path):
    round_id, disc = away
    first, _second = counted(station, disc)
    chief, back = station.desk("总监票"), tmp_path / "结果"
    meeting_id = read_round(chief, first).row.meeting_id
    bringing_back.bring_back(chief, meeting_id, target=back, medium="光盘 2")
    handing_over.recall(desk, meeting_of(desk, round_id), reason="改用手工计票")
    assert read_round(desk, round_id).row.state is RoundState.PRINTED
    result = (desk, found_on(back))
    assert code(result_intake.take_in_result, *result, medium="盘") == "package.recalled"
    assert read_round(desk, round_id).row.state is RoundState.PRINTED


def test_a_second_result_of_the_same_sitting_is_refused(desk, away, station, tmp_path):
    first, _second = counted(station, away[1])
    chief = station.desk("总监票")
    meeting_id = read_round(chief, first).row.meeting_id
    for name in ("一", "二"):
        bringing_back.bring_back(chief, meeting_id, target=tmp_path / name, medium="盘")
    result_intake.take_in_result(desk, found_on(tmp_path / "一"), medium="盘")
    second = (desk, found_on(tmp_path / "二"))
    assert code(result_intake.take_in_result, *second, medium="盘") == "package.result_there"


def test_an_unfinished_count_does_not_leave_the_station(away, station, tmp_path):
    round_id = taken_in(station, away[1])
    chief = station.desk("总监票")
    meeting_id = read_round(chief, round_id).row.meeting_id
    out = {"target": tmp_path / "结果", "medium": "盘"}
    assert code(bringing_back.bring_back, chief, meeting_id, **out) == "package.count_unfinished"
    assert not (tmp_path / "结果").exists()


def test_a_void_round_comes_back_void_with_its_reason(desk, away, station, tmp_path):
    round_id = taken_in(station, away[1])
    chief = station.desk("总监票")
    rounds.void_round(chief, round_id, reason="会议改期")
    meeting_id = read_round(chief, round_id).row.meeting_id
    bringing_back.bring_back(chief, meeting_id, target=tmp_path / "结果", medium="盘")
    result_intake.take_in_result(desk, found_on(tmp_path / "结果"), medium="盘")
    here = read_round(desk, away[0])
    assert (here.row.state, here.void_reason) == (RoundState.VOID, "会议改期")


def test_a_package_for_another_machine_or_from_a_stranger_is_refused(
    away, station, stations, clock, tmp_path
):
    other = Station(shutil.copytree(stations[1], tmp_path / "另一台"), clock, seed=12)
    try:
        take = (other.desk("总监票"), found_on(away[1]))
        assert code(taking_in.take_in, *take, medium="盘") == "package.other_machine"
        machines.write_introduction(other.desk("管理员"), tmp_path / "other.json")
        assert code(taking_in.take_in, *take, medium="盘") == "package.unknown_sender"
    finally:
        other.close()
    (office,) = machines.list_machines(station.desk("管理员"))
    machines.withdraw_machine(station.desk("管理员"), office.id, reason="电脑报废")
    withdrawn = (station.desk("总监票"), found_on(away[1]))
    assert code(taking_in.take_in, *withdrawn, medium="盘") == "package.unknown_sender"


def test_kinds_and_places_are_not_mixed_up(desk, away, station):
    take = (station.desk("经办人"), found_on(away[1]))
    assert code(result_intake.take_in_result, *take, medium="盘") == "package.station_only"
    assert code(taking_in.take_in, desk, found_on(away[1]), medium="盘") == "package.office_only"
    assert code(taking_in.take_in, *take, medium=" ") == "package.medium_missing"


def test_wrong_digits_introduce_nobody(sign_in, station, tmp_path):
    office = sign_in("管理员")
    machines.write_introduction(station.desk("管理员"), tmp_path / "card.json")
    found = machines.read_introduction(office, tmp_path / "card.json")
    assert [bool(group) for group in found.groups].count(False) == len(found.hidden)
    assert code(machines.introduce, office, found, "0000000000") == "introduction.wrong_digits"
    assert machines.list_machines(office) == []


def test_a_card_of_one_s_own_or_of_one_s_own_kind_is_refused(
    sign_in, station, stations, clock, tmp_path
):
    office = sign_in("管理员")
    machines.write_introduction(office, tmp_path / "own.json")
    assert code(machines.read_introduction, office, tmp_path / "own.json") == "introduction.own"
    other = Station(shutil.copytree(stations[1], tmp_path / "另一台"), clock, seed=12)
    machines.write_introduction(other.desk("管理员"), tmp_path / "other.json")
    other.close()
    there = station.desk("管理员")
    assert code(machines.read_introduction, there, tmp_path / "other.json") == (
        "introduction.same_purpose"
    )


def test_a_medium_that_holds_no_package_or_half_of_one_says_so(away, tmp_path):
    disc = away[1]
    (tmp_path / "空").mkdir()
    assert code(packages.find_on, tmp_path / "空") == "package.none_here"
    assert code(packages.find_on, tmp_path / "没有") == "package.unreadable"
    half = shutil.copytree(disc, tmp_path / "另" / "票决.part")
    assert code(packages.find_on, half.parent) == "package.none_here"
    assert {path.name for path in disc.iterdir()} == {
        CONTENT, MANIFEST, SIGNATURE, "register.pdf"
    }  # fmt: skip


def test_a_full_medium_leaves_nothing_and_the_round_stays_here(desk, partner, new_round, tmp_path):
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    meeting_id = meeting_of(desk, round_id)
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "file" / "票决", tmp_path):
        failed = code(
            handing_over.hand_over, desk, meeting_id, partner, target=target, medium="盘"
        )
        assert failed in {"package.unwritable", "package.exists"}
    assert read_round(desk, round_id).row.state is RoundState.FROZEN
    assert packages.list_packages(desk) == []
    assert (
        code(handing_over.hand_over, desk, meeting_id, partner, target=tmp_path / "x", medium="")
        == "package.medium_missing"
    )
    assert not (tmp_path / "x").exists()


def test_no_box_is_opened_at_the_office_while_the_round_is_away(sign_in, away):
    chief, meeting_id = sign_in("总监票"), meeting_of(sign_in("总监票"), away[0])
    out = {"present": 8, "issued": {away[0]: 8}, "keys": KEYS}
    assert code(box.open_rounds, chief, meeting_id, **out) == "round.carried_away"
    assert code(rounds.void_round, chief, away[0], reason="改期") == "round.carried_away"


def test_the_order_of_names_travels_with_its_reason_and_the_office_s_own_strokes(
    desk, partner, new_round, station, tmp_path
):
    """Else a runoff at the meeting would be refused for an order that only the office knows."""
    ids = new_round().candidate_ids
    own_strokes.enter_strokes(desk, "\U00030edd", "横竖", source="字典")
    round_id = rounds.define_round(desk, new_round(candidate_ids=ids))
    last = read_round(desk, round_id).entries[-1].candidate_id
    hand_order.move_name(desk, OrderedList.ROUND, round_id, hand_order.Move(last, 1, "会议决定"))
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=10)
    disc = tmp_path / "盘" / "票决"
    handing_over.hand_over(desk, meeting_of(desk, round_id), partner, target=disc, medium="盘")
    there = read_round(station.desk("总监票"), taken_in(station, disc))
    assert there.entries[0].candidate_id == last
    told = hand_order.read_hand_order(station.desk("总监票"), OrderedList.ROUND, there.row.id)
    assert (told.reason, told.actor) == ("会议决定", "经办人")
    assert [row.character for row in own_strokes.list_strokes(station.desk("经办人"))] == [
        "\U00030edd"
    ]
    zeroed(station.desk("总监票"), there.row.id)
    count_at(station, there.row.id, SHEETS)
    second = following.succeed_round(station.desk("总监票"), there.row.id)
    rounds.freeze_round(station.desk("经办人"), second)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"counts": 0}, id="figures"),
        pytest.param({"papers": 0}, id="papers"),
        pytest.param({"elected": ("张三",)}, id="elected"),
        pytest.param({"next": "done"}, id="what follows"),
        pytest.param({"figures": {"printed": 99}}, id="ledger"),
    ],
)
def test_a_result_that_its_own_papers_do_not_give_is_refused(
    desk, away, station, tmp_path, monkeypatch, change
):
    """Whoever holds the machine's keys can sign anything; the office counts all the same."""
    first, _second = counted(station, away[1])
    chief, real = station.desk("总监票"), bringing_back._told

    def made_up(*args):
        told = real(*args)
        if told.id != first:
            return told
        ((key, value),) = change.items()
        if key == "counts":
            value = (*told.counts[:-1], (told.counts[-1][0] + 1, *told.counts[-1][1:]))
        elif key == "papers":
            value = (told.papers[0].replace("y", "n", 1), *told.papers[1:])
        elif key == "figures":
            value = told.figures | value
        return replace(told, **{key: value})

    monkeypatch.setattr(bringing_back, "_told", made_up)
    meeting_id = read_round(chief, first).row.meeting_id
    bringing_back.bring_back(chief, meeting_id, target=tmp_path / "结果", medium="盘")
    result = (desk, found_on(tmp_path / "结果"))
    assert code(result_intake.take_in_result, *result, medium="盘") == "package.recount_differs"
    assert read_round(desk, away[0]).row.state is RoundState.CARRIED
    assert [row.incoming for row in packages.list_packages(desk)] == [False]
