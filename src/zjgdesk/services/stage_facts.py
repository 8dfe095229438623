"""What the stages' rules ask of a track, gathered from the workspace."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from zjgdesk.models.candidates import Candidate, Clearance, OpinionRequest
from zjgdesk.models.notices import Notice
from zjgdesk.models.public_vote import VoteFile
from zjgdesk.models.rounds import BallotRound
from zjgdesk.models.year import IntegrityConclusion, Lead, Shortlist, ShortlistEntry, TrackStage
from zjgdesk.rules.outcome import NextStep
from zjgdesk.rules.stages import StageFacts
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    DecisionMatter,
    RoundState,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
    VoteFileState,
)
from zjgdesk.services import scheme
from zjgdesk.services.desk import Desk
from zjgdesk.services.standing import Grounds

# Which setting says how many more than the places the list of a stage must have.
SURPLUS: Mapping[Stage, str] = {
    Stage.RECOMMENDATION: "surplus.initial",
    Stage.CONSULTATION: "surplus.initial",
    Stage.INITIAL_SHORTLIST: "surplus.initial",
    Stage.SECOND_SHORTLIST: "surplus.second",
}
# Rounds for which no paper was handed out yet.
EARLY = (
    RoundState.DEFINED,
    RoundState.FROZEN,
    RoundState.PRINTED,
    RoundState.REHEARSED,
    RoundState.TESTED,
    RoundState.ZEROED,
)
COUNTED = (RoundState.CLOSED, RoundState.REPORTED)
ENDED = (*COUNTED, RoundState.VOID)
Facts = dict[str, Any]


def stage_of(session: Session, track: Track) -> Stage:
    """Return where a track stands."""
    kept = session.get(TrackStage, track)
    return Stage.RECOMMENDATION if kept is None else kept.stage


def facts_of(desk: Desk, session: Session, track: Track) -> StageFacts:
    """Gather what the rules of the stages ask of a track at the stage where it stands.

    What only ends an earlier stage is not looked at again.
    """
    stage = stage_of(session, track)
    places = int(scheme.scheme_value(session, f"places.{track.value}"))
    surplus = {of: int(scheme.scheme_value(session, key)) for of, key in SURPLUS.items()}
    asked: Facts = {}
    if stage is Stage.RECOMMENDATION:
        asked = _recommended(session, track)
    elif stage is Stage.CONSULTATION:
        asked = _consulted(session, track)
    return StageFacts(
        track,
        stage,
        places,
        surplus,
        nominated=session.scalar(select(func.count()).where(*_listed_of(track))) or 0,
        **asked,
        **_listed(desk, session, track),
        **_balloted(session, track),
        **_noticed(session, track),
    )


def _listed_of(track: Track) -> tuple[ColumnElement[bool], ...]:
    return Candidate.track == track, Candidate.withdrawn_reason.is_(None)


def decided_list(session: Session, track: Track, kind: ShortlistKind) -> Shortlist | None:
    """Return the shortlist that holds, if one was decided."""
    query = select(Shortlist).where(
        Shortlist.track == track,
        Shortlist.kind == kind,
        Shortlist.state == ShortlistState.DECIDED,
    )
    return session.scalars(query).first()


def chosen_ids(session: Session, shortlist: Shortlist) -> list[int]:
    """Return whom a shortlist chose, in its order, without those withdrawn since."""
    query = (
        select(ShortlistEntry.candidate_id)
        .join(Candidate, Candidate.id == ShortlistEntry.candidate_id)
        .where(
            ShortlistEntry.shortlist_id == shortlist.id,
            ShortlistEntry.chosen,
            Candidate.withdrawn_reason.is_(None),
        )
        .order_by(ShortlistEntry.rank)
    )
    return list(session.scalars(query))


def on_list(session: Session, track: Track) -> list[Candidate]:
    """Return the candidates who were not taken off."""
    query = select(Candidate).where(Candidate.track == track, Candidate.withdrawn_reason.is_(None))
    return list(session.scalars(query.order_by(Candidate.id)))


def _recommended(session: Session, track: Track) -> Facts:
    grounds = Grounds(session)
    query = select(Candidate.id, Candidate.fields).where(*_listed_of(track))
    judged = [
        grounds.judge(candidate_id, track, json.loads(fields))
        for candidate_id, fields in session.execute(query)
    ]
    return {
        "ineligible": sum(each.ineligible for each in judged),
        "over_quota": len(grounds.over_quota(track)),
        "incomplete": sum(not each.judged for each in judged),
    }


def _consulted(session: Session, track: Track) -> Facts:
    grounds = Grounds(session)
    ids = set(session.scalars(select(Candidate.id).where(*_listed_of(track))))
    groups = session.scalars(
        select(OpinionRequest.group).where(OpinionRequest.track == track).distinct()
    )
    answers = [
        (candidate_id, answer)
        for candidate_id, answer in session.execute(
            select(Clearance.candidate_id, Clearance.answer)
        )
        if candidate_id in ids
    ]
    affected = {
        candidate_id
        for candidate_id, answer in answers
        if answer is ClearanceAnswer.AFFECTED
        and DecisionMatter.CLEARANCE not in grounds.decided(candidate_id)
    }
    concluded = set(session.scalars(select(IntegrityConclusion.candidate_id)))
    leads = session.scalars(
        select(Lead.candidate_id).where(Lead.concrete, Lead.checked_on.is_(None))
    )
    wanted = track is Track.CADRE and scheme.scheme_value(session, "integrity") == "yes"
    return {
        "groups_asked": frozenset(groups),
        "clearance_missing": len(ids) * len(ClearanceOrgan) - len(answers),
        "affected": len(affected),
        "conclusions_missing": len(ids - concluded) if wanted else 0,
        "leads_unchecked": sum(candidate_id in ids for candidate_id in leads),
    }


def _listed(desk: Desk, session: Session, track: Track) -> Facts:
    counts = {
        kind: None if kept is None else len(chosen_ids(session, kept))
        for kind in ShortlistKind
        for kept in (decided_list(session, track, kind),)
    }
    files = session.scalar(
        select(func.count()).where(
            VoteFile.track == track, VoteFile.state == VoteFileState.COUNTED
        )
    )
    closes = scheme.moment_value(session, "vote.closes")
    return {
        "initial": counts[ShortlistKind.INITIAL],
        "second": counts[ShortlistKind.SECOND],
        "vote_files": files or 0,
        "vote_running": closes is not None and desk.clock() < closes,
    }


def _balloted(session: Session, track: Track) -> Facts:
    rounds = list(session.scalars(select(BallotRound).where(BallotRound.track == track)))
    followed = {round_.predecessor_id for round_ in rounds}
    last = [r for r in rounds if r.id not in followed and r.state in COUNTED]
    return {
        "rounds_live": sum(r.state not in {*EARLY, RoundState.VOID} for r in rounds),
        "rounds_open": sum(r.state not in {*EARLY, *ENDED} for r in rounds),
        "ballot_done": any(r.next == NextStep.DONE for r in last),
    }


def _noticed(session: Session, track: Track) -> Facts:
    found = list(session.scalars(select(Notice).where(Notice.track == track)))
    published = [notice for notice in found if notice.published]
    return {
        "notice_published": bool(published),
        "notice_confirmed": any(notice.confirmed_on is not None for notice in published),
    }
