import pytest

from tests.documents.samples import elected, names
from zjgdesk.documents.elected import ElectedEntry, build_elected
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import Track


@pytest.mark.parametrize("note", ["", "市发展和改革委员会重大项目推进科科长"])
@pytest.mark.parametrize("count", [1, 20, 60])
def test_names_stand_in_the_order_given(fonts, count, note):
    text = compact("".join(page_texts(build_elected(elected(count, note=note), fonts))))
    places = [text.index(compact(name)) for name in names(count)]
    assert places == sorted(places)
    assert f"{count}名同志当选" in text


def test_no_figure_of_the_vote_is_printed(fonts):
    text = compact("".join(page_texts(build_elected(elected(3), fonts))))
    assert "票数" not in text
    assert "得票" not in text
    assert "按姓氏笔画为序" in text


def test_units_stand_with_their_parent(fonts):
    entries = (
        ElectedEntry("重大项目推进科", "市发展和改革委员会"),
        ElectedEntry("店岸村", "锦丰镇"),
    )
    facts = elected(0, track=Track.UNIT, entries=entries)
    text = compact("".join(page_texts(build_elected(facts, fonts))))
    assert "2个单位当选（按单位名录顺序排列）" in text
    assert "重大项目推进科市发展和改革委员会" in text


def test_an_empty_list_is_refused(fonts):
    with pytest.raises(DeskError, match=r"elected\.empty"):
        build_elected(elected(0), fonts)
