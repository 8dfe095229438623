"""What the tab of shortlists and the public vote says of lists, files and results; no Qt."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from zjgdesk.rules.public_vote import FORMULA
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.scheme import parse_weights
from zjgdesk.rules.shortlists import OPINIONS, VOTES, Merits, Ranked, out_of_order
from zjgdesk.rules.stages import ORDER, Step
from zjgdesk.rules.vocabulary import (
    DecisionMatter,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
    VoteFileState,
)
from zjgdesk.services.shortlists import ShortlistPage, ShortlistRow
from zjgdesk.services.stages import TrackState
from zjgdesk.services.vote_file_rows import ChannelReport, VoteFileRow
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.marks import clearance_words
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import WORDS, day, short_day, word

VOTE = "vote"
DECIDES = {Step.DECIDE_INITIAL: ShortlistKind.INITIAL, Step.DECIDE_SECOND: ShortlistKind.SECOND}
STEPS = {
    Step.DECIDE_INITIAL: "确定名单…",
    Step.CLOSE_VOTE: "结束群众投票…",
    Step.DECIDE_SECOND: "确定名单…",
}
UNDECIDED = {"stage.initial_undecided", "stage.second_undecided"}
STOPPED = {"shortlist.affected": "有影响，{}", "shortlist.pending": "待核实，{}"}
FORMULAS = {
    OPINIONS: "按同意率从高到低排列；同意率相同的，不同意少的在前，再相同的，有保留少的在前",
    VOTES: "按群众投票的加权得票率从高到低排列；相同的，按征求意见的同意率排列",
}
FILE_TONES = {
    VoteFileState.COUNTED: Tone.GOOD,
    VoteFileState.REPLACED: Tone.MUTED,
    VoteFileState.SET_ASIDE: Tone.WARN,
}
UNNAMED = "未注明渠道"
THOUSAND, NAMED = 1000, 3


def page_for(stage: Stage) -> object:
    """Return which page of the tab a stage is worked on."""
    if stage is Stage.PUBLIC_VOTE:
        return VOTE
    early = ORDER.index(stage) <= ORDER.index(Stage.INITIAL_SHORTLIST)
    return ShortlistKind.INITIAL if early else ShortlistKind.SECOND


def standing(state: TrackState, against: Sequence[Refusal]) -> str:
    """Say what is to be done now on this tab, or where the work goes on instead."""
    at = ORDER.index(state.stage)
    if at < ORDER.index(Stage.INITIAL_SHORTLIST):
        return "征求意见结束之后，在这里拟定初审入围名单。"
    if at > ORDER.index(Stage.SECOND_SHORTLIST):
        return "二次入围名单已经确定，后面的环节在“票决”和“公示与激励”中办理。"
    if against:
        return ""
    if state.stage is Stage.PUBLIC_VOTE:
        return "投票数据已经计入，核对结果之后可以结束群众投票。"
    return "已选够差额，核对之后可以确定名单。"


def against_step(
    state: TrackState, page: ShortlistPage | None, owed: Sequence[str]
) -> tuple[Refusal, ...]:
    """Return what stands against the next step; a list's own decision does not.

    Rule: SCHEME-05, SCHEME-06
    """
    found = [refusal for refusal in state.missing if refusal.code not in UNDECIDED]
    if state.step in DECIDES and page is not None and page.state is ShortlistState.DRAFT:
        if page.chosen < page.wanted:
            facts = {
                "have": page.chosen,
                "places": page.places,
                "wanted": page.wanted,
                "short": page.wanted - page.chosen,
            }
            found.append(Refusal("shortlist.too_few", "SCHEME-06", facts))
        if owed:
            found.append(Refusal("shortlist.reason_missing", "SCHEME-05", {"name": owed[0]}))
    return tuple(found)


def owed_reasons(rows: Iterable[ShortlistRow]) -> dict[int, str]:
    """Return who was passed over by the ranking and has no reason yet, by id.

    Rule: SCHEME-05
    """
    told = {row.id: row for row in rows}
    ranked = [Ranked(_merits(row), row.rank) for row in told.values()]
    chosen = frozenset(row.id for row in told.values() if row.chosen)
    return {
        merits.candidate_id: merits.name
        for merits in out_of_order(ranked, chosen)
        if not told[merits.candidate_id].reason
    }


def whom(rows: Sequence[ShortlistRow], track: Track) -> str:
    """Name the first few of some rows, and how many there are."""
    names = "、".join(row.candidate.name for row in rows[:NAMED])
    return f"{names}等 {len(rows)} {counter(track)}" if len(rows) > NAMED else names


def surplus(page: ShortlistPage) -> tuple[str, Tone]:
    """Say how far the choice is from what the surplus asks for. Rule: SCHEME-06."""
    short = page.wanted - page.chosen
    if short > 0:
        return f"还差 {short} {counter(page.track)}", Tone.WARN
    return "已满足差额", Tone.GOOD


def surplus_words(page: ShortlistPage) -> str:
    """Return the numbers of a list in one line. Rule: SCHEME-06."""
    return f"名额 {page.places}，差额要求至少 {page.wanted}，已选 {page.chosen}"


def decision_words(page: ShortlistPage) -> str:
    """Say when, where and why a list was decided."""
    on = f"{day(page.decided_on)}，" if page.decided_on else ""
    where = f"{page.place}确定" if page.place else "已确定"
    return f"{on}{where}。" + (f"理由：{page.reason}" if page.reason else "")


def set_aside_words(
    kind: ShortlistKind, kept: Sequence[tuple[ShortlistKind, date | None, str]]
) -> str:
    """Tell of the lists of a kind that were decided and went back later."""
    return "\n".join(
        f"{short_day(on)} 确定的名单已退回，理由：{reason}"
        for of, on, reason in kept
        if of is kind
    )


def formula_words(page: ShortlistPage) -> str:
    """Say by what the list is ranked, with the version of the formula."""
    return f"{FORMULAS.get(page.formula, page.formula)}（{page.formula}）。"


def choice_words(row: ShortlistRow, owed: Iterable[int]) -> tuple[str, Tone]:
    """Say whether a row is chosen, why it cannot be, or that it needs a reason."""
    if row.stopped is not None:
        return STOPPED[row.stopped].format("已选" if row.chosen else "不能选"), Tone.BAD
    if row.chosen:
        return "✓ 入围", Tone.GOOD
    return ("须说明理由" if row.id in owed else ""), Tone.WARN


def stopped_refusal(row: ShortlistRow) -> Refusal | None:
    """Return why a row cannot be chosen, as a whole sentence. Rule: OPINION-03."""
    if row.stopped is None:
        return None
    name = {"name": row.candidate.name}
    if row.stopped == "shortlist.pending":
        return Refusal("shortlist.pending", "OPINION-03", name)
    return Refusal("shortlist.affected", "OPINION-03", name)


def clearance_tip(row: ShortlistRow) -> str:
    """Return what each of the four organs answered."""
    told = row.candidate.clearance.items()
    lines = [f"{word(organ)}：{word(answer) or '未回'}" for organ, answer in told]
    return "\n".join([clearance_words(row.candidate.clearance), *lines])


def approval(row: ShortlistRow) -> str:
    """Return the share of agreement; a dash where nobody answered."""
    who = row.candidate
    return percent(row.approval, 1) if who.yes + who.reserved + who.no else "—"


def percent(share: Fraction | float | None, digits: int = 3) -> str:
    """Return a share in percent; nothing for None."""
    return "" if share is None else f"{float(share) * 100:.{digits}f} %"


def number(count: int) -> str:
    """Return a count with its thousands apart."""
    return f"{count:,}" if count >= THOUSAND else str(count)


def annulment(reason: str) -> str:
    """Return why a vote does not count; a newspaper writes its own reasons."""
    return WORDS["Annulment"].get(str(reason), str(reason))


def reasons_words(annulled: Mapping[str, int]) -> str:
    """Return the reasons with their numbers, the most frequent first."""
    order = sorted(annulled.items(), key=lambda each: -each[1])
    return "，".join(f"{annulment(reason)} {number(count)}" for reason, count in order if count)


def votes_of(channels: Iterable[ChannelReport]) -> int:
    """Return all votes of a file, those that do not count among them."""
    return sum(channel.raw for channel in channels)


def file_second(row: VoteFileRow) -> str:
    """Return a file in short: its channels, its votes and those that do not count."""
    names = "、".join(channel.channel for channel in row.channels)
    total = votes_of(row.channels)
    return f"{names} · {number(total)} 票 · 剔除 {number(total - row.valid)}"


def file_state(row: VoteFileRow) -> tuple[str, Tone]:
    """Return whether a file counts."""
    short = "已被取代" if row.state is VoteFileState.REPLACED else word(row.state)
    return short, FILE_TONES[row.state]


def vote_rules(values: Mapping[str, str], track: Track) -> str:
    """Say what votes are judged by this year. Rule: PUBLIC-02, PUBLIC-03."""
    opens, closes = values["vote.opens"], values["vote.closes"]
    period = f"投票期 {opens or '不限'} 至 {closes or '不限'}" if opens or closes else "不限投票期"
    exact = "须选满" if values["vote.exact"] == "yes" else "最多选"
    picks = f"每票{exact} {values[f'vote.picks.{track.value}']} 个"
    return f"{period}；{picks}；每人投票{WORDS['Once'][values['vote.once']]}。"


def weights_of(values: Mapping[str, str]) -> Mapping[str, int]:
    """Return the weights of the channels; empty where none are set."""
    return parse_weights(values["vote.weights"]) or {}


def weighing(values: Mapping[str, str]) -> str:
    """State the formula of the weighted share and its weights. Rule: PUBLIC-02."""
    weights = weights_of(values)
    told = "、".join(f"{channel} {weight}" for channel, weight in weights.items())
    return (
        "加权得票率 ＝ 各渠道（得票 ÷ 该渠道全部有效票 × 权重）相加 ÷ 权重之和；"
        "没有有效票的渠道不参与。"
        f"权重：{told or '方案没有设定，各渠道相等'}。"
        f"公式版本 {FORMULA}（依据 PUBLIC-02）"
    )


def _merits(row: ShortlistRow) -> Merits:
    who = row.candidate
    return Merits(
        candidate_id=row.id,
        name=who.name,
        clearance=tuple(answer for answer in who.clearance.values() if answer),
        cleared_by_decision=DecisionMatter.CLEARANCE in who.standing.decided,
    )
