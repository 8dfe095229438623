"""What followed for the winners of a year: a table of all of them, and the share promoted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.rows import ACROSS, NUMBER, ROW, SIZE, head_row, name_cell
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import RewardKind, Track

KIND = "reward_register"
HEADS: Mapping[RewardKind, str] = {
    RewardKind.REWARD: "一次性奖励",
    RewardKind.TRAINING: "主体班次培训",
    RewardKind.PROMOTION: "提拔重用",
}
LIST, NAME, WHERE = 18.0, 30.0, 34.0  # millimetres
FOLLOWED = 33.0
POST = ACROSS - NUMBER - LIST - NAME - WHERE - len(HEADS) * FOLLOWED


@dataclass(frozen=True, slots=True)
class Followed:
    """One reward, training or promotion with its day."""

    kind: RewardKind
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class RewardLine:
    """One of a year's winners, and what followed, the earliest first."""

    track: Track
    name: str
    organisation: str
    post: str = ""
    followed: tuple[Followed, ...] = ()


@dataclass(frozen=True, slots=True)
class RewardRegisterFacts:
    """The winners of a year in the order given. Rule: NOTICE-07.

    Args:
        promoted: how many of the cadres were promoted so far; `cadres` of how many.
        issuer: whose register it is; empty where none is set.
    """

    year: int
    lines: tuple[RewardLine, ...]
    promoted: int
    cadres: int
    issuer: str
    made_on: date
    foot: str = ""
    security: str = ""
    template: str = ""


def build_reward_register(facts: RewardRegisterFacts, fonts: Fonts) -> bytes:
    """Return the register as PDF, printed across.

    Raises:
        DeskError: `reward.nobody`, `page.glyph_missing`, `page.proof_failed`, the `template.…`
            codes of a faulty text.

    Rule: NOTICE-07
    """
    if not facts.lines:
        raise DeskError("reward.nobody", rule="NOTICE-07")
    blocks = worded_blocks(KIND, facts.template, reward_register_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=True)
    return print_proven(
        blocks, frame, fonts, ProofFacts(tuple(line.name for line in facts.lines), ordered=True)
    )


def reward_register_filling(facts: RewardRegisterFacts) -> Filling:
    """Return what the text of the register may name. Rule: NOTICE-07."""
    counts = [
        f"{word}{sum(each.kind is kind for line in facts.lines for each in line.followed)}项"
        for kind, word in HEADS.items()
    ]
    fields = {
        "年度": str(facts.year),
        "填报单位": facts.issuer,
        "日期": chinese_date(facts.made_on),
        "数量": f"{len(facts.lines)}个（名）",
        "合计": "、".join(counts),
        "占比": _share(facts),
    }
    return Filling(fields, {"台账": (_table(facts),)}, required=("占比",), kept=("台账",))


def _share(facts: RewardRegisterFacts) -> str:
    """Return numerator, denominator and per cent; nothing where there are no cadres."""
    if not facts.cadres:
        return ""
    share = f"{100 * facts.promoted / facts.cadres:.1f}%"
    return (
        f"已确认好干部{facts.cadres}名，其中提拔重用{facts.promoted}名，"
        f"占{facts.promoted}/{facts.cadres}，即{share}"
    )


def _table(facts: RewardRegisterFacts) -> Table:
    words = ("序号", "名单", "姓名或名称", "推荐单位", "当选时职务", *HEADS.values())
    widths = (NUMBER, LIST, NAME, WHERE, POST, *(FOLLOWED for _ in HEADS))
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(TRACKS[line.track].removeprefix("担当作为")),
            name_cell(line.name, line.track),
            Cell(line.organisation, align="left"),
            Cell(line.post, align="left"),
            *(Cell(_told(line, kind), align="left") for kind in HEADS),
        )
        for number, line in enumerate(facts.lines, start=1)
    )
    return Table(widths, (head_row(words),), rows, SIZE)


def _told(line: RewardLine, kind: RewardKind) -> str:
    """Return each day with what happened on it; a unit is trained and promoted never."""
    if line.track is Track.UNIT and kind is not RewardKind.REWARD:
        return "—"
    return "\n".join(
        f"{each.on.year}.{each.on.month}.{each.on.day}\n{each.text}"
        for each in line.followed
        if each.kind is kind
    )
