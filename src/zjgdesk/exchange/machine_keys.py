"""Who a machine is to another one: two keys, and the fingerprint that people read aloud.

The cryptography is that of the `cryptography` package: Ed25519 signs, X25519 receives.
No protection is claimed to be certified.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from zjgdesk.errors import DeskError
from zjgdesk.exchange.archive import as_json
from zjgdesk.rules.vocabulary import Purpose

FORMAT: Final = "zjgdesk-introduction"
VERSION: Final = 1
SEED: Final = 32
GROUPS: Final = 8
DIGITS: Final = 5
LARGEST: Final = 1 << 16
LONGEST_TITLE: Final = 200
YEARS: Final = range(1, 10000)


@dataclass(frozen=True, slots=True, repr=False)
class MachineKeys:
    """The secret seeds of a workspace: `sign` for what it sends, `box` for what it receives."""

    sign: bytes
    box: bytes

    def signature(self, text: bytes) -> bytes:
        """Return the signature over a text, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.sign).sign(text)

    def public(self) -> tuple[bytes, bytes]:
        """Return what others may know of both keys, 32 bytes each."""
        signing = Ed25519PrivateKey.from_private_bytes(self.sign).public_key()
        receiving = X25519PrivateKey.from_private_bytes(self.box).public_key()
        return signing.public_bytes_raw(), receiving.public_bytes_raw()


@dataclass(frozen=True, slots=True)
class Identity:
    """What one machine tells another of itself."""

    uid: str
    title: str
    year: int
    purpose: Purpose
    sign: bytes
    box: bytes

    @property
    def fingerprint(self) -> str:
        """Return forty digits in eight groups; they differ when anything but the title does.

        Rule: AIR-04
        """
        told = as_json([self.uid, self.year, self.purpose.value, self.sign.hex(), self.box.hex()])
        number = int.from_bytes(hashlib.sha256(told).digest()) % 10 ** (GROUPS * DIGITS)
        digits = f"{number:0{GROUPS * DIGITS}d}"
        return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))

    def signed(self, signature: bytes, text: bytes) -> bool:
        """Say whether this machine signed the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.sign).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


def new_keys(chance: Callable[[int], bytes]) -> MachineKeys:
    """Return new keys.

    Args:
        chance: returns so many unpredictable bytes.
    """
    return MachineKeys(chance(SEED), chance(SEED))


def same_digits(one: str, other: str) -> bool:
    """Compare what was heard with what stands there; blanks and full-width digits do not count."""
    mine, theirs = (
        "".join(str(int(c)) for c in text if c.isdecimal()).encode() for text in (one, other)
    )
    return hmac.compare_digest(mine, theirs)


def write_card(identity: Identity, keys: MachineKeys) -> bytes:
    """Return the introduction that goes to the other machine; it holds nothing secret."""
    told = _told(identity)
    return as_json({**told, "signature": keys.signature(as_json(told)).hex()})


def read_card(content: bytes, name: str) -> Identity:
    """Return who introduces itself; nobody is trusted yet.

    Args:
        content: the bytes of the card.
        name: of the file, for the refusal.

    Raises:
        DeskError: `introduction.unreadable`, `introduction.newer`, `introduction.changed`.

    Rule: AIR-04
    """
    try:
        told: dict[str, Any] = json.loads(content[:LARGEST])
        as_json(told)  # half a character cannot be written again
        if told["format"] != FORMAT:
            raise ValueError(FORMAT)
        version, signature = int(told["version"]), bytes.fromhex(told.pop("signature"))
        if version > VERSION:
            raise DeskError("introduction.newer", rule="AIR-04", name=name)
        identity = Identity(
            uid=str(told["uid"]),
            title=str(told["title"])[:LONGEST_TITLE],
            year=int(told["year"]),
            purpose=Purpose(told["purpose"]),
            sign=bytes.fromhex(told["sign"]),
            box=bytes.fromhex(told["box"]),
        )
        _need_fit(identity)
    except _NOT_THAT as error:
        raise DeskError("introduction.unreadable", rule="AIR-04", name=name) from error
    if told != _told(identity) or not identity.signed(signature, as_json(told)):
        raise DeskError("introduction.changed", rule="AIR-04", name=name)
    return identity


_NOT_THAT = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


def _need_fit(identity: Identity) -> None:
    """Both keys can be used, and the rest can be kept.

    Raises:
        ValueError: when not.
    """
    Ed25519PublicKey.from_public_bytes(identity.sign)
    seed = X25519PrivateKey.from_private_bytes(bytes(SEED))
    seed.exchange(X25519PublicKey.from_public_bytes(identity.box))  # some keys give nothing
    if identity.year not in YEARS:
        raise ValueError(identity.year)


def _told(identity: Identity) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "uid": identity.uid,
        "title": identity.title[:LONGEST_TITLE],
        "year": identity.year,
        "purpose": identity.purpose.value,
        "sign": identity.sign.hex(),
        "box": identity.box.hex(),
    }
