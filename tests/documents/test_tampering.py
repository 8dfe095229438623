"""A page that is not what was approved is never kept: each harm is found out, and said."""

from dataclasses import fields, is_dataclass, replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from tests.documents import samples
from tests.documents.golden_pages import COUNTS, PAGES, names
from zjgdesk.documents import ballot, box_seal, case_file, proving, test_deck
from zjgdesk.documents.ballot import build_ballot, define_sheets, layout_ballot
from zjgdesk.documents.ballot_places import prove_places
from zjgdesk.documents.blocks import Paragraph
from zjgdesk.documents.case_file import CaseFileFacts, FilePart, build_case_file
from zjgdesk.documents.page import open_canvas
from zjgdesk.documents.pen import MM
from zjgdesk.documents.recovery_sheet import RecoveryFacts, build_recovery_sheet
from zjgdesk.documents.words import spread_name
from zjgdesk.errors import DeskError
from zjgdesk.ui.messages import explain

COUNT = COUNTS[1]
FIRST, SECOND = names(COUNT)[4], names(COUNT)[7]
DRAWN = {"ballot", "ballot-units", "case_ballot", "box_seal", "test_deck"}
SINGLE = {"reminder_letter", *(page for page in PAGES if page.startswith("case_"))}
SET = [page for page in PAGES if page not in DRAWN]
# What a list has in place of the bare name.
LISTED_AS = {
    "notice_unit": f"{FIRST}工作站",
    "supplement_unit": f"{FIRST}工作站",
    "media_register": f"{FIRST}推荐表04.xlsx",
}
LISTS = [page for page in SET if page not in SINGLE]
COUNTED, ORDER, NAME = "姓名或名称出现的次数", "排列次序", "姓名或名称"
PAGE_COUNT, ALIKE, BOXES, SIGNS = "页数", "各份是否一致", "方框位置", "文字"


def changed(thing, act):
    """Return blocks, rows and cells with every text changed."""
    if isinstance(thing, str):
        return act(thing)
    if isinstance(thing, tuple | list):
        return tuple(changed(each, act) for each in thing)
    if is_dataclass(thing):
        told = {each.name: changed(getattr(thing, each.name), act) for each in fields(thing)}
        return replace(thing, **told)
    return thing


def both(text):
    return {text, spread_name(text)}


def swapped(text):
    """Put each of two names where the other stands."""
    for form, other in ((FIRST, SECOND), (spread_name(FIRST), spread_name(SECOND))):
        text = text.replace(form, "\x02").replace(other, form).replace("\x02", other)
    return text


def dropped(text):
    for form in both(FIRST):
        text = text.replace(form, "")
    return text


def doubled(text):
    for form in both(SECOND):
        text = text.replace(form, FIRST)
    return text


def longer(data):
    """Put an empty page behind the others."""
    document = pdfium.PdfDocument(data)
    document.new_page(595, 842)
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def longer_than_nothing():
    """Return a file of one empty page."""
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def harm(monkeypatch, act):
    """Let the printer of pages print something else than it is told."""
    letters = proving.print_letters
    monkeypatch.setattr(
        proving,
        "print_letters",
        lambda told, *rest, **more: letters(changed(told, act), *rest, **more),
    )


def refused(make):
    with pytest.raises(DeskError, match=r"page\.proof_failed") as caught:
        make()
    check = caught.value.facts["check"]
    assert check in explain(caught.value)
    return check


@pytest.mark.parametrize(
    ("act", "checks"),
    [
        pytest.param(swapped, {ORDER, NAME}, id="VOTE-11 two names swapped"),
        pytest.param(dropped, {NAME}, id="PAGE-05 a name dropped"),
        pytest.param(doubled, {NAME}, id="PAGE-05 a name in place of another"),
    ],
)
@pytest.mark.parametrize("page", LISTS)
def test_another_list_is_not_kept(page, act, checks, fonts, monkeypatch):
    harm(monkeypatch, act)
    assert refused(lambda: PAGES[page](COUNT, fonts)) in checks


@pytest.mark.parametrize("page", LISTS)
def test_a_name_too_many_is_not_kept(page, fonts, monkeypatch):
    name = LISTED_AS.get(page, FIRST)
    letters, prove = proving.print_letters, proving.prove

    def more(blocks):
        return (*blocks, Paragraph(f"{name}。" * 3))

    monkeypatch.setattr(
        proving,
        "print_letters",
        lambda told, *rest, **how: letters([more(each) for each in told], *rest, **how),
    )
    # The paragraph may or may not make another page: that is another check's business.
    monkeypatch.setattr(
        proving, "prove", lambda data, facts: prove(data, replace(facts, pages=None))
    )
    assert refused(lambda: PAGES[page](COUNT, fonts)) == COUNTED


def test_a_sheet_that_saves_the_workspace_is_proved_as_well(fonts, monkeypatch):
    facts = RecoveryFacts("测试案卷", 2026, "ABCD EFGH JKLM NPQR", samples.DAY)
    harm(monkeypatch, lambda text: text.replace("EFGH", "EFGX"))
    assert refused(lambda: build_recovery_sheet(facts, fonts)) == NAME


@pytest.mark.parametrize(
    ("act", "check"),
    [
        (lambda text: text.replace("通知书", ""), NAME),
        (
            lambda text: (
                text.replace("受理", "\x02").replace("告知", "受理").replace("\x02", "告知")
            ),
            ORDER,
        ),
    ],
    ids=["a paper dropped", "two papers swapped"],
)
def test_another_table_of_contents_of_a_case_is_not_kept(fonts, monkeypatch, act, check):
    facts = CaseFileFacts("2026-001", "丁宁", "杨舍镇", "某部", samples.DAY, samples.DAY)
    parts = [
        FilePart(title=title, name=f"{title}.pdf", content=longer_than_nothing(), on=samples.DAY)
        for title in ("告知通知书", "受理通知书")
    ]
    assert build_case_file(facts, parts, fonts)
    printed = case_file.print_pages
    monkeypatch.setattr(
        case_file, "print_pages", lambda blocks, *rest: printed(changed(blocks, act), *rest)
    )
    assert refused(lambda: build_case_file(facts, parts, fonts)) == check


@pytest.mark.parametrize("page", SET)
def test_a_page_too_many_is_not_kept(page, fonts, monkeypatch):
    letters = proving.print_letters
    monkeypatch.setattr(
        proving, "print_letters", lambda *told, **more: longer(letters(*told, **more))
    )
    assert refused(lambda: PAGES[page](COUNT, fonts)) == PAGE_COUNT


@pytest.mark.parametrize("page", SET)
def test_a_word_that_is_cut_off_is_not_kept(page, fonts, monkeypatch):
    harm(monkeypatch, lambda text: text.replace("年", "").replace("日", ""))
    # There a date is part of a row or of a name, and misses even sooner.
    sooner = {"attendance": NAME, "notice_cadre": ORDER, "supplement_cadre": ORDER}
    assert refused(lambda: PAGES[page](COUNT, fonts)) == sooner.get(page, SIGNS)


@pytest.mark.parametrize(
    "page", sorted(page for page in SINGLE if page not in DRAWN | {"reminder_letter"})
)
def test_a_case_without_its_person_is_not_kept(page, fonts, monkeypatch):
    person = names(3)[1]
    harm(monkeypatch, lambda text: text.replace(spread_name(person), "某").replace(person, "某"))
    assert refused(lambda: PAGES[page](COUNT, fonts)) == NAME


def test_a_reminder_to_another_office_is_not_kept(fonts, monkeypatch):
    harm(monkeypatch, lambda text: text.replace("第1办公室", "第2办公室"))
    assert refused(lambda: PAGES["reminder_letter"](COUNT, fonts)) == NAME


class TestBallots:
    """Rules: VOTE-08, VOTE-10, VOTE-11."""

    @pytest.fixture
    def facts(self):
        return samples.ballot(12, code="3F2A91BC", foot=samples.FOOT)

    @pytest.fixture
    def harm(self, monkeypatch):
        printed = ballot._print

        def put(*, told=None, placed=None, after=None):
            def other(facts, layout, fonts, *, copies):
                facts = told(facts) if told else facts
                layout = placed(layout) if placed else layout
                data = printed(facts, layout, fonts, copies=copies)
                return after(data) if after else data

            monkeypatch.setattr(ballot, "_print", other)

        return put

    @pytest.mark.parametrize(
        ("told", "checks"),
        [
            (lambda e: (e[1], e[0], *e[2:]), {ORDER}),
            (lambda e: (e[0], replace(e[1], name=""), *e[2:]), {NAME}),
            (lambda e: (e[0], e[0], *e[2:]), {NAME}),
            (lambda e: (replace(e[0], note=e[1].name), *e[1:]), {COUNTED}),
        ],
        ids=["VOTE-11 swapped", "dropped", "doubled", "named twice"],
    )
    def test_other_names(self, facts, harm, fonts, told, checks):
        harm(told=lambda facts: replace(facts, entries=told(facts.entries)))
        assert refused(lambda: build_ballot(facts, fonts, copies=3)) in checks

    def test_another_instruction(self, facts, harm, fonts):
        harm(told=lambda facts: replace(facts, places=facts.places + 1))
        assert refused(lambda: build_ballot(facts, fonts)) == SIGNS

    def test_a_page_too_many(self, facts, harm, fonts):
        harm(after=longer)
        assert refused(lambda: build_ballot(facts, fonts, copies=3)) == PAGE_COUNT

    @pytest.mark.parametrize("side", ["left", "top"])
    def test_a_box_moved_by_a_millimetre(self, facts, harm, fonts, side):
        def moved(layout):
            first, *others = layout.boxes
            area = replace(first.area, **{side: getattr(first.area, side) + 1.0})
            return replace(layout, boxes=(replace(first, area=area), *others))

        harm(placed=moved)
        assert refused(lambda: build_ballot(facts, fonts, copies=2)) == BOXES

    def test_one_copy_that_lies_a_millimetre_beside(self, facts, fonts, monkeypatch):
        def crooked(facts, layout, fonts, *, copies):
            buffer = BytesIO()
            canvas = open_canvas(buffer, facts.title)
            define_sheets(canvas, facts, layout, fonts)
            for copy in range(copies):
                canvas.translate(MM * (copy == copies - 1), 0)
                canvas.doForm("sheet1")
                canvas.showPage()
            canvas.save()
            return buffer.getvalue()

        monkeypatch.setattr(ballot, "_print", crooked)
        assert refused(lambda: build_ballot(facts, fonts, copies=3)) == ALIKE

    def test_the_layout_of_another_ballot(self, facts, fonts):
        data = build_ballot(facts, fonts)
        assert (
            refused(lambda: prove_places(data, layout_ballot(samples.ballot(13), fonts))) == BOXES
        )


@pytest.mark.parametrize("page", ["ballot", "ballot-units", "test_deck"])
def test_names_in_another_order_on_the_papers_are_not_kept(page, fonts, monkeypatch):
    module = test_deck if page == "test_deck" else ballot
    drawn = module.define_sheets

    def other(canvas, facts, *rest):
        first, second, *others = facts.entries
        return drawn(canvas, replace(facts, entries=(second, first, *others)), *rest)

    monkeypatch.setattr(module, "define_sheets", other)
    assert refused(lambda: PAGES[page](COUNT, fonts)) == ORDER


def test_a_seal_of_another_meeting_is_not_kept(fonts, monkeypatch):
    drawn = box_seal._draw_strip
    monkeypatch.setattr(
        box_seal,
        "_draw_strip",
        lambda pen, facts, *rest: drawn(pen, replace(facts, meeting="另一次会议"), *rest),
    )
    assert refused(lambda: PAGES["box_seal"](COUNT, fonts)) == NAME


def test_each_harm_has_its_own_sentence():
    checks = (COUNTED, ORDER, NAME, PAGE_COUNT, ALIKE, BOXES, SIGNS, "缺字")
    told = {
        explain(DeskError("page.proof_failed", rule="PAGE-05", check=check, subject="甲"))
        for check in checks
    }
    assert len(told) == len(checks)
