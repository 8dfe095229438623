from datetime import date

import pytest

from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import honours, imports, rewards

LIST = """往年当选名单,,,,,
年度,类别,姓名,所在单位,职务,提拔重用
2023年,好干部,张　三,杨舍镇,科长,2024-03-01
2023,好干部,李四,塘桥镇,所长,否
2023,好单位,综合科,市财政局,,
2024,好干部,王五,市财政局,科长,已提任副局长
合计,,4,,,
"""


def take(desk, text=LIST, name="往年名单.csv"):
    return honours.bring_in_honours(desk, name, text.encode(), medium="光盘")


def test_earlier_years_come_in_and_the_share_is_told_by_year(desk):
    taken = take(desk)
    assert (taken.new, taken.known, taken.rewards, taken.years) == (4, 0, 2, (2023, 2024))
    shares = rewards.promotion_shares(desk)
    assert {year: (s.numerator, s.denominator) for year, s in shares.items()} == {
        2023: (1, 2),
        2024: (1, 1),
    }
    rows = rewards.list_honours(desk)
    assert [(r.year, r.track, r.name, r.promoted_on) for r in rows] == [
        (2024, Track.CADRE, "王五", date(2024, 12, 31)),
        (2023, Track.UNIT, "综合科", None),
        (2023, Track.CADRE, "张　三", date(2024, 3, 1)),
        (2023, Track.CADRE, "李四", None),
    ]
    assert imports.list_imports(desk)[0].kind == "honours"


def test_a_later_list_adds_what_is_new_and_nothing_twice(desk):
    take(desk)
    taken = take(desk, LIST.replace("所长,否", "所长,2025年6月"))
    assert (taken.new, taken.known, taken.rewards) == (0, 4, 1)
    with pytest.raises(DeskError, match=r"import\.repeated"):
        take(desk, name="又一份.csv")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("年度,姓名\n去年,张三\n", "honour.year_impossible"),
        ("年度,姓名,职务\n2023,,科长\n", "honour.unnamed"),
        ("年度,姓名\n2026,张三\n", "honour.year_ahead"),
        ("年度,姓名\n合计,0\n", "import.nothing"),
        ("天气,温度\n晴,1\n", "file.no_header"),
    ],
)
def test_a_list_that_cannot_be_is_refused_whole(desk, text, code):
    with pytest.raises(DeskError, match=code.replace(".", r"\.")):
        take(desk, text)
    assert rewards.list_honours(desk) == []
