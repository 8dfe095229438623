"""What a package tells: the ballot of a sitting on its way out, its result on its way back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Self, get_args, get_origin, get_type_hints

from zjgdesk.errors import DeskError
from zjgdesk.exchange.archive import as_json

VERSION: Final = 1
BALLOT, RESULT, DOCUMENTS = "ballot.json", "result.json", "documents.json"
Told = dict[str, Any]


class _FromJson:
    """A flat record: every field is there, nothing else is, and each is of its kind."""

    @classmethod
    def read(cls, told: Told) -> Self:
        """Return the record that JSON tells.

        Raises:
            ValueError: when something is missing, too much, or of another kind.
        """
        wanted = get_type_hints(cls)
        if set(told) != set(wanted):
            raise ValueError(f"{cls.__name__}: {sorted(set(told) ^ set(wanted))}")
        for name, kind in wanted.items():
            if not _fits(told[name], kind):
                raise ValueError(f"{cls.__name__}.{name}")
        return cls(**{name: _frozen(value) for name, value in told.items()})


@dataclass(frozen=True, slots=True)
class CarriedMeeting(_FromJson):
    """A sitting; days as YYYY-MM-DD."""

    title: str
    held_on: str
    due: int
    chief: str
    scrutineers: tuple[str, ...]
    tellers: tuple[str, ...]
    relatives: tuple[str, ...]
    recused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CarriedCandidate(_FromJson):
    """Who stands on a ballot; of a person only name, organisation and post travel."""

    id: int
    track: str
    name: str
    name_key: str
    organisation: str
    post: str


@dataclass(frozen=True, slots=True)
class CarriedOrganisation(_FromJson):
    """An organisation of the register, for the order of units."""

    position: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class CarriedBallot(_FromJson):
    """A frozen round with the number that it has where it was defined.

    `order` says why its names stand otherwise than the rule says, by whom, and how the rule has
    them: "" three times where they stand by the rule. Rule: ORDER-03
    """

    id: int
    definition: dict[str, Any]
    digest: str
    printed: int
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BallotContent:
    """All that a counting machine needs for the rounds of one sitting.

    `strokes` are the clerk's own characters with their strokes and source, `scheme` settings with
    value and source, `texts` the office's own wording by kind.
    """

    meeting: CarriedMeeting
    rounds: tuple[CarriedBallot, ...]
    candidates: tuple[CarriedCandidate, ...]
    organisations: tuple[CarriedOrganisation, ...]
    strokes: Mapping[str, tuple[str, str]]
    scheme: Mapping[str, tuple[str, str]]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ResultRound(_FromJson):
    """A counted or void round: figures, papers in no order, what was settled.

    `origin` is its number where it was defined, 0 for one that followed at the count; `before` is
    the round that it follows, by `id`. `papers` are marks, or "!" and why a paper is invalid.
    """

    id: int
    origin: int
    before: int
    definition: dict[str, Any]
    digest: str
    state: str
    figures: dict[str, int]
    officers: dict[str, str]
    papers: tuple[str, ...]
    settlements: tuple[tuple[Any, ...], ...]
    hand: tuple[tuple[int, ...], ...]
    hand_explained: str
    void_reason: str
    reduced_reason: str
    next: str
    closed_at: str
    counts: tuple[tuple[int, ...], ...]
    elected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultContent:
    """The result of a sitting; `anchor` is the short code of the counting machine's trail."""

    meeting: CarriedMeeting
    rounds: tuple[ResultRound, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class CarriedDocument(_FromJson):
    """A paper issued at the count; `file` is its name in the package."""

    round: int
    kind: str
    title: str
    pages: int
    file: str


def write_ballot(content: BallotContent) -> bytes:
    """Return the words of a ballot's package."""
    return as_json({"version": VERSION, **asdict(content)})


def read_ballot(items: Mapping[str, bytes], name: str) -> BallotContent:
    """Return what a ballot's package tells.

    Raises:
        DeskError: `package.newer`, `package.unreadable`.
    """
    told = _told(items, BALLOT, name)
    try:
        return BallotContent(
            meeting=CarriedMeeting.read(told["meeting"]),
            rounds=tuple(CarriedBallot.read(each) for each in told["rounds"]),
            candidates=tuple(CarriedCandidate.read(each) for each in told["candidates"]),
            organisations=tuple(CarriedOrganisation.read(each) for each in told["organisations"]),
            strokes=_pairs(told["strokes"]),
            scheme=_pairs(told["scheme"]),
            texts={str(key): str(text) for key, text in told["texts"].items()},
        )
    except _NOT_THAT as error:
        raise DeskError("package.unreadable", rule="AIR-04", name=name) from error


def write_result(content: ResultContent) -> bytes:
    """Return the words of a result's package."""
    return as_json({"version": VERSION, **asdict(content)})


def read_result(items: Mapping[str, bytes], name: str) -> ResultContent:
    """Return what a result's package tells.

    Raises:
        DeskError: `package.newer`, `package.unreadable`.
    """
    told = _told(items, RESULT, name)
    try:
        return ResultContent(
            meeting=CarriedMeeting.read(told["meeting"]),
            rounds=tuple(ResultRound.read(each) for each in told["rounds"]),
            anchor=str(told["anchor"]),
        )
    except _NOT_THAT as error:
        raise DeskError("package.unreadable", rule="AIR-04", name=name) from error


def write_documents(documents: tuple[CarriedDocument, ...]) -> bytes:
    """Return the list of the papers in a package."""
    return as_json([asdict(each) for each in documents])


def read_documents(items: Mapping[str, bytes], name: str) -> tuple[CarriedDocument, ...]:
    """Return the papers in a package; none where it was read from paper itself.

    Raises:
        DeskError: `package.unreadable`.
    """
    try:
        told = json.loads(items.get(DOCUMENTS, b"[]"))
        found = tuple(CarriedDocument.read(each) for each in told)
        if any(each.file not in items for each in found):
            raise ValueError(DOCUMENTS)
    except _NOT_THAT as error:
        raise DeskError("package.unreadable", rule="AIR-04", name=name) from error
    return found


_NOT_THAT = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    ArithmeticError,
    RecursionError,
)


def _pairs(told: Told) -> dict[str, tuple[str, str]]:
    return {str(key): (str(of[0]), str(of[1])) for key, of in told.items()}


def _told(items: Mapping[str, bytes], which: str, name: str) -> Told:
    try:
        told: Told = json.loads(items[which])
        as_json(told)  # half a character could not be kept
        version = int(told["version"])
    except _NOT_THAT as error:
        raise DeskError("package.unreadable", rule="AIR-04", name=name) from error
    if version > VERSION:
        raise DeskError("package.newer", rule="AIR-04", name=name)
    return told


def _fits(value: object, kind: object) -> bool:
    """Say whether a value of JSON is of a declared kind, through and through."""
    if kind is Any:
        return True
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return isinstance(value, list) and all(_fits(each, inner[0]) for each in value)
    if get_origin(kind) is dict:
        return isinstance(value, dict) and all(_fits(each, inner[1]) for each in value.values())
    return type(value) is kind


def _frozen(value: object) -> object:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value
