"""What the public sees of a candidate, and the newspaper's coupon. Rules: PUBLIC-01, -03."""

from collections.abc import Sequence
from dataclasses import dataclass

from zjgdesk.documents.blocks import Block, Cell, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, count_pages
from zjgdesk.documents.pen import MM
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.rows import counter
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

COUPON_KIND = "coupon"
MORE_PAGES = "本选票不止一页，请将各页一并投递。"
# How many stand side by side on a coupon, and the size of the text: tried one after the other.
NOTED = {
    Track.CADRE: ((2, 11.0), (2, 9.5), (2, 8.5), (3, 8.5), (3, 7.5)),
    Track.UNIT: ((2, 11.0), (2, 9.5), (2, 8.5), (2, 7.5)),
}
PLAIN = {
    Track.CADRE: ((4, 11.0), (4, 9.5), (4, 8.5)),
    Track.UNIT: ((2, 11.0), (2, 9.5), (2, 8.5)),
}


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
        template: the office's own text; "" where the shipped one holds.
    """

    year: int
    track: Track
    candidates: tuple[ShownCandidate, ...]
    picks: int
    exact: bool = False
    period: str = ""
    reply: str = ""
    issuer: str = ""
    template: str = ""


def build_coupon(facts: DisplayFacts, fonts: Fonts) -> bytes:
    """Return the coupon that a newspaper prints, on one page where one can hold it.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rules: PUBLIC-01, PUBLIC-03, SCHEME-07
    """
    _refuse(facts)
    blocks = _coupon(facts, fonts)
    told = tuple(f"{each.code}{each.name}" for each in facts.candidates)
    names = tuple(each.name for each in facts.candidates)
    frame = Frame(title_of(blocks), cut=True)
    return print_proven(blocks, frame, fonts, ProofFacts((*told, *names)))


def coupon_filling(facts: DisplayFacts, across: int, size: float, more: str = "") -> Filling:
    """Return what the text of the coupon may name.

    Args:
        facts: who stands on it, and how votes are taken.
        across: how many stand side by side.
        size: of their text, in points.
        more: what is said where the coupon has several pages.

    Rules: PUBLIC-01, PUBLIC-03
    """
    measure = counter(facts.track)
    fields = {
        "年度": str(facts.year),
        "类别": TRACKS[facts.track],
        "选择要求": f"{'必须选满' if facts.exact else '最多可选'}{facts.picks}{measure}",
        "无效情形": f"{'少选或者' if facts.exact else ''}多选",
        "投票时间": f"投票时间：{facts.period}。" if facts.period else "",
        "投递方式": f"投递方式：{facts.reply.rstrip('。')}。" if facts.reply else "",
        "分页说明": more,
    }
    tables = {"选票": (_coupon_table(facts, across, size),)}
    return Filling(fields, tables, ("选择要求", "无效情形"), ("选票",))


def _coupon(facts: DisplayFacts, fonts: Fonts) -> tuple[Block, ...]:
    """Take the largest letters with which everything stands on the fewest pages."""

    def made(way: tuple[int, float], more: str = "") -> tuple[Block, ...]:
        filling = coupon_filling(facts, *way, more)
        return worded_blocks(COUPON_KIND, facts.template, filling)

    noted = any(each.organisation for each in facts.candidates)
    pages = {
        way: count_pages(made(way), fonts) for way in (NOTED if noted else PLAIN)[facts.track]
    }
    best = min(pages, key=pages.__getitem__)
    return made(best, "" if pages[best] == 1 else MORE_PAGES)


def _refuse(facts: DisplayFacts) -> None:
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="PUBLIC-01")


def _coupon_table(facts: DisplayFacts, across: int, size: float) -> Table:
    """Set the candidates in columns, one below the other, each with a box behind the name."""
    unit = facts.track is Track.UNIT
    noted = any(each.organisation for each in facts.candidates)
    listed = facts.candidates
    deep = -(-len(listed) // across)
    words = ("编号", "单位名称" if unit else "姓名", "选", *_noted(unit=unit, noted=noted))
    head = tuple(Cell(word, face=Face.HEI) for _ in range(across) for word in words)
    rows = tuple(
        tuple(
            cell
            for place in range(at, deep * across, deep)
            for cell in _entry(listed[place : place + 1], unit=unit, noted=noted)
        )
        for at in range(deep)
    )
    return Table(_widths(across, size, unit=unit, noted=noted) * across, (head,), rows, size)


def _noted(*, unit: bool, noted: bool) -> tuple[str, ...]:
    return (("所属单位" if unit else "单位"),) if noted else ()


def _widths(across: int, size: float, *, unit: bool, noted: bool) -> tuple[float, ...]:
    """Divide a column: code and box as narrow as their heads, the rest for name and organisation."""
    narrow = 2 * size / MM + 3.4
    room = 156.0 / across - 2 * narrow + 0.4 * size / MM
    box = narrow - 0.4 * size / MM
    if not noted:
        return (narrow, room, box)
    name = room * 0.6 if unit else 4 * size / MM + 3.4
    return (narrow, name, box, room - name)


def _entry(one: Sequence[ShownCandidate], *, unit: bool, noted: bool) -> tuple[Cell, ...]:
    if not one:
        return (Cell(""),) * (4 if noted else 3)
    (each,) = one
    note = (Cell(each.organisation, align="left"),) if noted else ()
    name = Cell(spread_name(each.name), align="left" if unit else "center", whole=True)
    return (Cell(each.code), name, Cell("□"), *note)
