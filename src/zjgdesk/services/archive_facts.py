"""What the archive of a round holds, gathered from the workspace."""

import json
from collections.abc import Iterator
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents.report import ReportFacts
from zjgdesk.errors import BrokenInvariantError
from zjgdesk.exchange.archive import as_json
from zjgdesk.models.rounds import BallotRound, Settlement
from zjgdesk.models.trail import TrailEntry
from zjgdesk.resources import resources
from zjgdesk.rules.ballots import Count, Paper, quorum_needed
from zjgdesk.rules.keying import pack
from zjgdesk.services import counting, hand_count, report_facts, round_facts, round_papers
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow, file_name
from zjgdesk.services.rounds import definition
from zjgdesk.services.trail import canonical

VERIFY = "verify.py"
RULES = ("vote.toml", "desk.toml", "air.toml")
FIGURES = ("present", "printed", "issued", "left_over", "spoiled", "returned")


def content_of(desk: Desk, session: Session, round_: BallotRound) -> dict[str, bytes]:
    """Return the files of a round's archive but its documents, trail and manifest."""
    papers = round_papers.closed_papers(session, round_.id)
    desk.machine.chance.shuffle(papers)
    values: dict[str, object] = {
        "result.json": _result(session, round_),
        "papers.json": [_paper(paper) for paper in papers],
        "settlements.json": list(_settlements(session, round_.id)),
        "report.json": _report(report_facts.facts_of(session, round_, round_.title)),
    }
    files = {name: as_json(value) for name, value in values.items()}
    files["definition.json"] = canonical(definition(round_)).encode()
    files[VERIFY] = (resources() / "verify" / VERIFY).read_bytes()
    for name in RULES:
        files[f"rules/{name}"] = (resources() / "rules" / name).read_bytes()
    return files


def documents_of(rows: list[tuple[IssuedRow, bytes]]) -> dict[str, bytes]:
    """Return the papers issued for a round under their digests, and the list of them."""
    listed = [
        {
            "kind": row.kind,
            "title": row.title,
            "digest": row.digest,
            "pages": row.pages,
            "at": row.at.astimezone(UTC).isoformat(timespec="seconds"),
            "actor": row.actor,
        }
        for row, _ in rows
    ]
    files = {f"documents/{file_name(row.digest)}": content for row, content in rows}
    return {**files, "documents.json": as_json(listed)}


def trail_of(session: Session, round_: BallotRound) -> list[dict[str, object]]:
    """Return the whole chain: in full what was done to the round, else number and digests alone.

    What else happened in the workspace, to candidates and in cases, does not leave it.

    Rule: DESK-03
    """
    told = {f"meeting:{round_.meeting_id}"}
    before: BallotRound | None = round_
    while before is not None:
        told |= {f"round:{before.id}", f"meeting:{before.meeting_id}"}
        before = session.get(BallotRound, before.predecessor_id) if before.predecessor_id else None
    entries = session.scalars(select(TrailEntry).order_by(TrailEntry.seq))
    return [_entry(each, in_full=each.subject in told) for each in entries]


def _entry(entry: TrailEntry, *, in_full: bool) -> dict[str, object]:
    links: dict[str, object] = {
        "seq": entry.seq,
        "previous": entry.previous,
        "digest": entry.digest,
    }
    if not in_full:
        return links
    return links | {
        "time": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "facts": json.loads(entry.facts),
    }


def _paper(paper: Paper) -> dict[str, str]:
    if paper.marks is None:
        return {"invalid": paper.invalid or ""}
    return {"marks": pack(paper.marks)}


def _count(count: Count) -> list[int]:
    return list(hand_count.as_tuple(count))


def _result(session: Session, round_: BallotRound) -> dict[str, object]:
    outcome = counting.outcome_of(session, round_)
    if outcome is None:
        raise BrokenInvariantError(f"round {round_.id} is archived before its close")
    lines = round_facts.hand_lines(session, round_.id)
    by_hand = {
        "valid": round_.hand_valid,
        "invalid": round_.hand_invalid,
        "counts": [_count(line) for line in lines],
        "explained": round_.hand_explained,
    }
    return {
        "state": round_.state,
        "figures": {name: getattr(round_, name) or 0 for name in FIGURES},
        "stands": outcome.stands,
        "valid": outcome.valid,
        "invalid": outcome.invalid,
        "quorum": quorum_needed(round_.meeting.due),
        "needed": outcome.needed,
        "counts": [
            {
                "name": row.name,
                "organisation": row.organisation,
                "yes": row.yes,
                "no": row.no,
                "abstain": row.abstain,
                "void": row.void,
            }
            for row in outcome.counts
        ],
        "elected": outcome.elected,
        "tied": outcome.tied,
        "places_left": outcome.places_left,
        "next": outcome.next,
        "rules": outcome.rules,
        "reduced": round_.reduced_reason or "",
        "hand_count": by_hand if lines else None,
    }


def _settlements(session: Session, round_id: int) -> Iterator[dict[str, object]]:
    query = (
        select(Settlement)
        .where(Settlement.round_id == round_id)
        .order_by(Settlement.position, Settlement.id)  # random ids: no order of papers
    )
    for cell in session.scalars(query):
        yield {
            "position": cell.position,
            "first": cell.first,
            "second": cell.second,
            "settled": cell.settled,
            "actor": cell.actor,
            "witness": cell.witness,
            "how": cell.how,
        }


def _report(facts: ReportFacts) -> dict[str, object]:
    """The figures and sentences that the report of the count says. Rule: VOTE-16."""
    names = ("due", "quorum", "needed", "places", "valid", "invalid", "differences", *FIGURES)
    return {
        **{name: getattr(facts, name) for name in names},
        "meeting": facts.meeting,
        "held_on": facts.held_on.isoformat(),
        "counts": [
            {
                "name": line.name,
                "yes": line.yes,
                "no": line.no,
                "abstain": line.abstain,
                "void": line.void,
                "outcome": line.outcome,
            }
            for line in facts.counts
        ],
        "result": facts.result,
        "chief": facts.chief,
        "scrutineers": facts.scrutineers,
        "tellers": facts.tellers,
    }
