"""A kind of document whose words an office may rewrite, with made-up facts to try them on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.worded import Filling

ON = date(2017, 11, 20)
ISSUER = "中共示例市委组织部"
NAME, PLACE = "示例甲", "示例镇"


class TextGroup(StrEnum):
    """Where a text stands in the list of texts, in the order of the year."""

    LETTERS = "letters"
    LISTS = "lists"
    VOTE = "vote"
    COUNT = "count"
    NOTICES = "notices"
    RECORDS = "records"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class TextKind:
    """One kind of document.

    Args:
        kind: names the shipped text, `templates/<kind>.txt`, and the office's own.
        title: as people call the document.
        group: where it stands in the list.
        filling: what its text may name, from made-up facts.
        build: the page that a text makes of the made-up facts; refuses as the real one does.
    """

    kind: str
    title: str
    group: TextGroup
    filling: Callable[[], Filling]
    build: Callable[[str, Fonts], bytes]
