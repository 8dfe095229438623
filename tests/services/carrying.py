"""An office and a counting machine that know one another, and a count at the machine."""

import random
import uuid
from dataclasses import replace

from tests.conftest import PEOPLE
from tests.services.conftest import marks
from zjgdesk.rules.vocabulary import Purpose
from zjgdesk.services import box, counting, keying, machines
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.desk import Actor, Machine
from zjgdesk.services.locks import Key
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.workspace import create_workspace, open_workspace

WORD = "足够长的口令"
KEYS = (Key("总监票", WORD), Key("监票乙", WORD))


def make_station(folder, clock, seed=11):
    """Make a counting machine's workspace; encrypted like every real one."""
    create_workspace(
        folder,
        title="一号计票机",
        year=2026,
        purpose=Purpose.COUNTING,
        accounts=[NewAccount(name, role, WORD) for name, role in PEOPLE.items()],
        machine=Machine(clock, random.Random(seed)),
    )
    return folder


class Station:
    """A counting machine that is switched on."""

    def __init__(self, folder, clock, seed=11):
        self.folder, self.machine = folder, Machine(clock, random.Random(seed))
        self.workspace = open_workspace(folder, machine=self.machine, key=Key("管理员", WORD))
        self.first = self.workspace.sign_in("管理员", WORD)

    def desk(self, name):
        """Sit down without the second that a passphrase takes; keys are typed where asked for."""
        return replace(self.first, actor=Actor(name, PEOPLE[name]))

    def close(self):
        self.workspace.close()


def introduce(one, other, card):
    """Let one machine know the other: its card, and the digits that are read out."""
    told = machines.write_introduction(other, card)
    found = machines.read_introduction(one, card)
    groups = told.split(" ")
    return machines.introduce(one, found, "".join(groups[at] for at in found.hidden))


def count_at(station, round_id, sheets, *, present=8, left=1, spoiled=1):
    """Hold a zeroed round: open, take back, key twice, close."""
    chief = station.desk("总监票")
    meeting_id = read_round(chief, round_id).row.meeting_id
    papers = len(sheets)
    box.open_rounds(chief, meeting_id, present=present, issued={round_id: papers}, keys=KEYS)
    box.take_back(chief, meeting_id, figures={round_id: box.Returned(papers, left, spoiled)})
    for pass_no, teller in ((1, "计票甲"), (2, "计票乙")):
        for number, letters in enumerate(sheets, start=1):
            keying.key_paper(
                station.desk(teller),
                round_id,
                pass_no=pass_no,
                paper_no=number,
                marks=None if letters is None else marks(letters),
                invalid="" if letters else "字迹无法辨认",
                token=str(uuid.uuid4()),
            )
        keying.finish_pass(station.desk(teller), round_id, pass_no)
    return counting.close_round(chief, round_id, keys=KEYS)
