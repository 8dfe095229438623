"""Packages on discs, read-only folders and images; a medium pulled at any moment holds none."""

import random
from io import BytesIO
from pathlib import Path

import pytest
from pycdlib import PyCdlib

from tests.exchange.test_packages import (
    ENVELOPE,
    ITEMS,
    OFFICE,
    OFFICE_KEYS,
    STATION,
    STATION_KEYS,
    sealed,
)
from zjgdesk.errors import DeskError
from zjgdesk.exchange.media import find_packages, finish, write_half
from zjgdesk.exchange.packages import LARGEST, REGISTER, open_package, seal, signed


def write_package(target, files):
    write_half(target, files)
    finish(target)


def opened(files):
    known = {OFFICE.fingerprint: OFFICE}
    mine = STATION.fingerprint
    return open_package(files, name="盘", keys=STATION_KEYS, mine=mine, known=known)


def image(path, files, *, joliet):
    """Write a disc's image with a package in a folder, as burning programs do."""
    iso = PyCdlib()
    iso.new(interchange_level=3, joliet=3 if joliet else None)
    iso.add_directory("/PACKAGE", **({"joliet_path": "/票决一"} if joliet else {}))
    for name, content in files.items():
        short = f"{name.upper()};1"
        names = {"joliet_path": f"/票决一/{name}"} if joliet else {}
        iso.add_fp(BytesIO(content), len(content), f"/PACKAGE/{short}", **names)
    iso.write(str(path))
    iso.close()


def test_a_package_is_found_in_its_folder_and_beside_others_on_a_disc(tmp_path):
    write_package(tmp_path / "盘" / "票决", sealed())
    write_package(tmp_path / "盘" / "旧", sealed())
    (tmp_path / "盘" / "说明.txt").write_text("x")
    assert [name for name, _ in find_packages(tmp_path / "盘")] == ["旧", "票决"]
    ((name, files),) = find_packages(tmp_path / "盘" / "票决")
    assert (name, opened(files).items) == ("票决", ITEMS)


@pytest.mark.parametrize("joliet", [True, False], ids=["long names", "bare names"])
def test_a_package_is_read_out_of_a_disc_s_image(tmp_path, joliet):
    content = sealed()["content.bin"]
    files = signed({"content.bin": content}, ENVELOPE, OFFICE_KEYS)
    image(tmp_path / "disc.iso", files, joliet=joliet)
    ((name, found),) = find_packages(tmp_path / "disc.iso")
    assert name == ("票决一" if joliet else "PACKAGE")
    assert opened(found).items == ITEMS


def test_a_file_that_is_no_image_holds_no_package(tmp_path):
    (tmp_path / "x.iso").write_bytes(b"\0" * 40000)
    with pytest.raises(DeskError, match=r"package\.none_here"):
        find_packages(tmp_path / "x.iso")
    (tmp_path / "y.iso").write_bytes(b"\0" * 32769 + b"CD001" + b"\0" * 4000)
    with pytest.raises(DeskError, match=r"package\.unreadable"):
        find_packages(tmp_path / "y.iso")


def test_a_medium_pulled_at_any_of_100_moments_holds_nothing_that_reads_as_whole(tmp_path):
    """What was written up to a byte is all that a medium has, in the order of the writing."""
    files = sealed()
    whole, chance = sum(map(len, files.values())), random.Random(3)
    for at in [0, *(chance.randrange(whole) for _ in range(98)), whole - 1]:
        left, held = at, {}
        for name, content in files.items():
            if left <= 0:
                break
            held[name] = content[:left]
            left -= len(content)
        folder = tmp_path / str(at)
        if not folder.exists():
            write_package(folder, held)  # even had the folder got its name already
        with pytest.raises(DeskError, match=r"package\."):
            opened(find_packages(folder)[0][1])


def test_what_was_left_of_a_broken_writing_is_written_over_and_never_shown(tmp_path):
    (tmp_path / "票决.part").mkdir()
    (tmp_path / "票决.part" / "manifest.json").write_bytes(b"half")
    with pytest.raises(DeskError, match=r"package\.none_here"):
        find_packages(tmp_path)
    write_package(tmp_path / "票决", sealed())
    assert [path.name for path in tmp_path.iterdir()] == ["票决"]
    with pytest.raises(DeskError, match=r"package\.exists"):
        write_package(tmp_path / "票决", sealed())


def test_a_package_has_its_name_only_when_it_was_finished(tmp_path):
    write_half(tmp_path / "票决", sealed())
    with pytest.raises(DeskError, match=r"package\.none_here"):
        find_packages(tmp_path)
    finish(tmp_path / "票决")
    assert [name for name, _ in find_packages(tmp_path)] == ["票决"]
    with pytest.raises(DeskError, match=r"package\.unfinished"):
        finish(tmp_path / "另一包")


def test_a_name_that_the_medium_does_not_take_is_told(tmp_path):
    for name in ("票" * 200, "a\0b"):
        with pytest.raises(DeskError, match=r"package\.unwritable"):
            write_package(tmp_path / name, sealed())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_the_system_on_a_stick_does_not_hide_the_packages(tmp_path, monkeypatch):
    """Windows keeps one on every stick that nobody may list."""
    write_package(tmp_path / "票决", sealed())
    (tmp_path / "System Volume Information").mkdir()
    real = Path.iterdir

    def shut(path):
        if path.name == "System Volume Information":
            raise PermissionError(13, "denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", shut)
    assert [name for name, _ in find_packages(tmp_path)] == ["票决"]


def test_a_loose_package_among_large_files_is_read_without_them(tmp_path):
    package = seal(ITEMS, ENVELOPE, OFFICE_KEYS, STATION, beside={REGISTER: b"%PDF page"})
    write_package(tmp_path / "盘", package)
    for at in range(6):
        with (tmp_path / "盘" / f"a{at}.mp4").open("wb") as file:
            file.truncate(LARGEST)
    ((_name, files),) = find_packages(tmp_path / "盘")
    assert opened(files).items == ITEMS
    assert sum(map(len, files.values())) <= 2 * LARGEST


def test_an_image_without_long_names_has_them_short(tmp_path):
    files = signed({"content.bin": sealed()["content.bin"]}, ENVELOPE, OFFICE_KEYS)
    iso = PyCdlib()
    iso.new(interchange_level=1)
    for name, short in (
        ("content.bin", "CONTENT.BIN"),
        ("manifest.json", "MANIFEST.JSO"),
        ("signature.bin", "SIGNATUR.BIN"),
    ):
        iso.add_fp(BytesIO(files[name]), len(files[name]), f"/{short};1")
    iso.write(str(tmp_path / "disc.iso"))
    iso.close()
    ((_name, found),) = find_packages(tmp_path / "disc.iso")
    assert opened(found).items == ITEMS


def test_a_damaged_image_is_told_whatever_is_damaged(tmp_path):
    whole = tmp_path / "disc.iso"
    files = signed({"content.bin": sealed()["content.bin"]}, ENVELOPE, OFFICE_KEYS)
    image(whole, files, joliet=True)
    good, chance, bad = whole.read_bytes(), random.Random(5), tmp_path / "bad.iso"
    refused = 0
    for _ in range(300):
        hurt = bytearray(good)
        for _ in range(chance.choice([1, 20, 200])):
            hurt[chance.randrange(32768, len(hurt))] = chance.randrange(256)
        bad.write_bytes(hurt)
        try:
            found = find_packages(bad)
        except DeskError as error:
            refused += error.code in {"package.unreadable", "package.none_here"}
        else:
            assert all(isinstance(name, str) for name, _files in found)
    assert refused > 100
