"""Every golden document under a ruler: grid, area, page numbers, fonts and what the file tells."""

import hashlib
import re
import subprocess
import sys

import pypdfium2 as pdfium
import pytest

from tests.documents.golden_pages import COUNTS, PAGES, RARE, TEN
from tests.documents.reading import A4_HEIGHT, MM, signs
from tests.documents.tidy import faults
from zjgdesk.documents.page import UPRIGHT
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.worded import COMMENDATION
from zjgdesk.rules.names import compact

NEAR = 0.5  # millimetres, the tolerance of the standard
LEADING, NUMBER = 28.95 / MM, 14 / MM
DRAWN = frozenset({"ballot", "ballot-units", "case_ballot", "test_deck", "box_seal", "coupon"})
NAMELESS = frozenset({"box_seal", "reminder_letter"})
PUBLIC = (
    "shortlist_names", "booklet", "coupon", "elected", "notice_cadre", "notice_unit", "circular",
    "circular-red", "supplement_cadre", "supplement_unit",
)  # fmt: skip
FIGURES = ("票数", "得票", "同意票", "同意率", "不同意", "弃权")
EVERY = [(page, count) for page in PAGES for count in COUNTS]


@pytest.fixture(scope="module")
def made(fonts):
    """Return what prints a golden document, once for all that is measured on it."""
    kept = {}

    def make(page, count):
        if (page, count) not in kept:
            kept[page, count] = PAGES[page](count, fonts)
        return kept[page, count]

    return make


def sheets(data):
    """Return, for each page, whether it lies across and its signs, from the page's own top."""
    document = pdfium.PdfDocument(data)
    sizes = [page.get_size() for page in document]
    document.close()
    found = signs(data)
    for number, (width, height) in enumerate(sizes, start=1):
        down = (A4_HEIGHT - height) / MM
        here = [(sign, sign.baseline - down) for sign in found if sign.page == number]
        yield width > height, down, here


@pytest.mark.parametrize(("page", "count"), EVERY)
def test_a_page_holds_to_the_grid_and_its_number_to_its_place(page, count, made):
    """Rule: PAGE-01, PAGE-02."""
    data = made(page, count)
    assert faults(data, drawn=page in DRAWN) == []
    if page in DRAWN:
        return
    for across, down, here in sheets(data):
        left, right, bottom = (37, 262, 182) if across else (28, 184, 262)
        row = [s for s, at in here if at > bottom and abs(s.size - 14) < 0.1]
        if row:
            assert row[0].top - down - bottom == pytest.approx(7, abs=NEAR)
            odd = int("".join(s.text for s in row).strip("—")) % 2
            edge = right - row[-1].right if odd else row[0].x - left
            assert edge == pytest.approx(NUMBER, abs=NEAR + 0.3)
        red = page.endswith("-red") and any(s.size > 24 for s, _at in here)
        if not across:
            assert_on_grid([at for s, at in here if abs(s.size - 16) < 0.1], one_off=red)


def assert_on_grid(baselines, *, one_off):
    """Hold running text to lines of 28.95 pt; only the number of a red head stands by its line."""
    first = UPRIGHT.top / MM + (0.88 * 16 + (28.95 - 16) / 2) / MM
    off = {
        round(at, 1)
        for at in baselines
        if abs((at - first) / LEADING - round((at - first) / LEADING)) * LEADING > NEAR
    }
    assert len(off) <= one_off


@pytest.mark.parametrize(("page", "count"), EVERY)
def test_a_file_carries_all_its_fonts_and_tells_no_day_and_nobody(page, count, made):
    """Rule: PAGE-05."""
    data = made(page, count)
    named = re.findall(rb"/BaseFont /(\S+)", data)
    assert named
    assert all(re.fullmatch(rb"[A-Z]{6}\+Zjgdesk\w+", name) for name in named)
    assert data.count(b"/FontFile2 ") == len(named)
    document = pdfium.PdfDocument(data)
    told = document.get_metadata_dict(skip_empty=True)
    document.close()
    assert told.pop("Title")
    assert told.pop("CreationDate") == told.pop("ModDate") == "D:20000101000000+00'00'"
    assert told == {"Creator": "zjgdesk", "Producer": "zjgdesk"}


@pytest.mark.parametrize("page", [page for page in PAGES if page not in NAMELESS])
def test_rare_and_long_names_are_found_in_the_text(page, made):
    wanted = {1: (TEN,), 20: (TEN, *RARE), 60: (TEN, *RARE)}
    if page.startswith("case_"):
        wanted = {count: (name,) for count, name in zip(COUNTS, (TEN, *RARE), strict=True)}
    for count, names in wanted.items():
        text = compact("".join(page_texts(made(page, count))))
        assert [name for name in names if compact(name) not in text] == []


@pytest.mark.parametrize(("page", "count"), EVERY)
def test_nothing_is_called_a_commendation_and_public_lists_tell_no_figures(page, count, made):
    """Rule: SCHEME-07, VOTE-17."""
    text = compact("".join(page_texts(made(page, count))))
    assert [word for word in COMMENDATION if word in text] == []
    if page in PUBLIC:
        assert [word for word in FIGURES if word in text] == []


PROGRAM = """
import hashlib
from tests.documents.golden_pages import COUNTS, PAGES
from zjgdesk.documents.fonts import load_fonts
fonts = load_fonts()
for page in PAGES:
    for count in COUNTS:
        print(page, count, hashlib.sha256(PAGES[page](count, fonts)).hexdigest())
"""


def test_every_document_has_the_same_bytes_in_another_process(made):
    here = [
        f"{page} {count} {hashlib.sha256(made(page, count)).hexdigest()}" for page, count in EVERY
    ]
    for seed in ("1", "4711"):
        told = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "TZ": "Asia/Shanghai"},
            capture_output=True, text=True, check=True,
        ).stdout.splitlines()  # fmt: skip
        assert told == here
