"""The fields that an office may use in the texts of a case, and what fills them."""

from itertools import groupby

from zjgdesk.documents.case_facts import CasePaperFacts, CasePaperKind, DecidedFacts
from zjgdesk.documents.case_words import MEASURES, NONE, NOT_ASKED, WORKS, finding_word
from zjgdesk.documents.words import APPLICANTS, FINDINGS, KINDS, RESULTS, chinese_date
from zjgdesk.rules.vocabulary import Finding, Result, Subject

BLANK = "\u3000"
"""Prints nothing, and counts as filled: a number that an office has not given yet."""


def case_fields(facts: CasePaperFacts) -> dict[str, str]:
    """Return every field by its name; what is not known says so.

    Rules: TOL-04, TOL-06, TOL-08, TOL-09
    """
    fields = {
        "案号": facts.number,
        "对象": _subject(facts),
        "案由": _matter(facts),
        "姓名": facts.person,
        "单位": facts.organisation,
        "职务": facts.post,
        "追责类别": KINDS[facts.accountability],
        "问责机关": facts.organ,
        "拟作处理": _measure(facts),
        "告知日期": chinese_date(facts.notice_on),
        "告知文号": facts.notice_document,
        "工作类别": WORKS[facts.work],
        "事实经过": facts.account,
        "申请人": facts.applicant_name or facts.person,
        "申请方式": APPLICANTS[facts.applicant] if facts.applicant else "",
        "申请日期": chinese_date(facts.applied_on) if facts.applied_on else "",
        "申请理由": facts.grounds,
        "会商地点": facts.place,
        "主持人": facts.chair,
        "会商人数": _attendance(facts),
        "表决": _vote(facts),
        "纠错内容": _corrections(facts),
        "经办机关": facts.issuer,
        "日期": chinese_date(facts.on),
        "复核理由": facts.review_reason,
        "复核结果": _reviewed(facts),
        **_decided(facts),
    }
    # A form that somebody fills in by hand leaves room; a finished paper says that there is nothing.
    nothing = BLANK if facts.kind is CasePaperKind.APPLICATION else NONE
    told = {name: value.strip() or nothing for name, value in fields.items()}
    loose = {
        "文号": facts.document,
        "情况": facts.words,
        "前置条件结论": _preconditions(facts),
        "复核权利": _right(facts),
        **_told_where_there(facts.decided),
    }
    return told | {name: value.strip() or BLANK for name, value in loose.items()}


def _subject(facts: CasePaperFacts) -> str:
    if facts.subject is Subject.UNIT:
        return facts.person
    post = facts.post.removeprefix(facts.organisation)
    return f"{facts.organisation}{post}{facts.person}同志"


def _matter(facts: CasePaperFacts) -> str:
    threatened = _measure(facts)
    given = f"拟作{threatened}" if threatened else f"{KINDS[facts.accountability]}"
    return f"{facts.person}因{WORKS[facts.work]}中的失误被{given}申请容错免责"


def _attendance(facts: CasePaperFacts) -> str:
    out = [member.name for member in facts.members if member.recused]
    count = len(facts.members)
    if not count:
        return ""
    away = f"，回避{len(out)}人（{'、'.join(out)}）" if out else "，没有人回避"
    return f"应到{count}人，到会{count - len(out)}人{away}。"


def _preconditions(facts: CasePaperFacts) -> str:
    """Sum the checklist up, so that nobody has to count. Rule: TOL-02."""
    found: dict[str, list[str]] = {}
    for precondition, lines in groupby(facts.points, key=lambda line: line.point.precondition):
        found.setdefault(finding_word(tuple(lines)), []).append(str(precondition.number))
    if not found:
        return ""
    if not found.keys() - {FINDINGS[Finding.MET], NOT_ASKED}:
        return "六项前置条件均符合。"
    return "；".join(f"第{'、'.join(numbers)}项{word}" for word, numbers in found.items()) + "。"


def _corrections(facts: CasePaperFacts) -> str:
    """Tell what is put right as running words, for a form that has no room for a table."""
    told = [
        f"{at}. {line.what}（{line.who}"
        + (f"，{chinese_date(line.until)}前" if line.until else "")
        + "）"
        for at, line in enumerate(facts.corrections, start=1)
    ]
    return "\n".join(told)


def _measure(facts: CasePaperFacts) -> str:
    return MEASURES[facts.measure] if facts.measure else facts.measure_words


def _decided(facts: CasePaperFacts) -> dict[str, str]:
    decided = facts.decided
    if decided is None:
        names = ("认定结果", "理由", "改作处理", "认定日期", "认定机关")
        return dict.fromkeys(names, "")
    return {
        "认定结果": _result(facts, decided),
        "理由": decided.reason,
        "改作处理": MEASURES[decided.given] if decided.given else "",
        "认定日期": chinese_date(decided.decided_on),
        "认定机关": decided.organ or facts.issuer,
    }


def _told_where_there(decided: DecidedFacts | None) -> dict[str, str]:
    """The lines that a paper leaves out where there is nothing to tell."""
    if decided is None:
        return dict.fromkeys(("认定文号", "不符合项说明", "效力"), "")
    breach = decided.breach_reason.strip()
    return {
        "认定文号": decided.document,
        "不符合项说明": f"有前置条件不符合而仍予认定的理由：{breach}" if breach else "",
        "效力": _effect(decided),
    }


def _result(facts: CasePaperFacts, decided: DecidedFacts) -> str:
    who, given = facts.person, MEASURES[decided.given] if decided.given else ""
    match decided.result:
        case Result.EXEMPT:
            return f"经研究，认定{who}符合容错免责规定，免除其责任，不再给予处理。"
        case Result.LIGHTER:
            return f"经研究，认定对{who}在规定幅度以内从轻处理" + _instead(given)
        case Result.MITIGATED:
            return f"经研究，认定对{who}在规定幅度以下减轻处理" + _instead(given)
        case Result.NOT_GRANTED:
            return f"经研究，认定对{who}不予容错免责，由问责机关按规定处理。"


def _instead(given: str) -> str:
    return f"，给予{given}。" if given else "。"


def _effect(decided: DecidedFacts) -> str:
    if decided.effect_until is not None:
        return f"影响期至{chinese_date(decided.effect_until)}止，期满后合理使用。"
    if decided.result is Result.EXEMPT:
        return "免责后，考核、提拔任用、职级晋升、评先评优和代表、委员资格等不受影响。"
    return ""


def _vote(facts: CasePaperFacts) -> str:
    vote = facts.vote
    if vote is None:
        return "本次会商没有投票表决。"
    asked = RESULTS[facts.question] if facts.question else ""
    return (
        f"就“{asked}”投票表决：应到{vote.due}人，到会{vote.present}人，发出表决票{vote.issued}张，"
        f"收回{vote.returned}张；同意{vote.yes}票，不同意{vote.no}票，弃权{vote.abstain}票，"
        f"无效{vote.invalid}票。"
    )


def _reviewed(facts: CasePaperFacts) -> str:
    if facts.upheld is None:
        return ""
    return "维持原认定。" if facts.upheld else "撤销原认定，重新调查核实、会商和认定。"


def _right(facts: CasePaperFacts) -> str:
    if facts.review_months is None:
        return "对认定不服的，可以向作出认定的机关申请复核。"
    return f"对认定不服的，可以在收到本文书之日起{facts.review_months}个月内，向作出认定的机关申请复核。"
