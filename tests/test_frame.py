"""The frame round the code: versions agree, resources are found, nothing private is told."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from zjgdesk import __version__
from zjgdesk.resources import resources

ROOT = Path(__file__).parents[1]
PRIVATE = re.compile(r"/(work|farm)/|pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org")


def test_the_newest_heading_of_the_changelog_is_the_version():
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest.group(1) == __version__


def test_the_resources_are_found_from_the_source():
    assert resources() == ROOT / "resources"


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
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "zjgdesk/_resources/rules/vote.toml",
        "zjgdesk/_resources/fonts/zjgdesk-hei.ttf",
        "zjgdesk/_resources/zjgdesk.qss",
        "zjgdesk/models/migrations/versions/0001_first_tables.py",
    ],
)
def test_the_wheel_carries_what_the_program_needs(wheel, name):
    assert name in wheel


def test_no_file_tells_of_this_machine():
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if names == [""]:
        pytest.skip("not a checkout")
    told = []
    for name in filter(None, names):
        path = ROOT / name
        if (
            path.suffix in {".ttf", ".png", ".xlsx", ".lrmx", ".lrm", ".csv", ".lock", ".ico"}
            or not path.is_file()
        ):
            continue
        text = path.read_text("utf-8", errors="ignore")
        if name != "tests/test_frame.py" and PRIVATE.search(text):
            told.append(name)
    assert told == []
