"""How the classes of results are told of in words, each row of the ballot by its number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from zjgdesk.documents.rows import counter
from zjgdesk.rules.outcome import NextStep, Outcome
from zjgdesk.rules.rehearsal import CaseKind, RehearsedCase
from zjgdesk.rules.vocabulary import Track


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The name of a class and what it shows."""

    title: str
    shown: str


CASES: Mapping[CaseKind, CaseWords] = {
    CaseKind.FILLED: CaseWords("名额选满", "通过的恰好等于名额。"),
    CaseKind.ABOVE_PLACES: CaseWords("通过的多于名额", "按同意票多少依次当选，其余不当选。"),
    CaseKind.TOO_FEW: CaseWords("通过的少于名额", "不足的名额不得用没有过半数的补入。"),
    CaseKind.NOBODY: CaseWords("无人通过", "都没有过半数，票数相等也不算。"),
    CaseKind.TIE_LAST: CaseWords("末位票数相等", "都已通过，最后的名额上分不出先后。"),
    CaseKind.TIE_INSIDE: CaseWords("当选者之间票数相等", "不影响当选。"),
    CaseKind.AT_THRESHOLD: CaseWords("恰好达到过半数", "末位当选者的同意票刚好够。"),
    CaseKind.UNDER_THRESHOLD: CaseWords("差一票过半数", "差一票也不能当选。"),
    CaseKind.ABSENT: CaseWords("有人缺席", "过半数以应到还是实到为基数，结果不同。"),
    CaseKind.OVER_ISSUED: CaseWords("收回多于发出", "不论票数如何，投票无效。"),
    CaseKind.OVER_PRESENT: CaseWords("收回多于实到", "不论票数如何，投票无效。"),
    CaseKind.NO_QUORUM: CaseWords("到会人数不足", "不发票，不投票。"),
    CaseKind.TOO_FEW_PAPERS: CaseWords("选票过少", "公开票数会暴露个人的选择。"),
    CaseKind.BLANK: CaseWords("有一张空白票", "空白票有效，全部按弃权计。"),
    CaseKind.TOO_MANY: CaseWords("有一张多选的票", "同意多于名额，整张无效。"),
    CaseKind.EXACTLY_PLACES: CaseWords("同意恰好等于名额", "每张都选满，仍然有效。"),
    CaseKind.INVALID_KEEPS_BASE: CaseWords("有废票", "废票不减少过半数的基数。"),
    CaseKind.ROW_VOID: CaseWords("一张票上有一项无效", "只作废该项，其余各项照计。"),
}


def figures_told(case: RehearsedCase) -> str:
    """Return the made-up figures of a case."""
    papers, outcome = case.papers, case.outcome
    told = f"实到{papers.present}人，发出{papers.issued}张，收回{papers.returned}张"
    if not papers.returned:
        return f"{told}。"
    told += f"；有效{outcome.valid}张，废票{outcome.invalid}张。\n同意票：{_votes(papers.yes)}。"
    voided = [row for row, count in enumerate(outcome.counts) if count.void]
    return f"{told}\n{_numbers(voided)}另有1张该项无效。" if voided else told


def result_told(case: RehearsedCase, track: Track, places: int) -> str:
    """Return what follows from the papers of a case.

    Rules: VOTE-01, VOTE-04, VOTE-12 to VOTE-14, VOTE-25
    """
    papers = case.papers
    if case.kind is CaseKind.TOO_FEW_PAPERS:
        return "不得公布票数，不能结束计票，本轮只能作废；到会人数就少的，不能开始投票。"
    match case.outcome.next:
        case NextStep.NO_QUORUM:
            return f"只到会{papers.present}人，不能投票，另行召开会议。"
        case NextStep.REVOTE:
            over = f"发出的{papers.issued}张"
            if papers.returned <= papers.issued:
                over = f"实到的{papers.present}人"
            return f"收回{papers.returned}张，多于{over}，本轮作废，重新投票。"
        case _:
            return _elected(case, track, places)


def _elected(case: RehearsedCase, track: Track, places: int) -> str:
    outcome, each = case.outcome, counter(track)
    told = f"需{outcome.needed}票。"
    if outcome.elected:
        told += f"{_numbers(sorted(outcome.elected))}当选，共{len(outcome.elected)}{each}。"
    else:
        told += "无人当选。"
    out = [row for row in _passed(outcome) if row not in (*outcome.elected, *outcome.tied)]
    if out:
        told += f"{_numbers(out)}也过半数，名额已满，不当选。"
    if outcome.next is NextStep.RUNOFF:
        told += (
            f"{_numbers(outcome.tied)}票数相等，就这{len(outcome.tied)}{each}"
            f"和剩余{outcome.places_left}个名额再次投票。"
        )
    elif outcome.next is NextStep.SECOND_BALLOT:
        told += (
            f"应选{places}{each}，尚缺{outcome.places_left}{each}，"
            "就未当选的再次投票，或者决定减少名额。"
        )
    return told


def _passed(outcome: Outcome) -> list[int]:
    return [row for row, count in enumerate(outcome.counts) if count.yes >= outcome.needed]


def _votes(yes: tuple[int, ...]) -> str:
    """Tell neighbours with as many votes in one; those without any are not named."""
    groups = [
        (votes, [row for row, _ in rows])
        for votes, rows in groupby(enumerate(yes), key=lambda item: item[1])
    ]
    told = [
        f"{_numbers(rows)}{'各' if len(rows) > 1 else ''}{votes}票"
        for votes, rows in groups
        if votes
    ]
    none = any(not votes for votes in yes)
    return "，".join([*told, *(["其余0票" if told else "都是0票"] if none else [])])


def _numbers(rows: Iterable[int]) -> str:
    """Return the numbers of rows, three or more in sequence as a range."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][-1] + 1:
            ranges[-1].append(row)
        else:
            ranges.append([row])
    return "、".join(
        text
        for each in ranges
        for text in (
            [f"{each[0] + 1}至{each[-1] + 1}号"]
            if len(each) > 2  # noqa: PLR2004 - two are named singly
            else [f"{row + 1}号" for row in each]
        )
    )
