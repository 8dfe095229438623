"""What follows for those who were confirmed. Rule: NOTICE-07."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.notices import Notice, NoticeEntry, Objection, Reward
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import ObjectionEnd, RewardKind, Track
from zjgdesk.services import candidates
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class RewardRow:
    """One reward, training or promotion."""

    id: int
    candidate_id: int
    candidate: str
    organisation: str
    track: Track
    kind: RewardKind
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class ConfirmedRow:
    """One of the confirmed, for choosing whom a reward is for."""

    candidate_id: int
    name: str
    organisation: str
    track: Track


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the confirmed cadres were promoted so far."""

    numerator: int
    denominator: int

    @property
    def per_cent(self) -> float | None:
        """The share in per cent; None while nobody is confirmed."""
        return 100 * self.numerator / self.denominator if self.denominator else None


def list_confirmed(desk: Desk) -> list[ConfirmedRow]:
    """Return those on confirmed lists who were not taken off."""
    with desk.reading() as session:
        return [ConfirmedRow(c.id, c.name, c.organisation, c.track) for c in _confirmed(session)]


def list_rewards(desk: Desk) -> list[RewardRow]:
    """Return all rewards, newest first."""
    query = (
        select(Reward, Candidate)
        .join(Candidate, Candidate.id == Reward.candidate_id)
        .order_by(Reward.on.desc(), Reward.id.desc())
    )
    with desk.reading() as session:
        return [
            RewardRow(r.id, c.id, c.name, c.organisation, c.track, r.kind, r.on, r.text)
            for r, c in session.execute(query)
        ]


def record_reward(desk: Desk, candidate_id: int, *, kind: RewardKind, on: date, text: str) -> int:
    """Record what somebody on a confirmed list received.

    Raises:
        DeskError: `candidate.unknown`, `reward.not_confirmed`, `reward.not_a_cadre`,
            `reward.empty`.
    """
    with desk.acting(Action.RECORD_REWARD, f"candidate:{candidate_id}", kind=kind) as deed:
        candidate = candidates.find(deed.session, candidate_id)
        if candidate_id not in {c.id for c in _confirmed(deed.session)}:
            raise DeskError("reward.not_confirmed", rule="NOTICE-07", name=candidate.name)
        if kind is not RewardKind.REWARD and candidate.track is Track.UNIT:
            raise DeskError("reward.not_a_cadre", rule="NOTICE-07", name=candidate.name)
        if not text.strip():
            raise DeskError("reward.empty", rule="NOTICE-07")
        reward = Reward(candidate_id=candidate_id, kind=kind, on=on, text=text.strip())
        deed.session.add(reward)
        deed.session.flush()
        return reward.id


def promotion_share(desk: Desk) -> Share:
    """Return the share of confirmed cadres who were promoted.

    Rule: NOTICE-07
    """
    with desk.reading() as session:
        confirmed = {c.id for c in _confirmed(session) if c.track is Track.CADRE}
        query = select(Reward.candidate_id).where(Reward.kind == RewardKind.PROMOTION)
        promoted = set(session.scalars(query)) & confirmed
    return Share(len(promoted), len(confirmed))


def _confirmed(session: Session) -> list[Candidate]:
    taken_off = select(Objection.candidate_id).where(
        Objection.notice_id == NoticeEntry.notice_id,
        Objection.candidate_id == NoticeEntry.candidate_id,
        Objection.end == ObjectionEnd.SERIOUS,
    )
    query = (
        select(Candidate)
        .join(NoticeEntry, NoticeEntry.candidate_id == Candidate.id)
        .join(Notice, Notice.id == NoticeEntry.notice_id)
        .where(Notice.confirmed_on.is_not(None), ~taken_off.exists())
        .order_by(Notice.id, NoticeEntry.position)
    )
    return list(session.scalars(query))
