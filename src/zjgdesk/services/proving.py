"""Before the sitting: the rehearsal, the test deck, the zero report, the empty tally sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from zjgdesk.documents import wording
from zjgdesk.documents.rehearsal import RehearsalFacts, build_rehearsal
from zjgdesk.documents.tally_sheet import TallySheetFacts, build_tally_sheet
from zjgdesk.documents.test_deck import DeckFacts, build_test_deck
from zjgdesk.documents.zero_report import ZeroFacts, ZeroTable, build_zero_report
from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound, TestPaper
from zjgdesk.rules import test_deck
from zjgdesk.rules.ballots import Paper, Tally, tally
from zjgdesk.rules.keying import pack
from zjgdesk.rules.outcome import Ballot
from zjgdesk.rules.rehearsal import Rehearsed, RehearsedCase, rehearse
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundStep, state_after
from zjgdesk.rules.vocabulary import Mark, RoundState
from zjgdesk.services import (
    ballot_sheet,
    keying,
    meetings,
    office_texts,
    papers,
    round_facts,
    round_papers,
    scheme,
    trail,
)
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.keying import KeyedRow, KeyedSheet


@dataclass(frozen=True, slots=True)
class TestDifference:
    """A figure of the test deck's report that was keyed otherwise than predicted.

    Position 0 is the number of valid and invalid papers.
    """

    __test__ = False

    position: int
    name: str
    predicted: tuple[int, ...]
    keyed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TestResult:
    """Whether the keyed test deck gave the predicted report."""

    __test__ = False

    passed: bool
    differences: tuple[TestDifference, ...]


def rehearse_round(desk: Desk, round_id: int) -> tuple[RehearsedCase, ...]:
    """Return every class of outcome for the round's own numbers; nothing is kept.

    Raises:
        DeskError: `round.unknown`.

    Rule: VOTE-21
    """
    with desk.reading() as session:
        return rehearse(_rehearsed(round_facts.find(session, round_id)))


def record_rehearsal(desk: Desk, round_id: int) -> IssuedRow:
    """Print the rehearsal of a printed round and go on to the test deck.

    Raises:
        DeskError: `round.unknown`, the refusal of the step or of the page.

    Rule: VOTE-21
    """
    with desk.acting(Action.REHEARSE, f"round:{round_id}") as deed:
        session = deed.session
        round_ = round_facts.allowed(session, round_id, RoundStep.REHEARSE)
        title = wording.document_title("rehearsal", round_.title)
        facts = RehearsalFacts(
            title=title,
            meeting=round_.meeting.title,
            held_on=round_.meeting.held_on,
            track=round_.track,
            places=round_.places,
            base=round_.base,
            due=round_.meeting.due,
            names=tuple(entry.name for entry in round_.entries),
            cases=rehearse(_rehearsed(round_)),
            foot=papers.foot(session),
            security=scheme.scheme_value(session, "security"),
            template=office_texts.text_of(session, wording.REHEARSAL),
        )
        content = build_rehearsal(facts, papers.fonts_of(desk))
        round_.state = state_after(RoundStep.REHEARSE, round_facts.facts_of(session, round_))
        return papers.keep(desk, deed, content, kind="rehearsal", title=title)


def print_test_deck(desk: Desk, round_id: int) -> IssuedRow:
    """Print the predicted report and the marked test papers that must lead to it.

    Raises:
        DeskError: `round.unknown`, the refusal of the step or of the page.

    Rule: VOTE-21
    """
    with desk.acting(Action.PRINT_TEST_DECK, f"round:{round_id}") as deed:
        session = deed.session
        round_ = round_facts.allowed(session, round_id, RoundStep.TEST)
        title = wording.document_title("test_deck", round_.title)
        deck = _deck(round_)
        officers = meetings.officers_of(round_.meeting)
        facts = DeckFacts(
            title=title,
            ballot=ballot_sheet.ballot_facts(round_),
            held_on=round_.meeting.held_on,
            papers=deck,
            tally=_predicted(round_),
            foot=papers.foot(session),
            security=scheme.scheme_value(session, "security"),
            template=office_texts.text_of(session, wording.TEST_DECK),
            chief=officers.chief,
            scrutineers=officers.scrutineers,
            tellers=officers.tellers,
        )
        content = build_test_deck(facts, papers.fonts_of(desk))
        deed.facts["papers"] = len(deck)
        return papers.keep(desk, deed, content, kind="test_deck", title=title)


def test_papers(desk: Desk, round_id: int) -> int:
    """Return how many papers the test deck of a round has."""
    with desk.reading() as session:
        return len(_deck(round_facts.find(session, round_id)))


def test_numbers(desk: Desk, round_id: int) -> frozenset[int]:
    """Return which papers of the test deck are keyed."""
    with desk.reading() as session:
        query = select(TestPaper.paper_no).where(TestPaper.round_id == round_id)
        return frozenset(session.scalars(query))


def key_test_paper(
    desk: Desk,
    round_id: int,
    *,
    paper_no: int,
    marks: Sequence[Mark] | None,
    invalid: str = "",
    token: str,
) -> KeyedRow:
    """Keep one paper of the test deck, apart from every real one.

    Keyed again, it replaces the former: a test is there to be put right.

    Raises:
        DeskError: `keying.number_impossible`, `keying.marks_wrong`, `keying.mark_unknown`, or the
            refusal of the step.

    Rule: VOTE-21
    """
    with desk.acting(Action.KEY_TEST, f"round:{round_id}", paper=paper_no) as deed:
        session = deed.session
        round_ = round_facts.allowed(session, round_id, RoundStep.TEST)
        paper = keying.paper_of(round_, marks, invalid)
        if Mark.UNCLEAR in (paper.marks or ()):
            raise DeskError("keying.mark_unknown", rule="VOTE-21", mark=Mark.UNCLEAR)
        keying.refuse_impossible(paper_no, len(_deck(round_)))
        session.execute(
            delete(TestPaper).where(TestPaper.round_id == round_id, TestPaper.paper_no == paper_no)
        )
        session.add(
            TestPaper(
                id=desk.machine.chance.getrandbits(62),
                round_id=round_id,
                paper_no=paper_no,
                marks=pack(paper.marks) if paper.marks is not None else "",
                invalid=paper.invalid or "",
                token=token,
            )
        )
        return keying.told_of(paper_no, paper, round_.places)


def read_test_paper(desk: Desk, round_id: int, paper_no: int) -> KeyedSheet:
    """Return a paper of the test deck as it was keyed.

    Raises:
        DeskError: `keying.number_unknown`.
    """
    with desk.reading() as session:
        query = select(TestPaper).where(
            TestPaper.round_id == round_id, TestPaper.paper_no == paper_no
        )
        held = session.scalars(query).first()
        if held is None:
            raise DeskError("keying.number_unknown", rule="VOTE-21", paper=paper_no)
        paper = round_papers.as_paper(held)
        return KeyedSheet(paper_no, paper.marks, paper.invalid or "", "")


def finish_test(desk: Desk, round_id: int) -> TestResult:
    """Compare the keyed test deck with the prediction; when they agree, erase it and go on.

    Raises:
        DeskError: `keying.papers_missing`, or the refusal of the step.

    Rule: VOTE-21
    """
    with desk.acting(Action.FINISH_TEST, f"round:{round_id}") as deed:
        session = deed.session
        round_ = round_facts.allowed(session, round_id, RoundStep.TEST)
        held = session.scalars(select(TestPaper).where(TestPaper.round_id == round_id)).all()
        missing = sorted({*range(1, len(_deck(round_)) + 1)} - {each.paper_no for each in held})
        if missing:
            numbers = "、".join(str(number) for number in missing)
            raise DeskError("keying.papers_missing", rule="VOTE-21", numbers=numbers)
        keyed = tally(
            [round_papers.as_paper(each) for each in held], len(round_.entries), round_.places
        )
        found = _differences(round_, _predicted(round_), keyed)
        deed.facts.update(passed=not found, differences=len(found))
        if not found:
            round_papers.wipe_later(session)
            session.execute(delete(TestPaper).where(TestPaper.round_id == round_id))
            round_.state = state_after(RoundStep.TEST, round_facts.facts_of(session, round_))
    round_papers.rewrite(round_papers.engine_of(desk))
    return TestResult(not found, found)


def print_zero_report(desk: Desk, round_id: int) -> IssuedRow:
    """Print that the file holds no paper of the round, counted in its tables, and go on.

    Raises:
        DeskError: `round.unknown`, `round.not_zero`, the refusal of the step or of the page.

    Rule: VOTE-22
    """
    with desk.acting(Action.PRINT_ZERO_REPORT, f"round:{round_id}") as deed:
        session = deed.session
        round_ = round_facts.allowed(session, round_id, RoundStep.ZERO)
        title = wording.document_title("zero_report", round_.title)
        held = round_papers.held(session, round_id)
        officers = meetings.officers_of(round_.meeting)
        facts = ZeroFacts(
            title=title,
            meeting=round_.meeting.title,
            held_on=round_.meeting.held_on,
            track=round_.track,
            made_at=deed.at.astimezone(),
            made_by=desk.actor.name,
            names=tuple(entry.name for entry in round_.entries),
            tables=tuple(ZeroTable(wording.TABLES[name], rows) for name, rows in held.items()),
            digest=trail.short(round_.definition_digest or ""),
            printed=round_.printed,
            chief=officers.chief,
            scrutineers=officers.scrutineers,
            tellers=officers.tellers,
            foot=papers.foot(session),
            security=scheme.scheme_value(session, "security"),
            template=office_texts.text_of(session, wording.ZERO_REPORT),
        )
        content = build_zero_report(facts, papers.fonts_of(desk))
        deed.facts["held"] = held
        round_.state = state_after(RoundStep.ZERO, round_facts.facts_of(session, round_))
        return papers.keep(desk, deed, content, kind="zero_report", title=title)


def print_tally_sheet(desk: Desk, round_id: int) -> IssuedRow:
    """Print the empty sheet on which the same ballot is counted by hand.

    Raises:
        DeskError: `round.unknown`, `round.not_frozen`, the refusal of the page.

    Rule: VOTE-18
    """
    with desk.acting(Action.PRINT_TALLY_SHEET, f"round:{round_id}") as deed:
        session = deed.session
        round_ = round_facts.find(session, round_id)
        if round_.state is RoundState.DEFINED:
            raise DeskError("round.not_frozen", rule="VOTE-18")
        title = wording.document_title("tally_sheet", round_.title)
        officers = meetings.officers_of(round_.meeting)
        facts = TallySheetFacts(
            title=title,
            meeting=round_.meeting.title,
            held_on=round_.meeting.held_on,
            track=round_.track,
            places=round_.places,
            names=tuple(entry.name for entry in round_.entries),
            papers=round_.meeting.due,
            chief=officers.chief,
            scrutineers=officers.scrutineers,
            tellers=officers.tellers,
            foot=papers.foot(session),
            security=scheme.scheme_value(session, "security"),
            template=office_texts.text_of(session, wording.TALLY_SHEET),
        )
        content = build_tally_sheet(facts, papers.fonts_of(desk))
        return papers.keep(desk, deed, content, kind="tally_sheet", title=title)


def _rehearsed(round_: BallotRound) -> Rehearsed:
    return Rehearsed(
        due=round_.meeting.due,
        candidates=len(round_.entries),
        places=round_.places,
        base=round_.base,
        least=round_.least,
    )


def _deck(round_: BallotRound) -> tuple[Paper, ...]:
    return test_deck.test_deck(len(round_.entries), round_.places)


def _predicted(round_: BallotRound) -> Tally:
    deck = _deck(round_)
    ballot = Ballot(
        due=len(deck),
        present=len(deck),
        issued=len(deck),
        returned=len(deck),
        candidates=len(round_.entries),
        places=round_.places,
        base=round_.base,
    )
    return test_deck.predicted(deck, ballot)


def _differences(
    round_: BallotRound, predicted: Tally, keyed: Tally
) -> tuple[TestDifference, ...]:
    found = []
    papers_of = (predicted.valid, predicted.invalid), (keyed.valid, keyed.invalid)
    if papers_of[0] != papers_of[1]:
        found.append(TestDifference(0, "", *papers_of))
    for entry, one, other in zip(round_.entries, predicted.counts, keyed.counts, strict=True):
        if one != other:
            figures = [(each.yes, each.no, each.abstain, each.void) for each in (one, other)]
            found.append(TestDifference(entry.position, entry.name, figures[0], figures[1]))
    return tuple(found)
