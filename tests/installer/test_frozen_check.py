"""The frozen program cannot open a socket: what it carries is looked through. Rule: AIR-01."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.children import unmeasured

ROOT = Path(__file__).parents[2]
HOOK = ROOT / "installer" / "hooks" / "no_socket.py"
OWN = [f"zjgdesk.module_{at}" for at in range(320)]
FINE = [
    *OWN,
    "asyncio",
    "asyncio.events",
    "selectors",
    "urllib.parse",
    "sqlalchemy",
    "httpcore_words",
]
FILES = ["_internal/libQt6Gui.so.6", "_internal/libcrypto.so.3", "_internal/resources/ssl.txt"]

# Everything of the program is imported where the real modules cannot be had, as in the frozen one.
WITHOUT = """
import runpy, sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"socket", "_socket", "ssl", "_ssl", "multiprocessing"}:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Missing())
runpy.run_path(sys.argv[1])
import importlib, pkgutil, zjgdesk
for each in pkgutil.walk_packages(zjgdesk.__path__, "zjgdesk."):
    if "migrations" not in each.name and not each.name.endswith("__main__"):
        importlib.import_module(each.name)
from zjgdesk.__main__ import main
code = main(["demo", "--out", sys.argv[2]])
import socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)
except OSError as error:
    print(code, error)
try:
    socket.create_connection(("127.0.0.1", 9))
except AttributeError as error:
    print(error)
print("_socket" in sys.modules, "ssl" in sys.modules)
"""


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("frozen_check", ROOT / "tools/frozen_check.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_program_without_a_network_is_fine(tool):
    assert tool.findings(FINE, FILES) == []


@pytest.mark.parametrize(
    "name",
    ["socket", "_socket", "ssl", "http.client", "urllib.request", "multiprocessing.connection",
     "PySide6.QtNetwork", "xmlrpc.client", "smtplib"],
)  # fmt: skip
def test_a_module_that_connects_is_named(tool, name):
    assert tool.findings([*FINE, name], FILES) == [f"module {name}"]


@pytest.mark.parametrize(
    "name",
    ["_internal/lib-dynload/_socket.cpython-311-x86_64-linux-gnu.so", "_internal/_ssl.pyd",
     "_internal/libssl.so.3", "_internal/PySide6/Qt/lib/libQt6Network.so.6",
     "_internal/PySide6/Qt6Network.dll", "_internal/PySide6/Qt/plugins/tls/libqopensslbackend.so"],
)  # fmt: skip
def test_a_library_that_connects_is_named(tool, name):
    assert tool.findings(FINE, [*FILES, name]) == [f"file {name}"]


def test_an_archive_of_something_else_is_not_taken_for_the_program(tool):
    (line,) = tool.findings(["asyncio", *OWN[:5]], FILES)
    assert "only 5 modules" in line


def test_the_whole_demonstration_needs_no_socket_module(tmp_path):
    """As frozen: neither socket nor ssl can be had, the stand-in serves, nothing misses them."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(HOOK), str(tmp_path / "demo")],
        capture_output=True,
        text=True,
        check=False,
        env=unmeasured(),
    )
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()[-3:]
    assert told == [
        "0 this program has no sockets",
        "this program has no sockets: create_connection",
        "False False",
    ]
