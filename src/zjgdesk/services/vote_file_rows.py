"""What is known of the files of the public vote: what each brought, what does not count."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.models.public_vote import AnnulledVote, VoteChannel, VoteFile
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.vocabulary import Track, VoteFileState, VoteShape
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """One channel of a file: its votes, and how many of them do not count, by reason."""

    channel: str
    raw: int
    annulled: Mapping[str, int]

    @property
    def valid(self) -> int:
        """The votes that count."""
        return self.raw - sum(self.annulled.values())


@dataclass(frozen=True, slots=True)
class VoteFileRow:
    """A file of votes with what it brought. Rule: PUBLIC-04."""

    id: int
    track: Track
    name: str
    shape: VoteShape
    state: VoteFileState
    size: int
    digest: str
    rows: int
    channels: tuple[ChannelReport, ...]
    first_at: datetime | None
    last_at: datetime | None
    replaces_id: int | None
    reason: str
    medium: str
    at: datetime
    actor: str

    @property
    def valid(self) -> int:
        """The votes that count."""
        return sum(channel.valid for channel in self.channels)


@dataclass(frozen=True, slots=True)
class AnnulledVoteRow:
    """A vote that does not count, with its row in the file and the reason."""

    id: int
    row: int
    channel: str
    time: str
    picks: str
    reason: str


def list_vote_files(desk: Desk, track: Track) -> list[VoteFileRow]:
    """Return the files of a track, newest first, counted or not."""
    query = select(VoteFile).where(VoteFile.track == track).order_by(VoteFile.id.desc())
    with desk.reading() as session:
        return [row_of(session, file) for file in session.scalars(query)]


def list_annulled(desk: Desk, file_id: int, *, most: int = 2_000) -> list[AnnulledVoteRow]:
    """Return the first votes of a file that do not count, in the file's order."""
    query = (
        select(AnnulledVote)
        .where(AnnulledVote.vote_file_id == file_id)
        .order_by(AnnulledVote.row)
        .limit(most)
    )
    with desk.reading() as session:
        return [
            AnnulledVoteRow(a.id, a.row, a.channel, a.time_text, a.picks, a.reason)
            for a in session.scalars(query)
        ]


def annulled_count(desk: Desk, file_id: int) -> int:
    """Return how many votes of a file do not count."""
    query = select(func.count()).where(AnnulledVote.vote_file_id == file_id)
    with desk.reading() as session:
        return session.scalar(query) or 0


def row_of(session: Session, file: VoteFile) -> VoteFileRow:
    """Return a file's row in the caller's transaction."""
    record = session.get_one(ImportRecord, file.import_id)
    query = select(VoteChannel).where(VoteChannel.vote_file_id == file.id)
    return VoteFileRow(
        file.id,
        file.track,
        record.name,
        file.shape,
        file.state,
        record.size,
        record.digest,
        record.rows,
        tuple(
            ChannelReport(c.channel, c.raw, json.loads(c.annulled))
            for c in session.scalars(query.order_by(VoteChannel.channel))
        ),
        file.first_at,
        file.last_at,
        file.replaces_id,
        file.reason,
        record.medium,
        record.at,
        record.actor,
    )
