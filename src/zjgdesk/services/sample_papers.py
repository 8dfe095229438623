"""What the sample's office prints on the way, each paper at its time."""

from datetime import timedelta

from zjgdesk.rules.vocabulary import ShortlistKind, Track
from zjgdesk.services import (
    box_papers,
    opinions,
    register_papers,
    year_lists,
    year_papers,
)
from zjgdesk.services.journey import Journey

REPLY_DAYS = 5


def nominations(journey: Journey) -> None:
    """The register of those recommended, and what is known of each."""
    for track in Track:
        register_papers.print_register(journey.desk(), track)
        register_papers.print_overview(journey.desk(), track)


def consultation(journey: Journey) -> None:
    """The letters with their reply forms, a reminder, and what came of it."""
    desk = journey.desk()
    requests = opinions.list_requests(desk)
    year_papers.print_requests(desk, [row.id for row in requests])
    today = desk.today()
    until = today + timedelta(days=REPLY_DAYS)
    year_papers.print_clearance(desk, Track.CADRE, sent_on=today, due_on=until)
    late = [row.id for row in requests if row.answered < row.expected]
    year_papers.remind(desk, late, until=until)


def opinions_summed(journey: Journey) -> None:
    """What consultation and clearance brought."""
    year_lists.print_summary(journey.desk(), Track.CADRE)


def shortlist(journey: Journey, kind: ShortlistKind) -> None:
    """The decided shortlist: with the facts for the committee, and the names alone."""
    for internal in (True, False):
        year_lists.print_shortlist(journey.desk(), Track.CADRE, kind, internal=internal)


def display(journey: Journey) -> None:
    """What the public sees and sends in."""
    year_papers.print_booklet(journey.desk(), Track.CADRE)
    year_papers.print_coupon(journey.desk(), Track.CADRE)


def votes(journey: Journey) -> None:
    """The result of the public vote."""
    year_lists.print_votes(journey.desk(), Track.CADRE)


def box(journey: Journey) -> None:
    """The forms that lie on the table before the box is opened."""
    box_papers.print_attendance(journey.desk(), journey.round_id)
    box_papers.print_box_seal(journey.desk(), journey.round_id)
