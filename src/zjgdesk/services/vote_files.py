"""Files of the public vote: counted, replaced, set aside; nothing is dropped silently."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.exchange.row_votes import RowVotes, count_row_votes
from zjgdesk.exchange.totals import TotalVotes, count_totals
from zjgdesk.exchange.vote_count import AnnulledRow
from zjgdesk.exchange.vote_stream import Progress, is_totals
from zjgdesk.models.candidates import Candidate
from zjgdesk.models.public_vote import (
    AnnulledVote,
    VoteChannel,
    VoteCode,
    VoteFile,
    VoteTally,
)
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.public_vote import Once, VoteRules, unweighted
from zjgdesk.rules.roles import Action
from zjgdesk.rules.scheme import parse_moment, parse_weights
from zjgdesk.rules.stages import Work
from zjgdesk.rules.vocabulary import Track, VoteFileState, VoteShape
from zjgdesk.services import candidates, scheme, stages
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.vote_file_rows import VoteFileRow, row_of

KIND = "votes"
KEEP_ANNULLED = str(
    insert(AnnulledVote).compile(
        dialect=sqlite.dialect(),
        column_keys=["vote_file_id", "row", "channel", "time_text", "picks", "reason"],
    )
)


@dataclass(frozen=True, slots=True)
class NewVotes:
    """A file of votes that shall count.

    Attributes:
        name: the file's name.
        medium: what it came on.
        channel: the channel of a file that does not name it.
        replaces_id: the earlier file that it corrects.
        reason: why it is corrected; needed with `replaces_id`.
        also: that it counts beside another file of the same channel.
    """

    name: str
    medium: str = ""
    channel: str = ""
    replaces_id: int | None = None
    reason: str = ""
    also: bool = False


def try_votes(
    desk: Desk,
    track: Track,
    stream: BinaryIO,
    new: NewVotes,
    *,
    on_progress: Progress = lambda _done, _total: None,
) -> RowVotes | TotalVotes:
    """Count a file without keeping anything, so that the clerk sees what it would bring.

    Raises:
        DeskError: as `count_votes`, except for what only keeping can refuse.
    """
    with desk.reading() as session:
        rules, names = rules_of(session, track), _names(session, track)
    return _counted(stream, new, rules, names, (lambda _rows: None, on_progress))


def count_votes(
    desk: Desk,
    track: Track,
    stream: BinaryIO,
    new: NewVotes,
    *,
    on_progress: Progress = lambda _done, _total: None,
) -> VoteFileRow:
    """Read, check and count a file, and keep what it brought; a raising progress undoes it all.

    Raises:
        DeskError: `vote.no_codes`, `import.repeated`, `vote.channel_counted`,
            `vote.channel_unweighted`, `vote.file_unknown`, `reason.missing`, what the reader
            refuses, or what the stage refuses.

    Rule: PUBLIC-02, PUBLIC-03, PUBLIC-04
    """
    with desk.acting(Action.COUNT_VOTES, f"votes:{track}", file=new.name) as deed:
        session = deed.session
        stages.need(desk, session, track, Work.COUNT_VOTES)
        rules = rules_of(session, track)
        file = _begin(desk, deed, track, new, rules)
        if new.replaces_id is not None:
            _replace(session, track, new)

        def keep(rows: Sequence[AnnulledRow]) -> None:
            # There may be a million of them: the driver itself is five times as fast.
            told = [(file.id, *row[:4], row.reason.value) for row in rows]
            session.connection().exec_driver_sql(KEEP_ANNULLED, told)

        found = _counted(stream, new, rules, _names(session, track), (keep, on_progress))
        _refuse_known(session, found.digest)
        _refuse_channels(session, track, found, new)
        _keep(session, file, found)
        deed.subject = f"votes:{file.id}"
        deed.facts.update(
            track=track,
            digest=found.digest,
            votes=sum(found.voters.values()),
            annulled=sum(sum(reasons.values()) for reasons in found.annulled.values()),
            replaces=new.replaces_id,
        )
        session.flush()
        return row_of(session, file)


def set_votes_aside(desk: Desk, file_id: int, *, reason: str) -> None:
    """Let a file count no longer; it stays on record.

    Raises:
        DeskError: `vote.file_unknown`, `reason.missing`, or what the stage refuses.
    """
    with desk.acting(Action.SET_VOTES_ASIDE, f"votes:{file_id}") as deed:
        file = _counted_file(deed.session, file_id)
        stages.need(desk, deed.session, file.track, Work.COUNT_VOTES)
        file.reason = deed.facts["reason"] = candidates.need_reason(reason)
        file.state = VoteFileState.SET_ASIDE


def rules_of(session: Session, track: Track) -> VoteRules:
    """Return what votes of a track are judged by this year.

    Raises:
        DeskError: `vote.no_codes`.
    """
    codes = frozenset(session.scalars(select(VoteCode.code).where(VoteCode.track == track)))
    if not codes:
        raise DeskError("vote.no_codes", rule="PUBLIC-03")
    weights = parse_weights(scheme.scheme_value(session, "vote.weights")) or {}
    return VoteRules(
        codes=codes,
        picks=int(scheme.scheme_value(session, f"vote.picks.{track.value}")),
        exact=scheme.scheme_value(session, "vote.exact") == "yes",
        opens=parse_moment(scheme.scheme_value(session, "vote.opens")),
        closes=parse_moment(scheme.scheme_value(session, "vote.closes")),
        once=Once(scheme.scheme_value(session, "vote.once")),
        channels=frozenset(weights),
    )


def _counted(
    stream: BinaryIO,
    new: NewVotes,
    rules: VoteRules,
    names: Mapping[str, str],
    calls: tuple[object, Progress],
) -> RowVotes | TotalVotes:
    told, on_progress = calls
    if is_totals(stream, new.name):
        return count_totals(stream, new.name, rules.codes, names, channel=new.channel)
    return count_row_votes(
        stream,
        new.name,
        rules,
        on_annulled=told,  # type: ignore[arg-type]
        channel=new.channel,
        on_progress=on_progress,
    )


def _begin(desk: Desk, deed: Deed, track: Track, new: NewVotes, rules: VoteRules) -> VoteFile:
    record = ImportRecord(
        kind=KIND,
        name=new.name,
        size=0,
        digest="",
        rows=0,
        taken=0,
        left_out=0,
        medium=new.medium.strip(),
        at=deed.at,
        actor=desk.actor.name,
    )
    deed.session.add(record)
    deed.session.flush()
    file = VoteFile(
        track=track,
        import_id=record.id,
        shape=VoteShape.ROWS,
        state=VoteFileState.COUNTED,
        replaces_id=new.replaces_id,
        reason="",
        rules=json.dumps(
            {
                "codes": len(rules.codes),
                "picks": rules.picks,
                "exact": rules.exact,
                "opens": str(rules.opens or ""),
                "closes": str(rules.closes or ""),
                "once": rules.once,
            }
        ),
    )
    deed.session.add(file)
    deed.session.flush()
    return file


def _replace(session: Session, track: Track, new: NewVotes) -> None:
    earlier = _counted_file(session, new.replaces_id or 0)
    if earlier.track is not track:
        raise DeskError("vote.file_unknown", rule="PUBLIC-04")
    earlier.reason = candidates.need_reason(new.reason)
    earlier.state = VoteFileState.REPLACED


def _counted_file(session: Session, file_id: int) -> VoteFile:
    file = session.get(VoteFile, file_id)
    if file is None or file.state is not VoteFileState.COUNTED:
        raise DeskError("vote.file_unknown", rule="PUBLIC-04")
    return file


def _refuse_known(session: Session, digest: str) -> None:
    query = (
        select(ImportRecord.name)
        .join(VoteFile, VoteFile.import_id == ImportRecord.id)
        .where(ImportRecord.digest == digest, VoteFile.state == VoteFileState.COUNTED)
    )
    known = session.scalars(query).first()
    if known is not None:
        raise DeskError("import.repeated", rule="PUBLIC-04", name=known)


def _refuse_channels(
    session: Session, track: Track, found: RowVotes | TotalVotes, new: NewVotes
) -> None:
    weights = parse_weights(scheme.scheme_value(session, "vote.weights")) or {}
    refusal = unweighted(found.voters, weights)
    if refusal:
        refusal.raise_()
    query = (
        select(VoteChannel.channel)
        .join(VoteFile, VoteFile.id == VoteChannel.vote_file_id)
        .where(VoteFile.track == track, VoteFile.state == VoteFileState.COUNTED)
    )
    counted = set(session.scalars(query)) & set(found.voters)
    if counted and not new.also:
        raise DeskError("vote.channel_counted", rule="PUBLIC-02", channel=min(counted))


def _keep(session: Session, file: VoteFile, found: RowVotes | TotalVotes) -> None:
    file.shape = VoteShape.TOTALS if isinstance(found, TotalVotes) else VoteShape.ROWS
    if isinstance(found, RowVotes):
        file.first_at = found.first_at.astimezone() if found.first_at else None
        file.last_at = found.last_at.astimezone() if found.last_at else None
    annulled = sum(sum(reasons.values()) for reasons in found.annulled.values())
    record = session.get_one(ImportRecord, file.import_id)
    record.size, record.digest = found.size, found.digest
    record.rows, record.left_out = found.votes + found.skipped, annulled
    record.taken = sum(found.voters.values()) - annulled
    for channel in found.channels:
        session.add(
            VoteChannel(
                vote_file_id=file.id,
                channel=channel.channel,
                raw=found.voters[channel.channel],
                annulled=json.dumps(
                    dict(found.annulled.get(channel.channel, {})), ensure_ascii=False
                ),
            )
        )
        session.add_all(
            VoteTally(
                vote_file_id=file.id,
                channel=channel.channel,
                code=code,
                raw=channel.raw.get(code, 0),
                annulled=channel.annulled.get(code, 0),
            )
            for code in sorted(channel.raw.keys() | channel.annulled.keys())
        )


def _names(session: Session, track: Track) -> dict[str, str]:
    query = (
        select(VoteCode.code, Candidate.name)
        .join(Candidate, Candidate.id == VoteCode.candidate_id)
        .where(VoteCode.track == track)
    )
    return dict(session.execute(query).all())
