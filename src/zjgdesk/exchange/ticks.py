"""Answers that are ticked instead of written: in columns, in boxes, in brackets."""

import re
from collections.abc import Mapping
from typing import Final

from zjgdesk.rules.names import compact

TICKS: Final = frozenset("√✓✔☑■○●◯vy1对是有") | {"yes", "true", "ok", "1.0"}
# What fills a column that is not ticked.
NO_TICKS: Final = frozenset("0否□☐无n/／\\-—–―") | {"——", "--", "no", "false", "0.0"}
TICKED_BOX: Final = "☑√✓✔■"
OPEN_BOX: Final = re.compile(r"[□☐○◯][^□☐○◯☑√✓✔■☒]+")
BRACKETS: Final = re.compile(r"([^（()）\[\]【】]+)[（(\[【]([^（()）\[\]【】]?)[)）\]】]")
BESIDE: Final = re.compile(rf"[{TICKED_BOX}]([^{TICKED_BOX}]+)")


def ticked_answer(cells: Mapping[str, str]) -> str:
    """Return the answers whose columns are ticked; words that are no tick stand beside theirs.

    Args:
        cells: what stands in the column of each answer.
    """
    plain = {answer: compact(text).lower() for answer, text in cells.items()}
    ticked = [answer for answer, text in plain.items() if text in TICKS or text == answer]
    odd = [
        f"{answer}：{cells[answer]}"
        for answer, text in plain.items()
        if text and text not in NO_TICKS and text not in TICKS and text != answer
    ]
    # A cross says no beside a tick; alone it may be the sign that was chosen.
    crosses = [word for word in odd if word[-1] in "×xX✗✘✕"]
    told = [word for word in odd if word not in crosses] if ticked else odd
    return "、".join([*ticked, *told])


def chosen(text: str) -> str:
    """Return the one answer that is ticked among several: ☑同意 □不同意, 同意（√）不同意（ ）.

    A text that offers no choice is returned as it is.
    """
    plain = compact(text)
    if BRACKETS.sub("", plain) == "" and BRACKETS.search(plain):
        found = [word for word, sign in BRACKETS.findall(plain) if sign and sign in TICKED_BOX]
        return found[0] if len(found) == 1 else plain
    beside = BESIDE.fullmatch(OPEN_BOX.sub("", plain))
    return beside[1] if beside else plain
