"""The recovery sheet: the code that opens an encrypted workspace when passphrases are forgotten."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Blank, Block, Cell, Paragraph, Table, Title
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.words import chinese_date

TITLE = "案卷恢复单"
IN_ROW = 4
CODE_SIZE, LINE_SIZE = 20.0, 12.0
CODE_ROW, SIGN_ROW = 16.0, 11.0  # millimetres


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """What the sheet says; the code's groups are parted by blanks."""

    title: str
    year: int
    code: str
    made_on: date


def build_recovery_sheet(facts: RecoveryFacts, fonts: Fonts) -> bytes:
    """Return the sheet as PDF.

    Raises:
        DeskError: `page.glyph_missing`, `page.proof_failed`.

    Rule: DESK-08
    """
    blocks: tuple[Block, ...] = (
        Title(TITLE),
        Paragraph(f"案卷：{facts.title}（{facts.year}年度）", indent=0, align="left"),
        Paragraph(f"制作日期：{chinese_date(facts.made_on)}", indent=0, align="left"),
        _code(facts.code),
        Blank(),
        Paragraph("一、什么时候用", Face.HEI, keep_next=True),
        Paragraph(
            "管理员忘记口令、没有人能够打开案卷时，在打开案卷的窗口选择“用恢复单打开”，"
            "依次输入以上八组字符，重新设定一名管理员的口令。其他人员的口令由管理员重设。"
        ),
        Paragraph("二、怎样保管", Face.HEI, keep_next=True),
        Paragraph(
            "本单可以打开整个案卷，程序中不留副本。装入信封，骑缝签名，存放在保险柜中，"
            "不与电脑、备份放在一起，不拍照，不录入其他电脑。用过或者可能外泄的，"
            "由管理员换发新单，旧单随即失效。"
        ),
        _keepers(),
    )
    proof = ProofFacts(tuple(facts.code.split()), ordered=True)
    return print_proven(blocks, Frame(TITLE, bare=True), fonts, proof)


def _code(code: str) -> Table:
    groups = code.split()
    rows = tuple(
        tuple(
            cell
            for at in range(start, start + IN_ROW)
            for cell in (Cell(str(at + 1), least=CODE_ROW), Cell(groups[at], face=Face.HEI))
        )
        for start in range(0, len(groups), IN_ROW)
    )
    return Table((9.0, 30.0) * IN_ROW, (), rows, CODE_SIZE, together=True)


def _keepers() -> Table:
    words = ("制作人（签名）", "保管人（签名）", "存放位置", "启用记录")
    cells = [cell for word in words for cell in (Cell(word, least=SIGN_ROW), Cell(""))]
    rows = (tuple(cells[:4]), tuple(cells[4:]))
    return Table((36.0, 42.0) * 2, (), rows, LINE_SIZE, together=True)
