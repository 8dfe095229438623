"""Candidates and rounds at any stage, for the tabs to show."""

import json
import uuid
from datetime import date

from tests.staging import at_ballot, at_stage, from_recommendation, zeroed
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Base, Mark, OrganisationKind, Stage, Track
from zjgdesk.services import box, count_papers, counting, keying, meetings, rounds
from zjgdesk.services.locks import Key
from zjgdesk.services.meetings import NewMeeting
from zjgdesk.services.round_detail import read_round
from zjgdesk.services.rounds import NewRound

NAMES = ("丁一", "王二小", "张三", "李四光")
LETTERS = {"y": Mark.YES, "n": Mark.NO, "a": Mark.ABSTAIN, "v": Mark.VOID, "u": Mark.UNCLEAR}
WON = ("ynya", "yyna", "yyan", "ynya", "yyna", "yyna", "aaaa", "yyna")
KEYS = (Key("总监票", ""), Key("监票乙", ""))
FIRST, SECOND = 1, 2
SITTING = {
    "title": "市委常委会会议",
    "held_on": date(2026, 11, 17),
    "due": 9,
    "chief": "总监票",
    "scrutineers": ("监票乙",),
    "tellers": ("计票甲", "计票乙"),
    "relatives": (),
    "recused": (),
}


def candidates_of(desk, names=NAMES, track=Track.CADRE, organisation="杨舍镇"):
    """Put candidates into the workspace without a file; return their ids."""
    with desk.acting(Action.IMPORT_CANDIDATES, "test") as deed:
        if not deed.session.query(Organisation).filter_by(name=organisation).first():
            kind = OrganisationKind.TOWN
            deed.session.add(Organisation(position=1, name=organisation, kind=kind, assessed=True))
        found = [
            Candidate(
                track=track,
                name=name,
                name_key=name,
                birth_month="1980-01",
                organisation=organisation,
                fields=json.dumps({"name": name, "post": "科长"}, ensure_ascii=False),
            )
            for name in names
        ]
        deed.session.add_all(found)
        deed.session.flush()
        ids = tuple(candidate.id for candidate in found)
    from_recommendation(desk, track)
    return ids


def defined_meeting(desk, **changes):
    """Define a sitting of nine members with their usual officers; `meeting` is its title."""
    if "meeting" in changes:
        changes["title"] = changes.pop("meeting")
    return meetings.define_meeting(desk, NewMeeting(**(SITTING | changes)))


def defined_round(desk, ids=None, **changes):
    """Define a round of four for two places before nine members, at a sitting of its own."""
    own = [key for key in (*SITTING, "meeting") if key in changes and key != "title"]
    sitting = {key: changes.pop(key) for key in own}
    told = {
        "track": Track.CADRE,
        "title": "2026年度担当作为好干部",
        "meeting_id": None,
        "places": 2,
        "base": Base.DUE,
    } | changes
    chosen = ids or candidates_of(desk, track=told["track"])
    at_ballot(desk, chosen, told["track"])
    if told["meeting_id"] is None:
        told["meeting_id"] = defined_meeting(desk, **sitting)
    return rounds.define_round(desk, NewRound(candidate_ids=tuple(chosen), **told))


def printed_round(desk, *, copies=10, **changes):
    """A round whose papers were printed."""
    round_id = defined_round(desk, **changes)
    rounds.freeze_round(desk, round_id)
    count_papers.print_ballot(desk, round_id, copies=copies)
    return round_id


def zeroed_round(desk, **changes):
    """A round that was proved and shown to be empty."""
    round_id = printed_round(desk, **changes)
    zeroed(desk, round_id)
    return round_id


def meeting_of(desk, round_id):
    """Return the sitting of a round."""
    return read_round(desk, round_id).row.meeting_id


def opened_round(sign_in, **changes):
    """A round whose papers were handed out to eight of nine."""
    round_id, chief = zeroed_round(sign_in("经办人"), **changes), sign_in("总监票")
    box.open_rounds(chief, meeting_of(chief, round_id), present=8, issued={round_id: 8}, keys=KEYS)
    return round_id


def returned_round(sign_in, *, returned=8, **changes):
    """A round whose papers were taken back: nine members, eight present."""
    round_id, chief = opened_round(sign_in, **changes), sign_in("总监票")
    figures = {round_id: box.Returned(returned, 1, 1)}
    box.take_back(chief, meeting_of(chief, round_id), figures=figures)
    return round_id


def key_pass(sign_in, round_id, pass_no, sheets):
    """Key a whole pass: one string of letters a paper, None for an invalid one."""
    desk = sign_in("计票甲" if pass_no == FIRST else "计票乙")
    for number, letters in enumerate(sheets, start=1):
        keying.key_paper(
            desk,
            round_id,
            pass_no=pass_no,
            paper_no=number,
            marks=None if letters is None else [LETTERS[letter] for letter in letters],
            invalid="字迹无法辨认" if letters is None else "",
            token=str(uuid.uuid4()),
        )
    keying.finish_pass(desk, round_id, pass_no)


def keyed_round(sign_in, first=WON, second=None, **changes):
    """A round keyed twice; the passes differ where they are given differently."""
    round_id = returned_round(sign_in, **changes)
    key_pass(sign_in, round_id, FIRST, first)
    key_pass(sign_in, round_id, SECOND, second or first)
    return round_id


def closed_round(sign_in, sheets=WON, **changes):
    """A round that was counted."""
    round_id = keyed_round(sign_in, sheets, **changes)
    counting.close_round(sign_in("总监票"), round_id, keys=KEYS)
    at_stage(sign_in("经办人"), Stage.NOTICE, changes.get("track", Track.CADRE))
    return round_id


def dialog_of(page, kind):
    """Return the dialog that is open over the page."""
    return next(each for each in page.findChildren(kind) if each.isVisible())
