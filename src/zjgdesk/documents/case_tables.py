"""The tables that the papers of a case may have, each by the name that a template calls it."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from zjgdesk.documents.blocks import Block, Cell, Table
from zjgdesk.documents.case_cells import (
    PAIR,
    ROW,
    SIGNED,
    SIZE,
    SMALL,
    day,
    head,
    left,
    or_none,
    pair_rows,
    size_of,
)
from zjgdesk.documents.case_facts import (
    CasePaperFacts,
    CasePaperKind,
    MemberLine,
    PointLine,
    TaskLine,
)
from zjgdesk.documents.case_fields import case_fields
from zjgdesk.documents.case_filing import filing
from zjgdesk.documents.case_forms import (
    applicant_signs,
    cover,
    grounds_room,
    investigators_sign,
    members_sign,
    receipt,
)
from zjgdesk.documents.case_words import (
    MEMBER_OPINIONS,
    NONE,
    NOT_ASKED,
    NOT_LOOKED,
    POINTS,
    PRECONDITIONS,
    SPOKEN,
    WHY_NOT_ASKED,
    finding_word,
)
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.words import spread_name
from zjgdesk.rules.vocabulary import Finding, Subject

COVER = "封面"
TIGHT = 8.0  # millimetres
STATED = 12.0  # room for a statement by hand
DIGEST = 16  # letters are enough to tell two files apart by eye
STRIKE = "—"
EVIDENCE_WIDTHS = (11.0, 41.0, 31.0, 22.0, 17.0, 34.0)


def case_tables(facts: CasePaperFacts) -> Mapping[str, Sequence[Block]]:
    """Return every table by its name.

    Rules: TOL-02, TOL-06, TOL-11, TOL-17
    """
    return {
        COVER: cover(facts, case_fields(facts)["案由"]),
        "基本情况": (_about(facts),),
        "查核情况": or_none(_points(facts)),
        "自查说明": or_none(_own(facts)),
        "申请理由": grounds_room(facts),
        "调查事项": or_none(_tasks(facts.tasks, "调查事项")),
        "谈话记录": or_none(_statements(facts)),
        "证据材料": or_none(_evidence(facts)),
        "会商人员": or_none(_members(facts)),
        "纠错事项": or_none(_corrections(facts)),
        "备案内容": filing(facts),
        "送达回证": receipt(facts),
        "申请签名": applicant_signs(facts),
        "调查签名": investigators_sign(facts),
        "会商签名": members_sign(facts),
    }


def _about(facts: CasePaperFacts) -> Table:
    fields = case_fields(facts)
    named = {name: (name, fields[name]) for name in fields}
    unit = facts.subject is Subject.UNIT
    who = (
        (("单位名称", facts.person), ("所属单位", fields["单位"]))
        if unit
        else (named["姓名"], named["单位"])
    )
    pairs = (
        who,
        (named["工作类别" if unit else "职务"], named["案号"]),
        (named["追责类别"], named["问责机关"]),
        (named["拟作处理"], named["告知日期"]),
        (named["申请方式"], named["申请日期"]),
    )
    return Table(PAIR, (), pair_rows(pairs), SIZE)


def _points(facts: CasePaperFacts) -> Table:
    """Set each precondition with what was found of it, and below it its points. Rule: TOL-02."""
    rows: list[tuple[Cell, ...]] = []
    titles = set()
    for precondition, group in groupby(facts.points, key=lambda line: line.point.precondition):
        lines = tuple(group)
        titles.add(len(rows))
        rows.append(
            (
                Cell(str(precondition.number), face=Face.HEI, least=TIGHT),
                Cell(PRECONDITIONS[precondition], face=Face.HEI, align="left"),
                Cell(finding_word(lines), face=Face.HEI),
                Cell(""),
            )
        )
        rows += [_point(line) for line in lines if line.asked or line.point in WHY_NOT_ASKED]
    widths, words = (13, 66, 21, 56), ("序号", "前置条件", "认定", "依据和证据")
    return Table(widths, (head(*words),), tuple(rows), SMALL, leading=frozenset(titles))


def _point(line: PointLine) -> tuple[Cell, ...]:
    number, words = Cell(line.point.value, least=TIGHT), left(POINTS[line.point])
    if not line.asked:
        return number, words, Cell(NOT_ASKED), left(WHY_NOT_ASKED[line.point])
    found = finding_word((line,))
    face = Face.FANGSONG if line.finding is Finding.MET else Face.HEI
    papers = f"附件：{'、'.join(line.papers)}" if line.papers else ""
    argued = "\n".join(part for part in (line.evidence, papers) if part)
    told = argued or ("" if found == NOT_LOOKED else NONE)
    return number, words, Cell(found, face=face), Cell(told, align="justify")


def _own(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (Cell(line.point.value, least=STATED), left(POINTS[line.point]), Cell(""))
        for line in facts.points
        if line.asked
    )
    return Table((13, 65, 78), (head("序号", "前置条件", "对照说明"),), rows, SMALL)


def _tasks(lines: Sequence[TaskLine], name: str) -> Table:
    rows = tuple(
        (
            Cell(str(at), least=ROW),
            left(line.what),
            Cell(line.who),
            Cell(day(line.until)),
            left(_reported(line)),
        )
        for at, line in enumerate(lines, start=1)
    )
    words = ("序号", name, "责任人", "期限", "办理情况")
    return Table((11, 50, 28, 23, 44), (head(*words),), rows, SMALL)


def _corrections(facts: CasePaperFacts) -> Table:
    """A report tells how far things are; what asks for them does not. Rule: TOL-06."""
    if facts.kind is CasePaperKind.EXECUTION:
        return _tasks(facts.corrections, "纠错事项")
    rows = tuple(
        (Cell(str(at), least=ROW), left(line.what), Cell(line.who), Cell(day(line.until)))
        for at, line in enumerate(facts.corrections, start=1)
    )
    return Table((11, 82, 38, 25), (head("序号", "纠错事项", "责任人", "完成期限"),), rows, SMALL)


def _reported(line: TaskLine) -> str:
    if line.done_on is None:
        return "尚未完成"
    return f"{day(line.done_on)}：{line.report}" if line.report else f"{day(line.done_on)}完成"


def _statements(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (
            Cell(spread_name(line.name), least=ROW, whole=True),
            Cell(SPOKEN[line.spoken_as]),
            Cell(f"{day(line.taken_on)}\n{spread_name(line.taken_by)}"),
            left(line.text),
        )
        for line in facts.statements
    )
    return Table((22, 22, 26, 86), (head("姓名", "身份", "日期和记录人", "内容"),), rows, SMALL)


def _evidence(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (
            Cell(str(at), least=ROW),
            left(line.title),
            Cell(line.source or NONE),
            Cell(day(line.received_on)),
            Cell(size_of(line.size)),
            Cell(line.digest.rpartition(":")[2][:DIGEST]),
        )
        for at, line in enumerate(facts.evidence, start=1)
    )
    words = ("序号", "名称", "来源", "收到日期", "大小", f"摘要（前{DIGEST}位）")
    return Table(EVIDENCE_WIDTHS, (head(*words),), rows, SMALL)


def _members(facts: CasePaperFacts) -> Table:
    """Who took part signs beside the opinion; who stayed out has none. Rule: TOL-11."""
    rows = tuple(
        (
            Cell(spread_name(line.name), least=SIGNED, whole=True),
            Cell(line.post or NONE),
            Cell("回避" if line.recused else "到会", face=_weight(line)),
            left(f"回避理由：{line.reason or NONE}" if line.recused else _opinion(line)),
            Cell(STRIKE if line.recused else ""),
        )
        for line in facts.members
    )
    words = ("姓名", "职务", "到会情况", "意见", "签名")
    return Table((24, 32, 22, 50, 28), (head(*words),), rows, SIZE)


def _weight(line: MemberLine) -> Face:
    return Face.HEI if line.recused else Face.FANGSONG


def _opinion(line: MemberLine) -> str:
    told = [MEMBER_OPINIONS[line.opinion]] if line.opinion is not None else []
    return "：".join(part for part in (*told, line.words) if part)
