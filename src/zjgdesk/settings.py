"""What the program remembers between starts: the workspaces opened lately, on this computer."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

KEPT = 6


@dataclass(frozen=True, slots=True)
class Settings:
    """A small file beside the user's other settings; losing it loses nothing."""

    path: Path

    def recent(self) -> list[Path]:
        """Return the workspaces opened lately that still exist, newest first."""
        try:
            names = json.loads(self.path.read_text("utf-8"))["recent"]
            return [Path(name) for name in names if (Path(name) / "desk.db").is_file()]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def remember(self, folder: Path) -> None:
        """Put a workspace at the top of the list; a disk that refuses is no reason to stop."""
        folder = folder.resolve()
        names = [folder, *(path for path in self.recent() if path != folder)][:KEPT]
        text = json.dumps({"recent": [str(name) for name in names]}, ensure_ascii=False)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(text, "utf-8")
        except OSError:
            return


def user_folder() -> Path:
    """Return where this user's settings and sample workspace lie, after the platform's habit."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "zjgdesk"
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "zjgdesk"
