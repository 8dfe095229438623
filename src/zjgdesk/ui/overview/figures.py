"""The charts of the overview, from counts; who counts them does not matter here."""

from collections.abc import Mapping, Sequence

from zjgdesk.rules.vocabulary import DeedKind, OpinionAnswer, OpinionGroup, OrganisationKind, Track
from zjgdesk.ui.charts.facts import ChartFacts, ChartKind
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import WORDS, word

NO_KIND = "未注明"
ANSWER_TONES = (Tone.GOOD, Tone.WARN, Tone.BAD)
VOTE_TONES = (Tone.INFO, Tone.BAD)


def candidates_chart(
    track: Track, counts: Mapping[tuple[OrganisationKind, DeedKind | None], int]
) -> ChartFacts:
    """Return the candidates of a track by the kind of their organisation and of their deed."""
    kinds: list[DeedKind | None] = [*DeedKind]
    if any(kind is None for _, kind in counts):
        kinds.append(None)
    return ChartFacts(
        title=f"{word(track)}候选对象：按组别和事项类别",
        kind=ChartKind.STACKED,
        series=tuple(word(kind) or NO_KIND for kind in kinds),
        categories=tuple(word(group) for group in OrganisationKind),
        values=tuple(
            tuple(counts.get((group, kind), 0) for kind in kinds) for group in OrganisationKind
        ),
        unit="个",
        axis="组别",
    )


def opinions_chart(counts: Mapping[tuple[OpinionGroup, OpinionAnswer], int]) -> ChartFacts:
    """Return the answers of each group that was asked."""
    return ChartFacts(
        title="征求意见：各组答复",
        kind=ChartKind.STACKED,
        series=tuple(word(answer) for answer in OpinionAnswer),
        categories=tuple(word(group) for group in OpinionGroup),
        values=tuple(
            tuple(counts.get((group, answer), 0) for answer in OpinionAnswer)
            for group in OpinionGroup
        ),
        unit="条",
        axis="组别",
        tones=ANSWER_TONES,
    )


def votes_chart(channels: Sequence[tuple[str, int, int]]) -> ChartFacts:
    """Return the votes of each channel: its name, the valid, the annulled."""
    return ChartFacts(
        title="群众投票：各渠道票数",
        kind=ChartKind.STACKED,
        series=(WORDS["Verdict"]["valid"], WORDS["Verdict"]["invalid"]),
        categories=tuple(name for name, _valid, _annulled in channels),
        values=tuple((valid, annulled) for _name, valid, annulled in channels),
        unit="票",
        axis="渠道",
        tones=VOTE_TONES,
    )


def share_chart(shares: Mapping[int, tuple[int, int]]) -> ChartFacts:
    """Return which part of each year's confirmed cadres was promoted. Rule: NOTICE-07."""
    years = sorted(shares)
    return ChartFacts(
        title="好干部提拔重用占比",
        kind=ChartKind.SHARE,
        series=(WORDS["RewardKind"]["promotion"], "确定当选"),
        categories=tuple(f"{year}年" for year in years),
        values=tuple(shares[year] for year in years),
        unit="人",
        note="分母为当年确定当选的好干部，分子为其中至今已提拔重用的。" if years else "",
        axis="年度",
    )
