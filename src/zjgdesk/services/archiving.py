"""A closed round leaves the workspace: as an archive that checks itself, or as vote records."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from zjgdesk import __version__
from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange import archive
from zjgdesk.exchange.cvr import CvrFacts, build_cvr
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import ENDED
from zjgdesk.services import (
    archive_facts,
    carried_rounds,
    issued,
    machines,
    round_facts,
    round_papers,
    saving,
    scheme,
    trail,
)
from zjgdesk.services.desk import Deed, Desk


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """What was written; `anchor` is the short form of the archive's own entry on the trail."""

    path: Path
    files: int
    papers: int
    documents: int
    entries: int
    anchor: str


def archive_round(desk: Desk, round_id: int, folder: Path) -> ArchiveRow:
    """Write everything of a closed round where an inspector can check it without this program.

    The last entry of the archived trail is the archiving itself: it holds the digest of all other
    files, so that its short form, kept on the trail here, stands for the whole archive.

    Args:
        desk: where somebody sits who may archive.
        round_id: a round that was closed.
        folder: the new folder; one file is written where the name ends in `.zip`.

    Raises:
        DeskError: `round.unknown`, `archive.not_closed`, `archive.exists`, `archive.unwritable`,
            `archive.unfinished`,
            `issued.lost`, `issued.changed`.

    Rule: VOTE-25, DESK-03, DESK-07
    """
    desk.need(Action.ARCHIVE_ROUND)
    rows = issued.list_issued(desk, f"round:{round_id}")
    documents = [(row, issued.read_issued(desk, row.id)) for row in reversed(rows)]
    written = False
    try:
        with desk.acting(Action.ARCHIVE_ROUND, f"round:{round_id}", file=folder.name) as deed:
            round_ = _closed(deed.session, round_id)
            files = archive_facts.content_of(desk, deed.session, round_)
            files |= archive_facts.documents_of(documents)
            entries = _seal(desk, deed, round_, files)
            files = archive.with_manifest(files, round_id)
            files[archive.SIGNATURE] = _signature(desk, deed, files[archive.MANIFEST])
            archive.write_half(folder, files)
            written = True
            papers = round_.returned or 0
    except BaseException:
        if written:  # the entry that it rests on was not kept
            archive.remove(archive.half_of(folder))
        raise
    archive.finish(folder)
    anchor = trail.anchor(str(entries[-1]["digest"]))
    return ArchiveRow(folder, len(files), papers, len(documents), len(entries), anchor)


def export_cvr(desk: Desk, round_id: int, path: Path) -> int:
    """Write the papers of a closed round as cast vote records of NIST; return how many.

    Raises:
        DeskError: `round.unknown`, `archive.not_closed`, or the refusal of the disk.

    Rule: VOTE-25, DESK-07
    """
    with desk.acting(Action.EXPORT_CVR, f"round:{round_id}", file=path.name) as deed:
        round_ = _closed(deed.session, round_id)
        papers = round_papers.closed_papers(deed.session, round_id)
        desk.machine.chance.shuffle(papers)
        facts = CvrFacts(
            title=round_.title,
            meeting=round_.meeting.title,
            committee=scheme.scheme_value(deed.session, "notice.issuer"),
            names=tuple(entry.name for entry in round_.entries),
            places=round_.places,
            program=f"zjgdesk {__version__}",
            at=deed.at,
        )
        content = build_cvr(facts, papers)
        deed.facts.update(papers=len(papers), digest=digest_of(content), size=len(content))
        saving.write_whole(path, content)
        return len(papers)


def _closed(session: Session, round_id: int) -> BallotRound:
    round_ = round_facts.find(session, round_id)
    if round_.state not in ENDED:
        raise DeskError("archive.not_closed", rule="VOTE-24", title=round_.title)
    if carried_rounds.counted_elsewhere(session, round_):
        raise DeskError("archive.at_station", rule="AIR-04", title=round_.title)
    return round_


def _signature(desk: Desk, deed: Deed, manifest: bytes) -> bytes:
    """Return the signature of this machine over the manifest, with what proves it.

    Rule: AIR-04
    """
    me = machines.own_or_new(desk, deed.session)
    identity = me.identity
    return archive.as_json(
        {
            "uid": identity.uid,
            "year": identity.year,
            "purpose": identity.purpose.value,
            "sign": identity.sign.hex(),
            "box": identity.box.hex(),
            "fingerprint": identity.fingerprint,
            "signature": me.keys.signature(archive.SIGNED + manifest).hex(),
        }
    )


def _seal(
    desk: Desk, deed: Deed, round_: BallotRound, files: dict[str, bytes]
) -> list[dict[str, object]]:
    """Add the trail up to the entry that this action will leave; return its entries."""
    before = archive_facts.trail_of(deed.session, round_)
    deed.facts.update(
        content=digest_of(archive.as_json(archive.contents(files))),
        trail=digest_of(archive.as_json(before)),
    )
    point = deed.session.begin_nested()
    trail.append(
        deed.session,
        at=deed.at,
        actor=desk.actor.name,
        action=Action.ARCHIVE_ROUND,
        told=(deed.subject, deed.facts),
    )
    deed.session.flush()
    entries = archive_facts.trail_of(deed.session, round_)
    point.rollback()  # the action itself leaves the same entry when it is done
    files[archive.TRAIL] = archive.as_json(entries)
    return entries
