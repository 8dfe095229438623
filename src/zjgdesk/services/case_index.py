"""The full text of the cases, cut into pairs of characters, so that any part of it is found.

SQLite's own cutters know no Chinese words. Each text is kept as overlapping pairs: 征地拆迁 as
征地 地拆 拆迁 迁; a search for any two or more characters is then a search for a run of pairs.
"""

import re
import unicodedata
from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from zjgdesk.models.tolerance import ToleranceCase

_CHINESE = r"\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{_CHINESE}]+|(?:(?![{_CHINESE}])[^\W_])+")
PUT = text("INSERT INTO case_text (rowid, pairs) VALUES (:id, :pairs)")
TAKE = text("DELETE FROM case_text WHERE rowid = :id")


def index(session: Session, case: ToleranceCase) -> None:
    """Bring the case's text in the search up to date, in the caller's transaction."""
    session.flush()
    session.execute(TAKE, {"id": case.id})
    pairs = " ".join(each for words in _texts(case) for each in _kept(words))
    session.execute(PUT, {"id": case.id, "pairs": pairs})


def runs(words: str) -> list[str]:
    """Return the unbroken runs of characters and words of a text, widths and cases made alike."""
    return RUN.findall(unicodedata.normalize("NFKC", words).casefold())


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of Chinese; a word of letters stays whole."""
    if len(run) < 2 or not _chinese(run):  # noqa: PLR2004 - a pair is two
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]


def phrase(words: str) -> str:
    """Return the expression that finds every case which has all runs of the words; "" for none."""
    return " AND ".join(_expression(run) for run in runs(words))


def told(case: ToleranceCase) -> str:
    """Return what happened, in the words of the notice and of the application."""
    return f"{case.account}\n{case.grounds}"


def _expression(run: str) -> str:
    if len(run) == 1 and _chinese(run):
        return f'"{run}" *'
    if not _chinese(run):
        return f'"{run}" *'
    return '"' + " ".join(pairs(run)) + '"'


def _kept(words: str) -> Iterator[str]:
    for run in runs(words):
        yield from pairs(run)
        if len(run) > 1 and _chinese(run):
            yield run[-1]  # so that a single character is found at the end of a run too


def _chinese(run: str) -> bool:
    return ord(run[0]) >= 0x2E80  # noqa: PLR2004 - where the scripts of China begin


def _texts(case: ToleranceCase) -> Iterator[str]:
    yield from (case.number, case.person, case.organisation, case.post, case.organ)
    yield from (case.measure_words, case.account, case.grounds)
    for finding in case.findings:
        yield finding.evidence
    for determination in case.determinations:
        yield from (determination.reason, determination.breach_reason)
    for taken in case.steps:
        yield taken.words
