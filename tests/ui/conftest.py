"""A dressed application, a job queue, and nothing left running."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from zjgdesk.ui.jobs import Jobs
from zjgdesk.ui.theme import Theme


@pytest.fixture(scope="session")
def theme(qapp):
    """The application as it looks at the clerk's."""
    return Theme(qapp)


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
