"""The composition root: the one place that knows the clock, chance, paths and the window."""

import logging
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from zjgdesk import __version__
from zjgdesk.errors import BrokenInvariantError
from zjgdesk.interfaces import connected_interfaces
from zjgdesk.program import Looked
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.workspace import Workspace
from zjgdesk.settings import Settings, user_folder
from zjgdesk.ui.jobs import Jobs, calm_collector
from zjgdesk.ui.shell import Shell
from zjgdesk.ui.theme import dress
from zjgdesk.ui.tolerance.tab import ToleranceTab
from zjgdesk.ui.window import MainWindow

PICTURE = (1366, 768)
NO_DISPLAY = 3
SETTLING = 5
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
FONT_FOLDERS = {
    "win32": (Path("C:/Windows/Fonts"),),
    "linux": (Path("/usr/share/fonts"), Path("/usr/local/share/fonts")),
}


def run(*, folder: Path | None, sample: bool) -> int:
    """Open the window and stay until it closes; return the exit code."""
    if not has_display():
        sys.stderr.write("没有可用的显示器，窗口打不开。可改为运行：zjgdesk demo --out 目录\n")
        return NO_DISPLAY
    logging.basicConfig(level=logging.WARNING)
    application = _application()
    home = user_folder()
    shell = Shell(real_machine(), Settings(home / "settings.json"), home / "sample")
    application.aboutToQuit.connect(shell.close)
    sys.excepthook = shell.say_crash
    shell.show_start()
    if sample:
        QTimer.singleShot(0, shell.open_sample)
    elif folder is not None:
        QTimer.singleShot(0, lambda: shell.open_folder(folder))
    return application.exec()


def picture_tabs(workspace: Workspace, desk: Desk, out: Path) -> list[Path]:
    """Take a picture of every tab as the person sees it, without a display."""
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = _application()
    before = qInstallMessageHandler(_say_what_matters)
    jobs = Jobs()
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    window.resize(*PICTURE)
    window.show()
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for at in range(window.tabs.count()):
        window.tabs.setCurrentIndex(at)
        tab = window.tabs.widget(at)
        if isinstance(tab, ToleranceTab):  # no file opens there by itself
            tab.show_case()
        for _ in range(SETTLING):  # wrapped words find their height only once they are shown
            application.processEvents()
        path = out / f"{at + 1}-{window.tabs.widget(at).objectName()}.png"
        window.grab().save(str(path))
        made.append(path)
    jobs.stop()
    window.close()
    window.deleteLater()
    application.processEvents()
    qInstallMessageHandler(before)
    return made


def _say_what_matters(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass Qt's words on, but for the one that a platform without a screen says of each window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def has_display() -> bool:
    """Say whether a window can be shown."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return any(os.environ.get(name) for name in DISPLAYS)


def real_machine() -> Machine:
    """Return the computer's own clock, chance, fonts and interfaces."""
    folders = tuple(path for path in FONT_FOLDERS.get(sys.platform, ()) if path.is_dir())
    return Machine(
        clock=lambda: datetime.now(UTC),  # noqa: TID251 - the one clock
        chance=random.SystemRandom(),
        font_folders=folders,
        interfaces=connected_interfaces,
        which_program=Looked(),
    )


def _application() -> QApplication:
    existing = QApplication.instance()
    if existing is None:
        application = QApplication(sys.argv[:1])
        application.setApplicationName("zjgdesk")
        application.setApplicationVersion(__version__)
        dress(application)
        calm_collector()
        return application
    if not isinstance(existing, QApplication):
        raise BrokenInvariantError("another kind of Qt application runs in this process")
    return existing
