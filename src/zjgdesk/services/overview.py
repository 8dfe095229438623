"""Where the year stands: one look for the clerk who comes in in the morning."""

from dataclasses import dataclass

from sqlalchemy import func, select

from zjgdesk.models.candidates import Organisation
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.vocabulary import RoundState, Track
from zjgdesk.services import (
    candidates,
    cases,
    notices,
    opinions,
    rounds,
    scheme,
    tolerance,
    trail,
)
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class TrackOverview:
    """How far one track has come.

    `stage` is one of recommendation, consultation, ballot, notice, confirmed.
    """

    track: Track
    places: int
    nominated: int
    withdrawn: int
    requests: int
    requests_answered: int
    clearance_missing: int
    round_state: RoundState | None
    elected: int
    notice_days_left: int | None
    stage: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits for somebody: a code for its words, how many, and the tab."""

    code: str
    count: int
    tab: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole year at one look."""

    tracks: tuple[TrackOverview, ...]
    open_cases: int
    waiting: tuple[WaitingRow, ...]
    imports: int
    organisations: int
    trail_entries: int
    trail_digest: str


def read_overview(desk: Desk) -> Overview:
    """Return where both tracks stand and what waits."""
    tracks = tuple(_track(desk, track) for track in Track)
    with desk.reading() as session:
        organisations = session.scalar(select(func.count()).select_from(Organisation)) or 0
        imports = session.scalar(select(func.count()).select_from(ImportRecord)) or 0
        open_cases = len(tolerance.open_cases(session))
        entries, digest = trail.newest(session)
    return Overview(
        tracks=tracks,
        open_cases=open_cases,
        waiting=tuple(_waiting(desk, organisations, tracks)),
        imports=imports,
        organisations=organisations,
        trail_entries=entries,
        trail_digest=trail.short(digest),
    )


def _track(desk: Desk, track: Track) -> TrackOverview:
    rows = candidates.list_candidates(desk, track)
    summary = opinions.opinion_summary(desk, track)
    newest = next((r for r in rounds.list_rounds(desk) if r.track is track), None)
    notice = next((n for n in notices.list_notices(desk) if n.track is track), None)
    with desk.reading() as session:
        places = int(scheme.scheme_value(session, f"places.{track.value}"))
        elected = 0
        if newest is not None:
            elected = len(notices.elected_of_chain(session, rounds.find(session, newest.id)))
    nominated = sum(row.state == "nominated" for row in rows)
    stage = "recommendation"
    if notice is not None:
        stage = "confirmed" if notice.state == "confirmed" else "notice"
    elif newest is not None:
        stage = "ballot"
    elif summary.requests:
        stage = "consultation"
    return TrackOverview(
        track=track,
        places=places,
        nominated=nominated,
        withdrawn=len(rows) - nominated,
        requests=summary.requests,
        requests_answered=summary.answered,
        clearance_missing=summary.clearance_missing,
        round_state=newest.state if newest else None,
        elected=elected,
        notice_days_left=notice.days_left if notice and notice.state == "running" else None,
        stage=stage,
    )


def _waiting(
    desk: Desk, organisations: int, tracks: tuple[TrackOverview, ...]
) -> list[WaitingRow]:
    late = sum(r.days_left < 0 and r.answered < r.expected for r in opinions.list_requests(desk))
    ended = sum(n.state == "ended" for n in notices.list_notices(desk))
    objections = sum(n.objections_open for n in notices.list_notices(desk))
    accepted = sum(c.state in cases.OPEN for c in tolerance.list_cases(desk))
    open_rounds = sum(
        r.state not in {RoundState.CLOSED, RoundState.VOID} for r in rounds.list_rounds(desk)
    )
    found = [
        WaitingRow("register_missing", int(organisations == 0), "candidates"),
        WaitingRow("candidates_missing", sum(t.nominated == 0 for t in tracks), "candidates"),
        WaitingRow("clearance_missing", sum(t.clearance_missing for t in tracks), "opinions"),
        WaitingRow("replies_late", late, "opinions"),
        WaitingRow("rounds_open", open_rounds, "ballots"),
        WaitingRow("notices_ended", ended, "notices"),
        WaitingRow("objections_open", objections, "notices"),
        WaitingRow("cases_open", accepted, "tolerance"),
    ]
    return [row for row in found if row.count]
