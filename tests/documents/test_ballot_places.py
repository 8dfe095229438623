"""Boxes and marks stand where the layout file says, on every sheet. Rules: VOTE-08, VOTE-10."""

import json
from dataclasses import replace

import pypdfium2
import pytest

from tests.documents import samples
from zjgdesk.documents.ballot import build_ballot, layout_ballot
from zjgdesk.documents.ballot_layout import MARK_FROM_EDGE, PAPER_HEIGHT, PAPER_WIDTH
from zjgdesk.documents.ballot_places import layout_file, prove_places
from zjgdesk.errors import DeskError

CODE = "AA769D3DF81EDABD"


@pytest.fixture(params=[1, 12, 45, 130])
def printed(request, fonts):
    facts = replace(samples.ballot(request.param), code=CODE)
    return build_ballot(facts, fonts, copies=2), layout_ballot(facts, fonts)


def test_every_box_of_the_layout_is_on_the_paper(printed):
    data, layout = printed
    assert prove_places(data, layout) == data


@pytest.mark.parametrize("harm", ["moved", "grown", "missing", "added"])
def test_a_box_in_another_place_is_found_out(printed, harm):
    data, layout = printed
    first, *others = layout.boxes
    area = first.area
    changed = {
        "moved": [replace(first, area=replace(area, left=area.left + 0.1)), *others],
        "grown": [replace(first, area=replace(area, width=area.width + 0.2)), *others],
        "missing": others,
        "added": [first, replace(first, area=replace(area, top=area.top + 30.0)), *others],
    }[harm]
    with pytest.raises(DeskError, match=r"page\.proof_failed") as caught:
        prove_places(data, replace(layout, boxes=tuple(changed)))
    assert caught.value.rule == "VOTE-10"


def test_all_boxes_are_of_one_size_and_far_from_the_edge(printed):
    _data, layout = printed
    assert len({(box.area.width, box.area.height) for box in layout.boxes}) == 1
    assert layout.boxes[0].area.width >= 4.5
    for area in (*layout.corners, layout.code):
        assert min(area.left, area.top) >= MARK_FROM_EDGE
        assert area.left + area.width <= PAPER_WIDTH - MARK_FROM_EDGE
        assert area.top + area.height <= PAPER_HEIGHT - MARK_FROM_EDGE


def test_the_code_touches_nothing_that_is_read(printed):
    _data, layout = printed
    code = layout.code
    for area in (*layout.corners, *(box.area for box in layout.boxes)):
        apart = (
            area.left >= code.left + code.width
            or area.left + area.width <= code.left
            or area.top >= code.top + code.height
            or area.top + area.height <= code.top
        )
        assert apart


def test_the_layout_file_says_where_and_of_which_ballot(printed):
    _data, layout = printed
    told = json.loads(layout_file(layout, CODE, "sm3:1234"))
    assert (told["format"], told["code"], told["pdf"]) == (
        "zjgdesk-ballot-layout",
        CODE,
        "sm3:1234",
    )
    assert len(told["boxes"]) == len(layout.boxes)
    assert {box["mark"] for box in told["boxes"]} == {"yes", "no", "abstain"}
    assert layout_file(layout, CODE, "sm3:1234") == layout_file(layout, CODE, "sm3:1234")


def test_the_code_is_the_same_on_every_copy_and_another_on_every_page(fonts):
    facts = replace(samples.ballot(130), code=CODE)
    data, layout = build_ballot(facts, fonts, copies=2), layout_ballot(facts, fonts)
    assert layout.pages > 1
    document = pypdfium2.PdfDocument(data)
    pictures = [document[at].render(scale=1).to_pil().tobytes() for at in range(len(document))]
    document.close()
    assert pictures[: layout.pages] == pictures[layout.pages :]
    assert len(set(pictures)) == layout.pages
