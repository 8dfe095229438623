"""A count on a machine with a network: warned of, recorded, and refused where the scheme says so."""

import json
import random
import uuid

import pytest

from tests.conftest import trail_of
from tests.services.conftest import hand_out, marks, take_back
from zjgdesk.errors import DeskError
from zjgdesk.rules.offline import NetworkPolicy
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import keying, scheme
from zjgdesk.services.desk import Machine
from zjgdesk.services.offline import network_policy, network_warning, opening_warning


class Cable:
    """What the computer tells of its interfaces; tests plug in and pull."""

    names: tuple[str, ...] | None = ()

    def __call__(self):
        return self.names


@pytest.fixture
def cable():
    return Cable()


@pytest.fixture
def machine(clock, cable):
    return Machine(clock, random.Random(7), interfaces=cable)


@pytest.fixture
def blocking(desk):
    scheme.change_scheme(desk, "count.network", "block", source="办公室通知")


def opening_entry(desk):
    (entry,) = [row for row in trail_of(desk) if row.action == "open_round"]
    return json.loads(entry.facts)


def key(desk, round_id):
    keying.key_paper(
        desk, round_id, pass_no=1, paper_no=1, marks=marks("ynya"), token=str(uuid.uuid4())
    )


@pytest.mark.parametrize(
    ("names", "told"), [((), None), (("eth0", "wlan0"), "eth0、wlan0"), (None, "?")]
)
def test_a_box_opened_on_a_network_is_on_the_trail(
    desk, sign_in, zeroed_round, cable, names, told
):
    round_id = zeroed_round()
    cable.names = names
    hand_out(sign_in("总监票"), round_id)
    assert opening_entry(desk).get("network") == told


def test_where_the_scheme_blocks_no_box_is_opened(desk, sign_in, zeroed_round, cable, blocking):
    round_id = zeroed_round()
    cable.names = ("eth0",)
    with pytest.raises(DeskError, match=r"network\.connected") as refused:
        hand_out(sign_in("总监票"), round_id)
    assert (refused.value.rule, refused.value.facts["names"]) == ("AIR-06", "eth0")
    assert "open_round" not in {row.action for row in trail_of(desk)}
    cable.names = ()
    hand_out(sign_in("总监票"), round_id)


def test_where_the_scheme_blocks_no_paper_is_keyed(sign_in, opened_round, cable, blocking):
    round_id, teller = opened_round(), sign_in("计票甲")
    cable.names = ("eth0",)
    for act in (
        lambda: key(teller, round_id),
        lambda: keying.finish_pass(teller, round_id, 1),
        lambda: keying.read_paper(teller, round_id, 1, 1),
    ):
        with pytest.raises(DeskError, match=r"network\.connected"):
            act()
    assert keying.keyed_numbers(teller, round_id, 1) == set()
    cable.names = None  # a computer that does not tell stops no meeting
    key(teller, round_id)
    assert keying.keyed_numbers(teller, round_id, 1) == {1}


def test_with_a_warning_alone_the_count_goes_on(sign_in, zeroed_round, cable):
    cable.names = ("eth0",)
    round_id = zeroed_round()
    hand_out(sign_in("总监票"), round_id)
    take_back(sign_in("总监票"), round_id)
    key(sign_in("计票甲"), round_id)


@pytest.mark.parametrize(
    ("purpose", "policy", "shown"),
    [
        (Purpose.COUNTING, NetworkPolicy.WARN, "network.warning"),
        (Purpose.COUNTING, NetworkPolicy.BLOCK, "network.connected"),
        (Purpose.OFFICE, NetworkPolicy.WARN, None),
        (Purpose.OFFICE, NetworkPolicy.BLOCK, "network.connected"),
    ],
)
def test_what_is_shown_beside_a_count(desk, cable, purpose, policy, shown):
    from dataclasses import replace

    cable.names = ("eth0",)
    found = network_warning(replace(desk, purpose=purpose), policy)
    assert (found and found.code) == shown


def test_at_the_opening_it_is_said_everywhere(desk, cable, blocking):
    assert opening_warning(desk) is None
    cable.names = ("eth0",)
    assert network_policy(desk) is NetworkPolicy.BLOCK
    assert opening_warning(desk).code == "network.connected"
