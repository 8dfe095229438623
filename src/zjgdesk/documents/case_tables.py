"""The tables that the papers of a case may have, each by the name that a template calls it."""

from collections.abc import Mapping, Sequence
from datetime import date

from zjgdesk.documents.blocks import Blank, Block, Cell, Paragraph, Table
from zjgdesk.documents.case_facts import CasePaperFacts, TaskLine
from zjgdesk.documents.case_fields import case_fields
from zjgdesk.documents.case_words import MEMBER_OPINIONS, NONE, NOT_ASKED, POINTS, SPOKEN
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.words import FINDINGS
from zjgdesk.rules.preconditions import Point

SIZE, SMALL = 12.0, 10.5
ROW, SIGNED, BOX = 10.0, 16.0, 42.0  # millimetres
MEGABYTE, KILOBYTE = 1 << 20, 1 << 10
EMERGENCY = "处置突发事件"
DATE_BLANK = "年\u3000\u3000月\u3000\u3000日"


def case_tables(facts: CasePaperFacts) -> Mapping[str, Sequence[Block]]:
    """Return every table by its name."""
    return {
        "基本情况": (_about(facts),),
        "查核情况": (_points(facts),),
        "自查说明": (_own(facts),),
        "调查事项": _or_none(_tasks(facts.tasks, "调查事项")),
        "谈话记录": _or_none(_statements(facts)),
        "证据材料": _or_none(_evidence(facts)),
        "会商人员": _or_none(_members(facts)),
        "纠错事项": _or_none(_tasks(facts.corrections, "纠错事项")),
        "备案内容": (_filing(facts),),
        "送达回证": (Blank(), _receipt()),
        "申请签名": (
            Blank(),
            _signed("申请人（签名）", "所在单位意见（盖章）"),
        ),
        "调查签名": (
            Blank(),
            _signed("调查人员（签名）", "负责人（签名）"),
        ),
    }


def _label(text: str, least: float = ROW) -> Cell:
    return Cell(text, face=Face.HEI, least=least)


def _head(*words: str) -> tuple[Cell, ...]:
    return tuple(_label(word) for word in words)


def _left(text: str) -> Cell:
    return Cell(text or NONE, align="justify")


def _or_none(table: Table) -> Sequence[Block]:
    return (table,) if table.rows else (Paragraph(f"{NONE}。"),)


def _about(facts: CasePaperFacts) -> Table:
    fields = case_fields(facts)
    pairs = (
        ("姓名", "单位"),
        ("职务", "案号"),
        ("追责类别", "问责机关"),
        ("拟作处理", "告知日期"),
        ("申请方式", "申请日期"),
    )
    rows = tuple(
        (_label(one), Cell(fields[one]), _label(other), Cell(fields[other]))
        for one, other in pairs
    )
    return Table((26, 50, 26, 54), (), rows, SIZE)


def _points(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (
            Cell(line.point.value, least=ROW),
            _left(POINTS[line.point]),
            Cell(_finding(line.asked, FINDINGS[line.finding] if line.finding else "未查核")),
            _left(_argued(line.evidence, line.papers) if line.asked else EMERGENCY),
        )
        for line in facts.points
        if line.asked or line.point is Point.DECIDED_DEMOCRATICALLY
    )
    return Table((13, 60, 23, 60), (_head("序号", "前置条件", "认定", "依据和证据"),), rows, SIZE)


def _finding(asked: object, word: str) -> str:
    return word if asked else NOT_ASKED


def _argued(evidence: str, papers: Sequence[str]) -> str:
    return "\n".join(
        part for part in (evidence, f"附件：{'、'.join(papers)}" if papers else "") if part
    )


def _own(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (Cell(line.point.value, least=ROW), _left(POINTS[line.point]), Cell(""))
        for line in facts.points
        if line.asked
    )
    return Table((13, 70, 73), (_head("序号", "前置条件", "自查说明"),), rows, SIZE)


def _tasks(lines: Sequence[TaskLine], name: str) -> Table:
    rows = tuple(
        (
            Cell(str(at), least=ROW),
            _left(line.what),
            Cell(line.who),
            Cell(_day(line.until)),
            _left(_reported(line)),
        )
        for at, line in enumerate(lines, start=1)
    )
    return Table(
        (11, 50, 28, 25, 42), (_head("序号", name, "责任人", "期限", "办理情况"),), rows, SMALL
    )


def _reported(line: TaskLine) -> str:
    if line.done_on is None:
        return "办理中"
    return f"{_day(line.done_on)}：{line.report}"


def _statements(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (
            Cell(line.name, least=ROW),
            Cell(SPOKEN[line.spoken_as]),
            Cell(f"{_day(line.taken_on)}\n{line.taken_by}"),
            _left(line.text),
        )
        for line in facts.statements
    )
    return Table((22, 22, 32, 80), (_head("姓名", "身份", "日期和记录人", "内容"),), rows, SMALL)


def _evidence(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (
            Cell(str(at), least=ROW),
            _left(line.title),
            Cell(line.source or NONE),
            Cell(_day(line.received_on)),
            Cell(_size(line.size)),
            Cell(line.digest.partition(":")[2][:16]),
        )
        for at, line in enumerate(facts.evidence, start=1)
    )
    head = _head("序号", "名称", "来源", "收到日期", "大小", "摘要（前 16 位）")
    return Table((11, 40, 30, 24, 18, 33), (head,), rows, SMALL)


def _members(facts: CasePaperFacts) -> Table:
    rows = tuple(
        (
            Cell(line.name, least=SIGNED),
            Cell(line.post or NONE),
            Cell("回避" if line.recused else "参加"),
            _left(_held(line.recused, line.reason, _opinion(line.opinion, line.words))),
            Cell(""),
        )
        for line in facts.members
    )
    return Table(
        (24, 32, 18, 54, 28), (_head("姓名", "职务", "参加", "意见", "签名"),), rows, SIZE
    )


def _opinion(opinion: object, words: str) -> str:
    told = [MEMBER_OPINIONS[each] for each in MEMBER_OPINIONS if each is opinion]
    return "：".join(part for part in (*told, words) if part)


def _held(recused: object, reason: str, told: str) -> str:
    return reason if recused else told


def _filing(facts: CasePaperFacts) -> Table:
    fields = case_fields(facts)
    pairs = (
        ("案号", "姓名"),
        ("单位", "职务"),
        ("追责类别", "问责机关"),
        ("拟作处理", "告知日期"),
        ("申请方式", "申请日期"),
        ("工作类别", "认定日期"),
    )
    short = tuple(
        (_label(one), Cell(fields[one]), _label(other), Cell(fields[other]))
        for one, other in pairs
    )
    long = tuple(
        (_label(name), Cell(fields[key], span=3, align="justify", least=least))
        for name, key, least in (
            ("事实经过", "事实经过", 24.0),
            ("认定结果", "认定结果", 14.0),
            ("认定理由", "理由", 18.0),
        )
    )
    boxes = tuple(
        (
            _label(name, BOX),
            Cell(f"\n\n（盖章）\u3000\u3000{DATE_BLANK}", span=3, align="right", least=BOX),
        )
        for name in ("认定机关\n意见", "组织部门\n备案意见")
    )
    return Table((26, 50, 26, 54), (), (*short, *long, *boxes), SMALL)


def _receipt() -> Table:
    head = (Cell("送达回证", span=4, face=Face.HEI, least=ROW),)
    row = (_label("受送达人\n（签名）", SIGNED), Cell(""), _label("送达日期"), Cell(DATE_BLANK))
    other = (_label("送达人\n（签名）", SIGNED), Cell(""), _label("送达方式"), Cell(""))
    return Table((26, 52, 26, 52), (), (head, row, other), SMALL, together=True)


def _signed(one: str, other: str) -> Table:
    blank = f"\n\n{DATE_BLANK}"
    head = (Cell(one, face=Face.HEI, least=ROW), Cell(other, face=Face.HEI, least=ROW))
    row = (Cell(blank, align="right", least=24.0), Cell(blank, align="right", least=24.0))
    return Table((78, 78), (), (head, row), SMALL, together=True)


def _day(on: date | None) -> str:
    """A day for a narrow column."""
    return f"{on.year}.{on.month}.{on.day}" if on else NONE


def _size(size: int) -> str:
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB"
    return f"{max(size // KILOBYTE, 1)} KB"
