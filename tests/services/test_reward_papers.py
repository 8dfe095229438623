from datetime import date

import pytest

from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Organisation
from zjgdesk.models.honours import Honour
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import OrganisationKind, RewardKind, Track
from zjgdesk.services import issued, reward_papers, rewards

PEOPLE = (
    (2025, Track.CADRE, "张三", "塘桥镇"),
    (2025, Track.CADRE, "丁一", "杨舍镇"),
    (2025, Track.UNIT, "第二科", "塘桥镇"),
    (2025, Track.UNIT, "第一科", "杨舍镇"),
    (2025, Track.CADRE, "丁一", "塘桥镇"),
    (2024, Track.CADRE, "李四光", "杨舍镇"),
)


@pytest.fixture
def honoured(desk):
    """Winners of two years, as their lists came in; the towns stand in the register."""
    with desk.acting(Action.IMPORT_HONOURS, "test") as deed:
        for position, name in enumerate(("杨舍镇", "塘桥镇"), start=1):
            deed.session.add(
                Organisation(
                    position=position, name=name, kind=OrganisationKind.TOWN, assessed=True
                )
            )
        for year, track, name, organisation in PEOPLE:
            deed.session.add(
                Honour(
                    year=year,
                    track=track,
                    name=name,
                    name_key=name,
                    organisation=organisation,
                    post="科长",
                )
            )
    return {(row.name, row.organisation): row.id for row in rewards.list_honours(desk)}


def printed(desk, year):
    row = reward_papers.print_reward_register(desk, year)
    return row, "".join("".join(page_texts(issued.read_issued(desk, row.id))).split())


def test_a_year_is_told_whole_with_its_share(desk, honoured):
    told = (
        ("丁一", "杨舍镇", RewardKind.REWARD, date(2025, 12, 20), "奖励甲"),
        ("丁一", "杨舍镇", RewardKind.PROMOTION, date(2026, 3, 1), "提拔乙"),
        ("丁一", "杨舍镇", RewardKind.PROMOTION, date(2027, 3, 1), "提拔丙"),
        ("第一科", "杨舍镇", RewardKind.REWARD, date(2025, 12, 21), "奖励丁"),
        ("李四光", "杨舍镇", RewardKind.PROMOTION, date(2026, 3, 1), "别年戊"),
    )
    for name, where, kind, on, text in told:
        rewards.record_reward(desk, honoured[name, where], kind=kind, on=on, text=text)
    row, text = printed(desk, 2025)
    assert (row.kind, row.subject) == ("reward_register", "rewards:2025")
    assert "已确认好干部3名，其中提拔重用1名，占1/3，即33.3%" in text
    assert "共5个（名）：一次性奖励2项、主体班次培训0项、提拔重用2项" in text
    parts = ("第一科", "2025.12.21奖励丁", "第二科", "丁一", "2025.12.20奖励甲",
             "2026.3.1提拔乙2027.3.1提拔丙", "丁一", "张三")  # fmt: skip
    at = 0
    for part in parts:
        at = text.index(part, at) + len(part)
    assert "李四光" not in text
    assert "别年戊" not in text


def test_units_alone_have_no_share(desk, honoured):
    with desk.acting(Action.IMPORT_HONOURS, "test") as deed:
        deed.session.add(
            Honour(
                year=2023, track=Track.UNIT, name="甲", name_key="甲", organisation="乙", post=""
            )
        )
    _row, text = printed(desk, 2023)
    assert "提拔重用0项" in text
    assert "已确认好干部" not in text


def test_a_year_without_anybody_is_refused(desk, honoured):
    with pytest.raises(DeskError, match=r"reward\.nobody"):
        reward_papers.print_reward_register(desk, 2020)
    assert issued.list_issued(desk) == []
