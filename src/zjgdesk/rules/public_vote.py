"""The public vote: which votes count, and how channels are weighed into one order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Final

from zjgdesk.rules.refusals import Refusal

FORMULA: Final = "share/1"


class Annulment(StrEnum):
    """Why a vote does not count; where several apply, the first of this order is its reason.

    Rule: PUBLIC-02, PUBLIC-03, PUBLIC-05
    """

    VOTER_UNNAMED = "voter_unnamed"
    TIME_IMPOSSIBLE = "time_impossible"
    OUTSIDE_PERIOD = "outside_period"
    CHANNEL_UNKNOWN = "channel_unknown"
    NOBODY_PICKED = "nobody_picked"
    CODE_IMPOSSIBLE = "code_impossible"
    CODE_UNKNOWN = "code_unknown"
    CODE_TWICE = "code_twice"
    TOO_MANY_PICKS = "too_many_picks"
    TOO_FEW_PICKS = "too_few_picks"
    VOTER_TWICE = "voter_twice"


class Once(StrEnum):
    """How often one voter may vote: once in all, once on each channel, or there once a day."""

    VOTE = "vote"
    CHANNEL = "channel"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class VoteRules:
    """What a vote is judged by.

    Attributes:
        codes: the codes that may be picked, three digits each.
        picks: how many may be picked at most, or must be where `exact`.
        exact: whether exactly so many must be picked.
        opens: the first moment, by the office's own time; None where there is none.
        closes: the last moment, that moment included.
        once: how often one voter may vote.
        channels: the channels that may come; empty for any.
    """

    codes: frozenset[str]
    picks: int
    exact: bool = False
    opens: datetime | None = None
    closes: datetime | None = None
    once: Once = Once.CHANNEL
    channels: frozenset[str] = frozenset()

    def judge_time(self, at: datetime | None) -> Annulment | None:
        """Say why a vote of this moment does not count; a naive moment is the office's own time.

        Rule: PUBLIC-03
        """
        if at is None:
            return Annulment.TIME_IMPOSSIBLE
        if (self.opens and at < self.opens) or (self.closes and at > self.closes):
            return Annulment.OUTSIDE_PERIOD
        return None

    def judge_picks(self, picks: list[str | None]) -> Annulment | None:
        """Say why these picks do not count; None among them is a word that is no code.

        Rule: PUBLIC-03
        """
        if not picks:
            return Annulment.NOBODY_PICKED
        if None in picks:
            return Annulment.CODE_IMPOSSIBLE
        different = set(picks)
        if not different <= self.codes:
            return Annulment.CODE_UNKNOWN
        if len(different) < len(picks):
            return Annulment.CODE_TWICE
        if len(picks) > self.picks:
            return Annulment.TOO_MANY_PICKS
        return Annulment.TOO_FEW_PICKS if self.exact and len(picks) < self.picks else None


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """What came in on one channel: picks by code, raw and annulled apart. Rule: PUBLIC-02."""

    channel: str
    raw: Mapping[str, int] = field(default_factory=dict)
    annulled: Mapping[str, int] = field(default_factory=dict)

    def valid(self, code: str) -> int:
        """Return how many votes of a candidate count.

        Rule: PUBLIC-02
        """
        return self.raw.get(code, 0) - self.annulled.get(code, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate's place; `weighted` is the weighted share of all channels, from 0 to 1."""

    code: str
    weighted: Fraction
    rank: int


def unweighted(channels: Iterable[str], weights: Mapping[str, int]) -> Refusal | None:
    """Say which channel has no weight although weights are set.

    Rule: PUBLIC-02
    """
    if weights:
        for channel in channels:
            if channel not in weights:
                return Refusal("vote.channel_unweighted", "PUBLIC-02", {"channel": channel})
    return None


def standings(
    counts: Iterable[ChannelCount], weights: Mapping[str, int], codes: frozenset[str]
) -> tuple[Standing, ...]:
    """Return all candidates by their weighted share; equals share a place.

    Formula `share/1`: a candidate's share of a channel is its valid votes among all valid votes
    of that channel; shares are weighed by the channels' weights, equal ones where none are set; a
    channel without a single valid vote, or without a weight, has no say.

    Rule: PUBLIC-02
    """
    speaking = [
        (count, weights.get(count.channel, 0) if weights else 1, _total(count, codes))
        for count in counts
    ]
    speaking = [(count, weight, total) for count, weight, total in speaking if weight and total]
    whole = sum(weight for _count, weight, _total_votes in speaking)
    shares = {
        code: sum(
            (
                Fraction(weight * count.valid(code), whole * total)
                for count, weight, total in speaking
            ),
            Fraction(0),
        )
        for code in codes
    }
    order = sorted(codes, key=lambda code: (-shares[code], code))
    places: dict[Fraction, int] = {}
    for at, code in enumerate(order, start=1):
        places.setdefault(shares[code], at)
    return tuple(Standing(code, shares[code], places[shares[code]]) for code in order)


def _total(count: ChannelCount, codes: frozenset[str]) -> int:
    return sum(count.valid(code) for code in codes)
