"""The archive of a round as it is written: files, their manifest, whole or not at all."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError

FORMAT, VERSION = "zjgdesk-archive", 1
MANIFEST, TRAIL, SIGNATURE = "manifest.json", "trail.json", "signature.json"
SIGNED = b"zjgdesk-archive\0"
"""What stands before the manifest where it is signed: a signature serves for nothing else."""
ZIP = ".zip"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the same archive is the same bytes."""


def as_json(value: object) -> bytes:
    """Write a value as JSON in the one form that digests are taken of."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def contents(files: Mapping[str, bytes]) -> list[dict[str, object]]:
    """Return name, size and digest of each file, by name."""
    return [
        {"name": name, "size": len(files[name]), "digest": digest_of(files[name])}
        for name in sorted(files)
    ]


def with_manifest(files: Mapping[str, bytes], round_id: int) -> dict[str, bytes]:
    """Return the files and the manifest that lists them all."""
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "round": round_id,
        "files": contents(files),
    }
    return {**files, MANIFEST: as_json(manifest)}


def half_of(target: Path) -> Path:
    """Return under which name an archive is written before it has its own."""
    return target.with_name(f"{target.name}.part")


def finish(target: Path) -> None:
    """Give an archive that was written and recorded its name.

    Raises:
        DeskError: `archive.unfinished` where the disk refuses at the very end.

    Rule: DESK-07
    """
    try:
        half_of(target).rename(target)
    except OSError as error:
        with suppress(OSError):
            remove(half_of(target))
        raise DeskError("archive.unfinished", rule="DESK-07", name=target.name) from error


def write_half(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder, or one file where the name ends in `.zip`; `finish` gives it its name.

    Raises:
        DeskError: `archive.exists` where something lies there already, `archive.unwritable` where
            the disk refuses; nothing is left behind then.

    Rule: DESK-07
    """
    half = half_of(target)
    for place in (target, half):  # what a break left behind is shown, never swept away
        if place.exists():
            raise DeskError("archive.exists", rule="DESK-07", name=place.name)
    try:
        if target.suffix.lower() == ZIP:
            _keep(half, zipped(files))
        else:
            _write_folder(half, files)
    except OSError as error:
        with suppress(OSError):
            remove(half)
        raise DeskError("archive.unwritable", rule="DESK-07", name=target.name) from error


def remove(place: Path) -> None:
    """Remove an archive, or half of one; nothing there is nothing to do."""
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _write_folder(half: Path, files: Mapping[str, bytes]) -> None:
    half.mkdir(parents=True)
    for name, content in files.items():
        path = half / name
        path.parent.mkdir(exist_ok=True)
        _keep(path, content)


def _keep(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files in one zip; the same files are the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()
