"""Candidates and rounds to work on, made with sensible defaults."""

import json
import uuid
from datetime import date

import pytest

from tests.staging import at_ballot, from_recommendation
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Base, Mark, OrganisationKind, Track
from zjgdesk.services import keying, papers, rounds
from zjgdesk.services.rounds import NewRound

NAMES = ("丁一", "王二小", "张三", "李四光", "赵五", "陈㛃", "欧阳六")


@pytest.fixture
def make_candidates(desk):
    """Put candidates into the workspace without a file; return their ids."""

    def make(names=NAMES, track=Track.CADRE, organisation="杨舍镇", **fields):
        with desk.acting(Action.IMPORT_CANDIDATES, "test") as deed:
            if not deed.session.query(Organisation).filter_by(name=organisation).first():
                deed.session.add(
                    Organisation(
                        position=deed.session.query(Organisation).count() + 1,
                        name=organisation,
                        kind=OrganisationKind.TOWN,
                        assessed=True,
                    )
                )
            found = []
            for name in names:
                told = {"name": name, "organisation": organisation, "birth": "1980.01", **fields}
                candidate = Candidate(
                    track=track,
                    name=name,
                    name_key=name,
                    birth_month="1980-01",
                    organisation=organisation,
                    fields=json.dumps(told, ensure_ascii=False),
                )
                deed.session.add(candidate)
                found.append(candidate)
            deed.session.flush()
            ids = [candidate.id for candidate in found]
        from_recommendation(desk, track)
        return ids

    return make


@pytest.fixture
def new_round(desk, make_candidates):
    """A definition that may be changed by keyword."""

    def make(**changes):
        told = {
            "track": Track.CADRE,
            "title": "2026年度担当作为好干部",
            "meeting": "市委常委会会议",
            "held_on": date(2026, 11, 17),
            "places": 2,
            "due": 9,
            "base": Base.DUE,
            "candidate_ids": None,
            "chief": "总监票",
            "scrutineers": ("监票乙",),
            "tellers": ("计票甲", "计票乙"),
        }
        told |= changes
        if told["candidate_ids"] is None:
            told["candidate_ids"] = tuple(make_candidates(NAMES[:4], told["track"]))
        at_ballot(desk, set(told["candidate_ids"]), told["track"])
        return NewRound(**told)

    return make


@pytest.fixture
def opened_round(desk, sign_in, new_round):
    """A round whose papers were taken back: nine members, eight present."""

    def make(present=8, issued=8, returned=8, **changes):
        round_id = rounds.define_round(desk, new_round(**changes))
        rounds.freeze_round(desk, round_id)
        papers.print_ballot(desk, round_id, copies=10)
        chief = sign_in("总监票")
        rounds.open_round(chief, round_id, present=present, issued=issued)
        rounds.take_back(chief, round_id, returned=returned, spoiled=1)
        return round_id

    return make


def marks(letters):
    """Turn `ynav` into marks."""
    words = {"y": Mark.YES, "n": Mark.NO, "a": Mark.ABSTAIN, "v": Mark.VOID}
    return [words[letter] for letter in letters]


@pytest.fixture
def key_pass(sign_in):
    """Key a whole pass: one string of letters a paper, None for an invalid one."""

    def key(round_id, pass_no, sheets, *, finish=True):
        desk = sign_in("计票甲" if pass_no == rounds.FIRST else "计票乙")
        for number, letters in enumerate(sheets, start=1):
            keying.key_paper(
                desk,
                round_id,
                pass_no=pass_no,
                paper_no=number,
                marks=None if letters is None else marks(letters),
                invalid="字迹无法辨认" if letters is None else "",
                token=str(uuid.uuid4()),
            )
        return keying.finish_pass(desk, round_id, pass_no) if finish else None

    return key
