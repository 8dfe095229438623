"""Personnel forms that are about to come in, as the table shows them."""

from collections.abc import Mapping, Sequence

from zjgdesk.services.personnel import FormRow, Match, PersonnelPreview
from zjgdesk.ui.messages import explain
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import month, word

SETTLED = frozenset({Match.REFUSED, Match.KNOWN})
TONES = {
    Match.MATCHED: Tone.GOOD,
    Match.ASKED: Tone.WARN,
    Match.NOBODY: Tone.WARN,
    Match.REFUSED: Tone.BAD,
    Match.KNOWN: Tone.MUTED,
}


def form_columns(names: Mapping[int, str]) -> Sequence[Column[FormRow]]:
    """Return the columns; `names` are the candidates by their id."""
    return (
        Column("文件", lambda row: row.file, width=130),
        Column("姓名", lambda row: row.person, width=84),
        Column(
            "出生年月",
            lambda row: month(row.birth_month),
            lambda row: row.birth_month or "",
            width=96,
        ),
        Column("状态", state_of, tone=tone_of, width=96),
        Column("读入到", lambda row: names.get(row.candidate_id or 0, ""), width=140),
        Column("补填", lambda row: _number(row.fills), lambda row: len(row.fills), RIGHT, 56),
        Column(
            "不一致",
            lambda row: _number(row.differences),
            lambda row: len(row.differences),
            RIGHT,
            68,
        ),
        Column("说明", lambda row: explain(row.problem) if row.problem else "", width=0),
    )


def state_of(row: FormRow) -> str:
    """Return how a form stands: found by the program, to be looked at, chosen by nobody."""
    if row.match in SETTLED or (row.match is Match.MATCHED and row.candidate_id is not None):
        return word(row.match)
    if row.candidate_id is not None:
        return "请核对"
    return "不读入" if row.match is Match.MATCHED else word(row.match)


def tone_of(row: FormRow) -> Tone:
    """Return the colour of how a form stands."""
    if row.match is Match.MATCHED and row.candidate_id is None:
        return Tone.MUTED
    return TONES[row.match]


def summary(preview: PersonnelPreview) -> str:
    """Return the line under the table."""
    open_ = [row for row in preview.rows if row.candidate_id is None and row.match not in SETTLED]
    told = [f"共 {len(preview.rows)} 份，将读入 {len(preview.ready)} 份"]
    told += [f"{len(open_)} 份没有对上人，不读入"] if open_ else []
    for match in (Match.REFUSED, Match.KNOWN):
        count = sum(row.match is match for row in preview.rows)
        told += [f"{word(match)} {count} 份"] if count else []
    return "，".join(told) + "。只补填空着的栏目，已有的内容不会改动。"


def _number(told: Sequence[object] | Mapping[str, str]) -> str:
    return str(len(told)) if told else ""
