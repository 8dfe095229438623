"""What the public sees: the newspaper's coupon and the booklet of deeds. Rules: PUBLIC-01, -03."""

from collections.abc import Sequence
from dataclasses import dataclass

from zjgdesk.documents.blocks import (
    Blank,
    Block,
    Cell,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Title,
)
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, count_pages, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.words import TRACKS, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

ROW = 8.5  # millimetres
SIZE = 11.0
PHOTO = (32.0, 45.0)  # millimetres


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A candidate as the public sees it."""

    code: str
    name: str
    organisation: str
    post: str = ""
    deed_kind: str = ""
    deed: str = ""
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class DisplayFacts:
    """What the coupon and the booklet say.

    Args:
        picks: how many may be picked; `exact` says that so many must be.
        period: when votes are taken, in words.
        reply: where the coupon goes, in words.
    """

    year: int
    track: Track
    candidates: tuple[ShownCandidate, ...]
    picks: int
    exact: bool = False
    period: str = ""
    reply: str = ""
    issuer: str = ""


def build_coupon(facts: DisplayFacts, fonts: Fonts) -> bytes:
    """Return the coupon that a newspaper prints.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rules: PUBLIC-01, PUBLIC-03
    """
    _refuse(facts)
    blocks: tuple[Block, ...] = (
        Title(f"{facts.year}年度{TRACKS[facts.track]}\n候选对象公众选票"),
        *(Paragraph(text) for text in _how(facts)),
        Paragraph("本选票剪下有效，复印无效；每份选票限投一次。", Face.HEI),
        _coupon_table(facts),
    )
    data = print_pages(blocks, Frame(f"{facts.year}年度{TRACKS[facts.track]}公众选票"), fonts)
    return prove(data, ProofFacts(tuple(each.name for each in facts.candidates)))


def build_booklet(facts: DisplayFacts, fonts: Fonts) -> bytes:
    """Return the booklet: how to vote, the contents, then a page or more for each candidate.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rules: PUBLIC-01, PUBLIC-03, SCHEME-04
    """
    _refuse(facts)
    parts = [_page_of(each, facts.track) for each in facts.candidates]
    lengths = [count_pages(part, fonts) for part in parts]
    front = count_pages(_front(facts, [1] * len(parts)), fonts)
    starts = [front + 1 + sum(lengths[:at]) for at in range(len(parts))]
    blocks: list[Block] = [*_front(facts, starts)]
    for part in parts:
        blocks += [PageBreak(), *part]
    title = f"{facts.year}年度{TRACKS[facts.track]}候选对象事迹展示"
    data = print_pages(blocks, Frame(title), fonts)
    names = tuple(each.name for each in facts.candidates)
    return prove(data, ProofFacts(names, pages=front + sum(lengths)))


def _refuse(facts: DisplayFacts) -> None:
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="PUBLIC-01")


def _how(facts: DisplayFacts) -> tuple[str, ...]:
    counter = "个" if facts.track is Track.UNIT else "名"
    many = "必须选满" if facts.exact else "最多可选"
    told = [
        f"请在所选对象编号后的方框内打“√”。每票{many}{facts.picks}{counter}，"
        f"{'少选或者' if facts.exact else ''}多选的为无效票。"
    ]
    if facts.period:
        told.append(f"投票时间：{facts.period}。")
    if facts.reply:
        told.append(f"投递方式：{facts.reply}。")
    return tuple(told)


def _coupon_table(facts: DisplayFacts) -> Table:
    unit = facts.track is Track.UNIT
    across = 2 if unit else 4
    widths = (13.0, 51.0, 14.0) * 2 if unit else (11.5, 19.5, 8.0) * 4
    head = tuple(
        Cell(word, face=Face.HEI, least=ROW)
        for _ in range(across)
        for word in ("编号", "单位" if unit else "姓名", "选")
    )
    rows = []
    listed = list(facts.candidates)
    deep = -(-len(listed) // across)
    for at in range(deep):
        cells: list[Cell] = []
        for column in range(across):
            place = column * deep + at
            each = listed[place] if place < len(listed) else None
            cells += [
                Cell(each.code if each else "", least=ROW),
                Cell(spread_name(each.name) if each else "", align="left" if unit else "center"),
                Cell("□" if each else ""),
            ]
        rows.append(tuple(cells))
    return Table(widths, (head,), tuple(rows), SIZE)


def _front(facts: DisplayFacts, starts: Sequence[int]) -> tuple[Block, ...]:
    unit = facts.track is Track.UNIT
    rows = tuple(
        (
            Cell(each.code, least=ROW),
            Cell(spread_name(each.name), align="left" if unit else "center"),
            Cell(_place(each), align="left"),
            Cell(str(start)),
        )
        for each, start in zip(facts.candidates, starts, strict=True)
    )
    head = tuple(
        Cell(word, face=Face.HEI, least=ROW)
        for word in (
            "编号",
            "单位名称" if unit else "姓名",
            "所属单位" if unit else "单位及职务",
            "页码",
        )
    )
    widths = (16.0, 62.0, 60.0, 18.0) if unit else (16.0, 30.0, 92.0, 18.0)
    issuer = (Paragraph(facts.issuer, indent=0, align="center"),) if facts.issuer else ()
    return (
        Title(f"{facts.year}年度{TRACKS[facts.track]}\n候选对象事迹展示"),
        *issuer,
        Paragraph("一、投票办法", Face.HEI),
        *(Paragraph(text) for text in _how(facts)),
        Paragraph("二、候选对象", Face.HEI, keep_next=True),
        Table(widths, (head,), rows, SIZE),
    )


def _page_of(each: ShownCandidate, track: Track) -> tuple[Block, ...]:
    picture = (Picture(each.photo, *PHOTO), Blank()) if each.photo else ()
    about = [
        f"编号：{each.code}",
        f"{'所属单位' if track is Track.UNIT else '单位及职务'}：{_place(each)}",
    ]
    if each.deed_kind:
        about.append(f"事项类别：{each.deed_kind}")
    deeds = [text.strip() for text in each.deed.splitlines() if text.strip()] or [
        "（未报送事迹材料）"
    ]
    return (
        Title(spread_name(each.name)),
        *picture,
        *(Paragraph(text, Face.KAI) for text in about),
        Blank(),
        Paragraph("主要事迹", Face.HEI),
        *(Paragraph(text) for text in deeds),
    )


def _place(each: ShownCandidate) -> str:
    return each.post or each.organisation
