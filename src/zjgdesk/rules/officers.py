"""Who may count: their number, who stands on the list or near it, who may do what alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal

LEAST_SCRUTINEERS = 2


@dataclass(frozen=True, slots=True)
class Officers:
    """The people of a count, by name; `relatives` are declared near relatives of somebody listed.

    Rule: VOTE-15
    """

    chief: str
    scrutineers: tuple[str, ...]
    tellers: tuple[str, ...]
    relatives: tuple[str, ...] = ()


def check_officers(officers: Officers, candidates: Iterable[str]) -> tuple[Refusal, ...]:
    """Return what stands against the officers of a count: their number, or a name among them.

    Rule: VOTE-15
    """
    overseers = names_of((officers.chief, *officers.scrutineers))
    counters = names_of(officers.tellers)
    found: list[Refusal] = []
    if not compact(officers.chief):
        found.append(Refusal("round.chief_missing", "VOTE-15"))
    if len(overseers) < LEAST_SCRUTINEERS:
        said = {"found": len(overseers), "needed": LEAST_SCRUTINEERS}
        found.append(Refusal("round.scrutineers_too_few", "VOTE-15", said))
    if not counters:
        found.append(Refusal("round.no_tellers", "VOTE-15"))
    found += [
        Refusal("round.officer_twice", "VOTE-15", {"name": name})
        for name in sorted(overseers & counters)
    ]
    everybody = overseers | counters
    found += [
        Refusal("round.officer_on_list", "VOTE-15", {"name": name})
        for name in sorted(everybody & names_of(candidates))
    ]
    found += [
        Refusal("round.officer_related", "VOTE-15", {"name": name})
        for name in sorted(everybody & names_of(officers.relatives))
    ]
    return tuple(found)


def may_key(officers: Officers, name: str) -> Refusal | None:
    """Say why the person may not key papers of this count; None where they are a named teller.

    Rule: VOTE-15
    """
    if compact(name) in names_of(officers.tellers):
        return None
    return Refusal("round.not_a_teller", "VOTE-15", {"name": name})


def may_oversee(officers: Officers, name: str) -> Refusal | None:
    """Say why the person may not act as scrutineer of this count; None where they are named.

    Rule: VOTE-15
    """
    if compact(name) in names_of((officers.chief, *officers.scrutineers)):
        return None
    return Refusal("round.not_a_scrutineer", "VOTE-15", {"name": name})


def may_decide_doubt(officers: Officers, one: str, other: str) -> Refusal | None:
    """Say why these two may not decide what is unclear: it takes the chief and a scrutineer.

    Rule: VOTE-06
    """
    people = {compact(one), compact(other)}
    overseers = names_of((officers.chief, *officers.scrutineers))
    if len(people) == LEAST_SCRUTINEERS and compact(officers.chief) in people <= overseers:
        return None
    return Refusal("keying.chief_needed", "VOTE-06", {"chief": officers.chief})


def names_of(names: Iterable[str]) -> frozenset[str]:
    """Return the names without blanks, empty ones left out.

    Rule: VOTE-15
    """
    return frozenset({compact(name) for name in names} - {""})
