"""No network: nothing of ours asks for it, and nothing that we use opens a socket. Rule: AIR-01."""

import subprocess
import sys

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
EVERYTHING = """
import importlib, pkgutil
import zjgdesk
for each in pkgutil.walk_packages(zjgdesk.__path__, "zjgdesk."):
    if "migrations" not in each.name and not each.name.endswith("__main__"):
        importlib.import_module(each.name)
banned = {"PySide6.QtNetwork", "http.client", "urllib.request", "ftplib", "smtplib", "xmlrpc.client"}
print(sorted(banned & set(sys.modules)))
"""
DEMONSTRATION = """
from zjgdesk.__main__ import main
print(main(["demo", "--out", sys.argv[1]]))
"""
PROBE = """
import socket
socket.socket()
"""


def run(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", WATCHED + code, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_modules_together_import_no_network_client():
    """SQLAlchemy brings asyncio, and with it `socket` and `ssl`; nobody here calls them."""
    done = run(EVERYTHING)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_the_whole_demonstration_opens_no_socket(tmp_path):
    done = run(DEMONSTRATION, str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "0"


def test_the_watch_itself_sees_a_socket():
    done = run(PROBE)
    assert done.returncode == 99
    assert "socket.__new__" in done.stderr
