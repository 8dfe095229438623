"""The sample workspace: a whole year in small, through the very services that the window uses."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from zjgdesk.exchange.rows import RowStatus
from zjgdesk.resources import resources
from zjgdesk.rules.vocabulary import (
    OpinionAnswer,
    OpinionGroup,
    Purpose,
    ShortlistKind,
    Track,
)
from zjgdesk.services import (
    imports,
    notices,
    opinions,
    publishing,
    sample_carry,
    sample_case,
    sample_count,
    sample_papers,
    scheme,
    workspace,
)
from zjgdesk.services import sample_year as year
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.imports import ImportKind
from zjgdesk.services.journey import Journey
from zjgdesk.services.sample_facts import (
    ACCOUNTS,
    CONTACTS,
    FILES,
    NOTICE_TITLE,
    PUBLISHED_ON,
    RARE,
    SOURCE,
    STANDING,
    YEAR,
)

Progress = Callable[[int, int], None]


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
    sample_papers.nominations(journey)


def consult(journey: Journey) -> None:
    """Letters to three groups, a returned sheet read in, answers by hand, the clearance."""
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
    sample_papers.consultation(journey)
    year.settle_consultation(desk)
    sample_papers.opinions_summed(journey)


def shortlist(journey: Journey) -> None:
    """The initial shortlist: those who went into the public vote, on paper."""
    journey.told["initial"] = year.decide_initial(journey.desk(), RARE)
    sample_papers.shortlist(journey, ShortlistKind.INITIAL)


def vote(journey: Journey) -> None:
    """Codes, the newspaper's totals and their correction, the vendor's rows."""
    journey.told.update(year.count_the_votes(journey.desk(), RARE))
    sample_papers.display(journey)
    sample_papers.votes(journey)


def shortlist_again(journey: Journey) -> None:
    """The second shortlist, by the rank of the public vote."""
    journey.told["second"] = year.decide_second(journey.desk(), RARE, STANDING)
    sample_papers.shortlist(journey, ShortlistKind.SECOND)


def notify(journey: Journey) -> None:
    """The public notice of five working days, and one objection to it."""
    desk = journey.desk()
    journey.notice_id = notices.draft_notice(
        desk,
        journey.round_id,
        title=NOTICE_TITLE,
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


STEPS: tuple[tuple[str, Step], ...] = (
    ("create", create),
    ("import", bring_in),
    ("consult", consult),
    ("tolerance_application", sample_case.notify_and_apply),
    ("shortlist", shortlist),
    ("vote", vote),
    ("second_shortlist", shortlist_again),
    ("ballot", sample_count.prepare_ballot),
    ("carry", sample_carry.carry),
    ("prove", sample_count.prove),
    ("hand_out", sample_count.hand_out),
    ("key_twice", sample_count.key_twice),
    ("settle", sample_count.settle),
    ("close", sample_count.close),
    ("report", sample_count.report),
    ("bring_back", sample_carry.bring_back),
    ("notice", notify),
    ("tolerance_decision", sample_case.determine),
)


def _sample(name: str) -> bytes:
    return (resources() / "sample" / name).read_bytes()


def _read_in(desk: Desk, kind: ImportKind, name: str, request_id: int | None) -> None:
    preview = imports.preview_import(desk, kind, name, _sample(name), request_id=request_id)
    refused = frozenset(r.row for r in preview.rows if r.status is RowStatus.REFUSED)
    imports.bring_in(desk, imports.leave_out(desk, preview, refused), medium="示例光盘")
