"""What stands in for `socket` in the frozen program: names alone, and nothing that connects.

SQLAlchemy imports asyncio, asyncio and `email` import `socket`, and nobody calls any of it. So the
frozen program carries neither `socket` nor `_socket` nor `ssl`: whatever tried to open a socket in
it would find none. Run by the program before everything else. Rule: AIR-01.
"""

import sys
from types import ModuleType


class NoSocketError(OSError):
    """The frozen program has no sockets."""


class NoSocket:
    """A socket that cannot be made."""

    def __init__(self, *_told: object, **_named: object) -> None:
        raise NoSocketError("this program has no sockets")


def _no_name(name: str) -> int:
    """Constants are nought; what would connect is not there."""
    if name.isupper():
        return 0
    raise AttributeError(f"this program has no sockets: {name}")


def install() -> ModuleType:
    """Let every later `import socket` find the stand-in."""
    stand_in = ModuleType("socket", __doc__)
    told = {"socket": NoSocket, "SocketType": NoSocket, "error": OSError, "timeout": TimeoutError}
    vars(stand_in).update(told, has_ipv6=False, __getattr__=_no_name)
    sys.modules["socket"] = stand_in
    return stand_in


install()
