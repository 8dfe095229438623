"""The list of the elected for everybody: in stroke order, without a single figure of the vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.flow import AREA_WIDTH
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.pen import MM
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.worded import Filling, title_field, title_of, worded_blocks
from zjgdesk.documents.words import chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

KIND = "elected"
NAMES_IN_ROW = 5
ROW = 9.5  # millimetres
SIZE = 14.0
SMALL = 12.0
NUMBER = 15.0
LEAST_NAME = 36.0
EDGES = 4.0  # millimetres that a cell needs beside its text


@dataclass(frozen=True, slots=True)
class ElectedEntry:
    """One elected unit or cadre, with the organisation and post to be named beside it."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ElectedFacts:
    """What the list of the elected says; the entries stand in the order given. Rule: VOTE-17."""

    title: str
    meeting: str
    held_on: date
    track: Track
    entries: tuple[ElectedEntry, ...]
    issuer: str
    issued_on: date
    foot: str = ""
    security: str = ""
    template: str = ""


def build_elected(facts: ElectedFacts, fonts: Fonts) -> bytes:
    """Return the list of the elected as PDF.

    Raises:
        DeskError: `elected.empty` without entries, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rules: VOTE-11, VOTE-17
    """
    if not facts.entries:
        raise DeskError("elected.empty", rule="VOTE-17")
    blocks = worded_blocks(KIND, facts.template, elected_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security)
    names = tuple(entry.name for entry in facts.entries)
    return print_proven(blocks, frame, fonts, ProofFacts(names, ordered=True))


def elected_filling(facts: ElectedFacts) -> Filling:
    """Return what the text of the list may name. Rules: VOTE-11, VOTE-17."""
    unit = facts.track is Track.UNIT
    fields = {
        "标题": title_field(facts.title),
        "票决日期": chinese_date(facts.held_on),
        "会议": facts.meeting,
        "数量": f"{len(facts.entries)}{'个单位' if unit else '名同志'}",
        "排列次序": "按单位名录顺序排列" if unit else "按姓氏笔画为序",
        "署名": facts.issuer,
        "日期": chinese_date(facts.issued_on),
    }
    tables = {"当选名单": (list_table(facts.track, facts.entries),)}
    return Filling(fields, tables, ("会议", "数量", "日期"), tuple(tables))


def list_table(track: Track, entries: Sequence[ElectedEntry]) -> Table:
    """Return the names, in the order given, with what is to be said beside each. Rule: VOTE-17."""
    if track is Track.CADRE and not any(entry.note for entry in entries):
        return _names(entries)
    unit = track is Track.UNIT
    words = ("序号", "单位名称", "所属单位") if unit else ("序号", "姓名", "单位及职务")
    head = tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(spread_name(entry.name), align="left" if unit else "center", whole=True),
            Cell(entry.note, align="left"),
        )
        for number, entry in enumerate(entries, start=1)
    )
    longest = max(len(spread_name(entry.name)) for entry in entries)
    longest_note = max(len(entry.note) for entry in entries)
    room = AREA_WIDTH / MM - NUMBER
    size = SIZE if (longest + longest_note) * SIZE / MM + 2 * EDGES <= room else SMALL
    least, most = (room / 3, room * 2 / 3) if unit else (LEAST_NAME, room / 2)
    name = min(max(longest * size / MM + EDGES, least), most)
    return Table((NUMBER, name, room - name), (head,), rows, size)


def _names(entries: Sequence[ElectedEntry]) -> Table:
    """Set bare names five to a row, as such lists are read."""
    names = [spread_name(entry.name) for entry in entries]
    names += [""] * (-len(names) % NAMES_IN_ROW)
    rows = tuple(
        tuple(Cell(name, least=ROW) for name in names[start : start + NAMES_IN_ROW])
        for start in range(0, len(names), NAMES_IN_ROW)
    )
    return Table((31.2,) * NAMES_IN_ROW, (), rows, SIZE)
