"""A count is held on a computer without a network."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjgdesk.rules.refusals import Refusal


class NetworkPolicy(StrEnum):
    """What follows when an interface is connected where a count is held. Rule: AIR-06."""

    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """The connected interfaces, None where the computer does not tell, and what then follows."""

    policy: NetworkPolicy
    connected: tuple[str, ...] | None


def may_count_here(facts: NetworkFacts) -> Refusal | None:
    """Say why no box is opened and no paper keyed: the scheme blocks, and one is connected.

    A computer that does not tell is no reason to stop a meeting; people look for themselves.

    Rule: AIR-06
    """
    if facts.policy is NetworkPolicy.BLOCK and facts.connected:
        return Refusal("network.connected", "AIR-06", {"names": named(facts.connected)})
    return None


def warning(facts: NetworkFacts) -> Refusal | None:
    """Say what is to be seen beside a count while the computer is, or may be, on a network.

    Rule: AIR-06
    """
    if facts.connected is None:
        return Refusal("network.untold", "AIR-06")
    if not facts.connected:
        return None
    return may_count_here(facts) or Refusal(
        "network.warning", "AIR-06", {"names": named(facts.connected)}
    )


def named(names: Sequence[str]) -> str:
    """Return the names of interfaces in one line.

    Rule: AIR-06
    """
    return "、".join(names)
