"""Ballot rounds and the papers keyed for them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import BallotTint, RoundKind, RoundState, Track
from zjgdesk.rules.vocabulary import Base as Denominator


class Meeting(Base):
    """A sitting of the committee: who is due, who counts; its ballots share one box.

    `scrutineers`, `tellers`, `relatives` and `recused` are JSON lists of names.
    """

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    held_on: Mapped[date]
    due: Mapped[int]
    chief: Mapped[str]
    scrutineers: Mapped[str]
    tellers: Mapped[str]
    relatives: Mapped[str]
    recused: Mapped[str]

    rounds: Mapped[list["BallotRound"]] = relationship(
        order_by="BallotRound.id", back_populates="meeting"
    )


class BallotRound(Base):
    """One round of the committee ballot; its definition never changes once frozen.

    `ballot_text` is the text over the names as it stood when the round was frozen; "" in rounds
    of earlier releases, whose papers carry the shipped one.
    `first_last` and `second_last` name the paper that each pass keyed last, until the close.
    """

    __tablename__ = "ballot_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    track: Mapped[Track]
    kind: Mapped[RoundKind]
    state: Mapped[RoundState]
    title: Mapped[str]
    places: Mapped[int]
    base: Mapped[Denominator]
    surplus: Mapped[int]
    least: Mapped[int]
    recused_vote: Mapped[bool]
    hand_count_wanted: Mapped[bool]
    ballot_text: Mapped[str]
    ballot_tint: Mapped[BallotTint]
    predecessor_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_round.id"))
    definition_digest: Mapped[str | None]
    printed: Mapped[int]
    present: Mapped[int | None]
    issued: Mapped[int | None]
    spoiled: Mapped[int]
    left_over: Mapped[int | None]
    returned: Mapped[int | None]
    first_teller: Mapped[str | None]
    second_teller: Mapped[str | None]
    first_done: Mapped[bool]
    second_done: Mapped[bool]
    first_last: Mapped[int | None]
    second_last: Mapped[int | None]
    first_corrected: Mapped[int]
    second_corrected: Mapped[int]
    hand_valid: Mapped[int | None]
    hand_invalid: Mapped[int | None]
    hand_explained: Mapped[str]
    void_reason: Mapped[str | None]
    reduced_reason: Mapped[str | None]
    next: Mapped[str | None]
    closed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="rounds")
    entries: Mapped[list["RoundEntry"]] = relationship(order_by="RoundEntry.position")
    carried: Mapped["CarriedRound | None"] = relationship(back_populates="round")


class CarriedRound(Base):
    """A round that came from another machine, and the numbers that it has there.

    Its definition is sealed with those numbers. Rule: AIR-04.
    """

    __tablename__ = "carried_round"

    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"), primary_key=True)
    package_id: Mapped[int] = mapped_column(ForeignKey("carried_package.id"))
    origin_id: Mapped[int]
    origin_predecessor: Mapped[int | None]

    round: Mapped[BallotRound] = relationship(back_populates="carried")


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
    doubt: Mapped[str]
    token: Mapped[str]


class TestPaper(Base):
    """One paper of the test deck as keyed; erased once the deck agrees, never counted.

    Rule: VOTE-21
    """

    __test__ = False
    __tablename__ = "test_paper"
    __table_args__ = (UniqueConstraint("round_id", "paper_no"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"))
    paper_no: Mapped[int]
    marks: Mapped[str]
    invalid: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)


class Settlement(Base):
    """A cell that people looked at again and how it was settled; kept without paper numbers.

    The key is random, and the number goes at the close: what stays tells no order of papers.
    """

    __tablename__ = "settlement"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
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


class HandLine(Base):
    """What the count by hand found for one row of the ballot. Rule: VOTE-18."""

    __tablename__ = "hand_line"
    __table_args__ = (UniqueConstraint("round_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"))
    position: Mapped[int]
    yes: Mapped[int]
    no: Mapped[int]
    abstain: Mapped[int]
    void: Mapped[int]
