"""The file that `zjgdesk outcome` reads: every contradiction in it is refused by name."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from zjgdesk.errors import DeskError
from zjgdesk.rules.ballots import Paper, round_stands
from zjgdesk.rules.names import compact
from zjgdesk.rules.outcome import Ballot
from zjgdesk.rules.vocabulary import Base, Mark

LEAST = {"due": 1, "present": 0, "places": 1, "printed": 0, "issued": 0, "returned": 0}
REQUIRED = (*LEAST, "candidates", "papers")
SURROGATE = re.compile("[\ud800-\udfff]")
MARKS = {mark.value: mark for mark in Mark}


@dataclass(frozen=True, slots=True)
class BallotFile:
    """A checked file: the figures, the candidates' names and the papers."""

    ballot: Ballot
    names: tuple[str, ...]
    papers: tuple[Paper, ...]


def parse_outcome(content: bytes) -> BallotFile:
    """Return what the file says once it is known not to contradict itself.

    Raises:
        DeskError: `outcome.…`, with the field or the number of the paper.
    """
    data = _load(content)
    if missing := [key for key in REQUIRED if key not in data]:
        raise DeskError("outcome.missing_keys", keys="、".join(missing))
    figures = {key: _number(data[key], key, least) for key, least in LEAST.items()}
    _check_figures(figures)
    base = _base(data.get("base", Base.DUE.value))
    names = _names(data["candidates"])
    papers = _papers(data["papers"], len(names))
    ballot = Ballot(
        due=figures["due"],
        present=figures["present"],
        issued=figures["issued"],
        returned=figures["returned"],
        candidates=len(names),
        places=figures["places"],
        base=base,
    )
    _check_count(ballot, len(papers))
    return BallotFile(ballot, names, papers)


def _load(content: bytes) -> Mapping[str, object]:
    try:
        data = json.loads(content, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise DeskError("outcome.not_json") from error
    if not isinstance(data, dict):
        raise DeskError("outcome.not_object")
    return data


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise DeskError("outcome.duplicate_key", key=key)
        found[key] = value
    return found


def _number(value: object, field: str, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise DeskError("outcome.not_number", field=field)
    if value < least:
        raise DeskError("outcome.too_small", field=field, value=value, least=least)
    return value


def _list(value: object, field: str) -> list[object]:
    if not isinstance(value, list):
        raise DeskError("outcome.not_list", field=field)
    return value


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or SURROGATE.search(value):
        raise DeskError("outcome.not_text", field=field)
    if not value.strip():
        raise DeskError("outcome.blank_text", field=field)
    return value


def _check_figures(figures: Mapping[str, int]) -> None:
    due, present = figures["due"], figures["present"]
    if present > due:
        raise DeskError("outcome.present_over_due", rule="VOTE-01", due=due, present=present)
    printed, issued = figures["printed"], figures["issued"]
    if issued > printed:
        raise DeskError(
            "outcome.issued_over_printed", rule="VOTE-07", printed=printed, issued=issued
        )


def _base(value: object) -> Base:
    text = _text(value, "base")
    if text not in {base.value for base in Base}:
        raise DeskError("outcome.base_unknown", rule="VOTE-02", value=text)
    return Base(text)


def _names(value: object) -> tuple[str, ...]:
    names = tuple(
        _text(name, f"candidates[{at}]")
        for at, name in enumerate(_list(value, "candidates"), start=1)
    )
    if not names:
        raise DeskError("outcome.no_candidates")
    met: set[str] = set()
    for name in names:
        if compact(name) in met:
            raise DeskError("outcome.candidate_twice", name=name)
        met.add(compact(name))
    return names


def _papers(value: object, rows: int) -> tuple[Paper, ...]:
    papers = _list(value, "papers")
    return tuple(_paper(paper, number, rows) for number, paper in enumerate(papers, start=1))


def _paper(value: object, number: int, rows: int) -> Paper:
    if isinstance(value, dict) and "invalid" in value:
        return Paper(None, _text(value["invalid"], f"papers[{number}].invalid"))
    if not isinstance(value, list):
        raise DeskError("outcome.paper_shape", paper=number)
    if len(value) != rows:
        raise DeskError("outcome.marks_count", paper=number, found=len(value), expected=rows)
    return Paper(tuple(_mark(mark, number, row) for row, mark in enumerate(value, start=1)))


def _mark(value: object, paper: int, row: int) -> Mark:
    if not isinstance(value, str) or value not in MARKS:
        said = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value
        raise DeskError("outcome.mark_unknown", rule="VOTE-08", paper=paper, row=row, mark=said)
    return MARKS[value]


def _check_count(ballot: Ballot, found: int) -> None:
    """Papers of a round that is void anyway may have been left uncounted."""
    stands = round_stands(ballot.present, ballot.issued, ballot.returned)
    if found > ballot.returned or (stands and found < ballot.returned):
        raise DeskError(
            "outcome.papers_count", rule="VOTE-07", returned=ballot.returned, found=found
        )
