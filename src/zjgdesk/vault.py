"""What keeps the files of a workspace secret: one random key, and what is made of it.

The cryptography is that of the `cryptography` package: HKDF parts the key, AES-256-GCM seals a
file piece by piece, each piece bound to the file's name and its place, so that none can be
changed, swapped, left out or cut off unnoticed. No protection is claimed to be certified.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY: Final = 32
NONCE: Final = 12
TAG: Final = 16
PIECE: Final = 1 << 20
ENDING: Final = ".sealed"


class ChangedError(ValueError):
    """A sealed file is not what was written."""


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """Seals and opens the files of a workspace; without a key it lets everything through.

    Args:
        key: the workspace's own, None where nothing is secret: the demonstration.
        chance: returns so many unpredictable bytes.
    """

    key: bytes | None
    chance: Callable[[int], bytes]

    def database_key(self) -> str | None:
        """Return the key of the database in hexadecimal, None where it is plain."""
        return None if self.key is None else _part(self.key, b"zjgdesk database").hex()

    def label(self, name: str) -> str:
        """Return what stands for a name where it must not be read."""
        return hmac.digest(self._files(), name.encode(), "sha256").hex()[:32]

    def place(self, folder: Path, name: str) -> Path:
        """Return where a file lies; in a sealed workspace its name tells nothing."""
        return folder / (name if self.key is None else f"{self.label(name)}{ENDING}")

    def seal(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what is to be written for the bytes of a file.

        Args:
            name: of the file; it opens under no other.
            pieces: the bytes, in pieces of any size.
        """
        if self.key is None:
            yield from pieces
            return
        cipher = AESGCM(self._files())
        held, at = b"", 0
        for piece in pieces:
            held += piece
            while len(held) > PIECE:
                yield self._piece(cipher, held[:PIECE], _bound(name, at, last=False))
                held, at = held[PIECE:], at + 1
        yield self._piece(cipher, held, _bound(name, at, last=True))

    def open(self, name: str, kept: bytes) -> bytes:
        """Return the bytes of a file.

        Raises:
            ChangedError: when they are not what was sealed under this name.
        """
        if self.key is None:
            return kept
        cipher, whole = AESGCM(self._files()), []
        size = NONCE + PIECE + TAG
        for at, start in enumerate(range(0, max(len(kept), 1), size)):
            piece = kept[start : start + size]
            bound = _bound(name, at, last=start + size >= len(kept))
            try:
                whole.append(cipher.decrypt(piece[:NONCE], piece[NONCE:], bound))
            except (InvalidTag, ValueError) as error:
                raise ChangedError(name) from error
        return b"".join(whole)

    def _files(self) -> bytes:
        return _part(self.key or bytes(KEY), b"zjgdesk files")

    def _piece(self, cipher: AESGCM, data: bytes, bound: bytes) -> bytes:
        nonce = self.chance(NONCE)
        return nonce + cipher.encrypt(nonce, data, bound)


def plain_vault() -> Vault:
    """Return what the demonstration has: nothing is sealed."""
    return Vault(None, bytes)


def _part(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=purpose).derive(key)


def _bound(name: str, at: int, *, last: bool) -> bytes:
    return f"{at}:{int(last)}:{name}".encode()
