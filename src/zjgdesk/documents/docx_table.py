"""Tables of a .docx: fixed widths, ruled, the head repeated on every page."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.docx_text import element, put

CELL_LEADING = 1.5
PADDING = 57  # twentieths of a point between a rule and the words: 1 mm
ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_table(document: Document, block: Table) -> None:
    """Add a ruled table in its own widths."""
    rows = (*block.head, *block.rows)
    table = document.add_table(len(rows), len(block.widths))
    table.autofit = False
    _rule(table)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(width)
    for at, told in enumerate(rows):
        row = table.rows[at]
        _fill(row, told, block)
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx repeats no head
        properties.append(element("cantSplit"))
        if at < len(block.head):
            properties.append(element("tblHeader"))
    _hold(table, block, len(rows))


def _fill(row: WordRow, told: Sequence[Cell], block: Table) -> None:
    cells = row.cells
    column = 0
    for cell in told:
        made = cells[column]
        if cell.span > 1:
            made = made.merge(cells[column + cell.span - 1])
        made.width = Mm(sum(block.widths[column : column + cell.span]))
        _say(made, cell, block.size)
        column += cell.span
    least = max(cell.least for cell in told)
    if least:
        row.height = Mm(least)


def _say(made: WordCell, cell: Cell, size: float) -> None:
    made.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for at, part in enumerate(cell.stack or cell.text.split("\n")):
        paragraph = made.paragraphs[0] if at == 0 else made.add_paragraph()
        paragraph.alignment = ALIGN[cell.align]
        spacing = paragraph.paragraph_format
        spacing.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        spacing.line_spacing = Pt(size * CELL_LEADING)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows no grid
        properties.insert(0, element("snapToGrid", val="0"))
        put(paragraph, part, cell.face, size)


def _rule(table: WordTable) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx rules by styles alone
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="auto"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=PADDING, type="dxa"))
    # The format wants its elements in one order: rules before the layout, margins after it.
    layout = properties.xpath("w:tblLayout")[0]
    layout.addprevious(borders)
    layout.addnext(margins)


def _hold(table: WordTable, block: Table, count: int) -> None:
    """Keep rows on one page: the whole table, or the last two where one sums up."""
    held = (
        range(count - 1) if block.together else range(count - 2, count - 1) if block.total else ()
    )
    for at in held:
        for cell in table.rows[at].cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
