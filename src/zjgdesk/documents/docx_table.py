"""Tables of a .docx: fixed widths, ruled, the head repeated on every page."""

from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph

from zjgdesk.documents.blocks import Cell, Table
from zjgdesk.documents.docx_text import element, put
from zjgdesk.documents.fonts import Face

CELL_LEADING = 1.5
PADDING = 57  # twentieths of a point between a rule and the words: 1 mm
Models = dict[tuple[Face, str], CT_P]
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
    models: Models = {}
    for at, (row, told) in enumerate(zip(list(table.rows), rows, strict=True)):
        _fill(row, told, block, models)
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx repeats no head
        properties.append(element("cantSplit"))
        if at < len(block.head):
            properties.append(element("tblHeader"))
    _hold(table, block, len(rows))


def _fill(row: WordRow, told: Sequence[Cell], block: Table, models: Models) -> None:
    cells = row.cells
    column = 0
    for cell in told:
        made = cells[column]
        if cell.span > 1:
            made = made.merge(cells[column + cell.span - 1])
        made.width = Mm(sum(block.widths[column : column + cell.span]))
        made.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _say(made, cell, block.size, models)
        column += cell.span
    least = max(cell.least for cell in told)
    if least:
        row.height = Mm(least)


def _say(made: WordCell, cell: Cell, size: float, models: Models) -> None:
    """Write into a cell; a long list has thousands, so each kind of paragraph is made once."""
    key = (cell.face, cell.align)
    if key not in models:
        models[key] = _model(made.paragraphs[0], cell, size)
    inside = made._tc  # noqa: SLF001 - copies go in as elements
    inside.remove(made.paragraphs[0]._p)  # noqa: SLF001
    for part in cell.stack or cell.text.split("\n"):
        copied = deepcopy(models[key])
        copied.r_lst[0].text = part
        inside.append(copied)


def _model(paragraph: Paragraph, cell: Cell, size: float) -> CT_P:
    paragraph.alignment = ALIGN[cell.align]
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    spacing.line_spacing = Pt(size * CELL_LEADING)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows no grid
    properties.insert(0, element("snapToGrid", val="0"))
    put(paragraph, "", cell.face, size)
    return deepcopy(paragraph._p)  # noqa: SLF001


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
