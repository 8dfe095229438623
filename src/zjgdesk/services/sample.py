"""The sample workspace: a whole year in small, through the very services that the window uses."""

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from zjgdesk.exchange.rows import RowStatus
from zjgdesk.resources import resources
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    Base,
    Finding,
    Mark,
    OpinionAnswer,
    OpinionGroup,
    Purpose,
    Result,
    Track,
)
from zjgdesk.services import (
    candidates,
    counting,
    imports,
    keying,
    notices,
    opinions,
    papers,
    publishing,
    round_detail,
    rounds,
    scheme,
    tolerance,
    workspace,
)
from zjgdesk.services import sample_year as year
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.imports import ImportKind
from zjgdesk.services.rounds import NewRound
from zjgdesk.services.sample_facts import (
    ACCOUNTS,
    CHIEF,
    CLERK,
    CONTACTS,
    COPIES,
    DUE,
    EVIDENCE,
    FILES,
    FIRST,
    MEETING_ON,
    MOST_ROUNDS,
    OTHER,
    PLACES,
    PRESENT,
    PUBLISHED_ON,
    RARE,
    SECOND,
    SLIP,
    SOURCE,
    STANDING,
    YEAR,
)
from zjgdesk.services.tolerance import NewCase

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Journey:
    """What one walk through the year has made so far."""

    folder: Path
    machine: Machine
    chance: random.Random = field(default_factory=lambda: random.Random(2017))  # noqa: S311
    open: workspace.Workspace | None = None
    round_id: int = 0
    rounds: list[int] = field(default_factory=list)
    notice_id: int = 0
    case_id: int = 0
    told: dict[str, object] = field(default_factory=dict)

    def desk(self, name: str = CLERK) -> Desk:
        """Sign in by name; the sample's people have no passphrases."""
        if self.open is None:
            self.open = workspace.open_workspace(self.folder, machine=self.machine)
        return self.open.sign_in(name, "")

    def close(self) -> None:
        """Close the workspace if it is open."""
        if self.open is not None:
            self.open.close()
            self.open = None


Step = Callable[[Journey], None]


def create_sample(
    folder: Path, machine: Machine, on_progress: Progress = lambda _done, _total: None
) -> None:
    """Make a workspace and walk the whole way in it.

    Raises:
        DeskError: `workspace.exists`, or whatever a step refuses.
    """
    journey = Journey(folder, machine)
    try:
        for done, (_name, step) in enumerate(STEPS):
            on_progress(done, len(STEPS))
            step(journey)
        on_progress(len(STEPS), len(STEPS))
    finally:
        journey.close()


def create(journey: Journey) -> None:
    """A new workspace with its people, and the contacts that the notice needs."""
    workspace.create_workspace(
        journey.folder,
        title="担当作为好单位好干部评选（示例）",
        year=YEAR,
        purpose=Purpose.SAMPLE,
        accounts=ACCOUNTS,
        machine=journey.machine,
    )
    desk = journey.desk()
    for key, value in CONTACTS.items():
        scheme.change_scheme(desk, key, value, source=SOURCE)


def bring_in(journey: Journey) -> None:
    """The register and both nomination sheets; one faulty row is corrected, the rest left out."""
    for kind, name, corrections in FILES:
        preview = imports.preview_import(journey.desk(), kind, name, _sample(name))
        for row, changes in corrections.items():
            preview = imports.correct(journey.desk(), preview, row, changes)
        refused = frozenset(r.row for r in preview.rows if r.status is RowStatus.REFUSED)
        preview = imports.leave_out(journey.desk(), preview, refused)
        taken = imports.bring_in(journey.desk(), preview, medium="示例光盘")
        journey.told[kind.value] = taken.taken
        journey.told[f"{kind.value}_left_out"] = taken.left_out


def consult(journey: Journey) -> None:
    """Requests to three groups, a returned sheet read in, answers by hand, the clearance."""
    desk = journey.desk()
    year.settle_recommendation(desk)
    for group, addressees in year.addressees(desk).items():
        opinions.send_requests(
            desk,
            opinions.NewRequests(
                group=group,
                track=Track.CADRE,
                addressees=addressees,
                sent_on=date(2026, 10, 12),
                due_on=date(2026, 10, 23),
            ),
        )
    requests = opinions.list_requests(desk)
    _read_in(desk, ImportKind.OPINIONS, "意见反馈-示例.xlsx", requests[0].id)
    _read_in(desk, ImportKind.CLEARANCE, "纪公检法反馈.xlsx", None)
    leader = next(r for r in requests if r.group is OpinionGroup.LEADERS)
    for asked in opinions.read_answers(desk, leader.id)[:20]:
        opinions.record_opinion(desk, leader.id, asked.candidate_id, OpinionAnswer.YES)
    year.settle_consultation(desk)


def shortlist(journey: Journey) -> None:
    """The initial shortlist: those who went into the public vote."""
    journey.told["initial"] = year.decide_initial(journey.desk(), RARE)


def vote(journey: Journey) -> None:
    """Codes, the newspaper's totals and their correction, the vendor's rows."""
    journey.told.update(year.count_the_votes(journey.desk(), RARE))


def shortlist_again(journey: Journey) -> None:
    """The second shortlist, by the rank of the public vote."""
    journey.told["second"] = year.decide_second(journey.desk(), RARE, STANDING)


def apply_for_tolerance(journey: Journey) -> None:
    """Two applications: one is taken on and found on, the other waits."""
    desk = journey.desk()
    names = _by_name(desk)
    journey.case_id = tolerance.open_case(desk, _case(names["孟洋勇"], "孟洋勇"))
    tolerance.open_case(desk, _case(names["潘超玲"], "潘超玲"))
    tolerance.accept_case(desk, journey.case_id)
    for number, evidence in enumerate(EVIDENCE, start=1):
        tolerance.record_finding(
            desk, journey.case_id, number, finding=Finding.MET, evidence=evidence
        )


def prepare_ballot(journey: Journey) -> None:
    """The definition, sealed by its digest, and the papers."""
    desk = journey.desk()
    chosen = [row.id for row in rounds.list_standing(desk, Track.CADRE)]
    journey.round_id = rounds.define_round(
        desk,
        NewRound(
            track=Track.CADRE,
            title="2026年度担当作为好干部",
            meeting="（示例）市委常委会会议",
            held_on=MEETING_ON,
            places=PLACES,
            due=DUE,
            base=Base.DUE,
            candidate_ids=tuple(chosen),
            chief=CHIEF,
            scrutineers=(OTHER,),
            tellers=(FIRST, SECOND),
        ),
    )
    journey.rounds.append(journey.round_id)
    rounds.freeze_round(desk, journey.round_id)
    papers.print_ballot(desk, journey.round_id, copies=COPIES)


def hand_out(journey: Journey) -> None:
    """Those present, the papers handed out, the papers taken back."""
    chief = journey.desk(CHIEF)
    rounds.open_round(chief, journey.round_id, present=PRESENT, issued=PRESENT)
    rounds.take_back(chief, journey.round_id, returned=PRESENT, spoiled=1)


def key_twice(journey: Journey) -> None:
    """Two tellers key the same papers blind; the second errs in one cell of one paper."""
    detail = round_detail.read_round(journey.desk(), journey.round_id)
    sheets = [
        _marks(journey.chance, len(detail.entries), detail.row.places) for _ in range(PRESENT)
    ]
    slip = list(sheets[2])
    slip[0] = Mark.NO if slip[0] is not Mark.NO else Mark.ABSTAIN
    for pass_no, teller in ((rounds.FIRST, FIRST), (rounds.SECOND, SECOND)):
        desk = journey.desk(teller)
        for number, marks in enumerate(sheets, start=1):
            keyed = slip if pass_no == rounds.SECOND and number == SLIP else marks
            token = str(uuid.UUID(int=journey.machine.chance.getrandbits(128), version=4))
            keying.key_paper(
                desk,
                journey.round_id,
                pass_no=pass_no,
                paper_no=number,
                marks=keyed,
                token=token,
            )
        keying.finish_pass(desk, journey.round_id, pass_no)


def settle(journey: Journey) -> None:
    """The differing cell is read from the paper again, with a witness."""
    chief = journey.desk(CHIEF)
    for cell in round_detail.read_round(chief, journey.round_id).differences:
        keying.settle_difference(
            chief,
            journey.round_id,
            paper_no=cell.paper_no,
            position=cell.position,
            mark=cell.first,
            witness=OTHER,
            how="两人当面复核原票，以票面为准",
        )
        journey.told["settled"] = cell.name


def close(journey: Journey) -> None:
    """The count; while a tie or too few are left, the next round is held the same way."""
    outcome = counting.close_round(journey.desk(CHIEF), journey.round_id)
    journey.told["elected"] = len(outcome.elected)
    for _ in range(MOST_ROUNDS - 1):
        if outcome.next is NextStep.DONE:
            return
        journey.round_id = counting.succeed_round(journey.desk(CHIEF), journey.round_id)
        journey.rounds.append(journey.round_id)
        rounds.freeze_round(journey.desk(), journey.round_id)
        papers.print_ballot(journey.desk(), journey.round_id, copies=COPIES)
        hand_out(journey)
        key_twice(journey)
        settle(journey)
        outcome = counting.close_round(journey.desk(CHIEF), journey.round_id)
        journey.told["elected"] = int(str(journey.told["elected"])) + len(outcome.elected)


def report(journey: Journey) -> None:
    """The report with figures for the meeting, the list without figures for the public."""
    for round_id in journey.rounds:
        papers.print_report(journey.desk(CHIEF), round_id)
    papers.print_elected(journey.desk(CHIEF), journey.round_id)


def notify(journey: Journey) -> None:
    """The public notice of five working days, and one objection to it."""
    desk = journey.desk()
    journey.notice_id = notices.draft_notice(
        desk,
        journey.round_id,
        title="2026年度担当作为好干部当选人选公示",
        published_on=PUBLISHED_ON,
    )
    publishing.publish_notice(desk, journey.notice_id)
    entry = notices.read_notice(desk, journey.notice_id).entries[0]
    notices.record_objection(
        desk,
        journey.notice_id,
        entry.candidate_id,
        received_on=PUBLISHED_ON,
        signed=True,
        text="来电询问评选程序，未反映具体问题",
    )


def decide_tolerance(journey: Journey) -> None:
    """The case is decided with its reasons and the decision paper printed."""
    desk = journey.desk()
    tolerance.decide_case(
        desk,
        journey.case_id,
        result=Result.EXEMPT,
        reason="六项前置条件均符合，属先行先试中的无意过失，损失已主动挽回，决定免除责任。",
        correction="完善征迁补偿资金复核制度，由所在镇于2026年12月底前完成。",
    )
    papers.print_determination(desk, journey.case_id)


STEPS: tuple[tuple[str, Step], ...] = (
    ("create", create),
    ("import", bring_in),
    ("consult", consult),
    ("tolerance_application", apply_for_tolerance),
    ("shortlist", shortlist),
    ("vote", vote),
    ("second_shortlist", shortlist_again),
    ("ballot", prepare_ballot),
    ("hand_out", hand_out),
    ("key_twice", key_twice),
    ("settle", settle),
    ("close", close),
    ("report", report),
    ("notice", notify),
    ("tolerance_decision", decide_tolerance),
)


def _case(candidate_id: int, person: str) -> NewCase:
    return NewCase(
        person=person,
        organisation="杨舍镇" if person == "孟洋勇" else "金港街道",
        post="村党委书记",
        candidate_id=candidate_id,
        kind=AccountabilityKind.ACCOUNTABILITY,
        organ="（示例）镇党委",
        measure="通报批评",
        notice_on=date(2026, 9, 21),
        applicant=Applicant.PERSON,
        applied_on=date(2026, 9, 28),
        account="推进过江通道配套工程征迁时，因政策新旧衔接期口径不一，个别农户补偿款多付。",
    )


def _by_name(desk: Desk) -> dict[str, int]:
    return {
        "".join(row.name.split()): row.id for row in candidates.list_candidates(desk, Track.CADRE)
    }


def _sample(name: str) -> bytes:
    return (resources() / "sample" / name).read_bytes()


def _read_in(desk: Desk, kind: ImportKind, name: str, request_id: int | None) -> None:
    preview = imports.preview_import(desk, kind, name, _sample(name), request_id=request_id)
    refused = frozenset(r.row for r in preview.rows if r.status is RowStatus.REFUSED)
    imports.bring_in(desk, imports.leave_out(desk, preview, refused), medium="示例光盘")


def _marks(chance: random.Random, rows: int, places: int) -> list[Mark]:
    """One member's paper: most of the list, never more than the places."""
    marks = [chance.choices((Mark.YES, Mark.NO, Mark.ABSTAIN), (88, 4, 8))[0] for _ in range(rows)]
    chosen = [row for row, mark in enumerate(marks) if mark is Mark.YES]
    for row in sorted(chosen, key=lambda row: (row < rows - places, chance.random()))[places:]:
        marks[row] = Mark.ABSTAIN
    return marks
