"""A folder that can be carried and lost: every file encrypted, names and all, by a passphrase.

`manifest.json` tells in clear how the key is made and how many pieces there are, nothing else.
Each file is cut into pieces; each piece is bound to its place, so that none can be changed,
swapped, left out, or cut off unnoticed. Names and digests stand in the last file, the index.
"""

import json
import os
import shutil
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from zjgdesk.errors import DeskError

FORMAT: Final = "zjgdesk-sealed-folder"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
CHUNK: Final = 1 << 20
NONCE: Final = 12
TAG: Final = 16
SALT: Final = 16
KEY: Final = 32
ITERATIONS, LANES, MEMORY = 3, 4, 64 << 10  # of Argon2id; the memory in KiB
MOST_MEMORY: Final = 1 << 20
SHORTEST: Final = 8


@dataclass(frozen=True, slots=True)
class Item:
    """A file to be sealed: its name in the folder, and its bytes piece by piece."""

    name: str
    chunks: Iterable[bytes]


def seal_folder(
    target: Path, items: Iterable[Item], passphrase: str, *, chance: Callable[[int], bytes]
) -> int:
    """Write the sealed folder whole or not at all; return how many files it holds.

    Args:
        target: the folder to be made; it must not be there yet.
        items: what goes in.
        passphrase: at least eight characters.
        chance: returns so many unpredictable bytes.

    Raises:
        DeskError: `sealed.exists`, `sealed.passphrase_short`, `sealed.unwritable`, or what the
            reading of an item raises.
    """
    if len(passphrase) < SHORTEST:
        raise DeskError("sealed.passphrase_short", rule="AIR-03", least=SHORTEST)
    if target.exists():
        raise DeskError("sealed.exists", rule="AIR-03", name=target.name)
    half = target.with_name(f".{target.name}.part")
    try:
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        count = _write(half, items, passphrase, chance)
        half.replace(target)
    except OSError as error:
        raise DeskError("sealed.unwritable", rule="AIR-03", name=target.name) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return count


def open_sealed(folder: Path, passphrase: str) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes, in the order in which they were put in.

    Raises:
        DeskError: `sealed.unreadable` when it is no sealed folder, `sealed.newer`,
            `sealed.wrong_passphrase` when the index cannot be opened by it, `sealed.changed` when
            anything in the folder is not what was written.
    """
    manifest = _manifest(folder)
    cipher = AESGCM(_key(passphrase, manifest))
    count = manifest["files"]
    index = _opened(folder, cipher, _index(count), count, wrong=True)
    names = json.loads(index)
    if len(names) != count or sorted(p.name for p in folder.iterdir()) != _names(count):
        raise DeskError("sealed.changed", rule="AIR-03", name=folder.name)
    for number, name in enumerate(names):
        yield name, _opened(folder, cipher, number, number)


def _write(
    half: Path, items: Iterable[Item], passphrase: str, chance: Callable[[int], bytes]
) -> int:
    manifest: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "salt": b64encode(chance(SALT)).decode("ascii"),
        "iterations": ITERATIONS,
        "lanes": LANES,
        "memory": MEMORY,
    }
    cipher = AESGCM(_key(passphrase, manifest))
    names: list[str] = []
    for item in items:
        _seal(half / _name(len(names)), cipher, item.chunks, (len(names), chance))
        names.append(item.name)
    index = json.dumps(names, ensure_ascii=False).encode()
    _seal(half / _name(len(names)), cipher, [index], (_index(len(names)), chance))
    text = json.dumps(manifest | {"files": len(names)}, sort_keys=True, indent=1)
    _put(half / MANIFEST, text.encode("ascii"))
    return len(names)


def _seal(
    path: Path,
    cipher: AESGCM,
    chunks: Iterable[bytes],
    place: tuple[int, Callable[[int], bytes]],
) -> None:
    number, chance = place
    with path.open("wb") as file:
        held, at = b"", 0
        for chunk in chunks:
            held += chunk
            while len(held) > CHUNK:
                file.write(_piece(cipher, held[:CHUNK], (number, at, False), chance))
                held, at = held[CHUNK:], at + 1
        file.write(_piece(cipher, held, (number, at, True), chance))
        file.flush()
        os.fsync(file.fileno())


def _piece(
    cipher: AESGCM, data: bytes, place: tuple[int, int, bool], chance: Callable[[int], bytes]
) -> bytes:
    nonce = chance(NONCE)
    return nonce + cipher.encrypt(nonce, data, _bound(place))


def _opened(
    folder: Path, cipher: AESGCM, place: int, number: int, *, wrong: bool = False
) -> bytes:
    """Return the bytes of a file; every piece must be the one that was written in its place."""
    try:
        sealed = (folder / _name(number)).read_bytes()
    except OSError as error:
        raise DeskError("sealed.changed", rule="AIR-03", name=folder.name) from error
    whole, size = [], NONCE + CHUNK + TAG
    for at, start in enumerate(range(0, max(len(sealed), 1), size)):
        piece = sealed[start : start + size]
        last = start + size >= len(sealed)
        try:
            whole.append(cipher.decrypt(piece[:NONCE], piece[NONCE:], _bound((place, at, last))))
        except (InvalidTag, ValueError) as error:
            if wrong:
                raise DeskError(
                    "sealed.wrong_passphrase", rule="AIR-03", name=folder.name
                ) from error
            raise DeskError("sealed.changed", rule="AIR-03", name=folder.name) from error
    return b"".join(whole)


def _index(count: int) -> int:
    """The place of the index: no file's, and another one for another number of files."""
    return -1 - count


def _bound(place: tuple[int, int, bool]) -> bytes:
    number, at, last = place
    return f"{FORMAT}/{VERSION}/{number}/{at}/{int(last)}".encode("ascii")


def _manifest(folder: Path) -> dict[str, int]:
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        version, known = told["version"], told["format"] == FORMAT
        salt = b64decode(told["salt"], validate=True)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DeskError("sealed.unreadable", rule="AIR-03", name=folder.name) from error
    numbers = [told.get(name) for name in ("files", "iterations", "lanes", "memory")]
    if b64encode(salt).decode("ascii") != told["salt"]:
        raise DeskError("sealed.changed", rule="AIR-03", name=folder.name)
    if not known or len(salt) != SALT or not all(type(n) is int for n in (version, *numbers)):
        raise DeskError("sealed.unreadable", rule="AIR-03", name=folder.name)
    if version > VERSION:
        raise DeskError("sealed.newer", rule="AIR-03", name=folder.name)
    files, iterations, lanes, memory = numbers
    sane = version == VERSION and files >= 0 and 1 <= iterations <= 100 and 1 <= lanes <= 64  # noqa: PLR2004
    if not sane or not 8 * lanes <= memory <= MOST_MEMORY or files > len(list(folder.iterdir())):
        raise DeskError("sealed.changed", rule="AIR-03", name=folder.name)
    return dict(told)


def _key(passphrase: str, manifest: dict[str, object] | dict[str, int]) -> bytes:
    kdf = Argon2id(
        salt=b64decode(str(manifest["salt"])),
        length=KEY,
        iterations=int(str(manifest["iterations"])),
        lanes=int(str(manifest["lanes"])),
        memory_cost=int(str(manifest["memory"])),
    )
    return kdf.derive(passphrase.encode())


def _name(number: int) -> str:
    return f"{number + 1:04d}.bin"


def _names(count: int) -> list[str]:
    return sorted([MANIFEST, *(_name(number) for number in range(count + 1))])


def _put(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
