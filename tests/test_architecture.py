"""The dependency direction, written once and enforced here."""

import ast
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "zjgdesk"
QT = {"PySide6", "shiboken6"}
UPPER = {"zjgdesk.services", "zjgdesk.ui", "zjgdesk.commands", "zjgdesk.app"}
FORBIDDEN = {
    "models": {*QT, *UPPER, "reportlab", "zjgdesk.exchange", "zjgdesk.documents"},
    "exchange": {*QT, *UPPER, "sqlalchemy", "reportlab", "zjgdesk.models", "zjgdesk.documents"},
    "documents": {*QT, *UPPER, "sqlalchemy", "zjgdesk.models", "zjgdesk.exchange"},
    "services": {*QT, "reportlab", "zjgdesk.ui", "zjgdesk.commands", "zjgdesk.app"},
    "commands": {*QT, "sqlalchemy", "reportlab", "zjgdesk.models", "zjgdesk.documents"},
    "ui": {
        "sqlalchemy",
        "reportlab",
        "zjgdesk.models",
        "zjgdesk.documents",
        "zjgdesk.exchange",
        "zjgdesk.commands",
        "zjgdesk.app",
    },
}
NETWORK = {
    "socket", "_socket", "socketserver", "ssl", "_ssl", "select", "selectors", "http",
    "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "asyncio", "xmlrpc", "webbrowser",
    "multiprocessing", "requests", "aiohttp", "PySide6.QtNetwork", "PySide6.QtWebSockets",
}  # fmt: skip
MAX_LINES = 400


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def files(layer=""):
    return sorted((SOURCE / layer).rglob("*.py"))


def under(name, roots):
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def test_there_is_something_to_check():
    assert {layer for layer in FORBIDDEN if not files(layer)} == set()


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_layer_imports_only_downwards(layer):
    broken = [
        f"{path.relative_to(SOURCE)}: {name}"
        for path in files(layer)
        for name in imports(path)
        if under(name, FORBIDDEN[layer])
    ]
    assert broken == []


def test_rules_import_the_standard_library_alone():
    own = {"zjgdesk.rules", "zjgdesk.errors", "zjgdesk.resources"}
    broken = [
        f"{path.name}: {name}"
        for path in files("rules")
        for name in imports(path)
        if name != "zjgdesk"
        and name.split(".")[0] not in sys.stdlib_module_names
        and not under(name, own)
    ]
    assert broken == []


def test_only_the_window_and_the_composition_root_import_qt():
    allowed = {SOURCE / "app.py", *files("ui")}
    broken = [
        str(path.relative_to(SOURCE))
        for path in files()
        if path not in allowed and any(under(name, QT) for name in imports(path))
    ]
    assert broken == []


def test_nobody_imports_the_composition_root_but_the_commands():
    allowed = {SOURCE / "__main__.py", *files("commands")}
    broken = [
        str(path.relative_to(SOURCE))
        for path in files()
        if path not in allowed and any(under(name, {"zjgdesk.app"}) for name in imports(path))
    ]
    assert broken == []


def test_words_for_people_need_no_window():
    for path in [SOURCE / "ui/messages.py", SOURCE / "ui/words.py", *files("ui/sentences")]:
        assert not [name for name in imports(path) if under(name, QT)], path.name


def test_no_module_opens_the_network():
    broken = [
        f"{path.relative_to(SOURCE)}: {name}"
        for path in files()
        for name in imports(path)
        if under(name, NETWORK)
    ]
    assert broken == []


def test_files_stay_small():
    assert [
        f"{path.relative_to(SOURCE)}: {lines}"
        for path in files()
        if (lines := len(path.read_text("utf-8").splitlines())) > MAX_LINES
        and "migrations" not in path.parts
    ] == []
