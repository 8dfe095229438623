"""The sample's ballot over the air gap: introduced, handed over, taken in, and brought back."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from zjgdesk.rules.vocabulary import Purpose, Role
from zjgdesk.services import (
    anchors,
    bringing_back,
    handing_over,
    issued,
    machines,
    packages,
    result_intake,
    round_detail,
    rounds,
    saving,
    taking_in,
    workspace,
)
from zjgdesk.services.desk import Desk
from zjgdesk.services.journey import Journey
from zjgdesk.services.sample_facts import ACCOUNTS, CHIEF, STATION_WORD, YEAR

ADMINISTRATOR: Final = next(each.name for each in ACCOUNTS if each.role is Role.ADMINISTRATOR)
DISCS: Final = ("示例光盘 1", "示例光盘 2")


def carry(journey: Journey) -> None:
    """Two machines get to know one another; the sealed ballot goes to the one that counts."""
    if journey.station is None:
        return
    workspace.create_workspace(
        journey.station,
        title="计票机（示例）",
        year=YEAR,
        purpose=Purpose.COUNTING,
        accounts=[replace(each, passphrase=STATION_WORD) for each in ACCOUNTS],
        machine=journey.machine,
    )
    office, there = journey.office(ADMINISTRATOR), journey.counter(ADMINISTRATOR)
    media = journey.station.with_name("media")
    media.mkdir(exist_ok=True)
    station_id = _introduce(office, there, media / "计票机名片.json")
    _introduce(there, office, media / "办公电脑名片.json")
    meeting_id = round_detail.read_round(journey.office(), journey.round_id).row.meeting_id
    disc, medium = media / "票决", DISCS[0]
    handing_over.hand_over(journey.office(), meeting_id, station_id, target=disc, medium=medium)
    chief = journey.counter(CHIEF)
    anchors.confirm(chief, anchors.compare(chief, ""), reason="第一次打开，还没有短码")
    taking_in.take_in(chief, _found(media, disc), medium=medium)
    journey.counting = True
    journey.round_id = rounds.list_rounds(chief)[0].id
    journey.rounds = [journey.round_id]


def bring_back(journey: Journey) -> None:
    """The signed result goes to the office, which counts every round again; the code is given."""
    if journey.station is None:
        return
    chief, disc = journey.counter(CHIEF), journey.station.with_name("media") / "计票结果"
    meeting_id = round_detail.read_round(chief, journey.round_id).row.meeting_id
    sheets = bringing_back.print_code_sheets(chief, meeting_id)
    saving.write_whole(disc.parent / "结果码单.pdf", issued.read_issued(chief, sheets.id))
    bringing_back.bring_back(chief, meeting_id, target=disc, medium=DISCS[1])
    journey.there, journey.counting = journey.rounds, False
    taken = result_intake.take_in_result(
        journey.office(), _found(disc.parent, disc), medium=DISCS[1]
    )
    journey.rounds = list(taken.rounds)
    journey.round_id = taken.rounds[-1]
    journey.told.update(carried=taken.papers, documents=taken.documents)
    journey.told["code"] = anchors.give(chief)


def _introduce(one: Desk, other: Desk, card: Path) -> int:
    """One machine reads the other's card; the hidden digits are read out at the other."""
    groups = machines.write_introduction(other, card).split(" ")
    found = machines.read_introduction(one, card)
    return machines.introduce(one, found, "".join(groups[at] for at in found.hidden))


def _found(media: Path, disc: Path) -> packages.Found:
    return next(each for each in packages.find_on(media) if each.name == disc.name)
