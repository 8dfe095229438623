import errno
import io
import json
import os
from datetime import date

import docx
import pytest

from tests.conftest import trail_of
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import OpinionGroup, Track
from zjgdesk.services import issued, opinions, scheme, word_files

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
