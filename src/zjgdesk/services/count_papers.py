"""What is printed of a count: ballot papers, report, list of the elected."""

from zjgdesk.documents import wording
from zjgdesk.documents.ballot import build_ballot, layout_ballot
from zjgdesk.documents.ballot_places import layout_file
from zjgdesk.documents.elected import ElectedEntry, ElectedFacts, build_elected
from zjgdesk.documents.report import build_report
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep, state_after
from zjgdesk.services import (
    ballot_sheet,
    issued,
    notices,
    office_texts,
    papers,
    report_facts,
    round_facts,
    scheme,
)
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.standing import fields_of

MOST_COPIES = 500
LAYOUT = "layout.json"
"""Where the boxes of a ballot are, beside its PDF, for whoever reads scanned papers."""


def print_ballot(desk: Desk, round_id: int, *, copies: int) -> IssuedRow:
    """Print the papers of a frozen round; every copy is entered in the ledger.

    Rule: VOTE-07, VOTE-10

    Raises:
        DeskError: `round.unknown`, `ballot.copies`, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_BALLOT, f"round:{round_id}", copies=copies) as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.PRINT)
        if not 1 <= copies <= MOST_COPIES:
            raise DeskError("ballot.copies", rule="VOTE-07", copies=copies)
        title = wording.document_title(wording.BALLOT, round_.title)
        facts = ballot_sheet.ballot_facts(round_)
        round_.printed += copies
        round_.state = state_after(RoundStep.PRINT, round_facts.facts_of(deed.session, round_))
        fonts = papers.fonts_of(desk)
        content = build_ballot(facts, fonts, copies=copies)
        row = papers.keep(desk, deed, content, kind=wording.BALLOT, title=title)
        places = layout_file(layout_ballot(facts, fonts), facts.code, row.digest)
        issued.keep_beside(desk, deed, row, LAYOUT, places)
        return row


def print_report(desk: Desk, round_id: int) -> IssuedRow:
    """Print the report of the count, with figures, for the meeting.

    Rule: VOTE-16

    Raises:
        DeskError: `round.unknown`, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_REPORT, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.REPORT)
        title = wording.document_title(wording.REPORT, round_.title)
        content = build_report(
            report_facts.facts_of(deed.session, round_, title), papers.fonts_of(desk)
        )
        round_.state = state_after(RoundStep.REPORT, round_facts.facts_of(deed.session, round_))
        return papers.keep(desk, deed, content, kind=wording.REPORT, title=title)


def print_elected(desk: Desk, round_id: int) -> IssuedRow:
    """Print the list of the elected, without figures, for the public.

    Rule: VOTE-17

    Raises:
        DeskError: `round.unknown`, `elected.chain_elsewhere` at a counting machine where the
            rounds before it are not known, the refusal of the step or of the page.
    """
    with desk.acting(Action.PRINT_ELECTED, f"round:{round_id}") as deed:
        round_ = round_facts.allowed(deed.session, round_id, RoundStep.REPORT)
        session = deed.session
        carried = notices.first_of(session, round_).carried
        if carried is not None and carried.origin_predecessor is not None:
            raise DeskError("elected.chain_elsewhere", rule="VOTE-17", title=round_.title)
        title = wording.document_title(wording.ELECTED, round_.title.partition("（第")[0])
        facts = ElectedFacts(
            title=title,
            meeting=round_.meeting.title,
            held_on=round_.meeting.held_on,
            track=round_.track,
            entries=tuple(_elected_entry(c) for c in notices.elected_of_chain(session, round_)),
            issuer=scheme.scheme_value(session, "notice.issuer"),
            issued_on=round_.meeting.held_on,
            foot=papers.foot(session),
            template=office_texts.text_of(session, wording.ELECTED),
        )
        content = build_elected(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind=wording.ELECTED, title=title)


def _elected_entry(candidate: Candidate) -> ElectedEntry:
    words = fields_of(candidate)
    return ElectedEntry(candidate.name_key, words.get("post") or candidate.organisation)
