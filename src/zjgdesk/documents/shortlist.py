"""A shortlist: with all facts beside for the committee, and the bare names for others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zjgdesk.documents.blocks import Block, Cell, Paragraph, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.rows import (
    ACROSS,
    ROW,
    SIZE,
    clearance_cell,
    counter,
    head_row,
    name_cell,
    named,
)
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import (
    SHORTLISTS,
    TRACKS,
    chinese_date,
    per_cent,
)
from zjgdesk.errors import DeskError
from zjgdesk.rules.shortlists import OPINIONS, VOTES
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, ShortlistKind, Track

FORMULAS: Mapping[str, str] = {
    OPINIONS: "按同意率从高到低排列，同意率相同的，不同意少的在前，再相同的，有保留少的在前",
    VOTES: "按群众投票加权得票率从高到低排列，相同的，按征求意见的同意率排列",
}
FACTS_KIND, NAMES_KIND = "shortlist_facts", "shortlist_names"
LIST_SIZE = 14.0
# In millimetres. Where organisation and reasons would have less than they need, all channels share
# one column.
RANK, CHANNEL, SHARE = 12.0, 17.0, 19.0
FACTS = (20.0, 34.0, 12.0)
CHANNELS, LEAST_WORDS = 40.0, 50.0


@dataclass(frozen=True, slots=True)
class ShortlistLine:
    """One candidate of a shortlist.

    Args:
        opinions: how many said 同意, 有保留 and 不同意.
        votes: valid ones of each channel, in the order of the facts' channels; empty for none.
        weighted: the share of the public vote, from 0 to 1.
        case: the mark of an open accountability case, in words. Rule: OPINION-05
        reason: why it is chosen, or is not, where that was written down.
    """

    name: str
    organisation: str
    post: str = ""
    rank: int = 0
    opinions: tuple[int, int, int] = (0, 0, 0)
    clearance: Mapping[ClearanceOrgan, ClearanceAnswer | None] = field(default_factory=dict)
    votes: tuple[int, ...] = ()
    weighted: Fraction | None = None
    case: str = ""
    chosen: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShortlistFacts:
    """A shortlist of one track; the lines stand in the order given. Rule: SCHEME-06.

    Args:
        surplus: how many more than the places it must have at least.
        formula: name and version of the order by which it is ranked.
        decided_on: None while it is a draft.
        place: where it was decided; `reason` on what grounds.
        channels: of the public vote, for the second list.
    """

    year: int
    track: Track
    kind: ShortlistKind
    lines: tuple[ShortlistLine, ...]
    places: int
    surplus: int
    formula: str
    decided_on: date | None = None
    place: str = ""
    reason: str = ""
    channels: tuple[str, ...] = ()
    issuer: str = ""
    foot: str = ""
    security: str = ""
    template: str = ""


def build_shortlist(facts: ShortlistFacts, fonts: Fonts) -> bytes:
    """Return the shortlist with all facts beside, printed across; it stays inside the meeting.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rules: SCHEME-05, SCHEME-06, OPINION-05
    """
    if not facts.lines:
        raise DeskError("page.nobody_listed", rule="SCHEME-05")
    blocks = worded_blocks(FACTS_KIND, facts.template, facts_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=True)
    names = tuple(line.name for line in facts.lines)
    rows = tuple(f"{line.rank or ''}{line.name}" for line in facts.lines)
    return print_proven(blocks, frame, fonts, ProofFacts(names, rows=rows))


def build_shortlist_names(facts: ShortlistFacts, fonts: Fonts) -> bytes:
    """Return the chosen alone, in the order given, without a single figure of votes or opinions.

    Raises:
        DeskError: `shortlist.undecided`, `page.nobody_listed`, `page.glyph_missing`,
            `page.proof_failed`, the `template.…` codes of a faulty text.

    Rules: SCHEME-05, VOTE-11, VOTE-17
    """
    if facts.decided_on is None:
        raise DeskError("shortlist.undecided", rule="SCHEME-05")
    chosen = tuple(line for line in facts.lines if line.chosen)
    if not chosen:
        raise DeskError("page.nobody_listed", rule="SCHEME-05")
    blocks = worded_blocks(NAMES_KIND, facts.template, names_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security)
    names = tuple(line.name for line in chosen)
    return print_proven(blocks, frame, fonts, ProofFacts(names, rows=numbered(names)))


def facts_filling(facts: ShortlistFacts) -> Filling:
    """Return what the text of the list with all facts may name."""
    how = FORMULAS.get(facts.formula, "")
    fields = {
        **_common(facts),
        "名额": str(facts.places),
        "最少人数": str(facts.places + facts.surplus),
        "入围人数": str(sum(line.chosen for line in facts.lines)),
        "排序办法": f"{how}（{facts.formula}）" if how else facts.formula,
    }
    tables: dict[str, tuple[Block, ...]] = {
        "情况表": (_table(facts),),
        "确定情况": (Paragraph(_decided(facts)),),
    }
    return Filling(fields, tables, kept=tuple(tables))


def names_filling(facts: ShortlistFacts) -> Filling:
    """Return what the text of the bare list may name."""
    chosen = tuple(line for line in facts.lines if line.chosen)
    on = "" if facts.decided_on is None else chinese_date(facts.decided_on)
    fields = {
        **_common(facts),
        "确定日期": on,
        "确定场合": facts.place,
        "数量": f"{len(chosen)}{counter(facts.track)}",
        "排列次序": "按单位名录顺序排列" if facts.track is Track.UNIT else "按姓氏笔画为序",
        "署名": facts.issuer,
        "落款日期": on if facts.issuer else "",
    }
    tables = {"名单": (_names(facts.track, chosen),)}
    return Filling(fields, tables, ("确定日期",), ("名单",))


def _common(facts: ShortlistFacts) -> dict[str, str]:
    return {
        "年度": str(facts.year),
        "类别": TRACKS[facts.track],
        "名单种类": SHORTLISTS[facts.kind],
    }


def _decided(facts: ShortlistFacts) -> str:
    if facts.decided_on is None:
        return "本表为拟定稿，尚未确定。"
    grounds = f"依据和理由：{facts.reason.rstrip('。')}。" if facts.reason else ""
    return f"{chinese_date(facts.decided_on)}，{facts.place}确定。{grounds}"


def _table(facts: ShortlistFacts) -> Table:
    votes = _vote_columns(facts)
    fixed = (RANK, _name(facts), *votes.values(), *FACTS)
    spare = ACROSS - sum(fixed)
    widths = (*fixed[:2], spare * 0.4, *fixed[2:], spare * 0.6)
    words = (
        "排名", named(facts.track), "推荐单位", *votes,
        "同意/\n有保留/\n不同意", "纪公检法", "入围", "理由和案件提示",
    )  # fmt: skip
    rows = tuple(
        (
            Cell(str(line.rank) if line.rank else "", least=ROW),
            name_cell(line.name, facts.track),
            Cell(line.organisation, align="left"),
            *_votes(line, facts),
            Cell("/".join(str(count) for count in line.opinions)),
            clearance_cell(line.clearance),
            Cell("是" if line.chosen else "否", face=Face.HEI if line.chosen else Face.FANGSONG),
            Cell("\n".join(_remarks(line)), align="left"),
        )
        for line in facts.lines
    )
    return Table(widths, (head_row(words),), rows, SIZE)


def _name(facts: ShortlistFacts) -> float:
    return 36.0 if facts.track is Track.UNIT else 21.0


def _apart(facts: ShortlistFacts) -> bool:
    """Say whether organisation and reasons keep their room beside a column for each channel."""
    used = RANK + _name(facts) + CHANNEL * len(facts.channels) + SHARE + sum(FACTS)
    return ACROSS - used >= LEAST_WORDS


def _vote_columns(facts: ShortlistFacts) -> dict[str, float]:
    """Return the heads of the columns about votes with their widths."""
    if not facts.channels:
        return {}
    share = {"加权\n得票率": SHARE}
    if _apart(facts):
        return {f"{channel}\n有效票": CHANNEL for channel in facts.channels} | share
    return {"各渠道有效票": CHANNELS} | share


def _votes(line: ShortlistLine, facts: ShortlistFacts) -> tuple[Cell, ...]:
    if not facts.channels:
        return ()
    share = Cell("" if line.weighted is None else per_cent(line.weighted))
    told = [str(votes) for votes in line.votes] or [""] * len(facts.channels)
    if _apart(facts):
        return (*(Cell(text) for text in told), share)
    pairs = zip(facts.channels, told, strict=True)
    return (Cell("\n".join(f"{name}：{text}" for name, text in pairs), align="left"), share)


def _remarks(line: ShortlistLine) -> list[str]:
    return [*([f"【{line.case}】"] if line.case else []), *([line.reason] if line.reason else [])]


def _names(track: Track, chosen: tuple[ShortlistLine, ...]) -> Table:
    unit = track is Track.UNIT
    head = head_row(("序号", named(track), "所属单位" if unit else "单位及职务"))
    rows = tuple(
        (
            Cell(str(number), least=9.5),
            name_cell(line.name, track),
            Cell(line.organisation if unit else line.post or line.organisation, align="left"),
        )
        for number, line in enumerate(chosen, start=1)
    )
    return Table((15.0, 81.0, 60.0) if unit else (15.0, 36.0, 105.0), (head,), rows, LIST_SIZE)
