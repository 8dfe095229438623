"""Saving a text that is edited further in a word processor."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zjgdesk.ui.forms import show_error, tell
from zjgdesk.ui.jobs import CRASHED, Job, Jobs
from zjgdesk.ui.printing.place import ask_place

TELLS = (
    "文字使用公文的标准字体（仿宋_GB2312、方正小标宋简体、楷体_GB2312、黑体），"
    "可以用 WPS 或者 Word 继续修改。改过的文字不再是案卷中印发的文书。"
)


def save_word(parent: QWidget, jobs: Jobs, title: str, *, work: Callable[[Path], None]) -> None:
    """Ask for a place, write off the window's own thread, and say what was written."""
    path = ask_place(parent, title, kind="Word", ending=".docx")
    if path is None:
        return
    job = Job("保存 Word 文档", lambda _progress: work(path), cancellable=False)
    job.succeeded.connect(lambda _none: tell(parent, "已保存", f"{path}\n\n{TELLS}"))
    job.failed.connect(lambda error: show_error(parent, error))
    job.crashed.connect(lambda _name: show_error(parent, CRASHED))
    jobs.start(job)
