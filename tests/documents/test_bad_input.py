"""Every document with what clerks and spreadsheets really bring: it prints whole, or says why not."""

import re
from functools import cache
from types import SimpleNamespace

import pytest

from tests.documents import golden_pages, samples
from tests.documents.golden_pages import PAGES
from tests.documents.tidy import faults
from zjgdesk.documents.fonts import UNSEEN, load_fonts
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import office_texts
from zjgdesk.services.text_kinds import ALL
from zjgdesk.ui.messages import explain

DRAWN = {"ballot", "ballot-units", "case_ballot", "box_seal", "test_deck"}
NO_LIST = {"box_seal", *(page for page in PAGES if page.startswith("case_"))}
OWN_NAMES = {"rehearsal", "test_deck"}
"""Their sample is never empty; that they refuse an empty list is held beside their other tests."""
MAY_BE_EMPTY = {"reward_register"}
"""That nobody was rewarded is worth a page: the share is told all the same."""
NAMELESS = {"box_seal", "reminder_letter"}
"""Papers that name no candidate."""
OTHERS = tuple(a + b + c for a in "张李王赵钱孙" for b in "建国卫东明" for c in "强军")
ORDINARY = "钟无艳"
LONG = "张家港市锦丰镇农村集体资产股份合作社联合总社重大项目攻坚推进与矛盾化解工作专班"
BAD = {
    "sixty characters": LONG.ljust(60, "组"),
    "ten characters": "阿卜杜热西提·买买提",
    "rare characters": "㛃䶮𬭎𠅤",
    "line breaks": "王\n小\r\n明",
    "tabs": "王\t小\u2028明",
    "markup": "<b>&{字段}【标题】",
    "turned direction": "王\u202e小\u200e明",
}
REFUSED = {"control characters": "王\x07小\x00明", "no font": "王\U0010fffd"}
TAIL = re.compile(r"—\d+—[^—]*$")


def make(page, name, count, fonts, monkeypatch, **material):
    """Build a golden page of other material: the bad name first, ordinary ones behind it."""

    def names(wanted):
        # Papers of a case take one of three names, by their count.
        listed = (name,) * 3 if wanted == 3 else (name, *OTHERS)
        return listed[:wanted]

    with monkeypatch.context() as patch:
        patch.setattr(golden_pages, "names", names)
        for key, value in material.items():
            patch.setattr(golden_pages, key, value)
        return PAGES[page](count, fonts)


def times(data, name):
    pages = ("".join(text.split()) for text in page_texts(data))
    wanted = "".join(name.translate(UNSEEN).split())
    return "".join(TAIL.sub("", page) for page in pages).count(wanted)


@pytest.fixture(scope="module")
def usual(fonts):
    """Say how often an ordinary name stands on a page."""

    @cache
    def count(page, of):
        with pytest.MonkeyPatch.context() as patch:
            return times(make(page, ORDINARY, of, fonts, patch), ORDINARY)

    return count


def sentence_of(error):
    """Return what the clerk is told; it can be printed and shown, whatever was typed."""
    told = explain(error)
    assert re.search(r"[\u4e00-\u9fff]{4}.*[。（]", told)
    assert told.replace("\n", "").isprintable()
    return told


def check(page, name, data, wanted):
    assert times(data, name) == wanted
    assert faults(data, drawn=page in DRAWN) == []


@pytest.mark.parametrize("name", BAD.values(), ids=BAD)
@pytest.mark.parametrize("page", PAGES)
def test_a_name_prints_as_often_as_an_ordinary_one(page, name, fonts, monkeypatch, usual):
    check(page, name, make(page, name, 20, fonts, monkeypatch), usual(page, 20))


SMALL_CELLS = {"ballot", "ballot-units", "test_deck"}
"""With sixty names their cells are too small for a name of sixty characters."""


@pytest.mark.parametrize("name", [BAD["sixty characters"], BAD["markup"]], ids=["long", "markup"])
@pytest.mark.parametrize("page", PAGES)
def test_sixty_names_print(page, name, fonts, monkeypatch, usual):
    if page in SMALL_CELLS and len(name) == 60:
        with pytest.raises(DeskError, match=r"page\.text_too_long") as caught:
            make(page, name, 60, fonts, monkeypatch)
        assert name in sentence_of(caught.value)
        return
    check(page, name, make(page, name, 60, fonts, monkeypatch), usual(page, 60))


@pytest.mark.parametrize("name", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("page", [page for page in PAGES if page not in NAMELESS])
def test_what_cannot_be_printed_is_refused_in_a_sentence(page, name, fonts, monkeypatch):
    with pytest.raises(DeskError) as caught:
        make(page, name, 20, fonts, monkeypatch)
    assert caught.value.code == "page.glyph_missing"
    assert "U+" in sentence_of(caught.value)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page not in NO_LIST | OWN_NAMES | MAY_BE_EMPTY]
)
def test_an_empty_list_is_refused(page, fonts, monkeypatch):
    with pytest.raises(DeskError) as caught:
        make(page, ORDINARY, 0, fonts, monkeypatch)
    assert sentence_of(caught.value)


LONG_ORGANISATION = ("张家港市锦丰镇农村集体资产股份合作社联合总社" * 4)[:80]
LONG_DEED = ("牵头推进沿江公路征地拆迁工作。" * 140)[:2000]


@pytest.mark.parametrize(
    "material",
    [
        {"WHERE": LONG_ORGANISATION, "POST": LONG_ORGANISATION, "ISSUER": LONG_ORGANISATION},
        {"DEED": LONG_DEED},
    ],
    ids=["an organisation of 80 characters", "a deed of 2,000 characters"],
)
@pytest.mark.parametrize("page", PAGES)
def test_long_words_find_room(page, material, fonts, monkeypatch, usual):
    data = make(page, ORDINARY, 20, fonts, monkeypatch, **material)
    check(page, ORDINARY, data, usual(page, 20))


UNIT_NAME = "农业农村局农村社会事业促进与乡村建设指导科第一工作专班办公室"
FOR_PERSONS = {"notice_cadre", "supplement_cadre", "reminder_letter", *NO_LIST}
OF_BOTH = {"circular", "circular-red"}
"""What lists units and cadres beside one another."""


@pytest.mark.parametrize("count", [20, 60])
@pytest.mark.parametrize("page", [page for page in PAGES if page not in FOR_PERSONS | OF_BOTH])
def test_lists_of_units_with_long_names_print(page, count, fonts, monkeypatch):
    units = SimpleNamespace(CADRE=Track.UNIT, UNIT=Track.UNIT)
    named = golden_pages.names
    for module in (golden_pages, samples):
        monkeypatch.setattr(module, "Track", units)
    monkeypatch.setattr(
        golden_pages, "names", lambda of: tuple(f"{name}{UNIT_NAME}" for name in named(of))
    )
    data = PAGES[page](count, fonts)
    assert all(times(data, f"{name}{UNIT_NAME}") for name in named(count))
    assert faults(data, drawn=page in DRAWN) == []


def _without(text, line):
    return "\n".join(each for each in text.splitlines() if each.strip() != line)


TEXTS = {
    "empty": lambda _kind, _text: "",
    "blanks": lambda _kind, _text: " \n\u3000\n",
    "100 kB": lambda _kind, text: text + "\n" + "一段很长的话。" * 5000,
    "unknown field": lambda _kind, text: f"{text}\n{{星座}}",
    "nothing but marks": lambda _kind, _text: "【标题】\n【空行】",
    "a sign that no font has": lambda _kind, text: f"{text}\n\U0010fffd",
    "nested braces": lambda _kind, text: f"{text}\n{{{{年度}}}}",
    "no table": lambda kind, text: _without(text, f"【表】{(*kind.filling().kept, '无')[0]}"),
    "no field": lambda kind, text: text.replace(
        f"{{{(*kind.filling().required, '无')[0]}}}", "某"
    ),
}


@pytest.mark.parametrize("fault", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("kind", ALL.values(), ids=lambda kind: kind.kind)
def test_a_faulty_text_is_refused_in_a_sentence(kind, fault):
    shipped = read_template(f"{kind.kind}.txt")
    text = fault(kind, shipped)
    if text.strip() == shipped.strip():
        assert not kind.filling().kept or not kind.filling().required
        return
    with pytest.raises(DeskError) as caught:
        office_texts.tried(kind.kind, text, load_fonts())
    assert sentence_of(caught.value)
    assert caught.value.code != "page.proof_failed"
