"""A short sound for each kept paper; whatever the computer offers, never waited for."""

import shutil
import sys
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from zjgdesk.resources import resources

PLAYERS = ("paplay", "aplay")
Play = Callable[["Sound"], None]


class Sound(StrEnum):
    """What a sound says; the names are those of the files."""

    KEPT = "kept"
    LOOK = "look"
    REFUSED = "refused"


def silent(_sound: Sound) -> None:
    """Play nothing."""


class Voice:
    """A way of playing that can be turned off and remembers it."""

    def __init__(self, play: Play, *, on: bool, keep: Callable[[bool], object]) -> None:
        self.on = on
        self._play, self._keep = play, keep

    def __call__(self, sound: Sound) -> None:
        """Play it, unless turned off."""
        if self.on:
            self._play(sound)

    def turn(self, on: bool) -> None:  # noqa: FBT001 - Qt's toggled signal hands it over
        """Turn it on or off, now and at the next start."""
        self.on = on
        self._keep(on)


def player() -> Play:
    """Return how this computer plays a sound: its own player, or the plain beep."""
    if sys.platform == "win32":
        return _windows()
    found = next((path for name in PLAYERS if (path := shutil.which(name))), None)
    return _program(found) if found else _beep


def _windows() -> Play:
    import winsound  # noqa: PLC0415 - there is none elsewhere

    def play(sound: Sound) -> None:
        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT  # type: ignore[attr-defined,unused-ignore]
        winsound.PlaySound(_file(sound), flags)  # type: ignore[attr-defined,unused-ignore]

    return play


def _program(path: str) -> Play:
    return lambda sound: _start(path, sound)


def _start(path: str, sound: Sound) -> None:
    QProcess.startDetached(path, [_file(sound)])


def _beep(sound: Sound) -> None:
    if sound is not Sound.KEPT:  # the plain beep is loud: it is kept for what needs a look
        QApplication.beep()


def _file(sound: Sound) -> str:
    return str(resources() / "sounds" / f"{sound}.wav")
