"""A dressed application, a job queue, and nothing left running."""

import os
import shutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.conftest import Clock
from tests.services.carrying import Station, make_station
from zjgdesk.resources import resources
from zjgdesk.services import imports
from zjgdesk.services.imports import ImportKind
from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.theme import Theme


@pytest.fixture(scope="session")
def theme(qapp):
    """The application as it looks at the clerk's."""
    return Theme(qapp)


@pytest.fixture(scope="session")
def made_station(tmp_path_factory):
    """The folder of a counting workspace, to be copied."""
    return make_station(tmp_path_factory.mktemp("stations") / "计票机", Clock())


@pytest.fixture
def station(tmp_path, clock, made_station):
    """A counting machine of its own, closed in the end."""
    on = Station(shutil.copytree(made_station, tmp_path / "计票机"), clock)
    yield on
    on.close()


@pytest.fixture
def with_dialog(qtbot):
    """Deal with the dialog that opens next, however late; it is closed in the end."""
    timers = []

    def arrange(act):
        before, timer = QApplication.activeModalWidget(), QTimer()

        def deal():
            dialog = QApplication.activeModalWidget()
            if dialog is None or dialog is before:
                return
            timer.stop()
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        timers.append(timer)
        timer.timeout.connect(deal)
        timer.start(20)

    yield arrange
    for each in timers:
        each.stop()


@pytest.fixture
def bring_in(desk):
    """Bring a sample file in, leaving out what is refused."""

    def bring(kind, name, content=None):
        content = content or (resources() / "sample" / name).read_bytes()
        preview = imports.preview_import(desk, kind, name, content)
        refused = frozenset(row.row for row in preview.rows if row.status.value == "refused")
        return imports.bring_in(desk, imports.leave_out(desk, preview, refused))

    return bring


@pytest.fixture
def filled(bring_in):
    """The sample's register and cadres, in the workspace."""
    bring_in(ImportKind.ORGANISATIONS, "单位名录.csv")
    bring_in(ImportKind.CADRES, "好干部推荐汇总表.xlsx")


@pytest.fixture
def jobs(qtbot, theme):
    """A job queue that is empty again when the test ends."""
    jobs = Jobs()
    yield jobs
    jobs.stop()
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=5000)


def pytest_collection_modifyitems(items):
    """The offscreen platform grumbles whenever a window is shown; that is no defect of ours."""
    for item in items:
        if "ui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
