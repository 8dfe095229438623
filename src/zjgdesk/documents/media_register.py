"""What came in and what went out: the register page that travels with a disc. Rule: AIR-02."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.rows import ACROSS, NUMBER, ROW, SIZE, head_row
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import chinese_date
from zjgdesk.errors import DeskError

KIND = "media_register"
WAY, AT, WHAT, BIG, DIGEST, MEDIUM, WHO = 13.0, 24.0, 34.0, 21.0, 26.0, 28.0, 19.0  # millimetres
NAME = ACROSS - NUMBER - WAY - AT - WHAT - BIG - DIGEST - MEDIUM - WHO
SHORT, GROUP = 16, 4
SIGNERS = ("经办人（签字）", "审批人（签字）", "日期")
SIGNER, SIGN_HIGH = 34.0, 13.0
UNITS = ((1 << 20, "MB"), (1 << 10, "KB"))


class Matter(StrEnum):
    """What a file holds that came in or went out."""

    ORGANISATIONS = "organisations"
    UNITS = "units"
    CADRES = "cadres"
    OPINIONS = "opinions"
    CLEARANCE = "clearance"
    PERSONNEL = "personnel"
    HONOURS = "honours"
    CODES = "codes"
    VOTES = "votes"
    EVIDENCE = "evidence"
    TABLE = "table"
    FORM = "form"
    PAPER = "paper"
    TEXT = "text"
    ARCHIVE = "archive"
    RECORDS = "records"
    CASE = "case"
    COPY = "copy"
    PACKAGE = "package"


MATTERS: Mapping[Matter, str] = {
    Matter.ORGANISATIONS: "单位名录",
    Matter.UNITS: "好单位推荐表",
    Matter.CADRES: "好干部推荐表",
    Matter.OPINIONS: "意见反馈表",
    Matter.CLEARANCE: "纪公检法反馈表",
    Matter.PERSONNEL: "干部任免审批表",
    Matter.HONOURS: "往年当选名单",
    Matter.CODES: "投票编号",
    Matter.VOTES: "群众投票数据",
    Matter.EVIDENCE: "容错案件证据",
    Matter.TABLE: "导出表格",
    Matter.FORM: "导出任免审批表",
    Matter.PAPER: "已印文书副本",
    Matter.TEXT: "可编辑文稿",
    Matter.ARCHIVE: "票决归档",
    Matter.RECORDS: "选票记录",
    Matter.CASE: "容错案卷加密件",
    Matter.COPY: "案卷整体备份",
    Matter.PACKAGE: "数据交换包",
}


@dataclass(frozen=True, slots=True)
class MediaLine:
    """One file, or one folder of files, that came in or went out. Rule: AIR-02.

    Args:
        at: when, in the office's own time.
        incoming: it came in; else it went out.
        name: of the file or folder.
        matter: what it holds.
        actor: who did it.
        size: in bytes; None where it is not known.
        digest: of its bytes; "" where it is not known.
        medium: on which it came or went; left to be written by hand where it is empty.
        detail: more about it, as the title of a paper.
    """

    at: datetime
    incoming: bool
    name: str
    matter: Matter
    actor: str
    size: int | None = None
    digest: str = ""
    medium: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MediaRegisterFacts:
    """The register of a range of days; the lines stand in the order given."""

    first: date
    last: date
    lines: tuple[MediaLine, ...]
    issuer: str
    made_on: date
    foot: str = ""
    security: str = ""
    template: str = ""


def build_media_register(facts: MediaRegisterFacts, fonts: Fonts) -> bytes:
    """Return the register as PDF, printed across, with room to sign.

    Raises:
        DeskError: `media.nothing`, `page.glyph_missing`, `page.proof_failed`, the `template.…`
            codes of a faulty text.

    Rule: AIR-02
    """
    if not facts.lines:
        raise DeskError("media.nothing", rule="AIR-02", first=facts.first, last=facts.last)
    blocks = worded_blocks(KIND, facts.template, media_register_filling(facts))
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=True)
    return print_proven(
        blocks, frame, fonts, ProofFacts(tuple(line.name for line in facts.lines), ordered=True)
    )


def media_register_filling(facts: MediaRegisterFacts) -> Filling:
    """Return what the text of the register may name. Rule: AIR-02."""
    came = sum(line.incoming for line in facts.lines)
    fields = {
        "填报单位": facts.issuer,
        "起始日期": chinese_date(facts.first),
        "截止日期": chinese_date(facts.last),
        "填报日期": chinese_date(facts.made_on),
        "导入数量": f"{came}项",
        "导出数量": f"{len(facts.lines) - came}项",
    }
    tables = {"登记表": (_table(facts.lines),), "签字栏": (_signatures(),)}
    return Filling(fields, tables, ("起始日期", "截止日期"), tuple(tables))


def told_size(size: int | None) -> str:
    """Return a size as people read it."""
    if size is None:
        return ""
    for unit, word in UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {word}"
    return f"{size} B"


def short_digest(digest: str) -> str:
    """Return the first figures of a digest in groups, as pages carry it."""
    figures = digest.rpartition(":")[2][:SHORT].upper()
    return " ".join(figures[at : at + GROUP] for at in range(0, len(figures), GROUP))


def _table(lines: Sequence[MediaLine]) -> Table:
    words = ("序号", "类别", "时间", "文件名称", "内容和用途", "大小", "摘要", "载体", "经办人")
    widths = (NUMBER, WAY, AT, NAME, WHAT, BIG, DIGEST, MEDIUM, WHO)
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell("导入" if line.incoming else "导出"),
            Cell(f"{line.at.year}.{line.at.month}.{line.at.day}\n{line.at:%H:%M}"),
            Cell(line.name, align="left"),
            Cell("\n".join(filter(None, (MATTERS[line.matter], line.detail))), align="left"),
            Cell(told_size(line.size), align="right"),
            Cell(short_digest(line.digest)),
            Cell(line.medium, align="left"),
            Cell(line.actor),
        )
        for number, line in enumerate(lines, start=1)
    )
    return Table(widths, (head_row(words),), rows, SIZE)


def _signatures() -> Table:
    """Return the row for who carried and who allowed it; it stays with the last line."""
    blank = ACROSS / len(SIGNERS) - SIGNER
    row = tuple(
        cell
        for word in SIGNERS
        for cell in (
            Cell(word, face=Face.HEI, least=SIGN_HIGH),
            Cell("年\u3000月\u3000日" if word == "日期" else ""),
        )
    )
    return Table((SIGNER, blank) * len(SIGNERS), (), (row,), SIZE, together=True)
