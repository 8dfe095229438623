"""The public vote: codes, the files that came in, what they count. Rules: PUBLIC-02 to -04."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import Track, VoteFileState, VoteShape


class VoteCode(Base):
    """The three-digit code of a candidate. Rule: PUBLIC-03."""

    __tablename__ = "vote_code"
    __table_args__ = (UniqueConstraint("track", "code"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    track: Mapped[Track]
    code: Mapped[str]


class VoteFile(Base):
    """A file of votes that came in; a corrected one replaces it, both stay. Rule: PUBLIC-04."""

    __tablename__ = "vote_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    track: Mapped[Track]
    import_id: Mapped[int] = mapped_column(ForeignKey("import_record.id"))
    shape: Mapped[VoteShape]
    state: Mapped[VoteFileState]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("vote_file.id"))
    reason: Mapped[str]
    rules: Mapped[str]
    first_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]


class VoteChannel(Base):
    """How many voted on one channel of a file, and how many of them count."""

    __tablename__ = "vote_channel"
    __table_args__ = (UniqueConstraint("vote_file_id", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vote_file_id: Mapped[int] = mapped_column(ForeignKey("vote_file.id"))
    channel: Mapped[str]
    raw: Mapped[int]
    annulled: Mapped[str]


class VoteTally(Base):
    """What one candidate has on one channel of a file: raw and annulled apart."""

    __tablename__ = "vote_tally"
    __table_args__ = (UniqueConstraint("vote_file_id", "channel", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vote_file_id: Mapped[int] = mapped_column(ForeignKey("vote_file.id"))
    channel: Mapped[str]
    code: Mapped[str]
    raw: Mapped[int]
    annulled: Mapped[int]


class AnnulledVote(Base):
    """One vote that does not count, with its row and its reason; never who cast it."""

    __tablename__ = "annulled_vote"

    id: Mapped[int] = mapped_column(primary_key=True)
    vote_file_id: Mapped[int] = mapped_column(ForeignKey("vote_file.id"), index=True)
    row: Mapped[int]
    channel: Mapped[str]
    time_text: Mapped[str]
    picks: Mapped[str]
    reason: Mapped[str]
