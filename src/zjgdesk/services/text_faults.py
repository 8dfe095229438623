"""Where in a text the fault is for which it was refused."""

import re
from collections.abc import Callable, Mapping

from zjgdesk.documents.templates import FIELD, MARKED
from zjgdesk.errors import DeskError

__all__ = ["home_of", "line_of"]

ON_BALLOTS = frozenset({"", "标题", "小标题", "说明", "附件", "顶格", "左起", "留白", "表"})
Finder = Callable[[str], bool]
Facts = Mapping[str, str]


def line_of(text: str, error: DeskError) -> int | None:
    """Return the line of a text, from 1, on which the fault stands; None where it is on none.

    What is missing stands on no line.
    """
    return _first(FINDERS, text, error)


def home_of(shipped: str, error: DeskError) -> int | None:
    """Return the line of the original, from 1, that has what a text lacks; else None."""
    return _first(HOMES, shipped, error)


def _first(
    finders: Mapping[str, Callable[[Facts], Finder]], text: str, error: DeskError
) -> int | None:
    if error.code not in finders:
        return None
    finder = finders[error.code]({name: str(value) for name, value in error.facts.items()})
    numbers = (number for number, line in enumerate(text.splitlines(), 1) if finder(line))
    return next(numbers, None)


def _mark(line: str) -> str:
    found = MARKED.fullmatch(line.strip(" \t\r"))
    return found[1] if found else ""


def _after_table() -> Finder:
    """Return what finds the first words below the table."""
    passed = False

    def finder(line: str) -> bool:
        nonlocal passed
        if passed:
            return bool(line.strip())
        passed = _mark(line) == "表"
        return False

    return finder


def _field(facts: Facts) -> Finder:
    return lambda line: f"{{{facts['field']}}}" in line


def _table(facts: Facts) -> Finder:
    return lambda line: line.strip() == f"【表】{facts['table']}"


HOMES: Mapping[str, Callable[[Facts], Finder]] = {
    "template.field_missing": _field,
    "template.table_missing": _table,
}
FINDERS: Mapping[str, Callable[[Facts], Finder]] = {
    "template.field_unknown": _field,
    "template.field_empty": _field,
    "template.brace": lambda _facts: lambda line: bool(re.search(r"[{}]", FIELD.sub("", line))),
    "template.mark_unknown": lambda facts: lambda line: _mark(line) == facts["mark"],
    "template.table_unknown": _table,
    "template.ballot_mark": lambda _facts: lambda line: _mark(line) not in ON_BALLOTS,
    "template.ballot_end": lambda _facts: _after_table(),
    "page.glyph_missing": lambda facts: lambda line: chr(int(facts["codepoint"][2:], 16)) in line,
    "notice.forbidden_word": lambda facts: lambda line: facts["word"] in line,
}
