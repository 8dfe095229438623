"""Where each track stands in the year, what the next step needs, and going back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from zjgdesk.models.notices import Notice, NoticeEntry
from zjgdesk.models.rounds import BallotRound, TestPaper
from zjgdesk.models.year import StageChange, TrackStage
from zjgdesk.rules import stages
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.stages import StageFacts, Step, Work
from zjgdesk.rules.vocabulary import (
    OrderedList,
    Purpose,
    RoundState,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
)
from zjgdesk.services import hand_order, stage_facts
from zjgdesk.services.desk import Deed, Desk


@dataclass(frozen=True, slots=True)
class TrackState:
    """Where a track stands: the step that comes next and everything that stands against it."""

    track: Track
    stage: Stage
    step: Step | None
    missing: tuple[Refusal, ...]
    facts: StageFacts


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One step of a track, forward or back."""

    track: Track
    before: Stage
    after: Stage
    reason: str
    at: datetime
    actor: str


def read_stages(desk: Desk) -> tuple[TrackState, ...]:
    """Return where both tracks stand."""
    with desk.reading() as session:
        return tuple(state_of(desk, session, track) for track in Track)


def read_stage(desk: Desk, track: Track) -> TrackState:
    """Return where one track stands."""
    with desk.reading() as session:
        return state_of(desk, session, track)


def list_changes(desk: Desk) -> list[ChangeRow]:
    """Return every step that was taken, newest first."""
    with desk.reading() as session:
        return [
            ChangeRow(c.track, c.before, c.after, c.reason, c.at, c.actor)
            for c in session.scalars(select(StageChange).order_by(StageChange.id.desc()))
        ]


def go_on(desk: Desk, track: Track) -> Stage:
    """End the stage of a track and begin the next; return it.

    Shortlists and the confirmed list end their stages by being decided.

    Raises:
        DeskError: the first of what is missing, or `stage.last`.
    """
    with desk.acting(Action.CHANGE_STAGE, f"track:{track}") as deed:
        stage = stage_facts.stage_of(deed.session, track)
        step = stages.step_from(stage)
        if step is None:
            Refusal("stage.last", "SCHEME-05").raise_()
        return take(desk, deed, track, step)


def go_back(desk: Desk, track: Track, to: Stage, *, reason: str) -> None:
    """Go back to an earlier stage; lists decided after it are set aside, nothing is deleted.

    Raises:
        DeskError: `stage.not_back`, `stage.list_confirmed`, `stage.notice_published`,
            `stage.round_stands`, `reason.missing`.
    """
    with desk.acting(Action.CHANGE_STAGE, f"track:{track}", reason=reason.strip()) as deed:
        facts = stage_facts.facts_of(desk, deed.session, track)
        refusal = stages.may_go_back(facts, to, reason)
        if refusal:
            refusal.raise_()
        for kind in stages.set_aside_by(to):
            _set_aside(deed.session, track, kind, reason.strip())
        if stages.ORDER.index(to) < stages.ORDER.index(Stage.NOTICE):
            deed.facts["drafts_removed"] = _remove_drafts(deed.session, track)
        if stages.ORDER.index(to) < stages.ORDER.index(Stage.BALLOT):
            deed.facts["rounds_void"] = _void_prepared(deed.session, track, reason.strip())
        _enter(desk, deed, track, to, reason.strip())


def take(desk: Desk, deed: Deed, track: Track, step: Step) -> Stage:
    """Take a step in the caller's action, if nothing stands against it.

    Raises:
        DeskError: the first of what is missing.
    """
    for refusal in stages.missing(step, stage_facts.facts_of(desk, deed.session, track)):
        refusal.raise_()
    after = stages.stage_after(step)
    _enter(desk, deed, track, after, "")
    return after


def need(desk: Desk, session: Session, track: Track, work: Work) -> None:
    """Refuse what is not done at this stage; a counting workspace has no stages.

    Raises:
        DeskError: `stage.too_early`, `stage.too_late`.
    """
    refusal = may(desk, session, track, work)
    if refusal:
        refusal.raise_()


def may(desk: Desk, session: Session, track: Track, work: Work) -> Refusal | None:
    """Say why something is not done at this stage; None where it is."""
    if desk.purpose is Purpose.COUNTING:
        return None
    return stages.may_work(work, stage_facts.stage_of(session, track))


def may_now(desk: Desk, track: Track, work: Work) -> Refusal | None:
    """Say the same to a window that has no transaction of its own."""
    with desk.reading() as session:
        return may(desk, session, track, work)


def state_of(desk: Desk, session: Session, track: Track) -> TrackState:
    """Return where a track stands and what its next step needs."""
    facts = stage_facts.facts_of(desk, session, track)
    step = stages.step_from(facts.stage)
    missing = stages.missing(step, facts) if step else ()
    return TrackState(track, facts.stage, step, missing, facts)


def _enter(desk: Desk, deed: Deed, track: Track, to: Stage, reason: str) -> None:
    before = stage_facts.stage_of(deed.session, track)
    deed.session.merge(TrackStage(track=track, stage=to))
    deed.session.add(
        StageChange(
            track=track,
            before=before,
            after=to,
            reason=reason,
            at=deed.at,
            actor=desk.actor.name,
        )
    )
    deed.facts.update(stage_before=before, stage_after=to)


def _set_aside(session: Session, track: Track, kind: ShortlistKind, reason: str) -> None:
    kept = stage_facts.decided_list(session, track, kind)
    if kept is not None:
        kept.state, kept.set_aside_reason = ShortlistState.SET_ASIDE, reason


def _void_prepared(session: Session, track: Track, reason: str) -> list[int]:
    """Rounds that were prepared, but for which nothing was handed out, end with the way back."""
    query = select(BallotRound).where(
        BallotRound.track == track, BallotRound.state.in_(stage_facts.EARLY)
    )
    prepared = list(session.scalars(query))
    for round_ in prepared:
        round_.state, round_.void_reason = RoundState.VOID, reason
        session.execute(delete(TestPaper).where(TestPaper.round_id == round_.id))
    return [round_.id for round_ in prepared]


def _remove_drafts(session: Session, track: Track) -> int:
    query = select(Notice).where(Notice.track == track, ~Notice.published)
    drafts = list(session.scalars(query))
    for draft in drafts:
        session.execute(delete(NoticeEntry).where(NoticeEntry.notice_id == draft.id))
        hand_order.forget(session, OrderedList.NOTICE, draft.id)
        session.delete(draft)
    return len(drafts)
