"""Where the shipped files lie: beside the source, inside the wheel or in the frozen program."""

import sys
from functools import cache
from pathlib import Path

from zjgdesk.errors import BrokenInvariantError


@cache
def resources() -> Path:
    """Return the folder that holds fonts, rules, templates, tables and the sample input."""
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for place in (frozen, package / "_resources", package.parents[1] / "resources"):
        if (place / "rules").is_dir():
            return place
    raise BrokenInvariantError("the program's resources are missing")
