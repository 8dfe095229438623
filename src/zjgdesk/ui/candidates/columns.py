"""The columns of the candidates table."""

from collections.abc import Callable, Sequence

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.ui.decisions.page import standing_told, standing_tone, standing_words
from zjgdesk.ui.marks import (
    case_hint,
    clearance_tone,
    clearance_words,
    mark_tone,
    mark_words,
    opinion_words,
)
from zjgdesk.ui.table import Column
from zjgdesk.ui.words import field_word, month

Columns = Sequence[Column[CandidateRow]]


def candidate_columns(track: Track, by_name: Callable[[str], object]) -> Columns:
    """Return what the table shows of a track's candidates.

    Args:
        track: units stand by their words, cadres as official lists have them.
        by_name: what a cadre's name is compared by. Rule: ORDER-01
    """
    unit = track is Track.UNIT
    return (
        Column(
            field_word("name", unit=unit),
            lambda row: row.name,
            None if unit else lambda row: by_name(row.name),
            width=200 if unit else 84,
        ),
        Column(
            "标记",
            mark_words,
            tone=mark_tone,
            width=104,
            tooltip=lambda row: case_hint(row.case),
        ),
        Column("资格", standing_words, tone=standing_tone, tooltip=standing_told, width=96),
        Column(field_word("organisation"), lambda row: row.organisation, width=132),
        Column(field_word("nature" if unit else "post"), lambda row: row.post, width=0),
        *(() if unit else _personal()),
        Column(
            "意见",
            opinion_words,
            lambda row: (row.yes, -row.reserved, -row.no),
            width=112,
        ),
        Column(
            "纪公检法",
            lambda row: clearance_words(row.clearance),
            tone=lambda row: clearance_tone(row.clearance),
            width=100,
        ),
        *((Column("事项类别", lambda row: row.deed_kind, width=130),) if unit else ()),
    )


def _personal() -> Columns:
    return (
        Column("层次", lambda row: row.level, width=88),
        Column(
            "出生年月",
            lambda row: month(row.birth_month) or row.birth_text,
            lambda row: row.birth_month,
            width=100,
            tooltip=lambda row: f"原文：{row.birth_text}",
        ),
    )
