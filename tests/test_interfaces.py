"""Which interfaces are connected, told without a socket. Rule: AIR-01."""

import ctypes
import itertools

import pytest

from zjgdesk import interfaces
from zjgdesk.interfaces import Adapter, connected_interfaces, linux_interfaces


def interface(folder, name, **told):
    place = folder / name
    place.mkdir(parents=True)
    for file, word in ({"type": "1", "flags": "0x1003"} | told).items():
        if word is not None:
            (place / file).write_text(f"{word}\n")


@pytest.mark.parametrize(
    ("told", "connected"),
    [
        pytest.param({"operstate": "up", "carrier": "1"}, True, id="AIR-01 a cable"),
        pytest.param({"operstate": "unknown", "carrier": "1"}, True, id="AIR-01 a tunnel"),
        pytest.param({"operstate": "up"}, True, id="AIR-01 no word of a carrier"),
        pytest.param({"operstate": "down", "carrier": "0"}, False, id="AIR-01 cable pulled"),
        pytest.param({"operstate": "down"}, False, id="AIR-01 carrier cannot be read"),
        pytest.param({"operstate": "dormant", "carrier": "0"}, False, id="AIR-01 wireless alone"),
        pytest.param(
            {"operstate": "up", "carrier": "1", "flags": "0x1002"}, False, id="AIR-01 off"
        ),
        pytest.param({"operstate": "up", "flags": None}, False, id="AIR-01 no flags"),
        pytest.param(
            {"operstate": "unknown", "carrier": "1", "type": "772"}, False, id="AIR-01 loopback"
        ),
    ],
)
def test_one_interface(tmp_path, told, connected):
    interface(tmp_path, "eth0", **told)
    assert linux_interfaces(tmp_path) == (("eth0",) if connected else ())


def test_all_are_named_in_order_the_loopback_never(tmp_path):
    for name in ("wlan0", "eth0", "lo"):
        interface(tmp_path, name, operstate="up", carrier="1")
    assert linux_interfaces(tmp_path) == ("eth0", "wlan0")


def test_a_system_without_the_files_does_not_tell(tmp_path, monkeypatch):
    assert linux_interfaces(tmp_path / "none") is None
    monkeypatch.setattr(interfaces, "CLASS", tmp_path / "none")
    assert connected_interfaces() is None


def test_nonsense_in_a_file_is_not_told_either(tmp_path, monkeypatch):
    interface(tmp_path, "eth0", flags="zz", operstate="up")
    monkeypatch.setattr(interfaces, "CLASS", tmp_path)
    assert connected_interfaces() is None


def test_this_computer_answers():
    found = connected_interfaces()
    assert found is None or "lo" not in found


def test_the_chain_that_windows_answers_is_followed():
    """The structure alone; the call itself is not tried here."""
    chain = [
        Adapter(friendly_name=name, status=status, kind=kind)
        for name, status, kind in (
            ("以太网", 1, 6), ("WLAN", 2, 71), ("Loopback", 1, 24), ("蓝牙", 1, 6)
        )
    ]  # fmt: skip
    for one, following in itertools.pairwise(chain):
        one.next = ctypes.pointer(following)
    assert list(interfaces._listed(ctypes.pointer(chain[0]))) == ["以太网", "蓝牙"]
    assert list(interfaces._listed(ctypes.POINTER(Adapter)())) == []
