"""The trail: who did what, when; each entry sealed onto the one before it."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from zjgdesk.models.base import Base


class TrailEntry(Base):
    """One line of the trail; only ever inserted. Rule: DESK-03."""

    __tablename__ = "trail_entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
