from dataclasses import replace
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from zjgdesk.documents.blocks import PageBreak, Paragraph
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.proving import print_proven
from zjgdesk.errors import DeskError


@pytest.fixture(scope="module")
def data(fonts):
    blocks = [Paragraph("丁\u3000宁、王㛃"), PageBreak(), Paragraph("丁\u3000宁、王㛃")]
    return print_pages(blocks, Frame("题"), fonts)


@pytest.mark.parametrize(
    "facts",
    [
        ProofFacts(),
        ProofFacts(("丁宁", "王㛃"), pages=2, ordered=True),
        ProofFacts(("王㛃", "丁宁")),
    ],
)
def test_a_true_page_passes_unchanged(data, facts):
    assert prove(data, facts) is data


@pytest.mark.parametrize(
    ("facts", "check"),
    [
        pytest.param(ProofFacts(pages=3), "页数", id="PAGE-05 a page missing"),
        pytest.param(ProofFacts(("丁宁", "李四")), "姓名或名称", id="PAGE-05 a name missing"),
        pytest.param(ProofFacts(("王㛃", "王㛃", "王㛃"), ordered=True), "排列次序", id="VOTE-11"),
        pytest.param(ProofFacts(copies=2), "各份是否一致", id="VOTE-10 page numbers differ"),
        pytest.param(ProofFacts(copies=4), "各份是否一致", id="VOTE-10 a sheet missing"),
    ],
)
def test_a_false_page_is_not_printed(data, facts, check):
    with pytest.raises(DeskError) as refusal:
        prove(data, facts)
    assert refusal.value.code == "page.proof_failed"
    assert refusal.value.facts["check"] == check


@pytest.mark.parametrize("moved", [0.0, 0.2])
def test_copies_with_the_same_words_in_another_place_are_found_out(moved):
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for copy in range(3):
        canvas.drawString(100 + moved * (copy == 2), 700, "Wang")
        canvas.showPage()
    canvas.save()
    facts = ProofFacts(("Wang",), 3, copies=3)
    if not moved:
        assert prove(buffer.getvalue(), facts)
        return
    with pytest.raises(DeskError, match=r"page\.proof_failed") as caught:
        prove(buffer.getvalue(), facts)
    assert caught.value.facts["subject"] == "3"


def test_every_kind_of_sign_that_the_fonts_have_is_found_again(fonts):
    samples = "ﬁ公司ﬂ、①Ⅷ㈠㊣、Ａｂ１、é、〇、㐀䶵、𠮷𬭎、豈、～·—…“”‘’-"
    text = f"{samples}\u200b{samples[::-1]}\ufeff"
    assert print_proven([Paragraph(text)], Frame("题"), fonts, ProofFacts((samples,)))


@pytest.mark.parametrize(
    ("told", "names", "check"),
    [
        ("丁宁宁", ("丁宁",), ""),
        ("丁宁、丁宁宁", ("丁宁", "丁宁宁"), ""),
        ("丁宁宁", ("丁宁", "丁宁宁"), "姓名或名称出现的次数"),
        ("丁宁、丁宁", ("丁宁",), ""),
    ],
)
def test_a_name_within_a_longer_one_is_no_find(fonts, told, names, check):
    """The words say what stands there; a name that only a longer one holds is missed by its facts."""
    data = print_pages([Paragraph(told)], Frame("题"), fonts)
    facts = ProofFacts(names, told="丁宁、丁宁宁" if check else told)
    if not check:
        assert prove(data, facts) is data
        return
    with pytest.raises(DeskError) as caught:
        prove(data, replace(facts, told="丁宁、丁宁宁"))
    assert caught.value.facts["check"] == check


def test_a_name_that_runs_over_the_end_of_a_page_is_found(fonts):
    """Page number and foot stand between its two halves."""
    words = "一二三四五六七八九十" * 61
    name = "欧阳㛃䶮"
    for at in range(590, 616):
        blocks = [Paragraph(f"{words[:at]}{name}{words}", indent=0)]
        assert print_proven(blocks, Frame("题", "留痕摘要 3F2A-91BC"), fonts, ProofFacts((name,)))
