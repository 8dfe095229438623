"""Reading a file without a workspace: for inspectors, scripts and tests."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from zjgdesk.exchange.answers import read_clearance, read_opinions
from zjgdesk.exchange.nominations import Grounds, read_cadres, read_units
from zjgdesk.exchange.organisations import read_organisations
from zjgdesk.exchange.register import Register
from zjgdesk.exchange.rows import Reading, RowStatus
from zjgdesk.exchange.sheets import Sheet, read_sheets
from zjgdesk.exchange.votes import read_votes
from zjgdesk.exchange.wide_votes import gathered_sheet

Reader = Callable[[str, Sequence[Sheet], Grounds], Reading]

READERS: Final[Mapping[str, Reader]] = {
    "organisations": lambda name, sheets, _grounds: read_organisations(name, sheets),
    "units": read_units,
    "cadres": read_cadres,
    "votes": lambda name, sheets, _grounds: read_votes(name, [*map(gathered_sheet, sheets)]),
    "opinions": lambda name, sheets, _grounds: read_opinions(name, sheets),
    "clearance": lambda name, sheets, _grounds: read_clearance(name, sheets),
}
KINDS: Final = ("organisations", "units", "cadres", "votes")


def preview_file(
    kind: str, name: str, content: bytes, *, register: tuple[str, bytes] | None = None
) -> Reading:
    """Return every row of a file with what would become of it.

    Args:
        kind: one of `READERS`.
        name: the file's name.
        content: its bytes.
        register: name and bytes of a register file; without one, units are not checked.

    Raises:
        DeskError: what refuses the file or the register (`file.…`).
    """
    grounds = Grounds(_register(*register) if register else None)
    return READERS[kind](name, read_sheets(name, content), grounds)


def _register(name: str, content: bytes) -> Register:
    reading = read_organisations(name, read_sheets(name, content))
    return Register.of(
        (row.values["name"], row.values["is_assessed"] == "yes")
        for row in reading.rows
        if row.status is RowStatus.OK
    )
