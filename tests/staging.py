"""Put a track at a stage, without the way there: for tests of what is done at it."""

from sqlalchemy import delete, select

from zjgdesk.models.candidates import Candidate
from zjgdesk.models.rounds import BallotRound
from zjgdesk.models.year import Shortlist, ShortlistEntry, TrackStage
from zjgdesk.rules.vocabulary import (
    RoundState,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
)


def at_stage(desk, stage, track=Track.CADRE):
    """Let a track stand at a stage."""
    with desk.writing.begin() as session:
        session.merge(TrackStage(track=track, stage=stage))


def shortlisted(desk, ids, kind=ShortlistKind.SECOND, track=Track.CADRE):
    """Let candidates stand on a decided shortlist, beside those who do already."""
    with desk.writing.begin() as session:
        kept = session.scalars(
            select(Shortlist).where(
                Shortlist.track == track,
                Shortlist.kind == kind,
                Shortlist.state == ShortlistState.DECIDED,
            )
        ).first()
        if kept is None:
            kept = Shortlist(
                track=track,
                kind=kind,
                state=ShortlistState.DECIDED,
                decided_at="",
                reason="",
                formula="",
                set_aside_reason="",
            )
            session.add(kept)
            session.flush()
        session.execute(
            delete(ShortlistEntry).where(
                ShortlistEntry.shortlist_id == kept.id, ShortlistEntry.candidate_id.in_(ids)
            )
        )
        session.add_all(
            ShortlistEntry(
                shortlist_id=kept.id,
                candidate_id=candidate_id,
                rank=rank,
                chosen=True,
                reason="",
                facts="{}",
            )
            for rank, candidate_id in enumerate(ids, start=1)
            if session.get(Candidate, candidate_id)
        )


def at_ballot(desk, ids, track=Track.CADRE):
    """Let a track stand at its ballot with these candidates on the second shortlist."""
    at_stage(desk, Stage.BALLOT, track)
    shortlisted(desk, ids, track=track)


def from_recommendation(desk, track=Track.CADRE):
    """Let a track that is still at its recommendation begin its consultation."""
    with desk.reading() as session:
        kept = session.get(TrackStage, track)
    if kept is None:
        at_stage(desk, Stage.CONSULTATION, track)


def zeroed(desk, *round_ids):
    """Let printed rounds stand as if rehearsed, tested and shown to be empty."""
    with desk.writing.begin() as session:
        for round_id in round_ids:
            session.get_one(BallotRound, round_id).state = RoundState.ZEROED
