"""How the public voted: channels apart, raw and valid apart, and by which formula they count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from zjgdesk.documents.blocks import Block, Cell, Paragraph, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.rows import ACROSS, ROW, SIZE, head_row, name_cell, named
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, annulled_for, per_cent
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

KIND = "votes_report"
CODE, SHARE, RANK = 14.0, 23.0, 13.0  # millimetres
LEAST_PLACE, MOST_CHANNEL = 30.0, 36.0
FIGURE, EDGES = 1.9, 3.6  # millimetres: half a character of the size, and what stands beside it
DIGEST = 16  # letters are enough to tell two files apart by eye


@dataclass(frozen=True, slots=True)
class ChannelTally:
    """What one candidate has on one channel. Rule: PUBLIC-02."""

    raw: int
    annulled: int

    @property
    def valid(self) -> int:
        """The votes that count."""
        return self.raw - self.annulled


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One candidate's result; the channels stand in the order of the facts' channels."""

    code: str
    name: str
    organisation: str
    channels: tuple[ChannelTally, ...]
    weighted: Fraction
    rank: int


@dataclass(frozen=True, slots=True)
class AnnulledVotes:
    """How many votes of a channel do not count for one reason."""

    channel: str
    reason: str
    votes: int


@dataclass(frozen=True, slots=True)
class CountedFile:
    """A file whose votes count. Rule: PUBLIC-04."""

    name: str
    digest: str
    rows: int


@dataclass(frozen=True, slots=True)
class VotesFacts:
    """The result of a track's public vote; the lines stand in the order given. Rule: PUBLIC-02.

    Args:
        formula: name and version.
        weights: of the channels; empty for equal ones.
        weights_source: where the weights come from, in words.
    """

    year: int
    track: Track
    channels: tuple[str, ...]
    lines: tuple[VoteLine, ...]
    annulled: tuple[AnnulledVotes, ...]
    files: tuple[CountedFile, ...]
    formula: str
    weights: Mapping[str, int] = field(default_factory=dict)
    weights_source: str = ""
    foot: str = ""
    security: str = ""
    template: str = ""


def build_votes_report(facts: VotesFacts, fonts: Fonts) -> bytes:
    """Return the result of the public vote as PDF, printed across.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rules: PUBLIC-02, PUBLIC-04
    """
    if not facts.lines:
        raise DeskError("page.nobody_listed", rule="PUBLIC-02")
    blocks = worded_blocks(KIND, facts.template, votes_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=True)
    names = tuple(line.name for line in facts.lines)
    rows = tuple(f"{line.code}{line.name}" for line in facts.lines)
    return print_proven(blocks, frame, fonts, ProofFacts(names, rows=rows))


def votes_filling(facts: VotesFacts) -> Filling:
    """Return what the text of the result may name. Rules: PUBLIC-02, PUBLIC-04."""
    fields = {
        "年度": str(facts.year),
        "类别": TRACKS[facts.track],
        "公式": facts.formula,
        "权重": _weights(facts),
    }
    files = _files(facts) if facts.files else Paragraph("没有计入的数据文件。")
    tables = {"得票表": _votes(facts), "剔除表": _annulled(facts), "数据文件": (files,)}
    return Filling(fields, tables, ("公式", "权重"), tuple(tables))


def _weights(facts: VotesFacts) -> str:
    weights = "各渠道相等"
    if facts.weights:
        weights = "、".join(f"{channel} {weight}" for channel, weight in facts.weights.items())
    source = f"（依据：{facts.weights_source}）" if facts.weights_source else ""
    return weights + source


def _votes(facts: VotesFacts) -> tuple[Block, ...]:
    """Return a table of as many channels as keep their figures whole, and further ones."""
    name = 46.0 if facts.track is Track.UNIT else 26.0
    room = ACROSS - CODE - name - SHARE - RANK
    totals = _totals(facts)
    longest = max((len(str(each.raw)) for each in totals), default=0)
    most = max(int((room - LEAST_PLACE) / (longest * FIGURE + EDGES)), 1)
    count = len(facts.channels)
    tables = max(-(-count // most), 1)
    each = max(-(-count // tables), 1)
    cuts = [slice(at, at + each) for at in range(0, max(count, 1), each)]
    return tuple(_table(facts, totals, cut, name) for cut in cuts)


def _table(facts: VotesFacts, totals: tuple[ChannelTally, ...], cut: slice, name: float) -> Table:
    channels, sums = facts.channels[cut], totals[cut]
    room = ACROSS - CODE - name - SHARE - RANK
    width = min(MOST_CHANNEL, (room - LEAST_PLACE) / max(len(channels), 1))
    longest = max((len(_figures(each, "/")) for each in sums), default=0)
    between = "/" if longest * FIGURE + EDGES <= width else "\n"
    words = (
        "编号",
        named(facts.track),
        "推荐单位",
        *(f"{channel}\n{between.join(('原始', '剔除', '有效'))}" for channel in channels),
        "加权得票率",
        "排名",
    )
    rows = [_line(line, line.channels[cut], facts.track, between) for line in facts.lines]
    added = (Cell(_figures(each, between), face=Face.HEI) for each in sums)
    rows.append((Cell("合计", 3, Face.HEI, least=ROW), *added, Cell(""), Cell("")))
    widths = (CODE, name, room - width * len(channels), *(width,) * len(channels), SHARE, RANK)
    return Table(widths, (head_row(words),), tuple(rows), SIZE)


def _line(
    line: VoteLine, channels: tuple[ChannelTally, ...], track: Track, between: str
) -> tuple[Cell, ...]:
    return (
        Cell(line.code, least=ROW),
        name_cell(line.name, track),
        Cell(line.organisation, align="left"),
        *(Cell(_figures(each, between)) for each in channels),
        Cell(per_cent(line.weighted)),
        Cell(str(line.rank)),
    )


def _figures(tally: ChannelTally, between: str) -> str:
    return between.join(str(votes) for votes in (tally.raw, tally.annulled, tally.valid))


def _totals(facts: VotesFacts) -> tuple[ChannelTally, ...]:
    return tuple(
        ChannelTally(
            sum(line.channels[at].raw for line in facts.lines),
            sum(line.channels[at].annulled for line in facts.lines),
        )
        for at in range(len(facts.channels))
    )


def _annulled(facts: VotesFacts) -> tuple[Block, ...]:
    if not any(each.votes for each in facts.annulled):
        return (Paragraph("没有剔除的票。"),)
    counts: dict[tuple[str, str], int] = {}
    for each in facts.annulled:
        of = (annulled_for(each.reason), each.channel)
        counts[of] = counts.get(of, 0) + each.votes
    reasons = list(dict.fromkeys(reason for reason, _channel in counts))
    # A channel may have annulled votes alone, and none that is told above.
    channels = tuple(dict.fromkeys((*facts.channels, *(each.channel for each in facts.annulled))))
    rows = [
        _reason(reason, [counts.get((reason, channel), 0) for channel in channels])
        for reason in reasons
    ]
    sums = [sum(counts.get((r, channel), 0) for r in reasons) for channel in channels]
    rows.append(_reason("合计", sums, Face.HEI))
    columns = len(channels) + 1
    width = min(MOST_CHANNEL, (ACROSS - 2 * LEAST_PLACE) / columns)
    head = head_row(("剔除原因", *channels, "合计"))
    widths = (ACROSS - width * columns, *(width,) * columns)
    note = "逐票数据按票计，汇总数据按得票计；每票可选多名的，与上表各对象剔除数之和不必相等。"
    return (Table(widths, (head,), tuple(rows), SIZE, total=True), Paragraph(note))


def _reason(reason: str, votes: list[int], face: Face = Face.FANGSONG) -> tuple[Cell, ...]:
    cells = (Cell(str(each), face=face) for each in (*votes, sum(votes)))
    return (Cell(reason, face=face, align="left", least=ROW), *cells)


def _files(facts: VotesFacts) -> Table:
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(each.name, align="left"),
            Cell(each.digest[:DIGEST]),
            Cell(str(each.rows)),
        )
        for number, each in enumerate(facts.files, start=1)
    )
    head = head_row(("序号", "文件", "摘要（前16位）", "行数"))
    return Table((14.0, 131.0, 50.0, 30.0), (head,), rows, SIZE)
