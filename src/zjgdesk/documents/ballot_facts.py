"""What a ballot paper says, and the text over its table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from zjgdesk.documents.blocks import Block, Notes, Paragraph, Table, Title
from zjgdesk.documents.rows import counter
from zjgdesk.documents.worded import Filling, title_field, worded_blocks
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

KIND = "ballot"
ENTRIES = "表决栏"
HERE = Table((), (), ())
"""Stands in the text where the names begin."""


@dataclass(frozen=True, slots=True)
class Tint:
    """A light colour, each part from 0 to 1, and how people call paper of that colour."""

    word: str
    red: float
    green: float
    blue: float


TINTS: Mapping[Track, Tint] = {
    Track.UNIT: Tint("淡蓝色", 0.89, 0.945, 1.0),
    Track.CADRE: Tint("淡黄色", 1.0, 0.965, 0.84),
}


@dataclass(frozen=True, slots=True)
class MarkMap:
    """How a vote is marked; it is printed in the instructions. Rule: VOTE-08."""

    sign: str = "○"
    columns: tuple[str, str, str] = ("同意", "不同意", "弃权")
    blank: str = "弃权"


@dataclass(frozen=True, slots=True)
class BallotEntry:
    """One line of the ballot, in the order it will be printed. Rule: VOTE-11."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """What a ballot paper says.

    Args:
        template: the office's own text over the table; "" where the shipped one holds.
        kind: which text that is, and `told` what it may name beside the ballot's own.
        tint: the colour behind names and head, white where marks are read; None for none.
        foot: one small line at the lower edge, the same on all copies.
        heads: over the names and over the notes; those of the track when empty.
        code: names the ballot for whoever reads scanned papers; the page is added to it. It is the
            same on every copy. Rule: VOTE-10
    """

    title: str
    meeting: str
    track: Track
    places: int
    entries: tuple[BallotEntry, ...]
    subtitle: str = ""
    marks: MarkMap = MarkMap()
    foot: str = ""
    heads: tuple[str, str] | None = None
    code: str = ""
    template: str = ""
    kind: str = KIND
    told: Mapping[str, str] = field(default_factory=dict)
    tint: Tint | None = None


def ballot_filling(facts: BallotFacts) -> Filling:
    """Return what the text of a ballot may name. Rules: VOTE-05, VOTE-08, VOTE-09, VOTE-10."""
    each = counter(facts.track)
    yes, no, abstain = facts.marks.columns
    fields = {
        "标题": title_field(facts.title),
        "副标题": facts.subtitle,
        "会议": facts.meeting,
        "候选称谓": "候选单位" if facts.track is Track.UNIT else "候选人",
        "候选数量": f"{len(facts.entries)}{each}",
        "应选数量": f"{facts.places}{each}",
        "同意栏": yes,
        "不同意栏": no,
        "弃权栏": abstain,
        "记号": facts.marks.sign,
        "空白视为": facts.marks.blank,
        **facts.told,
    }
    required = ("标题", "会议", "记号", "空白视为", *(("应选数量",) if facts.kind == KIND else ()))
    return Filling(fields, {ENTRIES: (HERE,)}, required, (ENTRIES,))


def ballot_blocks(facts: BallotFacts) -> tuple[Title | Paragraph | Notes, ...]:
    """Return what stands over the names.

    Raises:
        DeskError: the `template.…` codes of a faulty text; `template.ballot_mark` for what has
            no place on a ballot, `template.ballot_end` for words below the names.
    """
    blocks = worded_blocks(facts.kind, facts.template, ballot_filling(facts))
    return tuple(_over_names(blocks))


def _over_names(blocks: tuple[Block, ...]) -> Iterator[Title | Paragraph | Notes]:
    if blocks.index(HERE) < len(blocks) - 1:
        raise DeskError("template.ballot_end", rule="VOTE-10")
    for block in blocks[:-1]:
        if not isinstance(block, Title | Paragraph | Notes):
            raise DeskError("template.ballot_mark", rule="VOTE-10")
        yield block
