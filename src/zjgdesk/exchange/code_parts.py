"""Bytes as parts for printed codes, made for hand-held scanners that type as a keyboard.

A part is one line of text, a fixed form followed by its share of the whole:

    ZJ1 | whole 16 | number 2 | count 2 | length 2 | share ... | check 7

Everything behind the mark is Base32 (RFC 4648: A-Z and 2-7). Letters and digits lie on the same
keys of an American and a Chinese keyboard, mean the same whatever Caps Lock does, have one
full-width form each and fit the compact alphanumeric mode of a QR code; Base36 would save three
parts in a hundred, Base45 needs signs that input methods turn into others. Base32 has no 0, 1, 8
and 9: the mark can stand nowhere inside a part, so that glued, torn and damaged scans are always
told apart at the next mark. `whole` is the beginning of the SHA-256 of what the parts carry
together, `check` the CRC-32 of all that stands before it, `length` how many letters the share
has: the end is known without a sign for it.
"""

import re
import zlib
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
MARK = "ZJ1"
START = re.compile("ZJ[0189]")
CODE, FIGURE, CHECK = 16, 2, 7
HEAD = len(MARK) + CODE + 3 * FIGURE
MOST_LETTERS = 970  # of a part: a QR code of version 20 with error correction M
MOST_SHARE = MOST_LETTERS - HEAD - CHECK
MOST_BYTES = 64 * 1024
PER_SHEET = 9
STRAY = 4  # letters that a scanner may add before or behind a part, as the ]Q1 of a QR code
PLAIN, PACKED = b"\0", b"\1"
GROUP = 4
# Full-width letters of an input method, and small ones of Caps Lock, mean what they show.
NARROW = {
    code + wide: chr(code).upper() for code in range(0x21, 0x7F) for wide in (0, 0xFF01 - 0x21)
}


class Outcome(StrEnum):
    """What became of one scan."""

    NEW = "new"
    AGAIN = "again"
    DAMAGED = "damaged"
    CUT = "cut"
    OTHER = "other"
    NEWER = "newer"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Read:
    """One scan: what became of it, which part it is (0 where unknown), why it was not taken."""

    outcome: Outcome
    number: int = 0
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a piece of typed text held; `waiting` when it ends within a part."""

    reads: tuple[Read, ...]
    waiting: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that was not read yet, and the sheet it stands on; both count from 1."""

    number: int
    sheet: int


@dataclass(frozen=True, slots=True)
class _Part:
    code: str
    number: int
    count: int
    share: str


def split(data: bytes) -> list[str]:
    """Return the parts of any bytes, packed where that is shorter, all of about one length.

    Raises:
        DeskError: `codes.too_large` beyond `MOST_BYTES`.

    Rule: AIR-02
    """
    if len(data) > MOST_BYTES:
        raise DeskError("codes.too_large", rule="AIR-02", size=len(data), most=MOST_BYTES)
    body = min(PLAIN + data, PACKED + zlib.compress(data, 9), key=len)
    text = b32encode(body).decode().rstrip("=")
    code = _code(body)
    count = -(-len(text) // MOST_SHARE)
    length = -(-len(text) // count)
    shares = [text[at : at + length] for at in range(0, len(text), length)]
    heads = (
        f"{MARK}{code}{_figure(number)}{_figure(len(shares))}{_figure(len(share))}{share}"
        for number, share in enumerate(shares, start=1)
    )
    return [head + _check(head) for head in heads]


def on_sheets(parts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the parts as they stand on the sheets."""
    return tuple(tuple(parts[at : at + PER_SHEET]) for at in range(0, len(parts), PER_SHEET))


def sheet_of(number: int) -> int:
    """Return the sheet that a part stands on, from 1."""
    return (number - 1) // PER_SHEET + 1


def code_of(parts: Sequence[str]) -> str:
    """Return the short digest that all parts of a whole carry, in groups, as it is printed."""
    return grouped(parts[0][len(MARK) : len(MARK) + CODE])


def grouped(code: str) -> str:
    """Return a short digest in groups of four."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


class Parts:
    """The parts of one whole as they come in: in any order, torn or glued, some of them twice."""

    def __init__(self) -> None:
        self._held = ""
        self._code = ""
        self._count = 0
        self._shares: dict[int, str] = {}

    @property
    def code(self) -> str:
        """The short digest of the whole in groups; empty before the first part."""
        return grouped(self._code)

    @property
    def count(self) -> int:
        """How many parts there are; 0 before the first one."""
        return self._count

    @property
    def numbers(self) -> frozenset[int]:
        """The parts that were read."""
        return frozenset(self._shares)

    @property
    def complete(self) -> bool:
        """Whether every part was read."""
        return bool(self._shares) and len(self._shares) == self._count

    @property
    def waiting(self) -> bool:
        """Whether the text so far ends within a part."""
        return bool(self._held)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The parts not read yet, each with its sheet."""
        return tuple(
            Missing(number, sheet_of(number))
            for number in range(1, self._count + 1)
            if number not in self._shares
        )

    def take(self, text: str) -> Taken:
        """Take what was typed or pasted: no part, a piece of one, one or many.

        A part that ends in the middle is held until the rest comes, or until `end`.

        Rule: AIR-02
        """
        text, self._held = self._held + _plain(text), ""
        starts = [found.start() for found in START.finditer(text)]
        if not starts:
            return Taken(tuple(self._without_mark(text)), self.waiting)
        reads = list(_stray(text[: starts[0]]))
        for at, stop in zip(starts, [*starts[1:], len(text)], strict=True):
            reads.extend(self._segment(text[at:stop], last=stop == len(text)))
        return Taken(tuple(reads), self.waiting)

    def end(self) -> Taken:
        """Say that nothing more comes: a part that is held was cut off."""
        held, self._held = self._held, ""
        return Taken((_cut(held),) if held else (), waiting=False)

    def finishes(self, text: str) -> bool:
        """Say whether a right part ends exactly with this text, so that nobody need wait for more.

        One that lost a letter is not ended by the first letter of the next.
        """
        text = self._held + _plain(text)
        starts = [found.start() for found in START.finditer(text)]
        last = text[starts[-1] :] if starts else ""
        return _length(last) == len(last) and _parsed(last) is not None

    def whole(self) -> bytes:
        """Return the bytes that were split.

        Raises:
            DeskError: `codes.incomplete` while parts are missing; `codes.differs` when the parts
                do not make up the whole that they name.

        Rule: AIR-02
        """
        if not self.complete:
            missing = [each.number for each in self.missing]
            raise DeskError("codes.incomplete", rule="AIR-02", missing=missing)
        text = "".join(self._shares[number] for number in sorted(self._shares))
        try:
            body = b32decode(text + "=" * (-len(text) % 8))
            data = _unpacked(body)
        except (NotBase32, zlib.error) as error:
            raise DeskError("codes.differs", rule="AIR-02", whole=self.code) from error
        if _code(body) != self._code:
            raise DeskError("codes.differs", rule="AIR-02", whole=self.code)
        return data

    def _without_mark(self, text: str) -> Iterator[Read]:
        """Read text in which no part begins; its end may be the beginning of a mark."""
        self._held = _start_at_end(text)
        before = text.removesuffix(self._held)
        yield from _stray(before, least=STRAY if self._held else 0)

    def _segment(self, text: str, *, last: bool) -> Iterator[Read]:
        """Read what stands between one mark and the next."""
        length = _length(text)
        if not text.startswith(MARK):
            yield Read(Outcome.NEWER, 0, Refusal("codes.newer", "AIR-02"))
        elif length is None and len(text) >= HEAD:
            yield _damaged(text)
        elif length is not None and len(text) >= length:
            part, rest = _parsed(text[:length]), text[length:]
            self._held = _start_at_end(rest) if last else ""
            yield _damaged(text) if part is None else self._keep(part, text)
            if part is not None:
                yield from _stray(rest.removesuffix(self._held))
        elif last:
            self._held = text
        else:
            yield _cut(text)

    def _keep(self, part: _Part, text: str) -> Read:
        if self._code not in {"", part.code}:
            facts = {"other": grouped(part.code), "own": self.code}
            return Read(Outcome.OTHER, part.number, Refusal("codes.other", "AIR-02", facts))
        known = self._shares.get(part.number, part.share)
        if self._count not in {0, part.count} or known != part.share:
            return _damaged(text)
        if part.number in self._shares:
            facts = {"number": str(part.number)}
            return Read(Outcome.AGAIN, part.number, Refusal("codes.again", "AIR-02", facts))
        self._code, self._count = part.code, part.count
        self._shares[part.number] = part.share
        return Read(Outcome.NEW, part.number)


def _plain(text: str) -> str:
    """Return the letters alone: narrow, large, without blanks and signs that nobody sees."""
    return "".join(
        letter for letter in text.translate(NARROW) if letter != " " and letter.isprintable()
    )


def _code(body: bytes) -> str:
    return b32encode(sha256(body).digest()[: CODE * 5 // 8]).decode()


def _check(head: str) -> str:
    """Return the CRC-32; every change of up to 32 neighbouring bits is seen, thus any letter."""
    return b32encode(zlib.crc32(head.encode()).to_bytes(4, "big")).decode().rstrip("=")


def _figure(number: int) -> str:
    high, low = divmod(number, len(LETTERS))
    return LETTERS[high] + LETTERS[low]


def _number(text: str) -> int | None:
    high, low = (LETTERS.find(letter) for letter in text)
    return None if min(high, low) < 0 else high * len(LETTERS) + low


def _figures(text: str) -> list[int | None]:
    """Return number, count and length as they stand in a head, right or not."""
    first = len(MARK) + CODE
    return [_number(text[at : at + FIGURE]) for at in range(first, HEAD, FIGURE)]


def _length(text: str) -> int | None:
    """Return how long the part is that begins here; None while that cannot be read."""
    length = _figures(text)[-1] if len(text) >= HEAD else None
    return None if length is None else HEAD + length + CHECK


def _parsed(text: str) -> _Part | None:
    """Return a whole part, or None where any letter of it is wrong."""
    head, check = text[:-CHECK], text[-CHECK:]
    number, count, _length = _figures(text)
    if _check(head) != check or not number or not count or number > count:
        return None
    return _Part(head[len(MARK) : len(MARK) + CODE], number, count, head[HEAD:])


def _unpacked(body: bytes) -> bytes:
    """Return what was split; no more is unpacked than could have been."""
    if body[:1] == PLAIN:
        return body[1:]
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(body[1:], MOST_BYTES)
    if body[:1] != PACKED or not unpacking.eof:
        raise zlib.error("more than was ever split")
    return data


def _start_at_end(text: str) -> str:
    """Return the beginning of a mark that a text ends with."""
    return next((MARK[:size] for size in (2, 1) if text.endswith(MARK[:size])), "")


def _stray(text: str, *, least: int = STRAY) -> Iterator[Read]:
    """Tell of text that is no part; what a scanner adds before or behind one is passed over."""
    if len(text) > least:
        yield Read(Outcome.FOREIGN, 0, Refusal("codes.foreign", "AIR-02"))


def _damaged(text: str) -> Read:
    number = _likely(text)
    if not number:
        return Read(Outcome.DAMAGED, 0, Refusal("codes.damaged_somewhere", "AIR-02"))
    facts = {"number": str(number)}
    return Read(Outcome.DAMAGED, number, Refusal("codes.damaged", "AIR-02", facts))


def _cut(text: str) -> Read:
    number, length = _likely(text), _length(text)
    if not number or length is None:
        return Read(Outcome.CUT, 0, Refusal("codes.cut_somewhere", "AIR-02"))
    facts = {"number": str(number), "got": str(len(text)), "length": str(length)}
    return Read(Outcome.CUT, number, Refusal("codes.cut", "AIR-02", facts))


def _likely(text: str) -> int:
    """Return which part a damaged one seems to be; 0 where its head makes no sense."""
    number, count, _length = _figures(text) if len(text) >= HEAD else (None, None, None)
    return number if number and count and number <= count else 0
