"""What stands on the paper of a round: as it was frozen, so it is printed, every time."""

from zjgdesk.documents import wording
from zjgdesk.documents.ballot import layout_ballot
from zjgdesk.documents.ballot_facts import TINTS, BallotEntry, BallotFacts
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.vocabulary import BallotTint, Track
from zjgdesk.services import papers, trail
from zjgdesk.services.desk import Desk


def ballot_facts(round_: BallotRound) -> BallotFacts:
    """Return what stands on the ballot paper of a round. Rules: VOTE-08, VOTE-10."""
    digest = trail.short(round_.definition_digest or "")
    return BallotFacts(
        title=wording.document_title(wording.BALLOT, round_.title),
        meeting=round_.meeting.title,
        track=round_.track,
        places=round_.places,
        entries=tuple(
            BallotEntry(e.name, e.organisation if round_.track is Track.UNIT else "")
            for e in round_.entries
        ),
        foot=_foot(round_, digest),
        code="".join(digest.split()),
        template=round_.ballot_text,
        tint=TINTS[round_.track] if round_.ballot_tint is BallotTint.PRINTED else None,
    )


def try_out(desk: Desk, round_: BallotRound) -> None:
    """Lay the paper out, so that what has no room on it is told before the round is frozen.

    Raises:
        DeskError: the refusal of the page.
    """
    layout_ballot(ballot_facts(round_), papers.fonts_of(desk))


def _foot(round_: BallotRound, digest: str) -> str:
    line = wording.definition_line(digest)
    if round_.ballot_tint is BallotTint.PAPER:
        return wording.paper_line(line, TINTS[round_.track].word)
    return line
