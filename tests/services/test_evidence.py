"""Evidence comes in whole or not at all, and is known again. Rule: TOL-17."""

import pytest

from tests.cases import Player
from zjgdesk.errors import DeskError
from zjgdesk.services import evidence
from zjgdesk.services.evidence import NewPaper, add_evidence, read_evidence


@pytest.fixture
def player(desk):
    return Player(desk)


def refusal(player, path, **changes):
    with pytest.raises(DeskError) as caught:
        add_evidence(player.desk, player.case_id, NewPaper(path, **changes))
    assert player.detail().evidence == ()
    assert list((player.desk.folder / "evidence").glob("*")) == []
    return caught.value


def test_a_file_is_kept_as_it_is(player, tmp_path):
    content = bytes(range(256)) * 5000
    number = player.paper(tmp_path, "会议纪要.pdf", content)
    (row,) = player.detail().evidence
    assert (row.title, row.file_name, row.size, row.lost) == (
        "会议纪要", "会议纪要.pdf", len(content), False,
    )  # fmt: skip
    assert read_evidence(player.desk, player.case_id, number) == content


def test_a_file_of_500_megabytes_is_refused_before_it_is_copied(player, tmp_path):
    path = tmp_path / "录像.mp4"
    with path.open("wb") as file:
        file.truncate(500 << 20)  # a hole: it takes no room
    error = refusal(player, path)
    assert (error.code, error.facts["size"], error.facts["most"]) == (
        "case.evidence_large", "500", 200,
    )  # fmt: skip


def test_a_file_that_vanishes_is_told(player, tmp_path):
    path = tmp_path / "照片.jpg"
    assert refusal(player, path).code == "case.evidence_unreadable"


def test_a_file_that_shrinks_while_it_is_copied_is_told(player, tmp_path, monkeypatch):
    path = tmp_path / "照片.jpg"
    path.write_bytes(b"12345")
    monkeypatch.setattr(evidence, "_size", lambda _path: 9)
    assert refusal(player, path).code == "case.evidence_unreadable"


def test_a_medium_pulled_out_meanwhile_is_told(player, tmp_path):
    folder = tmp_path / "folder.pdf"
    folder.mkdir()  # it has a size and cannot be read
    assert refusal(player, folder).code == "case.evidence_unreadable"


def test_an_empty_file_is_refused(player, tmp_path):
    path = tmp_path / "空.txt"
    path.touch()
    assert refusal(player, path).code == "case.evidence_empty"


def test_stopping_halfway_leaves_nothing(player, tmp_path):
    path = tmp_path / "大.bin"
    path.write_bytes(b"x" * (3 << 20))

    def stop(done, _total):
        if done > 1 << 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_evidence(player.desk, player.case_id, NewPaper(path), told=stop)
    assert list((player.desk.folder / "evidence").glob("*")) == []
    assert list((player.desk.folder / "evidence").glob(".*")) == []


def test_a_disk_that_refuses_is_told(player, tmp_path):
    (player.desk.folder / "evidence").write_bytes(b"in the way")
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")
    with pytest.raises(DeskError, match=r"case\.evidence_unwritable"):
        add_evidence(player.desk, player.case_id, NewPaper(path))


def test_the_same_file_twice_is_named(player, tmp_path):
    player.paper(tmp_path, "一.txt", b"same")
    with pytest.raises(DeskError, match=r"case\.evidence_known") as caught:
        player.paper(tmp_path, "二.txt", b"same")
    assert caught.value.facts["title"] == "一"
    assert len(player.detail().evidence) == 1


def test_two_cases_may_hold_the_same_file(player, desk, tmp_path):
    player.paper(tmp_path, "一.txt", b"same")
    other = Player(desk, person="王二")
    number = other.paper(tmp_path, "一.txt", b"same")
    assert read_evidence(desk, other.case_id, number) == b"same"


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda path: path.unlink(), "evidence_lost"),
        (lambda path: path.write_bytes(b"minutez"), "evidence_changed"),
    ],
)
def test_a_lost_or_changed_file_is_told(player, tmp_path, harm, code):
    number = player.paper(tmp_path)
    (kept,) = (player.desk.folder / "evidence").iterdir()
    harm(kept)
    with pytest.raises(DeskError, match=rf"case\.{code}"):
        read_evidence(player.desk, player.case_id, number)
    assert player.detail().evidence[0].lost is (code == "evidence_lost")


def test_a_filed_case_takes_no_more(player, tmp_path):
    player.to_filed()
    with pytest.raises(DeskError, match=r"case\.file_closed"):
        player.paper(tmp_path)
    player.step("reopen", "出现新证据。")
    assert player.paper(tmp_path)


def test_a_paper_of_another_case_proves_nothing_here(player, desk, tmp_path):
    other = Player(desk, person="王二")
    number = other.paper(tmp_path)
    player.apply()
    player.step("accept")
    with pytest.raises(DeskError, match=r"case\.paper_unknown"):
        player.find(papers=[number])
    with pytest.raises(DeskError, match=r"case\.paper_unknown"):
        read_evidence(desk, player.case_id, number)
