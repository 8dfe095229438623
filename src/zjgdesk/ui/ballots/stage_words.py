"""What each stage of a round needs, or what came of it, in words; no Qt."""

from collections.abc import Callable, Mapping

from zjgdesk.rules.rounds import HandCount
from zjgdesk.rules.vocabulary import RoundState, Track
from zjgdesk.services.desk import Desk
from zjgdesk.services.packages import PackageRow
from zjgdesk.services.round_detail import RoundDetail
from zjgdesk.ui.ballots.stages import (
    COUNTED_BY_HAND,
    TITLES,
    Stage,
    StageView,
    Standing,
    counter,
    is_closed,
    open_differences,
    standings,
    why_not,
)
from zjgdesk.ui.words import moment

DIGITS = 16
INHERITED = "沿用首轮：同一次会议的首轮已经演练并测试通过，不必再做（依据 VOTE-21）。"


def stages(desk: Desk, detail: RoundDetail) -> tuple[StageView, ...]:
    """Return all stages of a round as the stepper shows them."""
    found = standings(detail)
    return tuple(
        StageView(
            stage,
            TITLES[stage],
            found[stage],
            why_not(desk, detail, stage),
            INHERITED if found[stage] is Standing.INHERITED else _TOLD[stage](detail),
        )
        for stage in Stage
    )


def reached(detail: RoundDetail, stage: Stage) -> bool:
    """Say whether a stage was done."""
    return standings(detail)[stage] is Standing.DONE


def short_digest(digest: str) -> str:
    """Return the part of a digest that people compare, in fours."""
    digits = digest.rpartition(":")[2][:DIGITS].upper()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def away_words(package: PackageRow) -> str:
    """Say where a round is whose result is awaited."""
    return (
        f"{moment(package.at)} 随第 {package.number} 号交换包（{package.medium}）移交“{package.machine}”。"
        "结果带回后点左边的“读入结果”；不在计票机上计票了的，收回移交。"
    )


def _define(detail: RoundDetail) -> str:
    row = detail.row
    one = counter(row.track)
    order = "单位名录次序" if row.track is Track.UNIT else "姓氏笔画"
    order = "人工调整的次序" if detail.hand_ordered else order
    surplus = row.candidates - row.places
    return (
        f"候选 {row.candidates} {one}，名额 {row.places} {one}，差额 {surplus} {one}；"
        f"票面按{order}排列（依据 VOTE-11）。"
    )


def _freeze(detail: RoundDetail) -> str:
    if detail.definition_digest is None:
        return "固定之后，候选名单、名额、应到人数都不能再改；定义摘要会印在每张票的下方。"
    return f"内容已固定，定义摘要 {short_digest(detail.definition_digest)}。"


def _print(detail: RoundDetail) -> str:
    if not detail.printed:
        return f"应到 {detail.due} 人；份数按应到人数加备用票。每张票完全相同，不编号（依据 VOTE-10）。"
    return f"已印制 {detail.printed} 份。开始投票之前可以补印，补印的份数计入账目。"


def _rehearse(detail: RoundDetail) -> str:
    if reached(detail, Stage.REHEARSE):
        return "各种结果已经演练，演练表已打印。"
    return (
        f"按应到 {detail.due} 人、名额 {detail.row.places}，逐一看清每种结果依哪条规则"
        "（依据 VOTE-21）。"
    )


def _test(detail: RoundDetail) -> str:
    if reached(detail, Stage.TEST):
        return "测试票录得的结果与预计的完全一致，测试记录已经抹去。"
    return "打印测试票和预计报告，由计票人试录，结果必须与预计的完全一致（依据 VOTE-21）。"


def _zero(detail: RoundDetail) -> str:
    if reached(detail, Stage.ZERO):
        return "零票报告已打印，请监票人签名后放入会议材料。"
    return "投票开始之前，证明案卷中没有这一轮的任何选票，由监票人签名（依据 VOTE-22）。"


def _open(detail: RoundDetail) -> str:
    if detail.present is not None:
        return f"实到 {detail.present} 人，发出 {detail.issued} 张。"
    told = f"应到 {detail.due} 人，至少 {detail.quorum} 人到会方可投票（依据 VOTE-01）"
    out = (
        f"；{detail.staying_out} 名成员回避，不发票（依据 VOTE-19）" if detail.staying_out else ""
    )
    return f"{told}{out}。须两人口令（依据 VOTE-23）。"


def _take_back(detail: RoundDetail) -> str:
    if detail.returned is None:
        return "开箱清点，登记收回、剩余和作废的张数；同箱的几轮一起登记（依据 VOTE-07）。"
    return (
        f"收回 {detail.returned} 张，剩余 {detail.left_over} 张，作废 {detail.spoiled} 张。"
        "请把票混匀后逐张编号盖章。"
    )


def _key_first(detail: RoundDetail) -> str:
    if detail.first_done:
        return f"第一遍由 {detail.first_teller} 录完，共 {detail.returned} 张。"
    who = f"由 {detail.first_teller} 录入，" if detail.first_teller else ""
    return (
        f"{who}已录 {detail.first_keyed} / {detail.returned or 0} 张。"
        "从第 1 号票起，逐张照票面录入。"
    )


def _key_second(detail: RoundDetail) -> str:
    if detail.second_done:
        return f"第二遍由 {detail.second_teller} 录完，共 {detail.returned} 张。"
    who = f"由 {detail.second_teller} 录入，" if detail.second_teller else ""
    return (
        f"{who}已录 {detail.second_keyed} / {detail.returned or 0} 张。"
        "由另一名计票人从最后一号录起，看不到第一遍的内容（依据 VOTE-24）。"
    )


def _settle(detail: RoundDetail) -> str:
    if is_closed(detail):
        if detail.settled:
            return f"核对过 {detail.settled} 处，均已记录。"
        return "两遍录入完全一致。"
    if not (detail.first_done and detail.second_done):
        return "两遍录完之后，只核对不一致的和看不清的，由两人对照原票确认（依据 VOTE-06）。"
    if not detail.differences:
        return "两遍录入完全一致，不用核对。"
    left = open_differences(detail)
    return f"共 {len(detail.differences)} 处要对照原票，还有 {left} 处待核对。"


def _hand_count(detail: RoundDetail) -> str:
    check = detail.hand_count
    if check.state is HandCount.DIFFERS:
        names = "、".join(each.name or "有效票和废票" for each in check.differences)
        return f"手工计票与录入的结果不同：{names}。须改正或者说明（依据 VOTE-18）。"
    if check.state is HandCount.EXPLAINED:
        return f"手工计票有 {len(check.differences)} 处不同，已说明：{check.explained}。"
    if check.state in COUNTED_BY_HAND:
        return "手工计票的每个数字都与录入的结果一致。"
    wanted = "这次会议要求手工计票" if detail.hand_count_wanted else "可以不做"
    return f"{wanted}：把计票表上的合计录入，与两遍录入的结果逐名比较（依据 VOTE-18）。"


def _call(_detail: RoundDetail) -> str:
    return "可以不做：在第二块屏幕上逐名显示“正”字，只显示合计（依据 VOTE-26）。"


def _close(detail: RoundDetail) -> str:
    if detail.outcome is None:
        return "须两人口令。统计结果并固定；编号和录入次序随即抹去，不能复原（依据 VOTE-23）。"
    return f"有效票 {detail.outcome.valid} 张，废票 {detail.outcome.invalid} 张，结果已固定。"


def _report(detail: RoundDetail) -> str:
    if detail.row.state is RoundState.REPORTED:
        return "报告单已打印。可以再印，也可以打印当选名单。"
    return (
        "计票结果报告单带得票数，供会议使用；当选名单不带得票数，供公布（依据 VOTE-16、VOTE-17）。"
    )


_TOLD: Mapping[Stage, Callable[[RoundDetail], str]] = {
    Stage.DEFINE: _define,
    Stage.FREEZE: _freeze,
    Stage.PRINT: _print,
    Stage.REHEARSE: _rehearse,
    Stage.TEST: _test,
    Stage.ZERO: _zero,
    Stage.OPEN: _open,
    Stage.TAKE_BACK: _take_back,
    Stage.KEY_FIRST: _key_first,
    Stage.KEY_SECOND: _key_second,
    Stage.SETTLE: _settle,
    Stage.HAND_COUNT: _hand_count,
    Stage.CALL: _call,
    Stage.CLOSE: _close,
    Stage.REPORT: _report,
}
