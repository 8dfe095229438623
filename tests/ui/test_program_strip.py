"""A program whose files are not what was shipped says so wherever one looks. Rule: DESK-11."""

import random
from dataclasses import replace

import pytest

from zjgdesk.program import Program
from zjgdesk.services.desk import Machine
from zjgdesk.settings import Settings
from zjgdesk.ui.program_strip import ProgramStrip
from zjgdesk.ui.shell import Shell
from zjgdesk.ui.trail_view import program_words, told
from zjgdesk.ui.window import MainWindow

SOUND = Program("0.5.0", "ab12cd34" + "0" * 56, released=True)
SPOILT = replace(SOUND, changed=("_internal/libQt6Gui.so.6",), extra=("sneaked.py",))


@pytest.fixture
def program():
    return SOUND


@pytest.fixture
def machine(clock, program):
    return Machine(clock, random.Random(7), which_program=lambda: program)


@pytest.mark.parametrize(("program", "seen"), [(None, False), (SOUND, False), (SPOILT, True)])
def test_the_window_has_a_strip_only_over_a_changed_program(qtbot, jobs, workspace, desk, seen):
    window = MainWindow(workspace, desk, jobs, on_leave=lambda _where: None)
    qtbot.addWidget(window)
    window.show()
    strip = window.findChild(ProgramStrip)
    assert strip.isVisible() is seen
    assert ("libQt6Gui.so.6、sneaked.py" in strip.line.text()) is seen


@pytest.mark.parametrize(("program", "seen"), [(SOUND, False), (SPOILT, True)])
def test_the_first_page_says_it_before_anything_is_opened(qtbot, tmp_path, machine, seen):
    shell = Shell(machine, Settings(tmp_path / "settings.json"), tmp_path / "sample")
    shell.show_start()
    qtbot.addWidget(shell.start)
    shell.jobs.stop()
    qtbot.waitUntil(lambda: shell.start.said.isVisible() is seen)
    qtbot.wait(50)
    assert shell.start.said.isVisible() is seen
    assert ("sneaked.py" in shell.start.said.text()) is seen
    shell.close()


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (None, ()),
        (SOUND, ("AB12 CD34", "与发布时一致")),
        (replace(SOUND, released=False), ("开发版", "AB12 CD34")),
        (SPOILT, ("AB12 CD34", "sneaked.py", "DESK-11")),
    ],
)
def test_the_about_box_names_the_build(program, words):
    said = program_words(program)
    assert bool(said) is bool(words)
    assert all(word in said for word in words)


def test_the_trail_tells_it_in_words():
    facts = '{"build":"AB12 CD34","files_extra":{"count":1,"names":["c.py"]},"program":"0.5.0","released":true}'
    assert (
        told(facts) == "程序摘要：AB12 CD34；多出的程序文件：1、c.py；程序版本：0.5.0；发布版：是"
    )
