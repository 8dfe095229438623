"""What the public vote brought: channels apart, weighted shares, ranks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.models.public_vote import VoteCode, VoteFile, VoteTally
from zjgdesk.rules.public_vote import ChannelCount, standings
from zjgdesk.rules.scheme import parse_weights
from zjgdesk.rules.vocabulary import Track, VoteFileState
from zjgdesk.services import scheme
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ChannelVotes:
    """What one candidate has on one channel. Rule: PUBLIC-02."""

    raw: int
    annulled: int

    @property
    def valid(self) -> int:
        """The votes that count."""
        return self.raw - self.annulled


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One candidate's result; `weighted` is the weighted share, exact. Rule: PUBLIC-02."""

    candidate_id: int
    code: str
    channels: Mapping[str, ChannelVotes]
    weighted: Fraction
    rank: int

    @property
    def valid(self) -> int:
        """All votes that count, of every channel; never used for the rank."""
        return sum(votes.valid for votes in self.channels.values())


def read_results(desk: Desk, track: Track) -> tuple[ResultRow, ...]:
    """Return the result of a track's public vote by rank; nothing before a file counts."""
    with desk.reading() as session:
        return results_of(session, track)


def results_of(session: Session, track: Track) -> tuple[ResultRow, ...]:
    """Return the same in the caller's transaction."""
    counts = counts_of(session, track)
    if not counts:
        return ()
    coded = {
        code: candidate_id
        for candidate_id, code in session.execute(
            select(VoteCode.candidate_id, VoteCode.code).where(VoteCode.track == track)
        )
    }
    weights = parse_weights(scheme.scheme_value(session, "vote.weights")) or {}
    return tuple(
        ResultRow(
            coded[each.code],
            each.code,
            {
                count.channel: ChannelVotes(
                    count.raw.get(each.code, 0), count.annulled.get(each.code, 0)
                )
                for count in counts
            },
            each.weighted,
            each.rank,
        )
        for each in standings(counts, weights, frozenset(coded))
    )


def counts_of(session: Session, track: Track) -> tuple[ChannelCount, ...]:
    """Return the sums of each channel over all files that count."""
    query = (
        select(VoteTally.channel, VoteTally.code, VoteTally.raw, VoteTally.annulled)
        .join(VoteFile, VoteFile.id == VoteTally.vote_file_id)
        .where(VoteFile.track == track, VoteFile.state == VoteFileState.COUNTED)
    )
    raw: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    annulled: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for channel, code, votes, off in session.execute(query):
        raw[channel][code] += votes
        annulled[channel][code] += off
    return tuple(
        ChannelCount(channel, raw=dict(raw[channel]), annulled=dict(annulled[channel]))
        for channel in sorted(raw)
    )
