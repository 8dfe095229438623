"""What the public sees of a candidate, and the newspaper's coupon. Rules: PUBLIC-01, -03."""

from collections.abc import Sequence
from dataclasses import dataclass

from zjgdesk.documents.blocks import Block, Cell, Table, Title
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, count_pages, print_pages
from zjgdesk.documents.pen import MM
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.words import TRACKS, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

SIZE = 11.0
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
    """Return the coupon that a newspaper prints, on one page where one can hold it.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rules: PUBLIC-01, PUBLIC-03, SCHEME-07
    """
    _refuse(facts)
    title = f"{facts.year}年度{TRACKS[facts.track]}\n候选对象公众选票"
    data = print_pages(_coupon(title, facts, fonts), Frame(title, cut=True), fonts)
    told = tuple(text for each in facts.candidates for text in (each.code, each.name))
    return prove(data, ProofFacts(told))


def _coupon(title: str, facts: DisplayFacts, fonts: Fonts) -> tuple[Block, ...]:
    """Take the largest letters with which everything stands on the fewest pages."""
    noted = any(each.organisation for each in facts.candidates)
    found = [
        (Title(title), _rules(facts), _coupon_table(facts, across, size))
        for across, size in (NOTED if noted else PLAIN)[facts.track]
    ]
    best = min(found, key=lambda blocks: count_pages(blocks, fonts))
    if count_pages(best, fonts) == 1:
        return best
    heading, _told, table = best
    return heading, _rules(facts, "本选票不止一页，请将各页一并投递。"), table


def _rules(facts: DisplayFacts, *more: str) -> Table:
    told = (*_how(facts), "请沿虚线剪下，剪下有效，复印无效；每份选票限投一次。", *more)
    text = "\n".join(f"{number}. {each}" for number, each in enumerate(told, start=1))
    return Table((156.0,), (), ((Cell(text, align="left"),),), SIZE)


def _refuse(facts: DisplayFacts) -> None:
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="PUBLIC-01")


def _how(facts: DisplayFacts) -> tuple[str, ...]:
    counter = "个" if facts.track is Track.UNIT else "名"
    many = "必须选满" if facts.exact else "最多可选"
    told = [
        f"请在所选对象后的方框内打“√”。每票{many}{facts.picks}{counter}，"
        f"{'少选或者' if facts.exact else ''}多选的为无效票。"
    ]
    if facts.period:
        told.append(f"投票时间：{facts.period}。")
    if facts.reply:
        told.append(f"投递方式：{facts.reply.rstrip('。')}。")
    return tuple(told)


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
    name = Cell(spread_name(each.name), align="left" if unit else "center")
    return (Cell(each.code), name, Cell("□"), *note)
