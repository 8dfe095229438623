"""Candidates and rounds at any stage, for the tabs to show."""

import json
import uuid
from datetime import date

from tests.staging import at_ballot, at_stage, from_recommendation
from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Base, Mark, OrganisationKind, Stage, Track
from zjgdesk.services import counting, keying, papers, rounds
from zjgdesk.services.rounds import NewRound

NAMES = ("丁一", "王二小", "张三", "李四光")
LETTERS = {"y": Mark.YES, "n": Mark.NO, "a": Mark.ABSTAIN, "v": Mark.VOID}
WON = ("ynya", "yyna", "yyan", "ynya", "yyna", "yyna", "aaaa", "yyna")


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


def defined_round(desk, ids=None, **changes):
    """Define a round of four for two places before nine members."""
    told = {
        "track": Track.CADRE,
        "title": "2026年度担当作为好干部",
        "meeting": "市委常委会会议",
        "held_on": date(2026, 11, 17),
        "places": 2,
        "due": 9,
        "base": Base.DUE,
        "chief": "总监票",
        "scrutineers": ("监票乙",),
        "tellers": ("计票甲", "计票乙"),
    } | changes
    chosen = ids or candidates_of(desk, track=told["track"])
    at_ballot(desk, chosen, told["track"])
    return rounds.define_round(desk, NewRound(candidate_ids=tuple(chosen), **told))


def returned_round(sign_in, *, returned=8, **changes):
    """A round whose papers were taken back: nine members, eight present."""
    desk, chief = sign_in("经办人"), sign_in("总监票")
    round_id = defined_round(desk, **changes)
    rounds.freeze_round(desk, round_id)
    papers.print_ballot(desk, round_id, copies=10)
    rounds.open_round(chief, round_id, present=8, issued=8)
    rounds.take_back(chief, round_id, returned=returned, spoiled=1)
    return round_id


def key_pass(sign_in, round_id, pass_no, sheets):
    """Key a whole pass: one string of letters a paper, None for an invalid one."""
    desk = sign_in("计票甲" if pass_no == rounds.FIRST else "计票乙")
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
    key_pass(sign_in, round_id, rounds.FIRST, first)
    key_pass(sign_in, round_id, rounds.SECOND, second or first)
    return round_id


def closed_round(sign_in, sheets=WON, **changes):
    """A round that was counted."""
    round_id = keyed_round(sign_in, sheets, **changes)
    counting.close_round(sign_in("总监票"), round_id)
    at_stage(sign_in("经办人"), Stage.NOTICE, changes.get("track", Track.CADRE))
    return round_id


def dialog_of(page, kind):
    """Return the dialog that is open over the page."""
    return next(each for each in page.findChildren(kind) if each.isVisible())
