"""Rows that the committee's tables share."""

from collections.abc import Sequence

from zjgdesk.documents.blocks import Cell
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.words import spread_name
from zjgdesk.rules.vocabulary import Track

ROW = 8.5  # millimetres
SIZE = 10.5
ACROSS = 225.0
NUMBER = 11.0


def head_row(words: Sequence[str]) -> tuple[Cell, ...]:
    """Return the head of a table."""
    return tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)


def named(track: Track) -> str:
    """Return what the column of names is called."""
    return "单位名称" if track is Track.UNIT else "姓名"


def name_cell(name: str, track: Track) -> Cell:
    """Return the cell of a name: long ones of units stand left, a cadre's in the middle."""
    unit = track is Track.UNIT
    return Cell(spread_name(name), align="left" if unit else "center", least=ROW)


def counter(track: Track) -> str:
    """Return the measure word of a track."""
    return "个" if track is Track.UNIT else "名"
