"""The frame round the code: versions agree, resources are found, nothing private is told."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.children import unmeasured
from zjgdesk import __version__
from zjgdesk.resources import resources

ROOT = Path(__file__).parents[1]
HERE = "tests/test_frame.py"
# Package indexes and folders of one machine: neither belongs into a file that others read.
PRIVATE = re.compile(
    r"(?<![\w.~$}])/(work|home|root|srv)/|file:///|--(extra-)?index-url|--find-links"
    r"|pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org"
)


def test_the_newest_release_of_the_changelog_is_the_version():
    newest = re.search(r"^## (\d\S*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest.group(1) == __version__


def test_the_resources_are_found_from_the_source():
    assert resources() == ROOT / "resources"


def test_the_resources_are_found_in_the_frozen_program(tmp_path, monkeypatch):
    (tmp_path / "resources" / "rules").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.__wrapped__() == tmp_path / "resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_bears_the_version(wheel):
    assert wheel.name == f"zjgdesk-{__version__}-py3-none-any.whl"


def test_the_wheel_carries_what_the_program_needs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    needed = {
        "zjgdesk/_resources/rules/vote.toml",
        "zjgdesk/_resources/fonts/zjgdesk-hei.ttf",
        "zjgdesk/_resources/zjgdesk.qss",
        "zjgdesk/models/migrations/env.py",
        "zjgdesk/models/migrations/versions/0001_first_tables.py",
    }
    assert needed - names == set()


def test_the_resources_are_found_from_the_wheel(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    asked = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
        "from zjgdesk.resources import resources; print(ascii(str(resources())))"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", asked],
        check=True,
        capture_output=True,
        text=True,
        env=unmeasured(),
    )
    assert told.stdout.strip() == ascii(str(tmp_path / "zjgdesk" / "_resources"))


def files_in_git():
    if not shutil.which("git"):
        return []
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    return [ROOT / name for name in told.split("\0") if name and name != HERE]


def test_no_file_tells_of_one_machine():
    paths = [path for path in files_in_git() if path.is_file()]
    if not paths:
        pytest.skip("not a checkout")
    told = []
    for path in paths:
        content = path.read_bytes()
        if b"\0" in content:
            continue
        found = PRIVATE.search(content.decode("utf-8", errors="ignore"))
        if found:
            told.append((path.name, found.group()))
    assert told == []


def test_the_lock_names_a_digest_for_every_package():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    packages = re.split(r"^(?=[a-z])", lock, flags=re.M)[1:]
    assert len(packages) > 20
    assert [text.split()[0] for text in packages if "--hash=sha256:" not in text] == []
    assert "pyside6-essentials==6.12.0" not in lock
