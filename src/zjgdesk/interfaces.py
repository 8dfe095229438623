"""Which network interfaces are connected, told by the system without opening anything.

Linux tells it in files; Windows in a call of iphlpapi.dll (not tried by us). Nothing is sent or
asked over a network: no socket, no address looked up. Rule: AIR-01.
"""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

CLASS: Final = Path("/sys/class/net")
IS_UP: Final = 0x1
LOOPBACK: Final = 772
"""How Linux numbers an interface that leads back to the computer itself."""
OPERATING, SOFTWARE_LOOPBACK = 1, 24
"""How Windows numbers one that works, and the one that leads back."""
PROBLEM_TOO_SMALL, ROOM, TIMES = 111, 16_384, 4
PHYSICAL = 8


def connected_interfaces() -> tuple[str, ...] | None:
    """Return the names of all interfaces that are connected now, none of them the loopback.

    Returns:
        Their names in order; None where this system does not tell.
    """
    try:
        if sys.platform == "win32":
            return tuple(_listed(_asked()))
        return linux_interfaces(CLASS)
    except (OSError, AttributeError, ValueError):
        return None


def linux_interfaces(folder: Path) -> tuple[str, ...] | None:
    """Return the connected interfaces by the files of /sys/class/net.

    An interface counts when it is switched on and either the kernel calls it up or a carrier is
    seen: some drivers say only one of the two.
    """
    if not folder.is_dir():
        return None
    return tuple(each.name for each in sorted(folder.iterdir()) if _connected(each))


def _connected(interface: Path) -> bool:
    if interface.name == "lo" or _word(interface / "type") == str(LOOPBACK):
        return False
    switched_on = int(_word(interface / "flags") or "0", 16) & IS_UP
    seen = _word(interface / "operstate") == "up" or _word(interface / "carrier") == "1"
    return bool(switched_on) and seen


def _word(path: Path) -> str:
    """Return what a file tells; one of an interface that is off cannot be read."""
    try:
        return path.read_text("ascii").strip()
    except OSError:
        return ""


class Adapter(ctypes.Structure):
    """The beginning of IP_ADAPTER_ADDRESSES, as far as it is looked at."""


Adapter._fields_ = [
    ("length", ctypes.c_uint32),
    ("index", ctypes.c_uint32),
    ("next", ctypes.POINTER(Adapter)),
    ("name", ctypes.c_char_p),
    ("unicast", ctypes.c_void_p),
    ("anycast", ctypes.c_void_p),
    ("multicast", ctypes.c_void_p),
    ("dns_server", ctypes.c_void_p),
    ("dns_suffix", ctypes.c_wchar_p),
    ("description", ctypes.c_wchar_p),
    ("friendly_name", ctypes.c_wchar_p),
    ("physical", ctypes.c_ubyte * PHYSICAL),
    ("physical_length", ctypes.c_uint32),
    ("flags", ctypes.c_uint32),
    ("mtu", ctypes.c_uint32),
    ("kind", ctypes.c_uint32),
    ("status", ctypes.c_int),
]


def _listed(first: Any) -> Iterator[str]:  # noqa: ANN401 - ctypes has no type for it
    """Yield the names of the connected ones, from the first on along their chain."""
    at = first
    while at:
        adapter = at.contents
        if adapter.status == OPERATING and adapter.kind != SOFTWARE_LOOPBACK:
            yield adapter.friendly_name or "?"
        at = adapter.next


def _asked() -> Any:  # noqa: ANN401 - ctypes has no type for it
    """Ask Windows for its chain of adapters.

    Raises:
        OSError: when it does not answer.
    """
    ask = vars(ctypes)["windll"].iphlpapi.GetAdaptersAddresses
    size = ctypes.c_uint32(ROOM)
    for _ in range(TIMES):
        room = ctypes.create_string_buffer(size.value)
        answer = ask(0, 0, None, room, ctypes.byref(size))
        if answer == 0:
            return ctypes.cast(room, ctypes.POINTER(Adapter))
        if answer != PROBLEM_TOO_SMALL:
            break
    raise OSError("GetAdaptersAddresses")
