"""The code on paper finds what was done to a counting workspace between closing and opening."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.roles import Action
from zjgdesk.services import anchors, scheme, trail
from zjgdesk.services.anchors import Fit
from zjgdesk.services.workspace import open_workspace


@pytest.fixture
def worked(desk):
    """A workspace with some deeds, and the code that was written down when it closed."""
    for number in (26, 27, 28):
        scheme.change_scheme(desk, "places.unit", str(number), source="试")
    return anchors.give(desk)


@pytest.fixture
def reopened(workspace, folder, machine):
    """Close the workspace, do something to its file, open it again; return the clerk's desk."""
    opened = []

    def again(tamper=lambda _raw: None):
        workspace.close()
        with closing(sqlite3.connect(folder / "desk.db")) as raw, raw:
            tamper(raw)
        opened.append(open_workspace(folder, machine=machine))
        return opened[-1].sign_in("经办人", "")

    yield again
    for each in opened:
        each.close()


def forged(raw, keep):
    """Write the trail anew with what `keep` leaves of it, every digest right again."""
    rows = raw.execute(
        "SELECT at, actor, action, subject, facts FROM trail_entry ORDER BY seq"
    ).fetchall()
    raw.execute("DELETE FROM trail_entry")
    before = trail.ORIGIN
    for seq, (at, *told) in enumerate(keep(rows), start=1):
        entry = trail._Entry(seq, trail._stored_time(at), *told, before)
        digest = entry.digest(trail.ALGORITHM)
        raw.execute(
            "INSERT INTO trail_entry (seq, at, actor, action, subject, facts, previous, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, at, *told, before, digest),
        )
        before = digest


def test_the_code_that_was_written_down_fits_what_is_opened(worked, reopened):
    desk = reopened()
    found = anchors.compare(desk, worked.lower().replace(" ", ""))
    assert (found.fit, found.later) == (Fit.NEWEST, ())
    anchors.confirm(desk, found)
    assert trail_of(desk)[0].action == "confirm_anchor"
    assert anchors.compare(desk, worked).fit is Fit.NEWEST


@pytest.mark.parametrize(
    "keep",
    [
        pytest.param(lambda rows: rows[:-2], id="cut off"),
        pytest.param(lambda rows: [*rows[:2], *rows[3:]], id="an entry taken out"),
        pytest.param(lambda rows: [rows[1], rows[0], *rows[2:]], id="reordered"),
        pytest.param(
            lambda rows: [*rows[:-2], (*rows[-2][:4], '{"value": "99"}'), rows[-1]], id="edited"
        ),
        pytest.param(
            lambda rows: [rows[0], rows[0], *rows[1:]], id="an entry put in"
        ),
    ],
)  # fmt: skip
def test_a_trail_that_was_forged_whole_no_longer_fits_the_paper(worked, reopened, folder, keep):
    desk = reopened(lambda raw: forged(raw, keep))
    assert trail.check_trail(folder).broken_at is None  # the chain alone does not tell
    assert anchors.compare(desk, worked).fit is Fit.NOWHERE


@pytest.mark.parametrize(
    ("keep", "last_that_fits"),
    [
        pytest.param(lambda rows: [*rows[:2], *rows[3:]], 1, id="an entry taken out"),
        pytest.param(
            lambda rows: [*rows[:3], (*rows[3][:4], '{"value": "99"}'), *rows[4:]], 2, id="edited"
        ),
        pytest.param(lambda rows: [rows[1], rows[0], *rows[2:]], None, id="reordered"),
        pytest.param(lambda rows: rows[:4], 3, id="cut off"),
    ],
)
def test_a_forged_trail_is_located_between_two_printed_codes(
    desk, reopened, sign_in, keep, last_that_fits
):
    """The codes of the pages, typed one after the other: the last that fits bounds the change."""
    codes = []
    for number in range(26, 32):
        scheme.change_scheme(desk, "places.unit", str(number), source="试")
        codes.append((trail_of(desk)[0].seq, anchors.newest_code(desk)))
    first = codes[0][0]
    reopened(lambda raw: forged(raw, lambda rows: [*rows[: first - 1], *keep(rows[first - 1 :])]))
    late = sign_in("督查员")
    sure = 0 if last_that_fits is None else last_that_fits + 1
    for seq, code in codes[:sure]:
        assert trail.find_printed(late, code).seq == seq
    for _seq, code in codes[sure:]:
        with pytest.raises(DeskError, match=r"trail\.digest_unknown"):
            trail.find_printed(late, code)


def test_an_opening_without_a_fitting_code_is_seen_by_who_has_the_paper(worked, reopened):
    desk = reopened()
    anchors.confirm(desk, anchors.compare(desk, ""), reason="说是纸丢了")
    found = anchors.compare(desk, worked)
    assert [row.action for row in found.later] == ["confirm_anchor"]


def test_an_older_copy_put_back_does_not_know_the_code(workspace, folder, machine, tmp_path, desk):
    scheme.change_scheme(desk, "places.unit", "26", source="试")
    workspace.close()
    shutil.copy(folder / "desk.db", tmp_path / "old.db")
    again = open_workspace(folder, machine=machine)
    late = again.sign_in("经办人", "")
    scheme.change_scheme(late, "places.unit", "27", source="试")
    code = anchors.give(late)
    again.close()
    shutil.copy(tmp_path / "old.db", folder / "desk.db")
    old = open_workspace(folder, machine=machine)
    try:
        assert anchors.compare(old.sign_in("经办人", ""), code).fit is Fit.NOWHERE
    finally:
        old.close()


def test_deeds_after_the_code_are_listed_one_by_one(worked, reopened):
    desk = reopened()
    scheme.change_scheme(desk, "places.unit", "30", source="夜里")
    found = anchors.compare(desk, worked)
    assert found.fit is Fit.EARLIER
    assert [(row.actor, row.action) for row in found.later] == [("经办人", "change_scheme")]


def test_wrong_passphrases_after_the_code_are_no_deed(workspace, worked, desk):
    with pytest.raises(DeskError):
        workspace.sign_in("经办人", "falsch")
    assert anchors.compare(desk, worked).fit is Fit.NEWEST


def test_a_slip_in_typing_names_its_group(desk, worked):
    groups = worked.split()
    wrong = "0" if groups[2][1] != "0" else "1"
    groups[2] = groups[2][0] + wrong + groups[2][2:]
    for typed, code, at in (
        (" ".join(groups), "anchor.typo", 3),
        (worked[:-1], "anchor.length", None),
    ):
        with pytest.raises(DeskError) as caught:
            anchors.compare(desk, typed)
        assert (caught.value.code, caught.value.facts.get("group")) == (code, at)


def test_without_a_fitting_code_one_goes_on_with_a_reason_alone(desk, worked):
    for typed in ("", anchors.newest_code(desk).replace("A", "A")):
        found = anchors.compare(desk, typed)
        if found.fit is Fit.NEWEST:
            continue
        with pytest.raises(DeskError, match=r"reason\.missing"):
            anchors.confirm(desk, found)
        anchors.confirm(desk, found, reason="纸质短码遗失，经总监票人同意")
        assert "遗失" in trail_of(desk)[0].facts


def test_the_first_opening_has_no_code_yet(desk):
    assert not anchors.was_opened(desk)
    assert not anchors.is_asked(desk)
    code = anchors.give(desk)
    assert anchors.was_opened(desk)
    assert code == anchors.newest_code(desk)
    last = code.split()[-1]
    anchors.kept(code, last.lower())
    anchors.kept(code, last.replace("0", "O").replace("1", "l"))
    anchors.kept(code, "".join(chr(ord(c) + 0xFEE0) for c in last))
    with pytest.raises(DeskError, match=r"anchor\.not_kept"):
        anchors.kept(code, code.split()[0])


def test_every_code_at_the_foot_of_a_page_is_one_that_can_be_typed(desk):
    with desk.acting(Action.CHANGE_SCHEME, "test"):
        pass
    code = anchors.newest_code(desk)
    assert len(code.split()) == trail.ANCHOR_GROUPS
    assert anchors.compare(desk, code).fit is Fit.NEWEST
