from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import trail_of
from tests.services.conftest import FRIDAY
from tests.services.test_word_files import words_of
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import circular_papers, issued, notices, word_files
from zjgdesk.services.circular_papers import NewCircular


@pytest.fixture
def confirmed(desk, published, clock):
    clock.now += timedelta(days=30)
    notices.confirm_list(desk, published)
    return NewCircular((Track.CADRE,), desk.today(), "给予一次性奖励。", published)


def text_of(desk, row):
    return "".join("".join(page_texts(issued.read_issued(desk, row.id))).split())


def test_the_confirmed_are_named_in_their_order_without_a_vote(desk, confirmed):
    row = circular_papers.print_circular(desk, confirmed)
    text = text_of(desk, row)
    assert (row.kind, row.subject) == ("circular", f"notice:{confirmed.notice_id}")
    assert "确定2名同志为2026年度担当作为好干部" in text
    assert "给予一次性奖励。" in text
    assert text.index("丁一") < text.index("王二小")
    assert "2026年12月18日" in text
    assert not [word for word in ("票数", "同意", "表彰") if word in text]


def test_nothing_is_told_before_the_list_is_confirmed(desk, published):
    assert circular_papers.confirmed_tracks(desk) == ()
    new = NewCircular((Track.CADRE,), FRIDAY, "给予一次性奖励。")
    with pytest.raises(DeskError, match=r"circular\.nobody"):
        circular_papers.print_circular(desk, new)
    assert issued.list_issued(desk, "year:2026") == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"issued_on": date(2026, 12, 1)}, "circular.too_early"),
        ({"decision": "　"}, "circular.decision_missing"),
        ({"decision": "予以表彰"}, "notice.forbidden_word"),
    ],
)
def test_a_faulty_one_is_refused_before_it_is_printed(desk, confirmed, changes, code):
    before = len(trail_of(desk))
    for act in (circular_papers.need_whole, circular_papers.print_circular):
        with pytest.raises(DeskError, match=code.replace(".", r"\.")):
            act(desk, replace(confirmed, **changes))
    assert len(trail_of(desk)) == before


def test_it_is_saved_to_be_edited_and_not_kept_as_issued(desk, confirmed, tmp_path):
    before = issued.list_issued(desk)
    word_files.save_circular(desk, confirmed, tmp_path / "通报.docx")
    words = words_of(tmp_path / "通报.docx")
    assert "考核结果的通报" in words
    assert "王二小" in words
    assert issued.list_issued(desk) == before
    assert trail_of(desk)[0].action == "export_paper"
