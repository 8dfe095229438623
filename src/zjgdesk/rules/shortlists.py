"""Ranking candidates for a shortlist, and what may be decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import ClearanceAnswer, ShortlistKind

OPINIONS, VOTES = "opinions/1", "votes/1"


@dataclass(frozen=True, slots=True)
class Merits:
    """What one candidate is ranked by: opinions for the initial list, votes for the second.

    `share` is the weighted share of the public vote; None before it, or where nobody voted.
    """

    candidate_id: int
    name: str
    yes: int = 0
    reserved: int = 0
    no: int = 0
    clearance: tuple[ClearanceAnswer, ...] = ()
    cleared_by_decision: bool = False
    share: Fraction | None = None

    @property
    def approval(self) -> Fraction:
        """The share of those who answered that agree; nobody asked is nobody's agreement."""
        said = self.yes + self.reserved + self.no
        return Fraction(self.yes, said) if said else Fraction(0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's place: equals share one, and the next place counts them all."""

    merits: Merits
    rank: int


def formula_of(kind: ShortlistKind) -> str:
    """Return the name and version of the order by which a list is ranked.

    `opinions/1`: the share of 同意 among all answers, then fewer 不同意, then fewer 有保留.
    `votes/1`: the weighted share of the public vote, then as above.

    Rule: SCHEME-05, PUBLIC-02
    """
    return OPINIONS if kind is ShortlistKind.INITIAL else VOTES


def rank(kind: ShortlistKind, candidates: Sequence[Merits]) -> list[Ranked]:
    """Return the candidates in order of merit; equals keep the order given.

    Rule: SCHEME-05, PUBLIC-02
    """
    keys = [_key(kind, each) for each in candidates]
    places = {key: at for at, key in reversed(list(enumerate(sorted(keys), start=1)))}
    found = [Ranked(m, places[key]) for m, key in zip(candidates, keys, strict=True)]
    return sorted(found, key=lambda each: each.rank)


def first_by_rank(ranked: Sequence[Ranked], count: int) -> frozenset[int]:
    """Return the ids of the first so many; a tie across the end lets all of the tied in.

    Who may not be on the list is passed over.

    Rule: SCHEME-06
    """
    good = [each for each in ranked if _stops(each.merits, ShortlistKind.SECOND) is None]
    last = good[count - 1].rank if 0 < count <= len(good) else None
    return frozenset(
        each.merits.candidate_id
        for at, each in enumerate(good)
        if at < count or (last is not None and each.rank == last)
    )


def may_be_listed(kind: ShortlistKind, merits: Merits) -> Refusal | None:
    """Say why somebody may not be on a shortlist: by the clearance, without a decision.

    Rule: OPINION-03
    """
    return _stops(merits, kind)


def out_of_order(ranked: Sequence[Ranked], chosen: frozenset[int]) -> tuple[Merits, ...]:
    """Return who was passed over although somebody behind was chosen.

    Each of them needs a reason; nobody whom the clearance stops does.

    Rule: SCHEME-05
    """
    ranks = [each.rank for each in ranked if each.merits.candidate_id in chosen]
    last = max(ranks, default=0)
    return tuple(
        each.merits
        for each in ranked
        if each.rank < last
        and each.merits.candidate_id not in chosen
        and _stops(each.merits, ShortlistKind.SECOND) is None
    )


def _stops(merits: Merits, kind: ShortlistKind) -> Refusal | None:
    if merits.cleared_by_decision:
        return None
    if ClearanceAnswer.AFFECTED in merits.clearance:
        return Refusal("shortlist.affected", "OPINION-03", {"name": merits.name})
    if kind is ShortlistKind.SECOND and ClearanceAnswer.PENDING in merits.clearance:
        return Refusal("shortlist.pending", "OPINION-03", {"name": merits.name})
    return None


def _key(kind: ShortlistKind, merits: Merits) -> tuple[Fraction | int, ...]:
    opinions = (-merits.approval, merits.no, merits.reserved)
    if kind is ShortlistKind.INITIAL:
        return opinions
    return (-(merits.share or Fraction(0)), *opinions)
