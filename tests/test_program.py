"""What the program is made of, and what was changed of it. Rule: DESK-11."""

import hashlib
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import zjgdesk
from zjgdesk import program
from zjgdesk.program import (
    BUILD,
    SHIPPED,
    Program,
    build_list,
    released_program,
    shipped_list,
    this_program,
    working_copy,
)
from zjgdesk.resources import resources

PACKAGE = Path(zjgdesk.__file__).parent


@pytest.fixture(scope="module")
def built():
    return build_list(PACKAGE, resources())


@pytest.fixture
def released(tmp_path, built):
    """A finished program: the executable, and its inside with resources and lists."""
    folder = tmp_path / "zjgdesk"
    inside = folder / "_internal"
    shutil.copytree(resources() / "rules", inside / "resources" / "rules")
    (folder / "zjgdesk").write_bytes(b"program")
    (inside / "libQt6Gui.so.6").write_bytes(b"library")
    (inside / BUILD).write_text(built, "utf-8")
    (inside / SHIPPED).write_text(shipped_list(folder, inside), "utf-8")
    return folder


def look(folder):
    return released_program(folder, folder / "_internal")


def test_the_list_names_every_source_and_resource_once(built):
    lines = [line.split("  ", 1) for line in built.splitlines()]
    names = [name for _digest, name in lines]
    assert names == sorted(set(names))
    assert {"src/zjgdesk/program.py", "resources/rules/air.toml"} <= set(names)
    assert not [name for name in names if "__pycache__" in name]
    digest = dict(map(reversed, lines))["src/zjgdesk/program.py"]
    assert digest == hashlib.sha256((PACKAGE / "program.py").read_bytes()).hexdigest()
    sources = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py")}
    assert {f"src/zjgdesk/{name}" for name in sources} <= set(names)


def test_a_working_copy_is_known_by_the_digest_of_its_list(built):
    here = this_program()
    assert here == working_copy(PACKAGE, resources())
    assert not here.released
    assert here.altered == ()
    assert here.digest == hashlib.sha256(built.encode()).hexdigest()
    assert here.short.replace(" ", "").lower() == here.digest[:8]


def test_the_same_sources_have_the_same_digest_wherever_they_lie(tmp_path, built):
    shutil.copytree(PACKAGE, tmp_path / "a", ignore=shutil.ignore_patterns("__pycache__"))
    assert build_list(tmp_path / "a", resources()) == built
    path = tmp_path / "a" / "errors.py"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert build_list(tmp_path / "a", resources()) != built


def test_a_sound_program(released, built):
    found = look(released)
    assert (found.released, found.altered) == (True, ())
    assert found.digest == hashlib.sha256(built.encode()).hexdigest()


@pytest.mark.parametrize(
    "name",
    [
        "zjgdesk",
        "_internal/libQt6Gui.so.6",
        "_internal/resources/rules/vote.toml",
        f"_internal/{BUILD}",
    ],
)
def test_a_changed_file_is_named(released, name):
    path = released / name
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert look(released).changed == (name,)
    path.write_bytes(content)
    assert look(released).altered == ()


def test_missing_and_extra_files_are_named(released):
    (released / "_internal/libQt6Gui.so.6").unlink()
    (released / "_internal/sneaked.py").write_text("", "utf-8")
    found = look(released)
    assert (found.changed, found.missing, found.extra) == (
        (), ("_internal/libQt6Gui.so.6",), ("_internal/sneaked.py",),
    )  # fmt: skip
    assert found.altered == ("_internal/libQt6Gui.so.6", "_internal/sneaked.py")


@pytest.mark.parametrize("name", [BUILD, SHIPPED])
def test_a_list_that_is_gone_is_told(released, name):
    (released / "_internal" / name).unlink()
    assert look(released).missing == (name,)


def test_a_list_that_cannot_be_read_is_told(released):
    (released / "_internal" / SHIPPED).write_text("nonsense", "utf-8")
    assert look(released).missing == (SHIPPED,)


def test_a_file_that_cannot_be_read_is_changed(released, monkeypatch):
    real = Path.open

    def refuse(path, *args, **named):
        if path.name == "libQt6Gui.so.6":
            raise PermissionError(path)
        return real(path, *args, **named)

    monkeypatch.setattr(Path, "open", refuse)
    assert look(released).changed == ("_internal/libQt6Gui.so.6",)


def test_the_frozen_program_looks_beside_itself(released, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(released / "_internal"), raising=False)
    (released / "zjgdesk").write_bytes(b"another")
    assert program.this_program().changed == ("zjgdesk",)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="not on this system")
def test_everybody_can_check_the_lists_without_this_program(released):
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", f"_internal/{SHIPPED}"],
        cwd=released,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    (released / "zjgdesk").write_bytes(b"another")
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", f"_internal/{SHIPPED}"],
        cwd=released,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1


def test_it_is_looked_at_once_whoever_asks(monkeypatch):
    asked = []
    monkeypatch.setattr(program, "this_program", lambda: asked.append(1) or "found")
    looked = program.Looked()
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _at: looked(), range(20))) == {"found"}
    assert len(asked) == 1


def test_looking_is_quick():
    """A start is not held up: 0.05 s for 600 files of 34 MB on 2 cores."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        this_program()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.3


def test_the_short_form_is_read_in_groups():
    assert Program("1.0", "ab12cd34ef" * 6, released=True).short == "AB12 CD34"
