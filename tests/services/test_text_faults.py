"""On which line of a text the fault stands."""

import pytest

from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.services.office_texts import preview_text
from zjgdesk.services.text_faults import home_of, line_of


def lines_with(kind, line, at):
    lines = read_template(f"{kind}.txt").splitlines()
    return "\n".join((*lines[:at], line, *lines[at:]))


@pytest.mark.parametrize(
    ("kind", "line", "code"),
    [
        ("notice_cadre", "{星座}", "template.field_unknown"),
        ("notice_cadre", "半个{括号", "template.brace"),
        ("notice_cadre", "【花边】一行", "template.mark_unknown"),
        ("case_report", "【表】没有的", "template.table_unknown"),
        ("ballot", "【换页】", "template.ballot_mark"),
        ("case_report", "一个\U0010fffd字", "page.glyph_missing"),
        ("notice_cadre", "表彰先进", "notice.forbidden_word"),
        ("elected", "下列同志受到表彰：", "notice.forbidden_word"),
        ("case_report", "参加评比", "notice.forbidden_word"),
    ],
)
@pytest.mark.parametrize("at", [1, 3])
def test_the_line_of_a_fault_is_found(desk, kind, line, code, at):
    text = lines_with(kind, line, at)
    with pytest.raises(DeskError) as caught:
        preview_text(desk, kind, text)
    assert caught.value.code == code
    assert line_of(text, caught.value) == at + 1


def test_words_below_the_table_of_a_ballot_are_found(desk):
    text = read_template("ballot.txt").rstrip() + "\n\n表后的话"
    with pytest.raises(DeskError, match=r"template\.ballot_end") as caught:
        preview_text(desk, "ballot", text)
    assert line_of(text, caught.value) == len(text.splitlines())


@pytest.mark.parametrize("text", ["", "只有一行字"])
def test_what_is_missing_stands_on_no_line(desk, text):
    with pytest.raises(DeskError) as caught:
        preview_text(desk, "notice_cadre", text)
    assert line_of(text, caught.value) is None


@pytest.mark.parametrize(
    ("kind", "gone", "code"),
    [
        ("notice_cadre", "{邮政编码}", "template.field_missing"),
        ("report", "【表】得票情况", "template.table_missing"),
    ],
)
def test_where_the_original_has_what_is_missing_is_found(desk, kind, gone, code):
    shipped = read_template(f"{kind}.txt")
    with pytest.raises(DeskError) as caught:
        preview_text(desk, kind, shipped.replace(gone, "某"))
    assert caught.value.code == code
    assert gone in shipped.splitlines()[home_of(shipped, caught.value) - 1]
    assert home_of(shipped, DeskError("template.empty")) is None
