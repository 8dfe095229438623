"""How a candidate's standing is shown beside the name, on every list that names one."""

from collections.abc import Mapping

from zjgdesk.rules.case_effect import EffectKind
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, OpinionAnswer, Result
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.cases import CaseLine, CaseMark
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import day, short_day, word

OPINION_TONES = {
    OpinionAnswer.YES: Tone.GOOD,
    OpinionAnswer.RESERVED: Tone.WARN,
    OpinionAnswer.NO: Tone.BAD,
}
CLEARANCE_TONES = {
    ClearanceAnswer.CLEAR: Tone.GOOD,
    ClearanceAnswer.AFFECTED: Tone.BAD,
    ClearanceAnswer.PENDING: Tone.WARN,
    ClearanceAnswer.UNKNOWN: Tone.MUTED,
}
Clearance = Mapping[ClearanceOrgan, ClearanceAnswer | None]


def case_words(mark: CaseMark | None) -> str:
    """Say what a tolerance case leaves beside the name. Rule: OPINION-05."""
    if mark is None:
        return ""
    return f"{word(mark.kind)}（至 {short_day(mark.until)}）" if mark.until else word(mark.kind)


HINTS = {
    EffectKind.OPEN: "容错案件正在办理，作出认定以前请慎重使用（依据 OPINION-05）。",
    EffectKind.EFFECT: "已认定{result}，影响期至 {until}，期满后合理使用（依据 TOL-08）。",
    EffectKind.NOT_GRANTED: "不予容错，{until}请按处理决定掌握（依据 TOL-08）。",
    EffectKind.NAMESAKE: "同名人员有容错案件，单位不同，请核对是否本人（依据 OPINION-05）。",
}


def case_hint(mark: CaseMark | None) -> str:
    """Say what a case means for the person beside whose name it stands. Rules: OPINION-05, TOL-08."""
    if mark is None:
        return ""
    until = f"{day(mark.until)}" if mark.until else ""
    if mark.kind is EffectKind.NOT_GRANTED and until:
        until = f"影响期至 {until}，"
    return HINTS[mark.kind].format(result=word(mark.result), until=until)


def case_line_words(case: CaseLine) -> str:
    """Say what a case means for the candidate. Rules: OPINION-05, TOL-08."""
    named = f"容错案件 {case.number}"
    if case.mark is not None and case.mark.kind is EffectKind.NAMESAKE:
        return f"{named} 的当事人同名，单位不同，请核对是否本人。"
    if case.mark is not None and case.mark.kind is EffectKind.OPEN:
        return f"{named} 正在办理（{word(case.state)}），作出认定以前请慎重使用。"
    if case.result is Result.EXEMPT:
        return f"{named} 已认定免除责任，考核、提拔、职级、评先评优等一视同仁、不受影响。"
    if case.result is None:
        return f"{named} {word(case.state)}。"
    told = f"{named} 认定{word(case.result)}"
    if case.until is None:
        return f"{told}，没有设影响期。"
    ended = "期满后合理使用" if case.mark else "已经期满，合理使用"
    return f"{told}，影响期至 {day(case.until)}，{ended}。"


def clearance_words(clearance: Clearance) -> str:
    """Say in a few words how the four organs have answered."""
    answers = list(clearance.values())
    if ClearanceAnswer.AFFECTED in answers:
        return "有影响"
    missing = answers.count(None)
    if missing:
        return f"待回 {missing} 项"
    if answers.count(ClearanceAnswer.CLEAR) == len(answers):
        return "无影响"
    return "待核实" if ClearanceAnswer.PENDING in answers else "不掌握情况"


def clearance_tone(clearance: Clearance) -> Tone:
    """Return the tone of `clearance_words`."""
    words = clearance_words(clearance)
    if words == "无影响":
        return Tone.GOOD
    return Tone.BAD if words == "有影响" else Tone.WARN if words == "待核实" else Tone.MUTED


def state_words(row: CandidateRow) -> str:
    """Say whether the candidate is on the list."""
    return "在名单上" if row.state == "nominated" else "已退出"


def mark_words(row: CandidateRow) -> str:
    """Say what sets a candidate apart on a list; most have nothing. Rule: OPINION-05."""
    return "已退出" if row.state != "nominated" else case_words(row.case)


def mark_tone(row: CandidateRow) -> Tone:
    """Return the tone of `mark_words`."""
    return Tone.MUTED if row.state != "nominated" else Tone.WARN


def opinion_words(row: CandidateRow) -> str:
    """Say how many answered what."""
    told = ((row.yes, "同意"), (row.reserved, "保留"), (row.no, "不同意"))
    return " ".join(f"{words}{number}" for number, words in told if number)
