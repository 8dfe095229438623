"""The booklet of deeds: a cover, how to vote, the contents, and pages for each candidate."""

from collections.abc import Sequence

from zjgdesk.documents.blocks import (
    Block,
    Cell,
    PageBreak,
    Paragraph,
    Picture,
    Portrait,
    Table,
    Title,
)
from zjgdesk.documents.display import DisplayFacts, ShownCandidate
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, count_pages
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.rows import counter, head_row, name_cell, named
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

ROW = 9.5  # millimetres
SIZE = 12.0
PHOTO = (32.0, 45.0)  # millimetres
LABEL = 5  # characters of a label with its colon
KIND = "booklet"
NO_DEEDS = "（未报送事迹材料）"


def build_booklet(facts: DisplayFacts, fonts: Fonts) -> bytes:
    """Return the booklet; the contents lead to the page on which each candidate begins.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rules: PUBLIC-01, PUBLIC-03, SCHEME-04, SCHEME-07
    """
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="PUBLIC-01")
    parts = [_candidate(each, facts.track) for each in facts.candidates]
    lengths = [count_pages(part, fonts) for part in parts]
    front = count_pages(_front(facts, ()), fonts)
    starts = [front + 1 + sum(lengths[:at]) for at in range(len(parts))]
    blocks: list[Block] = [*_front(facts, starts)]
    for part in parts:
        blocks += [PageBreak(), *part]
    names = tuple(each.name for each in facts.candidates)
    # The contents name everybody in order; then come their own pages, in the same order.
    rows = (*(f"{each.code}{each.name}" for each in facts.candidates), *names)
    proof = ProofFacts(names * 2, rows=rows)
    return print_proven(blocks, Frame(title_of(blocks), cover=True), fonts, proof)


def booklet_filling(facts: DisplayFacts, starts: Sequence[int] = ()) -> Filling:
    """Return what the text before the candidates' own pages may name.

    Args:
        facts: who is shown, and how votes are taken.
        starts: the page on which each candidate begins; page 1 for all where it is not known yet.

    Rules: PUBLIC-01, PUBLIC-03
    """
    measure = counter(facts.track)
    fields = {
        "年度": str(facts.year),
        "类别": TRACKS[facts.track],
        "署名": facts.issuer,
        "数量": f"{len(facts.candidates)}{measure}",
        "量词": measure,
        "选择要求": f"{'必须选满' if facts.exact else '最多选'}{facts.picks}{measure}",
        "无效情形": "少选或者多选" if facts.exact else "多选",
        "投票时间": f"投票时间：{facts.period}。" if facts.period else "",
        "投票方式": f"投票方式：{facts.reply.rstrip('。')}。" if facts.reply else "",
    }
    tables = {"目录": (_contents(facts, starts or [1] * len(facts.candidates)),)}
    return Filling(fields, tables, ("选择要求", "无效情形"), ("目录",))


def _front(facts: DisplayFacts, starts: Sequence[int]) -> tuple[Block, ...]:
    return worded_blocks(KIND, facts.template, booklet_filling(facts, starts))


def _contents(facts: DisplayFacts, starts: Sequence[int]) -> Table:
    unit = facts.track is Track.UNIT
    rows = tuple(
        (
            Cell(each.code, least=ROW),
            name_cell(each.name, facts.track),
            Cell(each.organisation if unit else _post(each), align="left"),
            Cell(str(start)),
        )
        for each, start in zip(facts.candidates, starts, strict=True)
    )
    head = head_row(("编号", named(facts.track), "所属单位" if unit else "单位及职务", "页码"))
    widths = (16.0, 80.0, 44.0, 16.0) if unit else (16.0, 34.0, 90.0, 16.0)
    return Table(widths, (head,), rows, SIZE)


def _candidate(each: ShownCandidate, track: Track) -> tuple[Block, ...]:
    about = _about(each, track)
    deeds = [text.strip() for text in each.deed.splitlines() if text.strip()]
    return (
        Title(spread_name(each.name)),
        *_introduction(about, each.photo),
        Paragraph("主要事迹", Face.HEI, keep_next=True),
        *(Paragraph(text) for text in deeds or [NO_DEEDS]),
    )


def _introduction(about: tuple[str, ...], photo: bytes | None) -> tuple[Block, ...]:
    if not photo:
        return tuple(Paragraph(text, Face.KAI, 0, hanging=LABEL) for text in about)
    return (Portrait(Picture(photo, *PHOTO), about, hanging=LABEL),)


def _about(each: ShownCandidate, track: Track) -> tuple[str, ...]:
    unit = track is Track.UNIT
    told = (
        ("编\u3000\u3000号", each.code),
        ("所属单位" if unit else "所在单位", each.organisation),
        ("职\u3000\u3000务", "" if unit else each.post),
        ("事项类别", each.deed_kind),
    )
    return tuple(f"{label}：{text}" for label, text in told if text)


def _post(each: ShownCandidate) -> str:
    """Return organisation and post; a post that begins with the organisation says both."""
    if each.post.startswith(each.organisation):
        return each.post
    return f"{each.organisation}{each.post}"
