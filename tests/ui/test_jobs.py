import gc
import threading
import time

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QLabel

from zjgdesk.errors import DeskError
from zjgdesk.ui.jobs import Job, Jobs, ProgressStrip


def test_a_cancelled_job_stops_at_its_next_report(qtbot, jobs):
    asked = threading.Event()

    def work(progress):
        progress(1, 2)
        asked.wait(3)
        progress(2, 2)

    job = Job("试办", work)
    with qtbot.waitSignal(job.cancelled, timeout=3000):
        jobs.start(job)
        job.cancel()
        asked.set()


def test_a_known_failure_arrives_as_a_desk_error(qtbot, jobs):
    def work(_progress):
        raise DeskError("round.closed", title="第一轮")

    job = Job("试办", work)
    with qtbot.waitSignal(job.failed, timeout=3000) as caught:
        jobs.start(job)
    assert caught.args[0].code == "round.closed"


def test_a_bug_is_logged_and_reported(qtbot, jobs, caplog):
    job = Job("试办", lambda _progress: 1 / 0)
    with qtbot.waitSignal(job.crashed, timeout=3000):
        jobs.start(job)
    assert "ZeroDivisionError" in caplog.text


def test_results_reach_plain_functions_on_the_thread_of_the_window(qtbot, jobs, qapp):
    told = []
    job = Job("试办", lambda _progress: "done")
    job.succeeded.connect(lambda result: told.append((result, QThread.currentThread())))
    with qtbot.waitSignal(job.ended, timeout=3000):
        jobs.start(job)
    assert told == [("done", qapp.thread())]


def test_a_job_outlives_the_widget_that_asked(qtbot, jobs):
    label, closed = QLabel(), threading.Event()

    def work(_progress):
        closed.wait(3)
        return "done"

    job = Job("试办", work)
    job.succeeded.connect(label.setText)
    with qtbot.waitSignal(job.ended, timeout=3000):
        jobs.start(job)
        label.deleteLater()
        closed.set()


@pytest.fixture
def strip(qtbot, jobs):
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)
    return strip


def test_the_strip_shows_the_job_and_goes_with_it(qtbot, jobs, strip):
    asked = threading.Event()

    def work(progress):
        progress(3, 10)
        asked.wait(3)

    jobs.start(Job("导入", work))
    qtbot.waitUntil(lambda: strip.bar.value() == 3, timeout=3000)
    assert strip.isVisible()
    assert strip.label.text() == "正在导入…"
    asked.set()
    qtbot.waitUntil(lambda: not strip.isVisible(), timeout=3000)


def test_the_strip_cancels(qtbot, jobs, strip):
    asked = threading.Event()

    def work(progress):
        asked.wait(3)
        progress(1, 2)

    job = Job("导入", work)
    with qtbot.waitSignal(job.cancelled, timeout=3000):
        jobs.start(job)
        strip.cancel_button.click()
        asked.set()


class Ring:
    """Something that only the collector can take away, and that says on which thread it went."""

    def __init__(self, gone):
        self.me, self._gone = self, gone

    def __del__(self):
        self._gone.append(threading.get_ident())


def test_rings_are_collected_on_the_gui_thread_while_a_job_works(qtbot, jobs):
    gone = []

    def work(_progress):
        for _ in range(40):
            kept = [[] for _ in range(5000)]  # enough to make the collector run
            del kept
            time.sleep(0.01)

    job = Job("整理", work)
    with qtbot.waitSignal(job.ended, timeout=20000):
        jobs.start(job)
        assert not gc.isenabled()
        for _ in range(2000):
            Ring(gone)
    assert gone
    assert set(gone) == {threading.get_ident()}
    qtbot.waitUntil(gc.isenabled, timeout=5000)


def test_a_quiet_job_is_waited_for_and_not_spoken_of(qtbot):
    jobs = Jobs()
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)
    done = []
    job = Job("备份", lambda _progress: done.append(1), quiet=True)
    with qtbot.waitSignal(jobs.rested, timeout=5000):
        jobs.start(job)
        assert not jobs.busy()
        assert strip.isHidden()
    assert done == [1]
    jobs.stop()
