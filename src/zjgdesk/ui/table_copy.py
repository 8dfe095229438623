"""What is copied from a table: lines with tabs, and the same as a web table for Excel and WPS."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

Value = object
Lines = Sequence[Sequence[Value]]

NEEDS_QUOTES = frozenset('\t\n\r"')
AS_WORDS = "mso-number-format:'\\@';white-space:pre-wrap"
BREAK = '<br style="mso-data-placement:same-cell">'


def copied(header: Sequence[str], lines: Lines) -> QMimeData:
    """Return a block for the clipboard; an empty header is left out."""
    whole = [header, *lines] if header else lines
    data = QMimeData()
    data.setText(as_tabbed(whole))
    data.setHtml(as_html(header, lines))
    return data


def as_tabbed(lines: Lines) -> str:
    """Return lines with tabs between the cells; a cell of several lines stands in quotes."""
    return "\n".join("\t".join(map(_quoted, line)) for line in lines)


def as_html(header: Sequence[str], lines: Lines) -> str:
    """Return a web table in which words stay words: codes keep their noughts."""
    rows = ["".join(f"<th>{_said(title)}</th>" for title in header)] if header else []
    rows += ["".join(map(_cell, line)) for line in lines]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<meta charset="utf-8"><table border="1">{body}</table>'


def _quoted(value: Value) -> str:
    text = str(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if NEEDS_QUOTES & set(text) else text


def _cell(value: Value) -> str:
    style = f' style="{AS_WORDS}"' if isinstance(value, str) else ""
    return f"<td{style}>{_said(value)}</td>"


def _said(value: Value) -> str:
    return escape(str(value)).replace("\r\n", "\n").replace("\n", BREAK)
