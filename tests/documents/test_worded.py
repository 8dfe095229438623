"""Documents whose words an office may rewrite."""

import pytest

from zjgdesk.documents.blocks import Paragraph, Title
from zjgdesk.documents.worded import Filling, worded_blocks
from zjgdesk.errors import DeskError

TABLE = (Paragraph("一张表"),)
FILLING = Filling({"标题": "名册", "说明": "", "人数": "3"}, {"名单": TABLE}, ("人数",), ("名单",))
TEXT = "【标题】{标题}\n共{人数}人。\n{说明}\n【表】名单\n"


def test_fields_and_tables_come_in() -> None:
    assert worded_blocks("x", TEXT, FILLING) == (Title("名册"), Paragraph("共3人。"), *TABLE)


def test_a_field_that_says_nothing_leaves_the_rest_of_its_line() -> None:
    made = worded_blocks("x", "共{人数}人{说明}。\n【表】名单", FILLING)
    assert made[0] == Paragraph("共3人。")


def test_what_somebody_wrote_marks_nothing() -> None:
    filling = Filling({"说明": "甲\n【换页】乙"}, {})
    assert worded_blocks("x", "{说明}", filling) == (Paragraph("甲"), Paragraph("【换页】乙"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("共{人数}人。", "template.table_missing"),
        ("共{人数}人。不写【表】名单", "template.table_missing"),
        ("【表】名单", "template.field_missing"),
        ("{人数}{别的}\n【表】名单", "template.field_unknown"),
        ("{人数}\n【表】名单\n【表】别的", "template.table_unknown"),
        ("{人数\n【表】名单", "template.field_missing"),
        ("{人数}}\n【表】名单", "template.brace"),
        ("【奇怪】{人数}\n【表】名单", "template.mark_unknown"),
    ],
)
def test_a_faulty_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(DeskError) as caught:
        worded_blocks("x", text, FILLING)
    assert caught.value.code == code
