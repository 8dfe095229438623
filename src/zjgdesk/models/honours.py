"""Who was confirmed over the years, and what followed for them. Rule: NOTICE-07."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import RewardKind, Track


class Honour(Base):
    """A unit or cadre on the confirmed list of a year; earlier years come from their lists."""

    __tablename__ = "honour"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    track: Mapped[Track]
    name: Mapped[str]
    name_key: Mapped[str]
    organisation: Mapped[str]
    post: Mapped[str]
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_record.id"))


class Reward(Base):
    """A reward, training or promotion that followed. Rule: NOTICE-07."""

    __tablename__ = "reward"

    id: Mapped[int] = mapped_column(primary_key=True)
    honour_id: Mapped[int] = mapped_column(ForeignKey("honour.id"), index=True)
    kind: Mapped[RewardKind]
    on: Mapped[date]
    text: Mapped[str]
