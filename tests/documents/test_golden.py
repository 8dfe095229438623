"""Golden text and golden places of every document. `GOLDEN=write` writes them anew."""

import pytest

from tests.documents.golden import FOLDER, check_golden
from tests.documents.golden_pages import COUNTS, PAGES, RARE, TEN, names
from zjgdesk.documents.fonts import Fonts
from zjgdesk.services.text_kinds import ALL


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_it_said_where_it_said_it(page: str, count: int, fonts: Fonts) -> None:
    data = PAGES[page](count, fonts)
    assert PAGES[page](count, fonts) == data
    check_golden(f"{page}-{count}", data)


def test_every_kind_of_document_has_golden_pages_and_none_is_left_over() -> None:
    assert {page.partition("-")[0] for page in PAGES} == set(ALL)
    wanted = {f"{page}-{count}" for page in PAGES for count in COUNTS}
    assert {path.stem for path in FOLDER.glob("*.txt")} == wanted


def test_the_names_are_long_and_rare_ones_too() -> None:
    assert len(TEN) == 10
    assert set("㛃䶮𬭎𠅤") == set("".join(RARE))
    assert all(len(set(names(count))) == count for count in COUNTS)
