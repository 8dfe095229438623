import errno
import io
import json
import os
from datetime import date

import docx
import pytest

from tests.conftest import trail_of
from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.models.notices import Notice, NoticeEntry
from zjgdesk.rules.vocabulary import OpinionAnswer, OpinionGroup, TakenOffCause, Track
from zjgdesk.services import issued, notice_changes, notices, opinions, scheme, word_files

DUE = date(2026, 11, 20)


@pytest.fixture
def asked(desk, make_candidates):
    scheme.change_scheme(desk, "notice.issuer", "市委组织部", source="测试")
    make_candidates(("龚㛃䶮", "王二小", "张三"), post="科长", deed="牵头", deed_kind="重大项目")
    new = opinions.NewRequests(
        OpinionGroup.TOWNS, Track.CADRE, ["杨舍镇", "塘桥镇"], date(2026, 11, 10), DUE
    )
    opinions.send_requests(desk, new)
    return [row.id for row in opinions.list_requests(desk)]


def words_of(path):
    document = docx.Document(io.BytesIO(path.read_bytes()))
    told = [each.text for each in document.paragraphs]
    told += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join(told).split())


def test_letters_are_saved_to_be_edited_and_not_kept_as_issued(desk, asked, tmp_path):
    path = tmp_path / "函.docx"
    word_files.save_requests(desk, asked, path)
    words = words_of(path)
    assert words.count("龚㛃䶮") == 2
    assert "杨舍镇：" in words
    assert "塘桥镇：" in words
    assert "2026年11月20日前" in words
    assert issued.list_issued(desk) == []
    entry = trail_of(desk)[0]
    facts = json.loads(entry.facts)
    assert (entry.action, entry.subject) == ("export_paper", "track:cadre")
    assert (facts["file"], facts["addressees"]) == ("函.docx", ["杨舍镇", "塘桥镇"])


def test_no_letters_no_file(desk, asked, tmp_path):
    before = len(trail_of(desk))
    with pytest.raises(DeskError, match=r"page\.no_addressee"):
        word_files.save_requests(desk, [], tmp_path / "函.docx")
    with pytest.raises(DeskError, match=r"opinion\.request_unknown"):
        word_files.save_requests(desk, [99], tmp_path / "函.docx")
    with pytest.raises(DeskError, match=r"notice\.unknown"):
        word_files.save_notice(desk, 99, tmp_path / "函.docx")
    assert list(tmp_path.glob("函*")) == []
    assert len(trail_of(desk)) == before


def test_a_full_disk_leaves_nothing(desk, asked, tmp_path, monkeypatch):
    before = len(trail_of(desk))

    def refuse(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DeskError, match=r"save\.full"):
        word_files.save_requests(desk, asked, tmp_path / "函.docx")
    assert list(tmp_path.glob("函*")) == []
    assert len(trail_of(desk)) == before


def test_reminders_are_saved_and_nobody_is_noted_as_reminded(desk, asked, tmp_path):
    path = tmp_path / "催办.docx"
    word_files.save_reminders(desk, asked, path, until=date(2026, 11, 27))
    words = words_of(path)
    assert words.count("关于尽快反馈") == 2
    assert "2026年11月27日前" in words
    assert [row.reminded_on for row in opinions.list_requests(desk)] == [None, None]
    facts = json.loads(trail_of(desk)[0].facts)
    assert facts["size"] == len(path.read_bytes())
    assert facts["digest"] == digest_of(path.read_bytes())


def test_letters_to_the_organs_are_saved(desk, asked, tmp_path):
    path = tmp_path / "核查.docx"
    word_files.save_clearance(desk, Track.CADRE, path, sent_on=date(2026, 11, 18), due_on=DUE)
    words = words_of(path)
    for organ in ("市纪委监委：", "市公安局：", "市人民检察院：", "市人民法院："):
        assert organ in words
    assert words.count("龚㛃䶮") == 4
    assert issued.list_issued(desk) == []


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"sent_on": date(2026, 11, 21), "due_on": DUE}, "opinion.due_before_sent"),
        (
            {"sent_on": date(2026, 11, 1), "due_on": date(2026, 11, 17)},
            "opinion.until_past",
        ),
    ],
)
def test_days_that_cannot_be_are_refused_in_letters_to_the_organs(
    desk, asked, tmp_path, days, code
):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        word_files.save_clearance(desk, Track.CADRE, tmp_path / "函.docx", **days)
    assert list(tmp_path.glob("函*")) == []


def test_who_has_answered_is_not_reminded_in_a_text_either(desk, asked, tmp_path):
    for each in opinions.read_answers(desk, asked[0]):
        opinions.record_opinion(desk, asked[0], each.candidate_id, OpinionAnswer.YES)
    with pytest.raises(DeskError, match=r"opinion\.answered"):
        word_files.save_reminders(desk, asked, tmp_path / "函.docx", until=DUE)
    assert list(tmp_path.glob("函*")) == []


def test_a_supplementary_notice_is_saved_as_such(desk, published, tmp_path, make_candidates):
    after = make_candidates(("欧阳六",))[0]
    first = notices.read_notice(desk, published).entries[0]
    notice_changes.take_off(
        desk, published, first.candidate_id, reason="调离", cause=TakenOffCause.MOVED
    )
    with desk.writing.begin() as session:
        old = notices.find(session, published)
        told = {"track": old.track, "published_on": old.published_on, "days": old.days}
        made = Notice(
            round_id=old.round_id, supplements_id=old.id, title="补充公示", published=False, **told
        )
        made.entries = [NoticeEntry(position=1, candidate_id=after, name="欧阳六")]
        session.add(made)
        session.flush()
        number = made.id
    word_files.save_notice(desk, number, tmp_path / "补充公示.docx")
    words = words_of(tmp_path / "补充公示.docx")
    assert "当选人选补充公示" in words
    assert "1名因工作变动" in words
    assert "欧阳六" in words
