"""Candidates and rounds to work on, made with sensible defaults."""

import json
import uuid
from datetime import date

import pytest

from tests.staging import at_ballot, at_stage, from_recommendation, zeroed
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.rules.keying import unpack
from zjgdesk.rules.months import parse_month
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Base, OrganisationKind, Stage, Track
from zjgdesk.services import (
    box,
    count_papers,
    counting,
    keying,
    meetings,
    notices,
    publishing,
    rounds,
    scheme,
)
from zjgdesk.services.locks import Key
from zjgdesk.services.meetings import NewMeeting
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.rounds import NewRound

CONTACTS = {
    "issuer": "市委组织部",
    "office": "干部监督科",
    "hours": "上班时间",
    "phone": "0512-12380",
    "address": "人民中路1号",
    "postcode": "215600",
}
FRIDAY = date(2026, 11, 20)
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
                    birth_month=str(parse_month(told["birth"])),
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


KEYS = (Key("总监票", ""), Key("监票乙", ""))
OFFICERS = {"chief": "总监票", "scrutineers": ("监票乙",), "tellers": ("计票甲", "计票乙")}


@pytest.fixture
def new_meeting():
    """A sitting that may be changed by keyword."""

    def make(**changes):
        told = {"title": "市委常委会会议", "held_on": date(2026, 11, 17), "due": 9, **OFFICERS}
        return NewMeeting(**(told | changes))

    return make


@pytest.fixture
def new_round(desk, make_candidates, new_meeting):
    """A definition that may be changed by keyword; what belongs to the sitting goes there."""

    def make(**changes):
        sitting = {key: changes.pop(key) for key in SITTING if key in changes}
        if "meeting" in changes:
            sitting["title"] = changes.pop("meeting")
        told = {
            "track": Track.CADRE,
            "title": "2026年度担当作为好干部",
            "meeting_id": None,
            "places": 2,
            "base": Base.DUE,
            "candidate_ids": None,
        }
        told |= changes
        if told["candidate_ids"] is None:
            told["candidate_ids"] = tuple(make_candidates(NAMES[:4], told["track"]))
        if told["meeting_id"] is None:
            told["meeting_id"] = meetings.define_meeting(desk, new_meeting(**sitting))
        at_ballot(desk, set(told["candidate_ids"]), told["track"])
        return NewRound(**told)

    return make


SITTING = ("held_on", "due", "chief", "scrutineers", "tellers", "relatives", "recused")


def meeting_of(desk, round_id):
    """Return the sitting of a round."""
    return read_round(desk, round_id).row.meeting_id


@pytest.fixture
def zeroed_round(desk, new_round):
    """A printed round that was proved and shown to be empty."""

    def make(**changes):
        round_id = rounds.define_round(desk, new_round(**changes))
        rounds.freeze_round(desk, round_id)
        count_papers.print_ballot(desk, round_id, copies=10)
        zeroed(desk, round_id)
        return round_id

    return make


def hand_out(chief, round_id, *, present=8, issued=8):
    """Open a round alone."""
    meeting_id = meeting_of(chief, round_id)
    box.open_rounds(chief, meeting_id, present=present, issued={round_id: issued}, keys=KEYS)


def take_back(chief, round_id, *, returned=8, left_over=1, spoiled=1):
    """Take the papers of a round back."""
    figures = {round_id: box.Returned(returned, left_over, spoiled)}
    box.take_back(chief, meeting_of(chief, round_id), figures=figures)


@pytest.fixture
def opened_round(sign_in, zeroed_round):
    """A round whose papers were taken back: nine members, eight present."""

    def make(present=8, issued=8, returned=8, left_over=None, **changes):
        round_id = zeroed_round(**changes)
        left = 10 - issued - 1 if left_over is None else left_over
        hand_out(sign_in("总监票"), round_id, present=present, issued=issued)
        take_back(sign_in("总监票"), round_id, returned=returned, left_over=left)
        return round_id

    return make


def marks(letters):
    """Turn `ynavu` into marks."""
    return list(unpack(letters))


@pytest.fixture
def key_pass(sign_in):
    """Key a whole pass: one string of letters a paper, None for an invalid one."""

    def key(round_id, pass_no, sheets, *, finish=True):
        desk = sign_in("计票甲" if pass_no == 1 else "计票乙")
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


@pytest.fixture
def contacts(desk):
    for key, value in CONTACTS.items():
        scheme.change_scheme(desk, f"notice.{key}", value, source="测试")


@pytest.fixture
def closed_round(desk, sign_in, opened_round, key_pass):
    def make(sheets=("yynn",) * 8, **changes):
        round_id = opened_round(**changes)
        key_pass(round_id, 1, sheets)
        key_pass(round_id, 2, sheets)
        counting.close_round(sign_in("总监票"), round_id, keys=KEYS)
        at_stage(desk, Stage.NOTICE, changes.get("track", Track.CADRE))
        return round_id

    return make


@pytest.fixture
def published(desk, contacts, closed_round):
    notice_id = notices.draft_notice(desk, closed_round(), title="公示", published_on=FRIDAY)
    publishing.publish_notice(desk, notice_id)
    return notice_id
