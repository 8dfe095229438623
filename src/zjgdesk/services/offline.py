"""Whether the computer that counts is connected to a network."""

from sqlalchemy.orm import Session

from zjgdesk.rules.offline import NetworkFacts, NetworkPolicy, may_count_here, named, warning
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import scheme
from zjgdesk.services.desk import Deed, Desk

SETTING = "count.network"
UNTOLD = "?"


def network_policy(desk: Desk) -> NetworkPolicy:
    """Return what the scheme says of a network where a count is held. Rule: AIR-06."""
    with desk.reading() as session:
        return NetworkPolicy(scheme.scheme_value(session, SETTING))


def network_warning(desk: Desk, policy: NetworkPolicy) -> Refusal | None:
    """Return what is to be shown beside a count now; None where all is well.

    Shown on a counting machine; elsewhere only where the scheme blocks, for offices prepare their
    year on a computer that has its own rules. Asks the system alone, not the workspace.

    Rule: AIR-06
    """
    if desk.purpose is not Purpose.COUNTING and policy is NetworkPolicy.WARN:
        return None
    return warning(NetworkFacts(policy, desk.machine.interfaces()))


def opening_warning(desk: Desk) -> Refusal | None:
    """Return what is to be said where a box is opened, on whatever machine.

    Rule: AIR-06
    """
    return warning(NetworkFacts(network_policy(desk), desk.machine.interfaces()))


def need_offline(desk: Desk, session: Session) -> None:
    """Refuse to count while an interface is connected and the scheme blocks.

    Raises:
        DeskError: `network.connected`.

    Rule: AIR-06
    """
    policy = NetworkPolicy(scheme.scheme_value(session, SETTING))
    if policy is NetworkPolicy.BLOCK:  # the system is asked only where it matters
        refusal = may_count_here(NetworkFacts(policy, desk.machine.interfaces()))
        if refusal:
            refusal.raise_()


def record_network(desk: Desk, deed: Deed) -> None:
    """Put the connected interfaces on the trail of what is being done.

    Rule: AIR-06
    """
    connected = desk.machine.interfaces()
    if connected is None:
        deed.facts["network"] = UNTOLD
    elif connected:
        deed.facts["network"] = named(connected)
