import pytest

from zjgdesk.documents.blocks import (
    Blank,
    Cell,
    DocumentNumber,
    PageBreak,
    Paragraph,
    SignOff,
    Table,
    Title,
)
from zjgdesk.documents.fonts import Face
from zjgdesk.documents.templates import read_template, render_template, to_blocks
from zjgdesk.errors import DeskError

FIELDS = {"年度": "2026", "名单": "丁宁", "空": " "}


def test_fields_are_filled():
    assert render_template("{年度}年：{名单}", FIELDS) == "2026年：丁宁"


def test_a_brace_in_a_value_is_text():
    assert render_template("{名单}", {"名单": "{年度}"}) == "{年度}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("{年份}", "template.field_unknown", id="NOTICE-04 unknown field"),
        pytest.param("{空}", "template.field_empty", id="NOTICE-04 empty field"),
        pytest.param("{年度}", "template.field_missing", id="NOTICE-04 the list is dropped"),
        pytest.param("{名单}{年度", "template.brace", id="NOTICE-04 half a brace"),
        pytest.param("{名单}}", "template.brace", id="NOTICE-04 a brace too many"),
        pytest.param("{}{名单}", "template.field_unknown", id="NOTICE-04 no name"),
    ],
)
def test_faults_are_refused(text, code):
    with pytest.raises(DeskError) as refusal:
        render_template(text, FIELDS, required=("名单",))
    assert refusal.value.code == code
    assert refusal.value.rule == "NOTICE-04"


def test_marks_become_blocks():
    text = "【标题】题\n一、总\n（一）分\n1.文\n\n【空行】\n【换页】\n【附件】附件"
    text += "\n【署名】部\n【日期】日"
    assert to_blocks(text) == (
        Title("题"),
        Paragraph("一、总", Face.HEI, keep_next=True),
        Paragraph("（一）分", Face.KAI, keep_next=True),
        Paragraph("1.文"),
        Blank(),
        PageBreak(),
        Paragraph("附件", Face.HEI, 0, keep_next=True),
        SignOff("部", "日"),
    )


def test_who_seals_is_set_for_the_seal_and_a_number_in_the_middle():
    assert to_blocks(
        "【文号】锦委容〔2017〕1号\n【用印】部\n【日期】日\n【署名】科\n【日期】日"
    ) == (
        DocumentNumber("锦委容〔2017〕1号"),
        SignOff("部", "日", sealed=True),
        SignOff("科", "日"),
    )


def test_a_table_stands_where_its_name_does():
    table = Table((20,), (), ((Cell("甲"),),))
    assert to_blocks("前\n【表】名单\n后", {"名单": (table, Blank())}) == (
        Paragraph("前"),
        table,
        Blank(),
        Paragraph("后"),
    )


def test_an_unknown_table_is_refused():
    with pytest.raises(DeskError) as refusal:
        to_blocks("【表】名册", {"名单": ()})
    assert (refusal.value.code, refusal.value.facts) == (
        "template.table_unknown",
        {"table": "名册"},
    )


def test_an_unknown_mark_is_refused():
    with pytest.raises(DeskError) as refusal:
        to_blocks("【大标题】题")
    assert (refusal.value.code, refusal.value.facts) == (
        "template.mark_unknown",
        {"mark": "大标题"},
    )


@pytest.mark.parametrize("name", ["notice_cadre.txt", "notice_unit.txt"])
def test_shipped_templates_never_speak_of_commendation(name):
    text = read_template(name)
    assert "评比" not in text
    assert "表彰" not in text
