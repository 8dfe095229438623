"""The pages for the meeting itself: attendance and papers, the seal of the box."""

import pypdfium2 as pdfium
import pytest

from tests.documents.samples import DAY, FOOT, MEETING, PEOPLE, names
from zjgdesk.documents.attendance import AttendanceFacts, PaperStock, build_attendance
from zjgdesk.documents.box_seal import BoxSealFacts, build_box_seal
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact

BALLOTS = (
    PaperStock("2026年度担当作为好单位表决票", 16),
    PaperStock("2026年度担当作为好干部表决票", 15),
)
SEAL = BoxSealFacts("2026年度担当作为好单位、好干部", MEETING, DAY, FOOT)


def attendance(**changes):
    facts = {
        "title": "出席和发票、收票登记表",
        "meeting": MEETING,
        "held_on": DAY,
        "due": 13,
        "ballots": BALLOTS,
        "foot": FOOT,
    }
    return AttendanceFacts(**(facts | PEOPLE | changes))


def texts(data):
    return [compact(text) for text in page_texts(data)]


def test_the_form_of_a_usual_meeting_is_one_page(fonts):
    (page,) = texts(build_attendance(attendance(), fonts))
    for wanted in ("应到13人", "至少9人到会", "2026年度担当作为好单位表决票16",
                   "2026年度担当作为好干部表决票15", "监票人监票丙", "监票人先投票"):  # fmt: skip
        assert wanted in page, wanted
    assert page.count("签到并领票") == 3


@pytest.mark.parametrize("count", [4, 21, 45])
def test_members_stand_on_the_form_and_the_others_have_a_line(fonts, count):
    data = build_attendance(attendance(due=count + 2, members=names(count)), fonts)
    whole = "".join(texts(data))
    assert all(compact(name) in whole for name in names(count))
    assert str(count + 2) in whole
    assert data == build_attendance(attendance(due=count + 2, members=names(count)), fonts)


@pytest.mark.parametrize("changes", [{"ballots": ()}, {"due": 0}])
def test_no_form_without_ballots_or_members(fonts, changes):
    with pytest.raises(DeskError, match=r"attendance\.empty"):
        build_attendance(attendance(**changes), fonts)


def test_two_strips_on_a_sheet_across(fonts):
    data = build_box_seal(SEAL, fonts)
    (page,) = texts(data)
    for wanted in ("票箱封条", "封箱时间", "启封时间", compact(MEETING), "2026年5月7日"):
        assert page.count(wanted) == 2, wanted
    document = pdfium.PdfDocument(data)
    width, height = document[0].get_size()
    document.close()
    assert width > height
    assert data == build_box_seal(SEAL, fonts)


def test_a_matter_too_long_for_a_strip_is_refused(fonts):
    with pytest.raises(DeskError, match=r"page\.text_too_long"):
        build_box_seal(BoxSealFacts("某" * 900, MEETING, DAY), fonts)
