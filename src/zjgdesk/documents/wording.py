"""Sentences that several printed pages share."""

from dataclasses import dataclass

from zjgdesk.documents.words import BASES, MARKS, TRACKS
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.vocabulary import Base, Mark, Track

BALLOT, REPORT, ELECTED, NOTICE = "ballot", "report", "elected", "notice"
SUPPLEMENT = "supplement"
REHEARSAL, TEST_DECK, ZERO_REPORT = "rehearsal", "test_deck", "zero_report"
TALLY_SHEET = "tally_sheet"
ATTENDANCE, BOX_SEAL = "attendance", "box_seal"
CODE_SHEETS = "code_sheets"
TITLES = {
    BALLOT: "{subject}表决票",
    REPORT: "{subject}\n计票结果报告单",
    ELECTED: "{subject}当选名单",
    REHEARSAL: "{subject}票决\n演练表",
    TEST_DECK: "{subject}票决\n测试票及预计结果",
    ZERO_REPORT: "{subject}票决\n零票报告",
    TALLY_SHEET: "{subject}票决\n人工计票表",
    ATTENDANCE: "出席和发票、收票登记表",
    BOX_SEAL: "票箱封条",
    CODE_SHEETS: "票决结果码单",
}
TABLES = {
    "test_paper": "测试票",
    "keyed_paper": "已录入的选票（两遍合计）",
    "settlement": "待核对或已核对的项目",
    "ballot_paper": "已封存的选票",
    "hand_line": "人工计票结果",
}
ELECTED_MARK, TIED_MARK = "当选", "票数相等"
VALIDITY = {
    "": "另一遍已录",
    "valid": "有效票",
    "invalid": "废票",
    "doubtful": "效力存疑",
    "unread": "未录划票",
    "rekeyed": "补录划票",
}


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What the result of a round is told by."""

    track: Track
    base: Base
    needed: int
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    places_left: int
    next: NextStep
    reduced: str = ""


def document_title(kind: str, subject: str = "") -> str:
    """Return the title of a page about a round or a case."""
    return TITLES[kind].format(subject=subject)


def result_sentences(facts: ResultFacts) -> tuple[str, ...]:
    """Return the result of a round in words, a paragraph each.

    Rule: VOTE-02, VOTE-12, VOTE-13, VOTE-14
    """
    counter = "个" if facts.track is Track.UNIT else "名"
    told = [f"同意票超过{BASES[facts.base]}半数（{facts.needed}票及以上）的方可当选。"]
    if facts.elected:
        names = "、".join(facts.elected)
        told.append(f"{names}，共{len(facts.elected)}{counter}，当选为{TRACKS[facts.track]}。")
    match facts.next:
        case NextStep.RUNOFF:
            told.append(
                f"{'、'.join(facts.tied)}得票相等，尚余{facts.places_left}个名额，"
                "在得票相等的人选中再次投票。"
            )
        case NextStep.SECOND_BALLOT:
            told.append(
                f"得票超过半数的不足应选名额，尚缺{facts.places_left}名，"
                "在未当选的人选中再次投票，或者按程序决定减少名额。"
            )
        case NextStep.DONE if facts.places_left:
            decided = f"经决定不再补选：{facts.reduced}。" if facts.reduced else ""
            told.append(f"得票超过半数的不足应选名额，尚缺{facts.places_left}名。{decided}")
        case _:
            pass
    return tuple(told)


def foot_line(short_digest: str) -> str:
    """Return the small line at the foot of a page: the newest entry of the trail."""
    return f"留痕短码 {short_digest}"


def with_program(line: str, build: str, *, released: bool, altered: bool) -> str:
    """Return the foot line with the program that prints beside it. Rule: DESK-11."""
    kind = "" if released else "开发版 "
    told = "（程序文件有改动）" if altered else ""
    return f"{line}　程序 {kind}{build}{told}"


def definition_line(short_digest: str) -> str:
    """Return the small line at the foot of a ballot paper: its sealed definition."""
    return f"票决定义摘要 {short_digest}"


def paper_line(line: str, colour: str) -> str:
    """Return a line at the foot of a ballot paper, and on paper of which colour it is printed."""
    return f"{line}　用{colour}纸印制"


def reading_word(reading: str) -> str:
    """Return how a reading of a cell or of a whole paper is called."""
    return VALIDITY[reading] if reading in VALIDITY else MARKS[Mark(reading)]
