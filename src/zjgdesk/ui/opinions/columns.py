"""The columns of the opinions tab."""

from collections.abc import Mapping, Sequence

from zjgdesk.rules.vocabulary import ClearanceOrgan
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.cases import CaseMark
from zjgdesk.services.opinions import AnswerRow, RequestRow
from zjgdesk.ui.marks import CLEARANCE_TONES, OPINION_TONES, case_hint, case_words
from zjgdesk.ui.table import Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import short_day, word

SOON = 3


def round_words(number: int) -> str:
    """Say which round of the consultation it is."""
    return f"第 {number} 轮"


def left_words(row: RequestRow) -> str:
    """Say how long the addressee has, or that the answers are in."""
    if row.answered >= row.expected > 0:
        return "已答复"
    if row.days_left < 0:
        return f"已超 {-row.days_left} 天"
    return "今天截止" if row.days_left == 0 else f"还有 {row.days_left} 天"


def left_tone(row: RequestRow) -> Tone:
    """Return the tone of `left_words`."""
    if row.answered >= row.expected > 0:
        return Tone.GOOD
    if row.days_left < 0:
        return Tone.BAD
    return Tone.WARN if row.days_left <= SOON else Tone.MUTED


def _told(row: RequestRow) -> str:
    return (
        f"{word(row.group)}：{row.addressee}，{round_words(row.round_no)}\n"
        f"{short_day(row.sent_on)} 发出，{short_day(row.due_on)} 截止"
    )


REQUESTS: Sequence[Column[RequestRow]] = (
    Column("征求对象", lambda row: row.addressee, width=0, tooltip=_told),
    Column("轮次", lambda row: round_words(row.round_no), lambda row: row.round_no, width=72),
    Column(
        "已答/应答",
        lambda row: f"{row.answered}/{row.expected}",
        lambda row: row.answered,
        width=84,
    ),
    Column("期限", left_words, lambda row: row.days_left, tone=left_tone, width=108),
)


def answer_columns(cases: Mapping[int, CaseMark]) -> Sequence[Column[AnswerRow]]:
    """Return the columns of the answer grid; cases are shown beside the names."""
    return (
        Column("候选对象", lambda row: row.candidate, width=150),
        Column(
            "标记",
            lambda row: case_words(cases.get(row.candidate_id)),
            tone=lambda _row: Tone.WARN,
            width=112,
            tooltip=lambda row: case_hint(cases.get(row.candidate_id)),
        ),
        Column("推荐单位", lambda row: row.organisation, width=150),
        Column(
            "意见",
            lambda row: word(row.answer),
            tone=lambda row: OPINION_TONES[row.answer] if row.answer else Tone.MUTED,
            width=90,
        ),
        Column("说明", lambda row: row.text, width=0),
    )


def clearance_columns() -> Sequence[Column[CandidateRow]]:
    """Return the columns of the clearance grid: one an organ."""
    return (
        Column("候选对象", lambda row: row.name, width=180),
        Column(
            "标记",
            lambda row: case_words(row.case),
            tone=lambda _row: Tone.WARN,
            width=120,
            tooltip=lambda row: case_hint(row.case),
        ),
        Column("推荐单位", lambda row: row.organisation, width=0),
        *(_organ(organ) for organ in ClearanceOrgan),
    )


def _organ(organ: ClearanceOrgan) -> Column[CandidateRow]:
    def tone(row: CandidateRow) -> Tone:
        answer = row.clearance[organ]
        return CLEARANCE_TONES[answer] if answer else Tone.MUTED

    return Column(
        word(organ), lambda row: word(row.clearance[organ]) or "未回", tone=tone, width=124
    )
