"""What every printed page shares: fonts, foot, keeping."""

from typing import Final

from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.documents.fonts import Fonts, load_fonts
from zjgdesk.documents.proof import count_pages
from zjgdesk.program import Program
from zjgdesk.services import issued, scheme, trail
from zjgdesk.services.desk import Deed, Desk, Machine
from zjgdesk.services.issued import IssuedRow

PROGRAM: Final = "program"


def fonts_of(desk: Desk) -> Fonts:
    """Return the faces that this machine prints with."""
    return load_fonts(desk.machine.font_folders)


def session_info(machine: Machine) -> dict[str, object]:
    """Return what the sessions of a desk carry along: which program prints."""
    return {PROGRAM: machine.program}


def foot(session: Session) -> str:
    """Return the foot line: the newest entry of the trail, before this action's own; the program.

    Ballot papers have another (`ballot_sheet`): whatever program prints a frozen round again, its
    copies stay the same (VOTE-10); which program it was the trail tells.

    Rule: DESK-11
    """
    program = session.info.get(PROGRAM)
    line = wording.foot_line(trail.anchor(trail.newest(session)[1]))
    if not isinstance(program, Program):
        return line
    return wording.with_program(
        line,
        f"{program.version} {program.short}",
        released=program.released,
        altered=bool(program.altered),
    )


def head_of(session: Session) -> str:
    """Return the mark of the red head of letters, "" where the scheme wants none.

    Rule: PAGE-07
    """
    red = scheme.scheme_value(session, "letter.head") == "red"
    return scheme.scheme_value(session, "notice.issuer") if red else ""


def keep(desk: Desk, deed: Deed, content: bytes, *, kind: str, title: str) -> IssuedRow:
    """Keep a finished page in the caller's transaction."""
    pages = count_pages(content)
    one_line = "".join(title.splitlines())
    return issued.keep(desk, deed, content, kind=kind, title=one_line, pages=pages)
