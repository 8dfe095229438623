"""PySide6 6.12.0 drops a reference to None at each call on Python 3.11 and dies after some thousands."""

import sys

import PySide6
from PySide6.QtWidgets import QLabel

CALLS = 1_000


def test_the_release_that_must_not_be_used_is_not_used():
    assert PySide6.__version__ != "6.12.0"


def test_calls_leave_none_alone(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
