"""What a pass read in a cell, and what it was taken for, in words; no Qt."""

from zjgdesk.rules.keying import Validity
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services import round_papers, settling
from zjgdesk.ui.words import word

SPECIAL = {"": "", settling.UNREAD: "没有录入", round_papers.REKEYED: "已补录"}


def reading(position: int, text: str) -> str:
    """Say a reading in words: a mark, whether the whole paper is valid, or that there is none."""
    if text in SPECIAL:
        return SPECIAL[text]
    return word(Validity(text) if position == round_papers.WHOLE else Mark(text))
