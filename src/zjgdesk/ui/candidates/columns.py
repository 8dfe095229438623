"""The columns of the candidates table."""

from collections.abc import Sequence

from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.ui.marks import case_words, clearance_tone, clearance_words, state_words
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import field_word, month

Columns = Sequence[Column[CandidateRow]]


def candidate_columns(track: Track) -> Columns:
    """Return what the table shows of a track's candidates."""
    unit = track is Track.UNIT
    return (
        Column(field_word("name", unit=unit), lambda row: row.name, width=230 if unit else 96),
        Column(field_word("organisation"), lambda row: row.organisation, width=190),
        Column(field_word("nature" if unit else "post"), lambda row: row.post, width=170),
        *(() if unit else _personal()),
        Column(
            "同意/保留/不同意",
            lambda row: f"{row.yes} / {row.reserved} / {row.no}",
            lambda row: (row.yes, -row.reserved, -row.no),
            width=140,
        ),
        Column(
            "纪公检法",
            lambda row: clearance_words(row.clearance),
            tone=lambda row: clearance_tone(row.clearance),
            width=112,
        ),
        Column(
            "状态",
            state_words,
            tone=lambda row: Tone.GOOD if row.state == "nominated" else Tone.MUTED,
            width=96,
        ),
        Column("容错", lambda row: case_words(row.case), tone=lambda _row: Tone.WARN, width=120),
        *((Column("事项类别", lambda row: row.deed_kind, width=130),) if unit else ()),
    )


def _personal() -> Columns:
    return (
        Column("层次", lambda row: row.level, width=88),
        Column(
            "出生年月",
            lambda row: month(row.birth_month) or row.birth_text,
            lambda row: row.birth_month,
            width=104,
            tooltip=lambda row: f"原文：{row.birth_text}",
        ),
    )
