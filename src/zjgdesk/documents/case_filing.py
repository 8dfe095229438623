"""The form of the filing: everything about a case on one page, what is longer on a page behind it.

Rule: TOL-06
"""

from collections.abc import Sequence
from math import ceil

from zjgdesk.documents.blocks import Block, Cell, PageBreak, Paragraph, Table
from zjgdesk.documents.case_cells import DATE_BLANK, PAIR, SMALL, Told, label, pair_rows, wide_row
from zjgdesk.documents.case_facts import CasePaperFacts
from zjgdesk.documents.case_fields import case_fields
from zjgdesk.documents.case_words import NONE
from zjgdesk.documents.fonts import Face
from zjgdesk.rules.vocabulary import Subject

ROW = 8.5  # millimetres
# What the title, the edges of the table and the line below it leave of 225 mm; a marking takes two
# lines of the grid more.
ROOM, MARKING = 188.5, 20.5
BOX_LEAST, BOX_TIGHT, BOX_WANTED, BOX_MOST = 14.0, 16.0, 20.0, 42.0
LINE, EDGES = SMALL * 1.5 * 25.4 / 72, 3.2
ONE_LINE = LINE + EDGES
LETTER = SMALL * 25.4 / 72
HALF = 0.6  # of a Chinese character: a figure or a Latin letter, rather too wide
BEHIND = "（见附页）"
SHORT = (
    "案号", "姓名", "单位", "职务", "工作类别", "追责类别", "问责机关", "拟作处理", "告知日期",
    "告知文号", "申请方式", "申请日期", "认定机关", "认定日期",
)  # fmt: skip
THREATENED = (("追责类别", "问责机关"), ("拟作处理", "告知日期"), ("申请方式", "申请日期"))


def filing(facts: CasePaperFacts) -> Sequence[Block]:
    """Return the form, and behind it the texts that it has no room for.

    Rules: TOL-04, TOL-06, TOL-08
    """
    fields = case_fields(facts)
    pairs = _pairs(facts, fields)
    short = pair_rows(pairs, ROW)
    room = ROOM - sum(_height(row) for row in short)
    if facts.security:
        room -= MARKING
    long = _long(fields)
    behind = _moved(long, room - 2 * (BOX_TIGHT if facts.security else BOX_WANTED))
    told = [(name, BEHIND if (name, text) in behind else text) for name, text in long]
    rows = tuple(wide_row(each, ROW) for each in told)
    spare = (room - sum(_height(row) for row in rows)) / 2
    box = min(max(spare, BOX_LEAST), BOX_MOST)
    boxes = tuple(_box(name, box) for name in ("认定机关\n意见", "组织部门\n备案意见"))
    return (
        Table(PAIR, (), (*short, *rows, *boxes), SMALL),
        Paragraph(f"填表人：{'　' * 7}审核人：{'　' * 7}填表日期：", indent=0),
        *_annex(behind),
    )


def _pairs(facts: CasePaperFacts, fields: dict[str, str]) -> Sequence[tuple[Told, Told]]:
    named = {
        "认定文号": fields["认定文号"].strip() or NONE,
        "单位名称": facts.person,
        "所属单位": fields["单位"],
        **{name: fields[name] for name in SHORT},
    }
    who = ("单位名称", "所属单位") if facts.subject is Subject.UNIT else ("姓名", "单位")
    work = ("工作类别", "认定机关") if facts.subject is Subject.UNIT else ("职务", "工作类别")
    last = ("认定日期", "告知文号") if facts.subject is Subject.UNIT else ("认定机关", "认定日期")
    names = (("案号", "认定文号"), who, work, *THREATENED, last)
    return tuple(((one, named[one]), (other, named[other])) for one, other in names)


def _long(fields: dict[str, str]) -> list[Told]:
    result = fields["认定结果"] + fields["效力"].strip()
    reason = "\n".join(text for text in (fields["理由"], fields["不符合项说明"].strip()) if text)
    return [
        ("事实经过", fields["事实经过"]),
        ("申请理由", fields["申请理由"]),
        ("前置条件", fields["前置条件结论"].strip() or NONE),
        ("认定结果", result),
        ("认定理由", reason),
        ("纠错事项", fields["纠错内容"]),
    ]


def _moved(long: Sequence[Told], room: float) -> tuple[Told, ...]:
    """Return the texts that go behind the form, the longest first until the rest has room."""
    moved: list[Told] = []
    while True:
        kept = [each for each in long if each not in moved]
        used = sum(_height(wide_row(each, ROW)) for each in kept) + ONE_LINE * len(moved)
        tall = [each for each in kept if _height(wide_row(each, ROW)) > ONE_LINE]
        if room >= used or not tall:
            return tuple(each for each in long if each in moved)
        moved.append(max(tall, key=lambda each: len(each[1])))


def _height(row: Sequence[Cell]) -> float:
    """Return about how high a row is, in millimetres; rather too much than too little."""
    heights = []
    column = 0
    for cell in row:
        width = sum(PAIR[column : column + cell.span]) - EDGES
        lines = sum(_lines(part, int(width / LETTER)) for part in cell.text.split("\n"))
        heights.append(max(lines * LINE + EDGES, cell.least))
        column += cell.span
    return max(heights)


def _lines(text: str, most: int) -> int:
    """Return on how many lines a text goes; punctuation may leave a place of each empty."""
    letters = sum(HALF if letter.isascii() else 1.0 for letter in text)
    return 1 if letters <= most else ceil(letters / (most - 1))


def _box(name: str, height: float) -> tuple[Cell, ...]:
    lines = "\n" * max(int(height / LINE) - 2, 1)
    text = f"{lines}（盖章）\u3000\u3000{DATE_BLANK}\u3000"
    return label(name, height), Cell(text, span=3, align="right", least=height)


def _annex(behind: Sequence[Told]) -> Sequence[Block]:
    if not behind:
        return ()
    blocks: list[Block] = [PageBreak(), Paragraph("附页", Face.HEI, indent=0, keep_next=True)]
    for name, text in behind:
        blocks.append(Paragraph(name, Face.HEI, keep_next=True))
        blocks += [Paragraph(part) for part in text.split("\n") if part.strip()]
    return tuple(blocks)
