import pytest

from zjgdesk.documents.blocks import PageBreak, Paragraph
from zjgdesk.documents.page import Frame, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
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
