"""Public notices and the objections to them."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import ObjectionEnd, TakenOffCause, Track


class Notice(Base):
    """The public notice of a round's elected. Rules: NOTICE-01 to NOTICE-04."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("ballot_round.id"))
    supplements_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    track: Mapped[Track]
    title: Mapped[str]
    published_on: Mapped[date]
    days: Mapped[str]
    published: Mapped[bool]
    confirmed_on: Mapped[date | None]

    entries: Mapped[list["NoticeEntry"]] = relationship(order_by="NoticeEntry.position")


class NoticeEntry(Base):
    """One elected unit or cadre on a notice."""

    __tablename__ = "notice_entry"
    __table_args__ = (UniqueConstraint("notice_id", "candidate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    position: Mapped[int]
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    name: Mapped[str]
    taken_off_reason: Mapped[str] = mapped_column(server_default="")
    taken_off_cause: Mapped[TakenOffCause | None]


class Objection(Base):
    """What was reported during a notice, and its end. Rule: NOTICE-05."""

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    received_on: Mapped[date]
    signed: Mapped[bool]
    text: Mapped[str]
    end: Mapped[ObjectionEnd | None]
    answer: Mapped[str]
    held_until: Mapped[date | None]
