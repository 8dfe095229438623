"""A sealed package between two machines: what it holds only the receiver reads, who sent it is proved.

`content.bin` holds the files, encrypted to the receiver by HPKE (RFC 9180: X25519, HKDF-SHA256,
AES-256-GCM of the `cryptography` package); `manifest.json` tells in clear from whom to whom it
goes, its number, and size and digest of every file beside it; `signature.bin` is the sender's
Ed25519 signature over the manifest. Names of people stand in the content alone.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from lzma import LZMAError
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.archive import as_json, contents, zipped
from zjgdesk.exchange.machine_keys import Identity, MachineKeys
from zjgdesk.rules.vocabulary import PackageKind

FORMAT: Final = "zjgdesk-package"
VERSION: Final = 1
MANIFEST, SIGNATURE, CONTENT = "manifest.json", "signature.bin", "content.bin"
REGISTER: Final = "register.pdf"
SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
LARGEST: Final = 64 << 20
MOST_CONTENT: Final = LARGEST - (1 << 20)
"""What a sender puts into one package: it stays below what a receiver reads when sealed too."""
LARGEST_MANIFEST: Final = 64 << 10
MOST_FILES: Final = 500
MOST_NUMBER: Final = 1 << 31
WORD: Final = 4  # bytes of a length in the one-piece form
RULE: Final = "AIR-04"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands on a package in clear.

    `number` counts the packages of this sender to this receiver; `answers` names the package that
    a result belongs to; `sender` and `receiver` are fingerprints.
    """

    kind: PackageKind
    uid: str
    number: int
    answers: str
    sender: str
    receiver: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that was found whole, genuine, and meant for this machine."""

    envelope: Envelope
    items: dict[str, bytes]
    digest: str
    size: int


def seal(
    items: Mapping[str, bytes],
    envelope: Envelope,
    keys: MachineKeys,
    receiver: Identity,
    beside: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the files of a package in the order in which they are to be written.

    Args:
        items: what the receiver shall read.
        envelope: from whom, to whom, which.
        keys: the sender's.
        receiver: to whom; nobody else can read the content, the sender neither.
        beside: files in clear that travel along, such as the register page.
    """
    return signed(
        {CONTENT: encrypted(items, envelope, receiver), **(beside or {})}, envelope, keys
    )


def encrypted(items: Mapping[str, bytes], envelope: Envelope, receiver: Identity) -> bytes:
    """Return what only the receiver can open, and only under this envelope.

    Raises:
        DeskError: `package.too_much` for more than a receiver would read.
    """
    if len(items) > MOST_FILES or sum(map(len, items.values())) > MOST_CONTENT:
        raise DeskError("package.too_much", rule=RULE)
    public = X25519PublicKey.from_public_bytes(receiver.box)
    return SUITE.encrypt(zipped(items), public, info=_bound(envelope))


def signed(files: Mapping[str, bytes], envelope: Envelope, keys: MachineKeys) -> dict[str, bytes]:
    """Return the files with the manifest that lists them all and the signature over it."""
    manifest = as_json(
        {
            "format": FORMAT,
            "version": VERSION,
            **asdict(envelope),
            "files": contents(files),
        }
    )
    return {**files, MANIFEST: manifest, SIGNATURE: keys.signature(_signed(manifest))}


def open_package(
    files: Mapping[str, bytes],
    *,
    name: str,
    keys: MachineKeys,
    mine: str,
    known: Mapping[str, Identity],
) -> Opened:
    """Return what a package holds, if all of it is what its sender wrote for this machine.

    Args:
        files: name and bytes of what lies in the package; others than it names are not looked at.
        name: of the package, for the refusal.
        keys: the receiver's.
        mine: the receiver's fingerprint.
        known: the machines that were introduced, by fingerprint.

    Raises:
        DeskError: `package.unreadable`, `package.newer`, `package.unknown_sender`,
            `package.changed`, `package.truncated`, `package.too_large`, `package.other_machine`.

    Rule: AIR-04
    """
    manifest = files.get(MANIFEST, b"")
    told = _read_manifest(manifest, name)
    envelope = _envelope(told, name)
    sender = known.get(envelope.sender)
    if sender is None:
        raise DeskError("package.unknown_sender", rule=RULE, name=name, sender=envelope.sender)
    if not sender.signed(files.get(SIGNATURE, b""), _signed(manifest)):
        raise DeskError("package.changed", rule=RULE, name=name, file=MANIFEST)
    _check_files(files, told["files"], name)
    if envelope.receiver != mine:
        raise DeskError("package.other_machine", rule=RULE, name=name, receiver=envelope.receiver)
    items = _opened(files[CONTENT], envelope, keys, name)
    size = sum(len(files[each["name"]]) for each in told["files"])
    return Opened(envelope, items, digest_of(manifest), size)


def envelope_of(files: Mapping[str, bytes], name: str) -> Envelope:
    """Return what a package says of itself in clear; nothing of it is proved.

    Raises:
        DeskError: `package.unreadable`, `package.newer`.
    """
    return _envelope(_read_manifest(files.get(MANIFEST, b""), name), name)


def in_one_piece(files: Mapping[str, bytes]) -> bytes:
    """Return a package as one run of bytes, for paper: without what travels beside it."""
    return b"".join(
        len(files[name]).to_bytes(WORD) + files[name] for name in (CONTENT, MANIFEST, SIGNATURE)
    )


def taken_apart(content: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a package that came in one piece.

    Raises:
        DeskError: `package.unreadable`.
    """
    files, at = {}, 0
    for each in (CONTENT, MANIFEST, SIGNATURE):
        start = at + WORD
        end = start + int.from_bytes(content[at:start])
        files[each] = content[start:end]
        at = end
    if at != len(content):
        raise DeskError("package.unreadable", rule=RULE, name=name)
    return files


def _read_manifest(manifest: bytes, name: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(manifest[:LARGEST_MANIFEST])
        known, version = told["format"] == FORMAT, told["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DeskError("package.unreadable", rule=RULE, name=name) from error
    if not known or type(version) is not int:
        raise DeskError("package.unreadable", rule=RULE, name=name)
    if version > VERSION:
        raise DeskError("package.newer", rule=RULE, name=name)
    return told


def _envelope(told: dict[str, Any], name: str) -> Envelope:
    try:
        texts = {each: told[each] for each in ("uid", "answers", "sender", "receiver")}
        number, kind = told["number"], PackageKind(str(told["kind"]))
        listed = told["files"]
        if type(number) is not int or not 0 < number < MOST_NUMBER:
            raise ValueError(name)  # noqa: TRY301 - one way out for all that is no package
        if not isinstance(listed, list) or len(listed) > MOST_FILES:
            raise ValueError(name)  # noqa: TRY301
        if not all(isinstance(text, str) for text in texts.values()):
            raise TypeError(name)  # noqa: TRY301
        if CONTENT not in [_listed(each) for each in listed]:
            raise ValueError(name)  # noqa: TRY301
    except (ValueError, KeyError, TypeError) as error:
        raise DeskError("package.unreadable", rule=RULE, name=name) from error
    return Envelope(kind=kind, number=number, **{key: str(text) for key, text in texts.items()})


def _listed(each: dict[str, Any]) -> str:
    """Return the name of a file in a manifest, if the entry is one."""
    if set(each) != {"name", "size", "digest"} or type(each["size"]) is not int:
        raise ValueError(each)
    name = each["name"]
    if not isinstance(name, str):
        raise TypeError(name)
    return name


def _check_files(files: Mapping[str, bytes], listed: list[dict[str, Any]], name: str) -> None:
    """Every file that the signed manifest lists is there, as long and the same as it was."""
    for each in listed:
        file, size, digest = each["name"], each["size"], each["digest"]
        content = files.get(file)
        if size > LARGEST:
            raise DeskError("package.too_large", rule=RULE, name=name)
        if content is None or len(content) < size:
            raise DeskError("package.truncated", rule=RULE, name=name, file=file)
        if len(content) > size or digest_of(content) != digest:
            raise DeskError("package.changed", rule=RULE, name=name, file=file)


def _opened(sealed: bytes, envelope: Envelope, keys: MachineKeys, name: str) -> dict[str, bytes]:
    private = X25519PrivateKey.from_private_bytes(keys.box)
    try:
        return _unzipped(SUITE.decrypt(sealed, private, info=_bound(envelope)))
    except _NOT_OPENED as error:
        raise DeskError("package.changed", rule=RULE, name=name, file=CONTENT) from error


_NOT_OPENED = (
    InvalidTag,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # a zip with a password; NotImplementedError for a packing nobody knows
    LZMAError,
)


def _unzipped(packed: bytes) -> dict[str, bytes]:
    """Return the files of the content, no more of them than a package may hold."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LARGEST:
            raise ValueError("too much in one package")
        return {info.filename: _content(archive, info) for info in infos}


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a file of the content; no more is ever unpacked than it says it holds."""
    with archive.open(info) as file:
        content = file.read(info.file_size)
        if len(content) != info.file_size or file.read(1):
            raise ValueError(info.filename)
        return content


def _bound(envelope: Envelope) -> bytes:
    """The content opens under its own envelope alone: it cannot be sent on as another's."""
    return as_json([FORMAT, VERSION, asdict(envelope)])


def _signed(manifest: bytes) -> bytes:
    return FORMAT.encode() + b"\0" + manifest
