"""Passphrases are kept as scrypt verifiers, never in clear."""

import base64
import hashlib
import hmac
import random
from dataclasses import dataclass
from datetime import timedelta

TRIES = 5
LONGEST = timedelta(hours=1)
COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Key:
    """A person's name and passphrase. Rules: DESK-08, VOTE-23."""

    name: str
    passphrase: str


def seal(passphrase: str, chance: random.Random) -> str:
    """Return the verifier of a passphrase; an empty one gives an empty verifier."""
    if not passphrase:
        return ""
    salt = chance.randbytes(16)
    return f"scrypt${_text(salt)}${_text(_derive(passphrase, salt))}"


def matches(passphrase: str, verifier: str) -> bool:
    """Say whether the passphrase is the one that was sealed."""
    if not verifier:
        return not passphrase
    _, salt, key = verifier.split("$")
    return hmac.compare_digest(_derive(passphrase, base64.b64decode(salt)), base64.b64decode(key))


def _derive(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, **COST)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
