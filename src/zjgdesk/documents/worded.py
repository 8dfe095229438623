"""Documents whose words an office may rewrite: a text with fields and tables, filled and set."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zjgdesk.documents.blocks import Block, Title
from zjgdesk.documents.templates import (
    WRITTEN,
    read_template,
    render_template,
    to_blocks,
)
from zjgdesk.errors import DeskError

NOTHING = re.compile(r"[ \t\r]*(【[^】]*】)?[ \t\r]*\x00[ \t\r\x00]*")
"""A line of whose fields none says anything."""
TABLE = "【表】"
COMMENDATION = ("评比", "表彰")


@dataclass(frozen=True, slots=True)
class Filling:
    """What the text of a document may name, and what it must.

    Args:
        fields: by name; one that says nothing takes its line along.
        tables: by name, set where the text has 【表】 and the name.
        required: fields that may not be dropped.
        kept: tables that may not be dropped.
    """

    fields: Mapping[str, str]
    tables: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def worded_blocks(kind: str, own: str, filling: Filling) -> tuple[Block, ...]:
    """Return what a document is made of.

    Args:
        kind: names the shipped text, `templates/<kind>.txt`.
        own: the office's own text; "" where the shipped one holds.
        filling: what the text may name.

    Raises:
        DeskError: `notice.forbidden_word`, the `template.…` codes of a faulty text.

    Rules: NOTICE-04, SCHEME-07
    """
    text = own or read_template(f"{kind}.txt")
    for name in filling.kept:
        if not re.search(rf"^[ \t]*{TABLE}[ \t]*{re.escape(name)}[ \t\r]*$", text, re.MULTILINE):
            raise DeskError("template.table_missing", rule="NOTICE-04", table=name)
    shown = {name: value if value.strip() else "\x00" for name, value in filling.fields.items()}
    return to_blocks(fill(text, shown, filling.required), filling.tables)


def fill(text: str, shown: Mapping[str, str], required: Sequence[str]) -> str:
    """Put the fields into the text; a line whose fields are all a zero character is left out.

    What the office words may not speak of a commendation; a post or a deed that is told may.

    Raises:
        DeskError: `notice.forbidden_word`, the `template.…` codes of a faulty text.
    """
    refuse_commendation(text)
    plain = {name: value.replace("【", WRITTEN) for name, value in shown.items()}
    filled = render_template(text, plain, required=required)
    lines = (line for line in filled.split("\n") if not NOTHING.fullmatch(line))
    return "\n".join(lines).replace("\x00", "")


def refuse_commendation(text: str) -> None:
    """Refuse the words of a commendation: what is printed is the result of an assessment.

    Rule: SCHEME-07

    Raises:
        DeskError: `notice.forbidden_word`.
    """
    for word in COMMENDATION:
        if word in text:
            raise DeskError("notice.forbidden_word", rule="SCHEME-07", word=word)


def title_of(blocks: Sequence[Block]) -> str:
    """Return the title that a document begins with, "" for none."""
    return next((block.text for block in blocks if isinstance(block, Title)), "")


def title_field(title: str) -> str:
    """Return a title of several lines as a field: ｜ parts them in 【标题】."""
    return "｜".join(title.splitlines())
