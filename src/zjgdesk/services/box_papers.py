"""What is printed for the box of a sitting: the form of papers handed out, the seals."""

from zjgdesk.documents import wording
from zjgdesk.documents.attendance import AttendanceFacts, PaperStock, build_attendance
from zjgdesk.documents.box_seal import BoxSealFacts, build_box_seal
from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services import meetings, office_texts, papers, round_facts, scheme
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow

GONE = frozenset({RoundState.DEFINED, RoundState.VOID})


def print_attendance(desk: Desk, round_id: int) -> IssuedRow:
    """Print the form on which those present, papers handed out and taken back are written.

    It holds every ballot of the sitting that was frozen and is not void: they share one box.

    Raises:
        DeskError: `round.unknown`, `round.not_frozen`, the refusal of the page.

    Rule: VOTE-01, VOTE-04, VOTE-07
    """
    with desk.acting(Action.PRINT_BOX_FORMS, f"round:{round_id}") as deed:
        round_ = _frozen(deed, round_id)
        meeting, title = round_.meeting, wording.document_title(wording.ATTENDANCE)
        officers = meetings.officers_of(meeting)
        facts = AttendanceFacts(
            title=title,
            meeting=meeting.title,
            held_on=meeting.held_on,
            due=meeting.due,
            ballots=tuple(
                PaperStock(each.title, each.printed)
                for each in meeting.rounds
                if each.state not in GONE
            ),
            chief=officers.chief,
            scrutineers=officers.scrutineers,
            tellers=officers.tellers,
            foot=papers.foot(deed.session),
            security=scheme.scheme_value(deed.session, "security"),
            template=office_texts.text_of(deed.session, wording.ATTENDANCE),
        )
        content = build_attendance(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=wording.ATTENDANCE, title=title)


def print_box_seal(desk: Desk, round_id: int) -> IssuedRow:
    """Print two strips that seal the box.

    Raises:
        DeskError: `round.unknown`, `round.not_frozen`, the refusal of the page.

    Rule: VOTE-15
    """
    with desk.acting(Action.PRINT_BOX_FORMS, f"round:{round_id}") as deed:
        round_ = _frozen(deed, round_id)
        facts = BoxSealFacts(
            title=round_.title,
            meeting=round_.meeting.title,
            held_on=round_.meeting.held_on,
            foot=papers.foot(deed.session),
            template=office_texts.text_of(deed.session, wording.BOX_SEAL),
        )
        content = build_box_seal(facts, papers.fonts_of(desk))
        title = wording.document_title(wording.BOX_SEAL)
        return papers.keep(desk, deed, content, kind=wording.BOX_SEAL, title=title)


def _frozen(deed: Deed, round_id: int) -> BallotRound:
    round_ = round_facts.find(deed.session, round_id)
    if round_.state is RoundState.DEFINED:
        raise DeskError("round.not_frozen", rule="VOTE-18")
    return round_
