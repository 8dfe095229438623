"""The ballot paper of a deliberation: one question, every copy the same sheet."""

from dataclasses import dataclass

from zjgdesk.documents.ballot import BallotEntry, BallotFacts, build_ballot
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


def build_case_ballot(facts: CaseBallotFacts, fonts: Fonts, *, copies: int) -> bytes:
    """Return the ballot paper as PDF, the same sheet once for every copy.

    Raises:
        DeskError: `ballot.copies`, `page.glyph_missing`, `page.text_too_long`,
            `page.proof_failed`.

    Rules: TOL-11, VOTE-08, VOTE-10
    """
    ballot = BallotFacts(
        title=TITLE,
        meeting=facts.place or f"案号 {facts.number}",
        track=Track.CADRE,
        places=1,
        entries=(BallotEntry(facts.person, RESULTS[facts.question]),),
        instructions=(
            f"本次会商就案件{facts.number}的认定进行表决：对{facts.person}{RESULTS[facts.question]}。"
            "同意票超过应到人数半数的通过。",
            "在“同意”“不同意”“弃权”中选择一栏，在方框内画“○”；不作标记的，视为弃权。",
            "表决票上不得书写编号、姓名或者其他记号，否则无效。",
        ),
        foot=facts.foot,
        heads=("对\u3000象", "表决事项"),
    )
    return build_ballot(ballot, fonts, copies=copies)
