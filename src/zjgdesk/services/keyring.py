"""The key of a workspace, locked once for each person who may open it.

`keys.json` holds one slot a person and one for the recovery sheet; each wraps the same random key.
It tells no names: a slot is found by what the passphrase gives, or by a label that only the key
makes. People come and go without a byte of the database written anew.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact
from zjgdesk.services.saving import write_whole
from zjgdesk.vault import KEY, NONCE, Vault

KEYS: Final = "keys.json"
FORMAT, VERSION = "zjgdesk-keys", 1
SALT, TAGS = 16, 16
ITERATIONS, LANES, MEMORY = 3, 4, 64 << 10  # of Argon2id; the memory in KiB
MOST_ITERATIONS, MOST_LANES, MOST_MEMORY = 64, 64, 1 << 20
RECOVERY: Final = "\x00recovery"
"""The name of the recovery sheet's slot: no person can be called so."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The key, wrapped for one passphrase.

    Args:
        tag: is found by the passphrase, in hexadecimal.
        label: is found by the key and the name.
        wrapped: the key, sealed.
    """

    tag: str
    label: str
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All slots of a workspace, and how passphrases are stretched."""

    salt: bytes
    iterations: int
    lanes: int
    memory: int
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a passphrase opened: the key, and the slot that held it."""

    key: bytes
    tag: str


def new_ring(chance: Callable[[int], bytes]) -> KeyRing:
    """Return a ring without slots."""
    return KeyRing(chance(SALT), ITERATIONS, LANES, MEMORY)


def is_sealed(folder: Path) -> bool:
    """Say whether a workspace is encrypted."""
    return (folder / KEYS).is_file()


def read_ring(folder: Path) -> KeyRing:
    """Return the slots of a workspace.

    Raises:
        DeskError: `keys.damaged`, `keys.newer`.
    """
    try:
        told = json.loads((folder / KEYS).read_text("ascii"))
        if told["format"] != FORMAT:
            raise DeskError("keys.damaged", rule="DESK-08", name=folder.name)
        if told["version"] > VERSION:
            raise DeskError("keys.newer", rule="DESK-02", name=folder.name)
        slots = [Slot(s["tag"], s["label"], b64decode(s["wrapped"])) for s in told["slots"]]
        iterations, lanes, memory = (int(told[w]) for w in ("iterations", "lanes", "memory"))
        ring = KeyRing(b64decode(told["salt"]), iterations, lanes, memory, tuple(slots))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DeskError("keys.damaged", rule="DESK-08", name=folder.name) from error
    if not _bearable(ring):
        raise DeskError("keys.damaged", rule="DESK-08", name=folder.name)
    return ring


def write_ring(folder: Path, ring: KeyRing) -> None:
    """Keep the slots, whole or not at all.

    Raises:
        DeskError: the `save.…` codes of a disk that refuses.
    """
    told = {
        "format": FORMAT,
        "version": VERSION,
        "salt": b64encode(ring.salt).decode("ascii"),
        "iterations": ring.iterations,
        "lanes": ring.lanes,
        "memory": ring.memory,
        "slots": [
            {"tag": s.tag, "label": s.label, "wrapped": b64encode(s.wrapped).decode("ascii")}
            for s in ring.slots
        ],
    }
    write_whole(folder / KEYS, json.dumps(told, indent=1, sort_keys=True).encode("ascii"))


def unlock(ring: KeyRing, name: str, passphrase: str) -> Unlocked | None:
    """Return the key where the passphrase opens a slot of this name, else None.

    Rule: DESK-08
    """
    tag, cipher = _stretched(ring, name, passphrase)
    for slot in ring.slots:
        if slot.tag == tag:
            try:
                nonce, kept = slot.wrapped[:NONCE], slot.wrapped[NONCE:]
                return Unlocked(cipher.decrypt(nonce, kept, tag.encode()), tag)
            except (InvalidTag, ValueError):
                return None
    return None


def with_slot(ring: KeyRing, vault: Vault, name: str, passphrase: str) -> KeyRing:
    """Return the ring with one more slot; those that the name had stay.

    Rule: DESK-08
    """
    if vault.key is None:
        return ring
    tag, cipher = _stretched(ring, name, passphrase)
    nonce = vault.chance(NONCE)
    wrapped = nonce + cipher.encrypt(nonce, vault.key, tag.encode())
    slot = Slot(tag, vault.label(compact(name)), wrapped)
    return replace(ring, slots=(*(s for s in ring.slots if s.tag != tag), slot))


def newest_of(ring: KeyRing, vault: Vault, names: set[str]) -> KeyRing:
    """Return the ring with the last slot of each of the names, and no others.

    Rule: DESK-08
    """
    labels = {vault.label(compact(name)) for name in names}
    last = {slot.label: slot for slot in ring.slots if slot.label in labels}
    return replace(ring, slots=tuple(last.values()))


def alone(ring: KeyRing, tag: str) -> KeyRing:
    """Return the ring without the other slots of the name to which the tag belongs."""
    label = next((slot.label for slot in ring.slots if slot.tag == tag), None)
    kept = tuple(slot for slot in ring.slots if slot.label != label or slot.tag == tag)
    return replace(ring, slots=kept)


def _stretched(ring: KeyRing, name: str, passphrase: str) -> tuple[str, AESGCM]:
    """Return the tag of a slot and what opens it; the name salts the passphrase."""
    salt = Hash(SHA256())
    salt.update(ring.salt + compact(name).encode())
    kdf = Argon2id(
        salt=salt.finalize()[:SALT],
        length=KEY + TAGS,
        iterations=ring.iterations,
        lanes=ring.lanes,
        memory_cost=ring.memory,
    )
    made = kdf.derive(passphrase.encode())
    return made[KEY:].hex(), AESGCM(made[:KEY])


def _bearable(ring: KeyRing) -> bool:
    """Say whether this machine can be asked to do what a file demands."""
    return (
        len(ring.salt) == SALT
        and 1 <= ring.iterations <= MOST_ITERATIONS
        and 1 <= ring.lanes <= MOST_LANES
        and 8 * ring.lanes <= ring.memory <= MOST_MEMORY
    )
