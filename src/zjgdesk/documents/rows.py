"""Rows that the committee's tables share."""

from collections.abc import Mapping, Sequence

from zjgdesk.documents.blocks import Cell, Notes, Table
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.words import CLEARANCE, ORGANS, UNANSWERED, spread_name
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, Track

ROW = 8.5  # millimetres
SIZE = 10.5
UPRIGHT_ROOM, ACROSS = 156.0, 225.0
NUMBER = 11.0
NOTE_SIZE = 11.0


def head_row(words: Sequence[str]) -> tuple[Cell, ...]:
    """Return the head of a table."""
    return tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)


def named(track: Track) -> str:
    """Return what the column of names is called."""
    return "单位名称" if track is Track.UNIT else "姓名"


def name_cell(name: str, track: Track) -> Cell:
    """Return the cell of a name: long ones of units stand left, a cadre's in the middle."""
    unit = track is Track.UNIT
    return Cell(spread_name(name), align="left" if unit else "center", least=ROW, whole=True)


def clearance_cell(clearance: Mapping[ClearanceOrgan, ClearanceAnswer | None]) -> Cell:
    """Name the organs that did not answer 无影响; silence of all is told as well."""
    told = [
        f"{word}：{UNANSWERED if answer is None else CLEARANCE[answer]}"
        for organ, word in ORGANS.items()
        if (answer := clearance.get(organ)) is not ClearanceAnswer.CLEAR
    ]
    if not told:
        return Cell("均无影响")
    if all(clearance.get(organ) is None for organ in ORGANS):
        return Cell(f"均{UNANSWERED}", face=Face.HEI)
    return Cell("\n".join(told), face=Face.HEI, align="left")


def counter(track: Track) -> str:
    """Return the measure word of a track."""
    return "个" if track is Track.UNIT else "名"


def notes_table(block: Notes, width: float) -> Table:
    """Return numbered notes in one frame; the width is in millimetres."""
    text = "\n".join(f"{number}. {each}" for number, each in enumerate(block.texts, start=1))
    return Table((width,), (), ((Cell(text, align="left"),),), NOTE_SIZE)
