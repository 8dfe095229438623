import errno
import json
import os
from pathlib import Path

import pytest

from tests.conftest import trail_of
from tests.services.conftest import hand_out
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import box_papers, count_papers, issued, printing, rounds
from zjgdesk.services.printing import Sent
from zjgdesk.services.round_detail import read_round


@pytest.fixture
def printed_round(desk, new_round):
    """A frozen round and the ten papers that were issued for it."""
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    return round_id, count_papers.print_ballot(desk, round_id, copies=10).id


@pytest.fixture
def form(desk, printed_round):
    """A paper that is no ballot."""
    return box_papers.print_attendance(desk, printed_round[0])


def newest(desk):
    return trail_of(desk)[0]


def test_a_ballot_is_counted_when_it_is_issued_and_not_again_when_it_is_printed(
    desk, printed_round
):
    round_id, paper_id = printed_round
    paper = printing.read_paper(desk, paper_id)
    assert (paper.ballot, paper.copies, paper.sheets, paper.sent) == (True, 10, 1, 0)
    assert printing.record_printed(desk, paper_id, Sent(10, printer="一楼")) == 0
    assert read_round(desk, round_id).printed == 10
    entry = newest(desk)
    facts = json.loads(entry.facts)
    assert (entry.action, entry.subject) == ("record_printed", f"round:{round_id}")
    assert (facts["copies"], facts["entered"], facts["paper"]) == (10, 0, paper_id)
    assert (facts["printer"], facts["whole"]) == ("一楼", True)
    paper = printing.read_paper(desk, paper_id)
    assert (paper.sent, paper.sent_at) == (10, desk.clock())


@pytest.mark.parametrize(
    ("runs", "ledger"),
    [
        pytest.param((4, 6), 10, id="VOTE-07 in two parts"),
        pytest.param((10, 3), 13, id="VOTE-07 three once more"),
        pytest.param((8, 4), 12, id="VOTE-07 two beyond"),
        pytest.param((10, 3, 2), 15, id="VOTE-07 twice more"),
        pytest.param((7,), 10, id="VOTE-07 issued but not all printed here"),
        pytest.param((0,), 10, id="VOTE-07 nothing came out"),
    ],
)
def test_only_what_is_printed_beyond_the_issue_is_added(desk, printed_round, runs, ledger):
    round_id, paper_id = printed_round
    for copies in runs:
        printing.record_printed(desk, paper_id, Sent(copies))
    assert read_round(desk, round_id).printed == ledger
    assert printing.read_paper(desk, paper_id).sent == sum(runs)


def test_papers_issued_later_are_counted_apart(desk, printed_round):
    round_id, first = printed_round
    second = count_papers.print_ballot(desk, round_id, copies=10).id
    printing.record_printed(desk, first, Sent(10))
    printing.record_printed(desk, second, Sent(12))
    assert read_round(desk, round_id).printed == 22
    assert [paper.sent for paper in printing.list_papers(desk)] == [12, 10]


def test_ballots_are_not_printed_once_the_voting_began(desk, sign_in, zeroed_round):
    round_id = zeroed_round()
    paper_id = issued.list_issued(desk, f"round:{round_id}")[-1].id
    assert printing.why_not_print(desk, paper_id) is None
    hand_out(sign_in("总监票"), round_id)
    assert printing.why_not_print(desk, paper_id).code == "round.print_not_now"
    with pytest.raises(DeskError) as caught:
        printing.record_printed(desk, paper_id, Sent(1))
    assert (caught.value.code, caught.value.rule) == ("round.print_not_now", "VOTE-10")
    assert read_round(desk, round_id).printed == 10
    assert printing.read_paper(desk, paper_id).sent == 0


def test_more_papers_leave_a_proven_round_proven(desk, zeroed_round):
    round_id = zeroed_round()
    (paper_id,) = [p.id for p in printing.list_papers(desk, f"round:{round_id}") if p.ballot]
    assert printing.record_printed(desk, paper_id, Sent(12)) == 2
    assert read_round(desk, round_id).row.state is RoundState.ZEROED


def test_only_the_clerk_prints_ballots_and_everybody_the_rest(desk, sign_in, printed_round, form):
    chief = sign_in("总监票")
    assert printing.why_not_print(chief, printed_round[1]).code == "role.denied"
    with pytest.raises(DeskError) as caught:
        printing.record_printed(chief, printed_round[1], Sent(1))
    assert caught.value.code == "role.denied"
    assert printing.why_not_print(chief, form.id) is None
    assert printing.record_printed(chief, form.id, Sent(2, pages="1")) == 0
    paper = printing.read_paper(desk, form.id)
    assert (paper.ballot, paper.copies, paper.sheets, paper.sent) == (False, 1, form.pages, 2)
    assert newest(desk).actor == "总监票"


@pytest.mark.parametrize("copies", [-1, 10_000])
def test_impossible_copies_are_refused(desk, form, copies):
    with pytest.raises(DeskError) as caught:
        printing.record_printed(desk, form.id, Sent(copies))
    assert caught.value.code == "print.copies"
    assert printing.read_paper(desk, form.id).sent == 0


def test_an_unknown_paper_is_told(desk, tmp_path):
    for act in (
        lambda: printing.read_paper(desk, 99),
        lambda: printing.why_not_print(desk, 99),
        lambda: printing.record_printed(desk, 99, Sent(1)),
        lambda: printing.export_paper(desk, 99, tmp_path / "a.pdf"),
    ):
        with pytest.raises(DeskError) as caught:
            act()
        assert caught.value.code == "issued.unknown"


def test_the_very_bytes_are_saved_and_it_is_told(desk, form, tmp_path):
    path = tmp_path / "登记表.pdf"
    path.write_bytes(b"old")
    printing.export_paper(desk, form.id, path)
    assert path.read_bytes() == issued.read_issued(desk, form.id)
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []
    entry = newest(desk)
    assert (entry.action, json.loads(entry.facts)["file"]) == ("export_paper", "登记表.pdf")


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "save.full"), (errno.EROFS, "save.shut"), (errno.EIO, "save.unwritable")],
)
def test_a_disk_that_refuses_leaves_nothing(desk, form, tmp_path, monkeypatch, number, code):
    path, before = tmp_path / "登记表.pdf", len(trail_of(desk))
    path.write_bytes(b"old")

    def refuse(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DeskError) as caught:
        printing.export_paper(desk, form.id, path)
    assert caught.value.code == code
    assert path.read_bytes() == b"old"
    assert not Path(f"{path}.part").exists()
    assert len(trail_of(desk)) == before


def test_the_places_of_the_boxes_lie_beside_the_ballot(desk, new_round):
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    row = count_papers.print_ballot(desk, round_id, copies=3)
    told = json.loads(issued.read_beside(desk, row, count_papers.LAYOUT))
    assert told["pdf"] == row.digest
    assert len(told["boxes"]) == 4 * 3
    assert len(told["code"]) == 16
