"""Where the year stands: one look for the clerk who comes in in the morning."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.models.candidates import Organisation
from zjgdesk.models.public_vote import VoteCode
from zjgdesk.models.trail import TrailEntry
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.case_facts import OPEN
from zjgdesk.rules.eligibility import parse_deed_kind
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action, may
from zjgdesk.rules.stages import ORDER
from zjgdesk.rules.vocabulary import (
    DeedKind,
    ObjectionEnd,
    OpinionAnswer,
    OpinionGroup,
    OrganisationKind,
    Role,
    RoundState,
    Stage,
    Track,
)
from zjgdesk.services import (
    candidates,
    case_reading,
    case_times,
    notices,
    opinions,
    rewards,
    rounds,
    scheme,
    stage_facts,
    stages,
    trail,
    vote_file_rows,
)
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.case_rows import CaseRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.opinions import RequestRow
from zjgdesk.services.stages import TrackState

RECENT = 5
KEYING = frozenset({RoundState.RETURNED, RoundState.FIRST_KEYED})
KEYED = frozenset({RoundState.KEYED, RoundState.AGREED})
AWAY = frozenset({RoundState.CARRIED})


@dataclass(frozen=True, slots=True)
class TrackOverview:
    """How far one track has come; `counts` are how many stood at each stage it reached."""

    track: Track
    places: int
    state: TrackState
    counts: Mapping[Stage, int | None]

    @property
    def stage(self) -> Stage:
        """The stage under way."""
        return self.state.stage


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits for somebody: a code for its words, how many, whom, and the tab."""

    code: str
    count: int
    tab: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class RunningRow:
    """A time that runs; `left` counts days (working days of a notice), below nought when over."""

    code: str
    track: Track | None
    title: str
    until: date
    left: int
    tab: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """Something that the person at the desk did."""

    at: datetime
    action: Action
    subject: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What the charts of the year are drawn from."""

    candidates: Mapping[Track, Mapping[tuple[OrganisationKind, DeedKind | None], int]]
    opinions: Mapping[tuple[OpinionGroup, OpinionAnswer], int]
    votes: tuple[tuple[str, int, int], ...]
    shares: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole year at one look."""

    tracks: tuple[TrackOverview, ...]
    waiting: tuple[WaitingRow, ...]
    running: tuple[RunningRow, ...]
    figures: Figures
    recent: tuple[ActRow, ...]
    open_cases: int
    imports: int
    organisations: int
    trail_entries: int
    trail_digest: str


def read_overview(desk: Desk) -> Overview:
    """Return where both tracks stand, what waits, which times run."""
    rows = candidates.list_candidates(desk)
    seen = case_reading.list_cases(desk)
    open_cases = sum(case.state in OPEN for case in seen)
    with desk.reading() as session:
        tracks = tuple(_track(desk, session, track, rows) for track in Track)
        organisations = session.scalar(select(func.count()).select_from(Organisation)) or 0
        imports = session.scalar(select(func.count()).select_from(ImportRecord)) or 0
        entries, digest = trail.newest(session)
        recent = _recent(session, desk.actor.name)
        kinds = {compact(o.name): o.kind for o in session.scalars(select(Organisation))}
    return Overview(
        tracks=tracks,
        waiting=tuple(_waiting(desk, (organisations, open_cases), rows, tracks)),
        running=tuple(sorted(_running(desk, seen), key=lambda row: row.left)),
        figures=_figures(desk, rows, kinds),
        recent=recent,
        open_cases=open_cases,
        imports=imports,
        organisations=organisations,
        trail_entries=entries,
        trail_digest=trail.anchor(digest),
    )


def _track(desk: Desk, session: Session, track: Track, rows: list[CandidateRow]) -> TrackOverview:
    state = stages.state_of(desk, session, track)
    facts = state.facts
    codes = session.scalar(select(func.count()).where(VoteCode.track == track)) or None
    voted_on = [
        r for r in rounds.list_rounds(desk) if r.track is track and r.predecessor_id is None
    ]
    held = [n for n in notices.list_notices(desk) if n.track is track]
    honoured = [h for h in rewards.list_honours(desk) if h.track is track and h.year == desk.year]
    followed = sum(bool(h.rewarded_on or h.trained_on or h.promoted_on) for h in honoured)
    counts: dict[Stage, int | None] = {
        Stage.RECOMMENDATION: sum(row.track is track for row in rows) or None,
        Stage.CONSULTATION: facts.nominated or None,
        Stage.INITIAL_SHORTLIST: facts.initial,
        Stage.PUBLIC_VOTE: codes,
        Stage.SECOND_SHORTLIST: facts.second,
        Stage.BALLOT: voted_on[0].candidates if voted_on else None,
        Stage.NOTICE: sum(n.names for n in held) or None,
        Stage.CONFIRMED: len(honoured) or None,
        Stage.REWARDS: followed or None,
    }
    reached = ORDER.index(state.stage)
    return TrackOverview(
        track=track,
        places=int(scheme.scheme_value(session, f"places.{track.value}")),
        state=state,
        counts={
            stage: count if ORDER.index(stage) <= reached else None
            for stage, count in counts.items()
        },
    )


def _waiting(
    desk: Desk,
    counted: tuple[int, int],
    rows: list[CandidateRow],
    tracks: tuple[TrackOverview, ...],
) -> list[WaitingRow]:
    organisations, open_cases = counted
    late = sum(r.days_left < 0 for r in _awaited(desk))
    held = notices.list_notices(desk)
    asked = {t.track for t in tracks if t.stage is Stage.CONSULTATION}
    clearance = sum(
        answer is None
        for row in rows
        if row.state == "nominated" and row.track in asked
        for answer in row.clearance.values()
    )
    waiting = [r.state for r in rounds.list_rounds(desk)]
    listed = {row.track for row in rows if row.state == "nominated"}
    found = [
        ("register_missing", int(organisations == 0), "candidates", Action.IMPORT_ORGANISATIONS),
        ("candidates_missing", len(set(Track) - listed), "candidates", Action.IMPORT_CANDIDATES),
        ("step_ready", sum(_is_ready(t) for t in tracks), "candidates", Action.CHANGE_STAGE),
        ("clearance_missing", clearance, "opinions", Action.RECORD_CLEARANCE),
        ("replies_late", late, "opinions", Action.RECORD_OPINION),
        ("rounds_keying", sum(s in KEYING for s in waiting), "ballots", Action.KEY_FIRST),
        ("rounds_keyed", sum(s in KEYED for s in waiting), "ballots", Action.CLOSE_ROUND),
        (
            "rounds_open",
            sum(s not in {*stage_facts.ENDED, *KEYING, *KEYED, *AWAY} for s in waiting),
            "ballots",
            Action.OPEN_ROUND,
        ),
        ("rounds_away", sum(s in AWAY for s in waiting), "ballots", Action.TAKE_IN_RESULT),
        (
            "notices_ended",
            sum(n.state == "ended" for n in held),
            "notices",
            Action.CONFIRM_LIST,
        ),
        (
            "objections_open",
            sum(n.objections_open for n in held),
            "notices",
            Action.SETTLE_OBJECTION,
        ),
        (
            "cases_open",
            open_cases,
            "tolerance",
            Action.DECIDE_CASE,
        ),
    ]
    return [
        WaitingRow(code, count, tab, tuple(role for role in Role if may(role, action)))
        for code, count, tab, action in found
        if count
    ]


def _awaited(desk: Desk) -> list[RequestRow]:
    """The newest requests that are not answered yet, while their track is at its consultation."""
    with desk.reading() as session:
        asked = [t for t in Track if stage_facts.stage_of(session, t) is Stage.CONSULTATION]
    rows = [row for row in opinions.list_requests(desk) if row.track in asked]
    newest: dict[tuple[Track, OpinionGroup, str], int] = {}
    for row in rows:
        key = (row.track, row.group, row.addressee)
        newest[key] = max(newest.get(key, 0), row.round_no)
    return [
        row
        for row in rows
        if row.answered < row.expected
        and row.round_no == newest[row.track, row.group, row.addressee]
    ]


def _is_ready(track: TrackOverview) -> bool:
    return track.state.step is not None and not track.state.missing and bool(track.counts)


def _running(desk: Desk, seen: list[CaseRow]) -> list[RunningRow]:
    today = desk.today()
    found = [
        RunningRow("reply", r.track, r.addressee, r.due_on, r.days_left, "opinions")
        for r in _awaited(desk)
    ]
    for notice in notices.list_notices(desk):
        if notice.state == "running":
            found.append(
                RunningRow(
                    "notice",
                    notice.track,
                    notice.title,
                    notice.last_day,
                    notice.days_left,
                    "notices",
                )
            )
        found += [
            RunningRow(
                "held_back",
                notice.track,
                objection.name,
                objection.held_until,
                (objection.held_until - today).days,
                "notices",
            )
            for objection in notices.read_notice(desk, notice.id).objections
            if objection.end is ObjectionEnd.HELD_BACK and objection.held_until
        ]
    found += [
        RunningRow(f"case_{t.kind}", None, t.title, t.until, (t.until - today).days, "tolerance")
        for t in case_times.running(desk, seen)
    ]
    with desk.reading() as session:
        closes = scheme.moment_value(session, "vote.closes")
        voting = [t for t in Track if stage_facts.stage_of(session, t) is Stage.PUBLIC_VOTE]
    if closes is not None and desk.clock() < closes:
        left = (closes.date() - today).days
        found += [RunningRow("vote", t, "", closes.date(), left, "shortlists") for t in voting]
    return found


def _figures(
    desk: Desk, rows: list[CandidateRow], kinds: Mapping[str, OrganisationKind]
) -> Figures:
    counted: dict[Track, Counter[tuple[OrganisationKind, DeedKind | None]]] = {
        track: Counter() for track in Track
    }
    for row in rows:
        if row.state == "nominated":
            group = kinds.get(compact(row.organisation), OrganisationKind.OTHER)
            counted[row.track][group, parse_deed_kind(row.deed_kind)] += 1
    votes: Counter[str] = Counter()
    annulled: Counter[str] = Counter()
    for track in Track:
        for file in vote_file_rows.list_vote_files(desk, track):
            if file.state == "counted":
                for channel in file.channels:
                    votes[channel.channel] += channel.valid
                    annulled[channel.channel] += channel.raw - channel.valid
    return Figures(
        candidates=counted,
        opinions=opinions.answer_counts(desk),
        votes=tuple((channel, votes[channel], annulled[channel]) for channel in votes),
        shares={
            year: (share.numerator, share.denominator)
            for year, share in rewards.promotion_shares(desk).items()
        },
    )


def _recent(session: Session, actor: str) -> tuple[ActRow, ...]:
    query = (
        select(TrailEntry)
        .where(TrailEntry.actor == actor)
        .order_by(TrailEntry.seq.desc())
        .limit(RECENT)
    )
    return tuple(
        ActRow(entry.at, Action(entry.action), entry.subject)
        for entry in session.scalars(query)
        if entry.action in set(Action)
    )
