"""What is printed before a sitting to prove the count, tried on a made-up ballot."""

from zjgdesk.documents import rehearsal, test_deck, wording
from zjgdesk.documents.ballot_facts import BallotEntry, BallotFacts
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.rehearsal import RehearsalFacts, build_rehearsal, rehearsal_filling
from zjgdesk.documents.test_deck import DeckFacts, build_test_deck, deck_filling
from zjgdesk.documents.worded import Filling
from zjgdesk.rules import test_deck as decks
from zjgdesk.rules.outcome import Ballot
from zjgdesk.rules.rehearsal import Rehearsed, rehearse
from zjgdesk.rules.vocabulary import Base, Track
from zjgdesk.services.text_kinds.base import NAME, ON, TextGroup, TextKind

SUBJECT, MEETING = "（票决事项）", "（会议名称）"
NAMES = (NAME, "示例乙", "示例丙")
DUE, PLACES = 13, 1


def _rehearsal(text: str) -> RehearsalFacts:
    rehearsed = Rehearsed(
        due=DUE, candidates=len(NAMES), places=PLACES, base=Base.DUE, least=len(NAMES)
    )
    return RehearsalFacts(
        title=wording.document_title(wording.REHEARSAL, SUBJECT),
        meeting=MEETING,
        held_on=ON,
        track=Track.CADRE,
        places=PLACES,
        base=Base.DUE,
        due=DUE,
        names=NAMES,
        cases=rehearse(rehearsed),
        template=text,
    )


def _deck(text: str) -> DeckFacts:
    papers = decks.test_deck(len(NAMES), PLACES)
    count = len(papers)
    held = Ballot(
        due=count,
        present=count,
        issued=count,
        returned=count,
        candidates=len(NAMES),
        places=PLACES,
        base=Base.DUE,
    )
    ballot = BallotFacts(
        title=wording.document_title(wording.BALLOT, SUBJECT),
        meeting=MEETING,
        track=Track.CADRE,
        places=PLACES,
        entries=tuple(BallotEntry(name) for name in NAMES),
    )
    return DeckFacts(
        ballot=ballot,
        title=wording.document_title(wording.TEST_DECK, SUBJECT),
        held_on=ON,
        papers=papers,
        tally=decks.predicted(papers, held),
        template=text,
    )


def _fill_rehearsal() -> Filling:
    return rehearsal_filling(_rehearsal(""))


def _fill_deck() -> Filling:
    return deck_filling(_deck(""))


def _build_rehearsal(text: str, fonts: Fonts) -> bytes:
    return build_rehearsal(_rehearsal(text), fonts)


def _build_deck(text: str, fonts: Fonts) -> bytes:
    return build_test_deck(_deck(text), fonts)


KINDS = (
    TextKind(rehearsal.KIND, "演练表", TextGroup.COUNT, _fill_rehearsal, _build_rehearsal),
    TextKind(test_deck.KIND, "测试票及预计结果", TextGroup.COUNT, _fill_deck, _build_deck),
)
