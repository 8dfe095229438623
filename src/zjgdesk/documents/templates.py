"""Texts that an office may edit: fields in braces, marks in 【】, checked before they print."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from zjgdesk.documents.attached import NOTE, note_paragraph
from zjgdesk.documents.blocks import (
    Blank,
    Block,
    DocumentNumber,
    Notes,
    PageBreak,
    Paragraph,
    SignOff,
    Title,
)
from zjgdesk.documents.fonts import Face
from zjgdesk.errors import DeskError
from zjgdesk.resources import resources

FIELD = re.compile(r"\{([^{}]*)\}")
MARKED = re.compile(r"【([^】]*)】(.*)")
FIRST_HEADING = re.compile(r"[一二三四五六七八九十]+、")
SIGNERS = ("署名", "用印")
WRITTEN = "\x01"
"""Stands for a 【 that somebody wrote into a field: it marks nothing."""
NO_TABLES: Mapping[str, Sequence[Block]] = MappingProxyType({})
SECOND_HEADING = re.compile(r"（[一二三四五六七八九十]+）")


def read_template(name: str) -> str:
    """Return a shipped template as text."""
    return (resources() / "templates" / name).read_text(encoding="utf-8")


def render_template(
    text: str, fields: Mapping[str, str], *, required: Collection[str] = ()
) -> str:
    """Put the fields into the text.

    Raises:
        DeskError: `template.field_unknown` for a field that nothing fills,
            `template.field_empty` for one without a value, `template.field_missing` where the
            text has dropped one that the law asks for, `template.brace` for a brace alone.

    Rule: NOTICE-04
    """
    named = FIELD.findall(text)
    for name in named:
        if name not in fields:
            raise DeskError("template.field_unknown", rule="NOTICE-04", field=name)
        if not fields[name].strip():
            raise DeskError("template.field_empty", rule="NOTICE-04", field=name)
    for name in required:
        if name not in named:
            raise DeskError("template.field_missing", rule="NOTICE-04", field=name)
    if re.search(r"[{}]", FIELD.sub("", text)):
        raise DeskError("template.brace", rule="NOTICE-04")
    return FIELD.sub(lambda match: fields[match[1]], text)


def to_blocks(text: str, tables: Mapping[str, Sequence[Block]] = NO_TABLES) -> tuple[Block, ...]:
    """Turn a rendered text into blocks: a line is a paragraph, a mark says what else it is.

    Marks: 【标题】 (a ｜ in it starts a new line), 【小标题】, 【署名】 or, for one that is sealed,
    【用印】, each followed by 【日期】, 【附件】, 【换页】, 【空行】, 【留白】 (a line that stays
    even at the top of a page), 【顶格】, 【左起】, 【文号】, 【说明】 (those that follow each other
    are numbered and stand together), and 【表】 with the name of one of the document's tables.

    Raises:
        DeskError: `template.mark_unknown` for any other mark, `template.table_unknown` for a
            table that the document does not have.
    """
    lines = (line.strip(" \t\r") for line in text.splitlines())
    return tuple(_together(_blocks(lines, tables)))


def _together(blocks: Iterator[Block]) -> Iterator[Block]:
    """Put notes that follow each other into one frame."""
    for noted, run in groupby(blocks, lambda block: isinstance(block, Notes)):
        if noted:
            yield Notes(tuple(text for block in run for text in block.texts))  # type: ignore[union-attr]
        else:
            yield from run


def _blocks(lines: Iterator[str], tables: Mapping[str, Sequence[Block]]) -> Iterator[Block]:
    issuer, sealed = "", False
    for line in lines:
        match = MARKED.fullmatch(line)
        mark, rest = (match[1], match[2].strip()) if match else ("", line)
        rest = rest.replace(WRITTEN, "【")
        if mark in SIGNERS:
            issuer, sealed = rest, mark == "用印"
        elif mark == "日期":
            yield SignOff(issuer, rest, sealed=sealed)
        elif mark == "表":
            if rest not in tables:
                raise DeskError("template.table_unknown", rule="NOTICE-04", table=rest)
            yield from tables[rest]
        elif mark == "文号":
            yield DocumentNumber(rest)
        elif rest or mark:
            yield _block(mark, rest)


def _block(mark: str, text: str) -> Block:
    if mark not in MARKS:
        raise DeskError("template.mark_unknown", rule="NOTICE-04", mark=mark)
    return MARKS[mark](text)


def _plain(text: str) -> Paragraph:
    """Set headings by their numbers: 一、 in 黑体, （一） in 楷体; 附件： as such a note.

    Rules: PAGE-02, PAGE-04
    """
    if FIRST_HEADING.match(text):
        return Paragraph(text, Face.HEI, keep_next=True)
    if SECOND_HEADING.match(text):
        return Paragraph(text, Face.KAI, keep_next=True)
    if text.startswith(NOTE):
        return note_paragraph(text)
    return Paragraph(text)


MARKS: Mapping[str, Callable[[str], Block]] = {
    "": _plain,
    "标题": lambda text: Title(text.replace("｜", "\n")),
    "小标题": lambda text: Paragraph(text, Face.KAI, 0, align="center", keep_next=True),
    "附件": lambda text: Paragraph(text, Face.HEI, 0, keep_next=True),
    "顶格": lambda text: Paragraph(text, indent=0),
    "换页": lambda _text: PageBreak(),
    "说明": lambda text: Notes((text,)),
    "左起": lambda text: Paragraph(text, indent=0, align="left"),
    "空行": lambda _text: Blank(),
    "留白": lambda _text: Paragraph(""),
}
