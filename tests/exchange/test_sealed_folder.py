"""A folder of evidence that was carried, lost, changed or cut."""

import json
import random
import shutil

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.exchange import sealed_folder
from zjgdesk.exchange.sealed_folder import MANIFEST, Item, open_sealed, seal_folder

PASSPHRASE = "青山绿水长江村口"  # noqa: S105 - made up
FILES = {"王㛃案/认定书.pdf": b"%PDF-1.7 small", "空.txt": b"", "照片.jpg": bytes(range(256)) * 9}


@pytest.fixture(autouse=True)
def _cheap_key(monkeypatch):
    """What the key costs is no part of what is tried here; three hundred keys are."""
    monkeypatch.setattr(sealed_folder, "MEMORY", 64)
    monkeypatch.setattr(sealed_folder, "ITERATIONS", 1)


@pytest.fixture
def sealed(tmp_path):
    folder = tmp_path / "案卷"
    seal(folder, FILES)
    return folder


def seal(folder, files, **changes):
    items = [Item(name, [content]) for name, content in files.items()]
    told = {"passphrase": PASSPHRASE, "chance": random.Random(3).randbytes} | changes
    return seal_folder(folder, items, told["passphrase"], chance=told["chance"])


def code_of(folder, passphrase=PASSPHRASE):
    """Return the code of the refusal, None when the folder opens with everything in it."""
    try:
        return None if dict(open_sealed(folder, passphrase)) == FILES else "other content"
    except DeskError as error:
        return error.code


def test_what_was_put_in_comes_out(sealed):
    assert dict(open_sealed(sealed, PASSPHRASE)) == FILES


def test_nothing_in_the_folder_tells_a_name(sealed):
    whole = b"".join(path.read_bytes() for path in sealed.iterdir())
    names = "".join(path.name for path in sealed.iterdir())
    assert all(part.encode() not in whole for part in ("王㛃", "认定书", "照片"))
    assert names.isascii()


def test_a_large_file_goes_in_and_out_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(sealed_folder, "CHUNK", 1000)
    content = random.Random(5).randbytes(3500)
    chunks = [content[at : at + 700] for at in range(0, 3500, 700)]
    seal_folder(
        tmp_path / "a", [Item("大", chunks)], PASSPHRASE, chance=random.Random(1).randbytes
    )
    assert dict(open_sealed(tmp_path / "a", PASSPHRASE)) == {"大": content}
    exact = [Item("整", [content[:2000]])]
    seal_folder(tmp_path / "b", exact, PASSPHRASE, chance=random.Random(1).randbytes)
    assert dict(open_sealed(tmp_path / "b", PASSPHRASE)) == {"整": content[:2000]}
    piece = tmp_path / "a" / "0001.bin"
    for cut in (1028, 2056, 3084):  # at the end of a piece: each is whole, the file is not
        held = piece.read_bytes()
        piece.write_bytes(held[:cut])
        with pytest.raises(DeskError, match=r"sealed\.changed"):
            dict(open_sealed(tmp_path / "a", PASSPHRASE))
        piece.write_bytes(held)


def test_another_passphrase_opens_nothing(sealed):
    assert code_of(sealed, "青山绿水长江村尾") == "sealed.wrong_passphrase"


def test_every_flipped_byte_is_refused(sealed):
    let_through = []
    for path in sorted(sealed.iterdir()):
        held = path.read_bytes()
        places = range(len(held)) if len(held) < 400 else range(0, len(held), 37)
        for at in places:
            path.write_bytes(held[:at] + bytes([held[at] ^ 1]) + held[at + 1 :])

            if code_of(sealed) is None:
                let_through.append((path.name, at))
        path.write_bytes(held)
    assert let_through == []
    assert code_of(sealed) is None


@pytest.mark.parametrize("share", range(10))
def test_a_cut_file_is_refused(sealed, share):
    path = sealed / "0003.bin"
    held = path.read_bytes()
    path.write_bytes(held[: len(held) * share // 10])
    assert code_of(sealed) == "sealed.changed"


def test_swapped_missing_and_added_files_are_refused(sealed, tmp_path):
    first, second = sealed / "0001.bin", sealed / "0002.bin"
    kept = tmp_path / "kept"
    shutil.copytree(sealed, kept)
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    assert code_of(sealed) == "sealed.changed"
    first.write_bytes(one)
    second.unlink()
    assert code_of(sealed) == "sealed.changed"
    second.write_bytes(two)
    (sealed / "0009.bin").write_bytes(b"more")
    assert code_of(sealed) == "sealed.changed"
    (sealed / "0009.bin").unlink()
    assert code_of(sealed) is None
    (kept / MANIFEST).unlink()
    assert code_of(kept) == "sealed.unreadable"


def test_a_newer_folder_and_one_that_is_none(sealed, tmp_path):
    manifest = json.loads((sealed / MANIFEST).read_text())
    (sealed / MANIFEST).write_text(json.dumps(manifest | {"version": 2}))
    assert code_of(sealed) == "sealed.newer"
    (sealed / MANIFEST).write_text(json.dumps(manifest | {"memory": 1 << 40}))
    assert code_of(sealed) == "sealed.changed"
    assert code_of(tmp_path) == "sealed.unreadable"


def test_a_short_passphrase_and_a_taken_place_are_refused(sealed, tmp_path):
    with pytest.raises(DeskError, match=r"sealed\.exists"):
        seal(sealed, FILES)
    with pytest.raises(DeskError, match=r"sealed\.passphrase_short"):
        seal(tmp_path / "neu", FILES, passphrase="短口令")
    assert not (tmp_path / "neu").exists()


def test_a_file_that_fails_halfway_leaves_nothing(tmp_path):
    def vanish():
        yield b"first"
        raise DeskError("case.evidence_lost", title="附件")

    with pytest.raises(DeskError, match="evidence_lost"):
        seal_folder(tmp_path / "x", [Item("a", vanish())], PASSPHRASE, chance=random.randbytes)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(DeskError, match=r"sealed\.unwritable"):
        seal(blocked / "x", FILES)
