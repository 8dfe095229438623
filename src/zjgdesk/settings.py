"""What the program remembers between starts, on this computer: workspaces, columns of tables."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEPT = 6


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table's columns were arranged, each known by its title."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)

    def over(self, older: "TableLayout", own: frozenset[str]) -> "TableLayout":
        """Return this layout with what an older one says of columns that are not its own."""
        others = tuple(title for title in older.order if title not in own)
        return TableLayout(
            self.order + others if self.order else others,
            self.hidden | (older.hidden - own),
            {k: v for k, v in older.widths.items() if k not in own} | dict(self.widths),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """A small file beside the user's other settings; losing it loses nothing."""

    path: Path

    def recent(self) -> list[Path]:
        """Return the workspaces opened lately that still exist, newest first."""
        names = self._read().get("recent")
        if not isinstance(names, list):
            return []
        paths = [Path(name) for name in names if isinstance(name, str)]
        return [path for path in paths if (path / "desk.db").is_file()]

    def remember(self, folder: Path) -> None:
        """Put a workspace at the top of the list; a disk that refuses is no reason to stop."""
        folder = folder.resolve()
        names = [folder, *(path for path in self.recent() if path != folder)][:KEPT]
        self._write("recent", [str(name) for name in names])

    def sound(self) -> bool:
        """Say whether keyed papers are confirmed by a sound."""
        return self._read().get("sound") is not False

    def keep_sound(self, on: bool) -> None:  # noqa: FBT001 - one word, said by name elsewhere
        """Remember whether keyed papers are confirmed by a sound."""
        self._write("sound", on)

    def layout(self, table: str) -> TableLayout:
        """Return how the columns of a table were arranged last."""
        told = self._tables().get(table)
        if not isinstance(told, dict):
            return TableLayout()
        order, hidden, widths = (told.get(key) for key in ("order", "hidden", "widths"))
        return TableLayout(
            tuple(_words(order)),
            frozenset(_words(hidden)),
            {k: v for k, v in widths.items() if isinstance(v, int) and v > 0}
            if isinstance(widths, dict)
            else {},
        )

    def keep_layout(self, table: str, layout: TableLayout) -> None:
        """Remember how the columns of a table are arranged."""
        told = {
            "order": list(layout.order),
            "hidden": sorted(layout.hidden),
            "widths": dict(layout.widths),
        }
        self._write("tables", {**self._tables(), table: told})

    def _tables(self) -> dict[str, Any]:
        tables = self._read().get("tables")
        return tables if isinstance(tables, dict) else {}

    def _read(self) -> dict[str, Any]:
        try:
            told = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _write(self, key: str, value: object) -> None:
        text = json.dumps({**self._read(), key: value}, ensure_ascii=False)
        half = self.path.with_suffix(".part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(text, "utf-8")
            half.replace(self.path)
        except OSError:
            return


def _words(told: object) -> list[str]:
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []


def user_folder() -> Path:
    """Return where this user's settings and sample workspace lie, after the platform's habit."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "zjgdesk"
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "zjgdesk"
