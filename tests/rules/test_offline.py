import pytest

from zjgdesk.rules.offline import NetworkFacts, NetworkPolicy, may_count_here, warning

WARN, BLOCK = NetworkPolicy


@pytest.mark.parametrize(
    ("policy", "connected", "refused", "said"),
    [
        pytest.param(WARN, (), None, None, id="AIR-06 nothing connected"),
        pytest.param(BLOCK, (), None, None, id="AIR-06 nothing connected, blocking"),
        pytest.param(WARN, ("eth0",), None, "network.warning", id="AIR-06 a warning"),
        pytest.param(
            BLOCK, ("eth0",), "network.connected", "network.connected", id="AIR-06 blocked"
        ),
        pytest.param(WARN, None, None, "network.untold", id="AIR-06 not told"),
        pytest.param(BLOCK, None, None, "network.untold", id="AIR-06 not told, blocking"),
    ],
)
def test_a_count_is_held_without_a_network(policy, connected, refused, said):
    facts = NetworkFacts(policy, connected)
    found, shown = may_count_here(facts), warning(facts)
    assert (found and found.code, shown and shown.code) == (refused, said)


def test_every_interface_is_named():
    refusal = may_count_here(NetworkFacts(BLOCK, ("eth0", "wlan0")))
    assert (refusal.rule, refusal.facts["names"]) == ("AIR-06", "eth0、wlan0")
