"""Returned sheets: opinions of one addressee, and the clearance of the four organs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.cells import Cell
from zjgdesk.exchange.headers import Column, Header, as_text, find_header
from zjgdesk.exchange.rejudge import again
from zjgdesk.exchange.rows import Reading, SourceRow, judged
from zjgdesk.exchange.sheets import Sheet
from zjgdesk.exchange.ticks import chosen, ticked_answer
from zjgdesk.exchange.walk import as_it_is, walk
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import ClearanceAnswer, ClearanceOrgan, OpinionAnswer

NAME: Final = ("姓名", "名字", "人选姓名", "候选对象", "干部姓名", "候选人姓名", "候选人", "被推荐人", "被推荐人姓名",
               "推荐人选", "拟推荐对象", "拟推荐人选", "征求意见对象", "参评单位名称", "参评单位全称", "被推荐单位",
               "拟推荐单位", "候选单位", "单位名称", "参评单位", "单位全称", "推荐对象", "人选", "名称",
               "对象")  # fmt: skip
OPINIONS: Final = (
    Column("name", NAME, needed=True),
    Column("answer", ("意见", "反馈意见", "贵单位意见", "是否同意", "征求意见", "意见情况", "意见类型", "态度", "反馈情况",
                      "评审意见", "评价意见", "审核意见", "答复意见", "回复意见", "本单位意见", "总体意见"), needed=True),
    Column("text", ("具体情况说明", "情况说明", "说明", "具体情况", "理由", "具体意见", "备注", "原因")),
)  # fmt: skip
CLEARANCE: Final = (
    Column("name", NAME, needed=True),
    Column("discipline", ("纪委监委", "纪委", "纪检监察机关", "纪检监察", "市纪委监委", "纪检", "监委",
                          "纪委监委意见")),
    Column("police", ("公安", "公安局", "市公安局", "公安机关", "公安意见", "公安局意见")),
    Column("procuratorate", ("检察院", "检察", "市检察院", "市人民检察院", "人民检察院", "检察机关",
                             "检察院意见")),
    Column("court", ("法院", "市法院", "市人民法院", "人民法院", "法院意见")),
    Column("text", ("情况说明", "说明", "备注", "具体情况")),
)  # fmt: skip
# One organ alone heads its answers with no name; above the header it tells who it is.
ONE_ORGAN: Final = (
    Column("name", NAME, needed=True),
    Column("answer", ("审核意见", "审查意见", "核查意见", "反馈意见", "审核结果", "审查结果", "核查结果", "核查情况", "审查情况", "反馈情况", "是否影响",
                      "意见", "结论", "审核结论"), needed=True),
    Column("text", ("情况说明", "说明", "备注", "具体情况")),
)  # fmt: skip
ORGANS: Final = (
    (re.compile(r"纪委|监委|纪检"), "discipline"),
    (re.compile(r"公安"), "police"),
    (re.compile(r"检察院|检察机关"), "procuratorate"),
    (re.compile(r"法院"), "court"),
)
YES: Final = frozenset(
    ("同意", "无意见", "没有意见", "无", "赞成", "赞同", "无异议", "没意见", "同意推荐", "同意上报", "拟同意", "无不同意见",
     "√", "✓", "✔", "☑", "是", "true", "yes", "y", "1")
)  # fmt: skip
NO: Final = frozenset(
    ("不同意", "反对", "不赞成", "不赞同", "不同意推荐", "不同意上报", "有异议", "否决",
     "×", "✗", "✘", "✕", "否", "false", "no", "n", "0")
)  # fmt: skip
RESERVED: Final = frozenset(
    {"有保留", "保留", "保留意见", "有保留意见", "基本同意", "有意见", "原则同意", "△"}
)
CLEARANCES: Final[Mapping[str, ClearanceAnswer]] = {
    **dict.fromkeys(("无影响", "无", "没有影响", "不影响", "不影响评选", "不影响考核", "未发现", "未发现问题", "未发现异常", "未见异常",
                     "未发现违纪违法问题", "未发现影响评选的问题", "未发现影响考核的问题", "无问题", "无违纪违法问题", "无违法犯罪记录",
                     "无不良记录", "√", "✓", "✔", "无异议"), ClearanceAnswer.CLEAR),
    **dict.fromkeys(("有影响", "影响", "影响评选", "影响考核", "有", "有问题", "×", "✗", "✘"), ClearanceAnswer.AFFECTED),
    **dict.fromkeys(("待核实", "待查", "核实中", "核查中", "待核查", "正在核实", "正在核查", "待定"),
                    ClearanceAnswer.PENDING),
    **dict.fromkeys(("不掌握情况", "不掌握", "不了解", "不了解情况", "未掌握"), ClearanceAnswer.UNKNOWN),
}  # fmt: skip
# Some sheets give each answer a column of its own, to be ticked.
TICKED: Final = {"ticked_yes": "同意", "ticked_no": "不同意", "ticked_reserved": "有保留"}
BY_TICKS: Final = (
    *(column for column in OPINIONS if column.field != "answer"),
    Column("ticked_yes", ("同意", "无意见", "赞成"), needed=True),
    Column("ticked_no", ("不同意", "反对", "有意见"), needed=True),
    Column("ticked_reserved", ("有保留", "保留意见", "保留", "基本同意")),
)
DAY: Final = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})")
BETWEEN: Final = re.compile(r"[，,；;。]")
END_SIGNS: Final = "。.．!！；;，,"
ADDRESSEE: Final = re.compile(r"(?:反馈单位|填报单位|单位名称|单位|反馈人)[：:]?")


def read_opinions(name: str, sheets: Sequence[Sheet]) -> Reading:
    """Read a returned sheet of opinions; who answered stands above the header.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = _opinion_header(name, sheets)
    reading = walk("opinions", name, header, _ticked, key="name")
    told = {"addressee": _addressee(header), "answered_on": _answered_on(header)}
    return judge_opinions(replace(reading, about={**reading.about, **told}))


def _opinion_header(name: str, sheets: Sequence[Sheet]) -> Header:
    try:
        return find_header(name, sheets, BY_TICKS)
    except DeskError:
        return find_header(name, sheets, OPINIONS)


def judge_opinions(reading: Reading) -> Reading:
    """Judge all rows of opinions; a blank answer is none and does not come in.

    Rule: OPINION-01
    """

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems = _named(values)
        text = compact(values.get("answer", ""))
        answer = parse_opinion(text)
        values["answer_word"] = answer.value if answer else ""
        if text and answer is None:
            problems.append(Refusal("opinion.answer_unknown", "OPINION-01", {"text": text}))
        if not text:
            problems.append(Refusal("opinion.not_answered", "OPINION-01"))
        if answer in {OpinionAnswer.NO, OpinionAnswer.RESERVED} and not values.get("text"):
            facts = {"name": values.get("name", ""), "answer": answer}
            problems.append(Refusal("opinion.text_missing", "OPINION-01", facts))
        return judged(row, values, problems)

    return again(reading, judge)


def read_clearance(name: str, sheets: Sequence[Sheet]) -> Reading:
    """Read the answers of the four organs, or of those that the sheet names.

    Raises:
        DeskError: `file.no_header`, `file.column_missing`.
    """
    header = _clearance_header(name, sheets)
    return judge_clearance(walk("clearance", name, header, as_it_is, key="name"))


def _clearance_header(name: str, sheets: Sequence[Sheet]) -> Header:
    """Return the header; one organ's answers are its own, if all above them speaks of it alone."""
    header = find_header(name, sheets, CLEARANCE)
    if any(organ.value in header.columns for organ in ClearanceOrgan):
        return header
    alone = find_header(name, sheets, ONE_ORGAN)
    above = " ".join(as_text(c) for cells in alone.sheet.rows[: alone.first - 1] for c in cells)
    organs = [organ for pattern, organ in ORGANS if pattern.search(f"{name} {above}")]
    if len(organs) != 1:
        raise DeskError("file.column_missing", name=name, column=CLEARANCE[1].aliases[0])
    columns = {organs[0] if key == "answer" else key: at for key, at in alone.columns.items()}
    return replace(alone, columns=columns)


def judge_clearance(reading: Reading) -> Reading:
    """Judge all rows of the clearance; an organ's blank cell is no answer.

    Rule: OPINION-02, OPINION-03
    """

    def judge(row: SourceRow) -> SourceRow:
        values = dict(row.values)
        problems = _named(values)
        answered = 0
        for organ in ClearanceOrgan:
            text = compact(values.get(organ.value, ""))
            answer = CLEARANCES.get(text.rstrip(END_SIGNS))
            values[f"{organ.value}_word"] = answer.value if answer else ""
            answered += answer is not None
            if text and answer is None:
                facts = {"text": text, "organ": organ}
                problems.append(Refusal("clearance.answer_unknown", "OPINION-03", facts))
        if not answered and not problems:
            problems.append(Refusal("opinion.not_answered", "OPINION-03"))
        return judged(row, values, problems)

    return again(reading, judge)


def parse_opinion(text: str) -> OpinionAnswer | None:
    """Return what an answer means.

    Rule: OPINION-01
    """
    word = chosen(text).rstrip(END_SIGNS).lower()
    parts = {_one_opinion(part) for part in BETWEEN.split(word)}
    return parts.pop() if len(parts) == 1 else None


def _one_opinion(word: str) -> OpinionAnswer | None:
    for words, answer in (
        (YES, OpinionAnswer.YES),
        (NO, OpinionAnswer.NO),
        (RESERVED, OpinionAnswer.RESERVED),
    ):
        if word in words:
            return answer
    return None


def _named(values: Mapping[str, str]) -> list[Refusal]:
    if compact(values.get("name", "")):
        return []
    return [Refusal("candidate.unnamed", "IMPORT-01")]


def _addressee(header: Header) -> str:
    for cells in header.sheet.rows[: header.first - 1]:
        words = [as_text(cell) for cell in cells if as_text(cell)]
        for at, word in enumerate(words):
            found = ADDRESSEE.match(word)
            if found:
                rest = word[found.end() :].strip()
                return rest or (words[at + 1] if at + 1 < len(words) else "")
    return ""


def _answered_on(header: Header) -> str:
    """Return the day above the header as `YYYY-MM-DD`; nothing where none can be made out."""
    for cells in header.sheet.rows[: header.first - 1]:
        for cell in cells:
            if isinstance(cell, date):
                return cell.strftime("%Y-%m-%d")
            found = DAY.search(compact(as_text(cell)))
            if found:
                try:
                    return date(*map(int, found.groups())).isoformat()
                except ValueError:
                    continue
    return ""


def _ticked(values: dict[str, str], _cells: Sequence[Cell], _header: Header) -> dict[str, str]:
    """Make one answer of ticks in several columns; two of them are told as they stand."""
    cells = {word: values.pop(field) for field, word in TICKED.items() if field in values}
    if cells and not values.get("answer"):
        values["answer"] = ticked_answer(cells)
    return {"answer": "", **values}
