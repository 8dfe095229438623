"""Every text that an office rewrites is on the pages that the whole year prints."""

import random
import re

import pytest

from tests.conftest import Clock
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.templates import read_template
from zjgdesk.services import issued, office_texts
from zjgdesk.services.desk import Machine
from zjgdesk.services.journey import Journey
from zjgdesk.services.sample import STEPS
from zjgdesk.services.sample_end import EPILOGUE
from zjgdesk.services.text_kinds import ALL

DIGITS = "〇一二三四五六七八九"
NOT_ON_THE_WAY = {"case_refusal", "case_review", "notice_unit", "supplement_unit"}
"""The sample's year refuses no application, has no review and no notice of units."""
LITERAL = re.compile(r"(?:^|[】}])([\u4e00-\u9fff]{2,})(?=[^】]*(?:【|$))", re.MULTILINE)


def mark_of(kind):
    number = f"{sorted(ALL).index(kind):02d}"
    return "试" + "".join(DIGITS[int(digit)] for digit in number) + "样"


def marked(kind):
    """Return the shipped text with one word of its own in the first sentence that it says."""
    lines = read_template(f"{kind}.txt").splitlines()
    for at, line in enumerate(lines):
        if line.startswith(("【表】", "【附件】")):
            continue
        found = LITERAL.search(line)
        if found:
            lines[at] = line[: found.end(1)] + mark_of(kind) + line[found.end(1) :]
            return "\n".join(lines)
    raise AssertionError(kind)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The words of all pages of a year in which the office wrote every text itself."""
    folder = tmp_path_factory.mktemp("own") / "案卷"
    journey = Journey(folder, Machine(Clock(), random.Random(5)))
    try:
        for name, step in (*STEPS, *EPILOGUE):
            step(journey)
            if name == "create":
                for kind in ALL:
                    office_texts.save_text(journey.desk(), kind, marked(kind))
        desk = journey.desk()
        return [
            (row.kind, "".join("".join(page_texts(issued.read_issued(desk, row.id))).split()))
            for row in issued.list_issued(desk)
        ]
    finally:
        journey.close()


@pytest.mark.parametrize("kind", sorted(ALL))
def test_the_office_s_own_text_is_printed(printed, kind):
    found = {of for of, text in printed if mark_of(kind) in text}
    assert bool(found) is (kind not in NOT_ON_THE_WAY)
