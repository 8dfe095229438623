"""Ballot rounds and the papers keyed for them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import Base as Denominator
from zjgdesk.rules.vocabulary import RoundKind, RoundState, Track


class BallotRound(Base):
    """One round of the committee ballot; its definition never changes once frozen."""

    __tablename__ = "ballot_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    track: Mapped[Track]
    kind: Mapped[RoundKind]
    state: Mapped[RoundState]
    title: Mapped[str]
    meeting: Mapped[str]
    held_on: Mapped[date]
    places: Mapped[int]
    due: Mapped[int]
    base: Mapped[Denominator]
    chief: Mapped[str]
    scrutineers: Mapped[str]
    tellers: Mapped[str]
    predecessor_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_round.id"))
    definition_digest: Mapped[str | None]
    printed: Mapped[int]
    present: Mapped[int | None]
    issued: Mapped[int | None]
    spoiled: Mapped[int]
    returned: Mapped[int | None]
    first_teller: Mapped[str | None]
    second_teller: Mapped[str | None]
    first_done: Mapped[bool]
    second_done: Mapped[bool]
    void_reason: Mapped[str | None]
    next: Mapped[str | None]
    closed_at: Mapped[datetime | None]

    entries: Mapped[list["RoundEntry"]] = relationship(order_by="RoundEntry.position")


class RoundEntry(Base):
    """One row of the ballot paper, in printed order."""

    __tablename__ = "round_entry"
    __table_args__ = (UniqueConstraint("round_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"))
    position: Mapped[int]
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    name: Mapped[str]
    organisation: Mapped[str]


class KeyedPaper(Base):
    """One paper as one teller keyed it. Deleted when the round closes.

    The key is random: a growing one, or a hidden rowid, would tell the order of the papers.
    """

    __tablename__ = "keyed_paper"
    __table_args__ = (
        UniqueConstraint("round_id", "pass_no", "paper_no"),
        UniqueConstraint("token"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"))
    pass_no: Mapped[int]
    paper_no: Mapped[int]
    marks: Mapped[str]
    invalid: Mapped[str]
    token: Mapped[str]


class Settlement(Base):
    """A cell on which the passes differed and how it was settled; kept without paper numbers."""

    __tablename__ = "settlement"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"))
    paper_no: Mapped[int | None]
    position: Mapped[int]
    first: Mapped[str]
    second: Mapped[str]
    settled: Mapped[str]
    actor: Mapped[str]
    witness: Mapped[str]
    how: Mapped[str]


class BallotPaper(Base):
    """One paper of the closed set: no number, no time, no person, a random key."""

    __tablename__ = "ballot_paper"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"), index=True)
    marks: Mapped[str]
    invalid: Mapped[str]
