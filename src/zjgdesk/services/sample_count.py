"""The sample's evening: the ballot proved, held, keyed twice, settled, counted, reported."""

import random
import uuid
from dataclasses import replace

from zjgdesk.rules import test_deck
from zjgdesk.rules.ballots import Paper, tally
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.vocabulary import Base, Mark, Track
from zjgdesk.services import (
    box,
    count_papers,
    counting,
    following,
    hand_count,
    keying,
    meetings,
    proving,
    round_detail,
    rounds,
    sample_papers,
    settling,
)
from zjgdesk.services.journey import Journey
from zjgdesk.services.meetings import NewMeeting
from zjgdesk.services.rounds import NewRound
from zjgdesk.services.sample_facts import (
    CHIEF,
    COPIES,
    DUE,
    FIRST,
    MEETING_ON,
    MOST_ROUNDS,
    OTHER,
    PLACES,
    PRESENT,
    SECOND,
    SLIP,
    UNCLEAR,
)

REDUCED = "（示例）会议决定空缺的名额不再补选"


def prepare_ballot(journey: Journey) -> None:
    """The sitting, the definition sealed by its digest, and the papers."""
    desk = journey.desk()
    chosen = [row.id for row in rounds.list_standing(desk, Track.CADRE)]
    meeting_id = meetings.define_meeting(
        desk,
        NewMeeting(
            title="（示例）市委常委会会议",
            held_on=MEETING_ON,
            due=DUE,
            chief=CHIEF,
            scrutineers=(OTHER,),
            tellers=(FIRST, SECOND),
        ),
    )
    journey.round_id = rounds.define_round(
        desk,
        NewRound(
            track=Track.CADRE,
            title="2026年度担当作为好干部",
            meeting_id=meeting_id,
            places=PLACES,
            base=Base.DUE,
            candidate_ids=tuple(chosen),
        ),
    )
    journey.rounds.append(journey.round_id)
    _print(journey)


def prove(journey: Journey) -> None:
    """Every outcome rehearsed, the test deck keyed and found as predicted."""
    desk, round_id = journey.desk(CHIEF), journey.round_id
    proving.record_rehearsal(desk, round_id)
    proving.print_test_deck(desk, round_id)
    detail = round_detail.read_round(desk, round_id)
    teller = journey.desk(FIRST)
    deck = test_deck.test_deck(len(detail.entries), detail.row.places)
    for number, paper in enumerate(deck, start=1):
        proving.key_test_paper(
            teller,
            round_id,
            paper_no=number,
            marks=paper.marks,
            invalid=paper.invalid or "",
            token=_token(journey),
        )
    proving.finish_test(teller, round_id)
    journey.told["deck"] = len(deck)
    proving.print_tally_sheet(desk, round_id)


def hand_out(journey: Journey) -> None:
    """The zero report, those present, the papers handed out, the papers taken back."""
    chief, round_id = journey.desk(CHIEF), journey.round_id
    proving.print_zero_report(chief, round_id)
    sample_papers.box(journey)
    meeting_id = round_detail.read_round(chief, round_id).row.meeting_id
    box.open_rounds(
        chief, meeting_id, present=PRESENT, issued={round_id: PRESENT}, keys=journey.keys()
    )
    left = COPIES - PRESENT - 1
    box.take_back(chief, meeting_id, figures={round_id: box.Returned(PRESENT, left, 1)})


def key_twice(journey: Journey) -> None:
    """Two tellers key the same papers blind; one errs in a cell, one cannot read another."""
    detail = round_detail.read_round(journey.desk(), journey.round_id)
    sheets = [
        _marks(journey.chance, len(detail.entries), detail.row.places) for _ in range(PRESENT)
    ]
    journey.sheets = sheets
    slip = list(sheets[SLIP - 1])
    slip[0] = Mark.NO if slip[0] is not Mark.NO else Mark.ABSTAIN
    unclear = [*sheets[UNCLEAR - 1][:-1], Mark.UNCLEAR]
    keyed = {1: dict(enumerate(sheets, start=1))}
    keyed[2] = keyed[1] | {SLIP: slip, UNCLEAR: unclear}
    for pass_no, teller in ((1, FIRST), (2, SECOND)):
        desk = journey.desk(teller)
        while (number := keying.next_paper(desk, journey.round_id, pass_no)) is not None:
            keying.key_paper(
                desk,
                journey.round_id,
                pass_no=pass_no,
                paper_no=number,
                marks=keyed[pass_no][number],
                token=_token(journey),
            )
        keying.finish_pass(desk, journey.round_id, pass_no)


def settle(journey: Journey) -> None:
    """The cells that differ or are unclear are read from the paper again, by two together."""
    chief = journey.desk(CHIEF)
    cells = round_detail.read_round(chief, journey.round_id).differences
    journey.told["settled"] = len(cells)
    for cell in cells:
        settling.settle_difference(
            chief,
            journey.round_id,
            paper_no=cell.paper_no,
            position=cell.position,
            mark=cell.first,
            witness=OTHER,
            how="总监票人、监票人共同辨认" if cell.doubt else "两人当面复核原票，以票面为准",
        )


def close(journey: Journey) -> None:
    """The count; while a tie or too few are left, the next round is held the same way."""
    chief = journey.desk(CHIEF)
    _count_by_hand(journey)
    outcome = counting.close_round(chief, journey.round_id, keys=journey.keys())
    journey.told.update(elected=len(outcome.elected), rounds=1)
    for _ in range(MOST_ROUNDS - 1):
        if outcome.next is NextStep.DONE:
            return
        journey.round_id = following.succeed_round(chief, journey.round_id)
        journey.rounds.append(journey.round_id)
        _print(journey)
        hand_out(journey)
        key_twice(journey)
        settle(journey)
        outcome = counting.close_round(chief, journey.round_id, keys=journey.keys())
        elected = int(str(journey.told["elected"])) + len(outcome.elected)
        journey.told.update(elected=elected, rounds=len(journey.rounds))
    if outcome.next is NextStep.SECOND_BALLOT:
        following.reduce_places(
            chief, journey.round_id, reason="（示例）会议决定空缺的名额不再补选"
        )


def report(journey: Journey) -> None:
    """The report with figures for the meeting, the list without figures for the public."""
    for round_id in journey.rounds:
        count_papers.print_report(journey.desk(CHIEF), round_id)
    count_papers.print_elected(journey.desk(CHIEF), journey.round_id)


def _print(journey: Journey) -> None:
    rounds.freeze_round(journey.desk(), journey.round_id)
    count_papers.print_ballot(journey.desk(), journey.round_id, copies=COPIES)


def _count_by_hand(journey: Journey) -> None:
    """The tally sheet's totals; one stroke is missing at first and found when counted again."""
    rows = len(journey.sheets[0])
    own = tally([Paper(tuple(sheet)) for sheet in journey.sheets], rows, PLACES)
    first = [replace(own.counts[0], yes=own.counts[0].yes - 1), *own.counts[1:]]
    for counts in (first, own.counts):
        hand_count.record_hand_count(
            journey.desk(CHIEF),
            journey.round_id,
            valid=own.valid,
            invalid=own.invalid,
            counts=counts,
        )


def _token(journey: Journey) -> str:
    return str(uuid.UUID(int=journey.machine.chance.getrandbits(128), version=4))


def _marks(chance: random.Random, rows: int, places: int) -> list[Mark]:
    """One member's paper: most of the list, never more than the places."""
    marks = [chance.choices((Mark.YES, Mark.NO, Mark.ABSTAIN), (88, 4, 8))[0] for _ in range(rows)]
    chosen = [row for row, mark in enumerate(marks) if mark is Mark.YES]
    for row in sorted(chosen, key=lambda row: (row < rows - places, chance.random()))[places:]:
        marks[row] = Mark.ABSTAIN
    return marks
