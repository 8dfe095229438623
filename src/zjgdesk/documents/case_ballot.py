"""The ballot paper of a deliberation: one question, every copy the same sheet."""

from dataclasses import dataclass

from zjgdesk.documents.ballot import build_ballot
from zjgdesk.documents.ballot_facts import BallotEntry, BallotFacts
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.words import RESULTS
from zjgdesk.rules.vocabulary import Result, Track

TITLE = "容错免责会商表决票"
KIND = "case_ballot"


@dataclass(frozen=True, slots=True)
class CaseBallotFacts:
    """What the members vote on. Rules: TOL-11, VOTE-08, VOTE-10.

    Args:
        number: of the case; the paper itself carries none.
        place: where the deliberation sits, printed under the title.
    """

    number: str
    person: str
    question: Result
    place: str
    foot: str = ""
    template: str = ""


def build_case_ballot(facts: CaseBallotFacts, fonts: Fonts, *, copies: int) -> bytes:
    """Return the ballot paper as PDF, the same sheet once for every copy.

    Raises:
        DeskError: `ballot.copies`, `page.glyph_missing`, `page.text_too_long`,
            `page.proof_failed`.

    Rules: TOL-11, VOTE-08, VOTE-10
    """
    return build_ballot(case_ballot_of(facts), fonts, copies=copies)


def case_ballot_of(facts: CaseBallotFacts) -> BallotFacts:
    """Return what the ballot paper says, as every ballot paper is printed."""
    question = RESULTS[facts.question]
    return BallotFacts(
        title=TITLE,
        meeting=facts.place or f"案号 {facts.number}",
        track=Track.CADRE,
        places=1,
        entries=(BallotEntry(facts.person, question),),
        foot=facts.foot,
        heads=("对\u3000象", "表决事项"),
        template=facts.template,
        kind=KIND,
        told={"案号": facts.number, "对象": facts.person, "表决事项": question},
    )
