"""No network: nothing of ours asks for it, and nothing that we use opens a socket. Rule: AIR-01.

The whole program is imported and the whole demonstration walked, window included, in a process
that ends at any socket call of Python and notes who imports what.
"""

import json
import subprocess
import sys

import pytest

from tests.children import unmeasured

WATCHED = """
import sys
def watch(event, args):
    if event.startswith("socket."):
        sys.stderr.write(f"network: {event}\\n")
        sys.stderr.flush()
        import os
        os._exit(99)
sys.addaudithook(watch)
"""
NOTED = """
import builtins
noted, plain_import = set(), builtins.__import__
def noting(name, globals=None, locals=None, fromlist=(), level=0):
    if level == 0:
        by = (globals or {}).get("__name__") or "?"
        noted.update((by, f"{name}.{each}" if each else name) for each in (None, *(fromlist or ())))
    return plain_import(name, globals, locals, fromlist, level)
builtins.__import__ = noting
"""
EVERYTHING = """
import importlib, json, os, pkgutil
import zjgdesk
for each in pkgutil.walk_packages(zjgdesk.__path__, "zjgdesk."):
    if "migrations" not in each.name and not each.name.endswith("__main__"):
        importlib.import_module(each.name)
"""
DEMONSTRATION = """
from pathlib import Path
from zjgdesk.__main__ import main
code = main(["demo", "--out", sys.argv[1]])
def links():
    for each in Path("/proc/self/fd").glob("*"):
        try:
            yield os.readlink(each)
        except OSError:
            continue
maps = Path("/proc/self/maps")
mapped = maps.read_text().splitlines() if maps.exists() else []
told = {
    "code": code,
    "noted": sorted(noted),
    "modules": sorted(sys.modules),
    "libraries": sorted({line.split()[-1].rpartition("/")[2] for line in mapped if "/" in line}),
    "sockets": [link for link in links() if link.startswith("socket:")],
}
Path(sys.argv[2]).write_text(json.dumps(told))
"""
PROBE = """
import socket
socket.socket()
"""
CARRIERS = {
    "socket", "_socket", "ssl", "_ssl", "socketserver", "select", "selectors", "asyncio", "http",
    "urllib", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc", "multiprocessing", "requests",
    "httpx", "aiohttp", "urllib3",
}  # fmt: skip
"""What speaks to a network, or is there for what does."""
ALLOWED = {
    "sqlalchemy": (
        {"asyncio", "urllib.parse"},
        "its asynchronous engine and its database addresses",
    ),
    "mako": ({"urllib.parse"}, "a filter of Alembic's templates"),
    "reportlab": ({"urllib.parse"}, "tells a link from a file name"),
    "typing_extensions": ({"_socket"}, "asks what kind of object the C interface is"),
}
"""What other packages import by themselves, and why; none of it is called (see the watch)."""
NEVER = {
    "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc",
    "socketserver", "multiprocessing", "requests", "urllib3", "PySide6.QtNetwork",
    "PySide6.QtWebSockets", "PySide6.QtMultimedia",
}  # fmt: skip
LIBRARIES = ("qt6network", "qt6websockets", "qt6multimedia", "libcurl", "libnss_dns", "libavahi")
"""No part of Qt, and no system library, that asks a network for anything."""


def run(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", WATCHED + code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=unmeasured(),
    )


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """What the process held when everything was imported and the demonstration was over."""
    folder = tmp_path_factory.mktemp("network")
    told = folder / "told.json"
    code = NOTED + EVERYTHING + DEMONSTRATION
    done = run(code, str(folder / "demo"), str(told))
    assert done.returncode == 0, done.stderr
    return json.loads(told.read_text())


def under(name, roots):
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def importers(walked, which=lambda name: under(name, CARRIERS)):
    """Return (who, what) for whatever carries a network and is imported from outside the library."""
    return {
        (by, name)
        for by, name in map(tuple, walked["noted"])
        if which(name) and by.partition(".")[0] not in sys.stdlib_module_names and by != "?"
    }


def test_the_whole_demonstration_opens_no_socket(walked):
    assert walked["code"] == 0
    assert walked["sockets"] == []


def test_no_module_of_ours_imports_what_carries_a_network(walked):
    ours = {pair for pair in importers(walked) if under(pair[0], {"zjgdesk", "__main__"})}
    assert ours == set()
    everything = importers(walked, lambda _name: True)
    assert len({by for by, _name in everything if under(by, {"zjgdesk"})}) > 300, "were watched"


def test_what_others_import_by_themselves_stands_on_the_list(walked):
    theirs = {pair for pair in importers(walked) if not under(pair[0], {"zjgdesk", "__main__"})}
    unknown = {
        (by, name)
        for by, name in theirs
        if not under(name, ALLOWED.get(by.partition(".")[0], (set(), ""))[0])
    }
    assert unknown == set()
    assert theirs, "the watch sees imports"


def test_no_client_of_a_network_is_even_loaded(walked):
    assert [name for name in walked["modules"] if under(name, NEVER)] == []


def test_no_library_of_a_network_is_mapped(walked):
    if not walked["libraries"]:
        pytest.skip("this system does not tell what a process has mapped")
    found = [each for each in walked["libraries"] for part in LIBRARIES if part in each.lower()]
    assert found == []
    assert any("qt6gui" in each.lower() for each in walked["libraries"]), "the window was there"


def test_the_watch_itself_sees_a_socket():
    done = run(PROBE)
    assert done.returncode == 99
    assert "socket.__new__" in done.stderr


def test_the_notes_themselves_see_an_import():
    code = NOTED + "import http.client\nfrom urllib import request\nprint(sorted(noted))"
    done = run(code)
    assert "('__main__', 'http.client')" in done.stdout
    assert "('__main__', 'urllib.request')" in done.stdout
