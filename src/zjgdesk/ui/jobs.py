"""Long work off the GUI thread, with progress and cancel."""

import gc
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal

_log = logging.getLogger(__name__)

CRASHED = Refusal("job.crashed")
THRESHOLDS = (20_000, 20, 20)
SWEEP = 100  # milliseconds
Progress = Callable[[int, int], None]


class _Cancelled(BaseException):
    """Unwinds the work at its next progress report, past every `except Exception`."""


class Job(QObject):
    """One piece of work and the signals that tell how it went.

    The work is a plain function taking a progress callback; it knows nothing of Qt or threads.
    All signals reach their receivers on the GUI thread, plain functions included. A quiet job is
    one that nobody asked for: it is neither shown nor asked about, only waited for.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(str)
    cancelled = Signal()
    ended = Signal()
    _told = Signal(str, object)

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], object],
        *,
        cancellable: bool = True,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self.title = title
        self.cancellable = cancellable
        self.quiet = quiet
        self._work = work
        self._stop = threading.Event()
        self._told.connect(self._tell)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop; whatever transaction it is in rolls back."""
        self._stop.set()

    def run(self) -> None:
        """Do the work on the calling thread and say how it ended."""
        try:
            result = self._work(self._report)
        except _Cancelled:
            self._told.emit("cancelled", None)
        except DeskError as error:
            self._told.emit("failed", error)
        except Exception as error:  # noqa: BLE001 - last stop of the thread: log it, tell the clerk
            _log.error("job crashed: %s", type(error).__name__, exc_info=error)
            self._told.emit("crashed", type(error).__name__)
        else:
            self._told.emit("succeeded", result)

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _Cancelled
        self._told.emit("progressed", (done, total))

    @Slot(str, object)
    def _tell(self, what: str, told: object) -> None:
        match what, told:
            case "progressed", (int(done), int(total)):
                self.progressed.emit(done, total)
                return
            case "cancelled", _:
                self.cancelled.emit()
            case "failed", _:
                self.failed.emit(told)
            case "crashed", _:
                self.crashed.emit(told)
            case _:
                self.succeeded.emit(told)
        self.ended.emit()


def calm_collector() -> None:
    """Let the collector look less often, and never again at what the program is made of.

    A list of twenty thousand rows fills Python's usual threshold 28 times over; each time it would
    look at every module and class again, which takes longer than making the rows.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


class Sweeper(QObject):
    """Has garbage collected by the GUI thread alone while other threads work.

    Python's collector runs on whichever thread happens to fill it up. A dialog in a ring of
    references would then be destroyed by a worker, while Qt looks at it: the process aborts.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(SWEEP)
        self._timer.timeout.connect(self.sweep)

    def begin(self) -> None:
        """Take collecting over."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def sweep(self) -> None:
        """Collect as Python itself would by now."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return


class Jobs(QObject):
    """Owns running jobs, so that they outlive the widget that asked. One at a time."""

    started = Signal(Job)
    rested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._running: list[Job] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._sweeper = Sweeper(self)

    def start(self, job: Job) -> None:
        """Queue a job whose signals are already connected; returns at once."""
        self._running.append(job)
        self._sweeper.begin()
        job.ended.connect(self._forget)
        self.started.emit(job)
        self._pool.start(job.run)

    def busy(self) -> bool:
        """Say whether anything that a person asked for is running or waiting to run."""
        return any(not job.quiet for job in self._running)

    def stop(self) -> None:
        """Cancel everything and wait for it; call this when the window closes."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()
        self._sweeper.end()

    @Slot()
    def _forget(self) -> None:
        job = self.sender()
        self._running = [each for each in self._running if each is not job]
        if not self._running:
            self._sweeper.end()
            self.rested.emit()


class ProgressStrip(QWidget):
    """A thin line at the foot of the window that tells of the job under way."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressStrip")
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("进度")
        self.cancel_button = QPushButton("取消")
        self._job: Job | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(self.label)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.cancel_button)
        self.cancel_button.clicked.connect(self._cancel)
        jobs.started.connect(self._follow)
        jobs.rested.connect(self.hide)
        self.hide()

    @Slot(Job)
    def _follow(self, job: Job) -> None:
        if job.quiet:
            return
        self._job = job
        self.label.setText(f"正在{job.title}…")
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setVisible(job.cancellable)
        job.progressed.connect(self._show)
        self.show()

    @Slot(int, int)
    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel_button.setEnabled(False)
            self.label.setText("正在取消…")
            self._job.cancel()
