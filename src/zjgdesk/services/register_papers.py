"""What is printed of the candidates themselves: the register, and the list of facts."""

from zjgdesk.documents.register import (
    OVERVIEW,
    REGISTER,
    RegisterFacts,
    RegisterLine,
    build_overview,
    build_register,
)
from zjgdesk.documents.words import TRACKS
from zjgdesk.models.candidates import Candidate
from zjgdesk.rules.months import dotted
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import candidates, list_order, office_texts, papers, scheme, stage_facts
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.standing import fields_of
from zjgdesk.services.year_lists import case_words


def print_register(desk: Desk, track: Track) -> IssuedRow:
    """Print the register of the candidates who stand.

    Rule: SCHEME-04

    Raises:
        DeskError: what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=REGISTER) as deed:
        facts = _facts(desk, deed, track, REGISTER)
        content = build_register(facts, papers.fonts_of(desk))
        title = f"{desk.year}年度{TRACKS[track]}候选对象名册"
        return papers.keep(desk, deed, content, kind=REGISTER, title=title)


def print_overview(desk: Desk, track: Track) -> IssuedRow:
    """Print all that is known of each candidate who stands, for the committee.

    Rule: SCHEME-04, OPINION-05

    Raises:
        DeskError: what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=OVERVIEW) as deed:
        facts = _facts(desk, deed, track, OVERVIEW)
        content = build_overview(facts, papers.fonts_of(desk))
        title = f"{desk.year}年度{TRACKS[track]}候选对象情况一览表"
        return papers.keep(desk, deed, content, kind=OVERVIEW, title=title)


def _facts(desk: Desk, deed: Deed, track: Track, kind: str) -> RegisterFacts:
    session = deed.session
    rows = {row.id: row for row in candidates.rows_of(session, desk.today(), track)}
    listed = list_order.in_order(session, track, stage_facts.on_list(session, track))
    return RegisterFacts(
        year=desk.year,
        track=track,
        lines=tuple(_line(each, rows[each.id]) for each in listed),
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
        template=office_texts.text_of(session, kind),
    )


def _line(candidate: Candidate, row: CandidateRow) -> RegisterLine:
    fields = fields_of(candidate)
    birth = dotted(candidate.birth_month or fields.get("birth", ""))
    told = {"organisation": candidate.organisation, "birth": birth}
    return RegisterLine(
        name=candidate.name_key,
        fields=fields | told,
        opinions=(row.yes, row.reserved, row.no),
        clearance=row.clearance,
        case=case_words(row),
    )
