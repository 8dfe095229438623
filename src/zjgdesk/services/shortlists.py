"""The two shortlists of a track: ranked with all facts beside, chosen, decided, set aside."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.year import Shortlist, ShortlistEntry
from zjgdesk.rules.roles import Action
from zjgdesk.rules.shortlists import (
    Merits,
    Ranked,
    first_by_rank,
    formula_of,
    may_be_listed,
    out_of_order,
    rank,
)
from zjgdesk.rules.stages import Step, Work
from zjgdesk.rules.vocabulary import (
    DecisionMatter,
    ShortlistKind,
    ShortlistState,
    Stage,
    Track,
)
from zjgdesk.services import candidates, list_order, scheme, stage_facts, stages, vote_results
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.vote_results import ResultRow

STAGE = {
    ShortlistKind.INITIAL: Stage.INITIAL_SHORTLIST,
    ShortlistKind.SECOND: Stage.SECOND_SHORTLIST,
}
STEP = {
    ShortlistKind.INITIAL: Step.DECIDE_INITIAL,
    ShortlistKind.SECOND: Step.DECIDE_SECOND,
}
WORK = {ShortlistKind.INITIAL: Work.DRAW_INITIAL, ShortlistKind.SECOND: Work.DRAW_SECOND}


@dataclass(frozen=True, slots=True)
class ShortlistRow:
    """One candidate of a list: its place, all facts beside it, and whether it is chosen."""

    candidate: CandidateRow
    rank: int
    approval: float
    votes: ResultRow | None
    chosen: bool
    reason: str
    stopped: str | None

    @property
    def id(self) -> int:
        """The candidate's id."""
        return self.candidate.id


@dataclass(frozen=True, slots=True)
class ShortlistPage:
    """A shortlist as it stands; `wanted` is the least number by places and surplus."""

    track: Track
    kind: ShortlistKind
    state: ShortlistState
    places: int
    wanted: int
    chosen: int
    formula: str
    decided_on: date | None
    place: str
    reason: str
    rows: tuple[ShortlistRow, ...]


@dataclass(frozen=True, slots=True)
class ShortlistDecision:
    """When, where and why a list was decided."""

    decided_on: date
    place: str
    reason: str


def read_shortlist(desk: Desk, track: Track, kind: ShortlistKind) -> ShortlistPage:
    """Return a shortlist, decided or as it would be ranked now."""
    with desk.reading() as session:
        return page_of(desk, session, track, kind)


def list_set_aside(desk: Desk, track: Track) -> list[tuple[ShortlistKind, date | None, str]]:
    """Return the lists that were decided and set aside later, with the reason."""
    query = select(Shortlist).where(
        Shortlist.track == track, Shortlist.state == ShortlistState.SET_ASIDE
    )
    with desk.reading() as session:
        return [(s.kind, s.decided_on, s.set_aside_reason) for s in session.scalars(query)]


def choose(
    desk: Desk, track: Track, kind: ShortlistKind, candidate_ids: Iterable[int], *, chosen: bool
) -> None:
    """Choose candidates by hand, or take them off again.

    Raises:
        DeskError: `shortlist.not_on_it`, `shortlist.affected`, `shortlist.pending`, or what the
            stage refuses.
    """
    ids = frozenset(candidate_ids)
    with desk.acting(
        Action.DRAW_SHORTLIST, f"shortlist:{track}:{kind}", chosen=chosen, candidates=sorted(ids)
    ) as deed:
        stages.need(desk, deed.session, track, WORK[kind])
        ranked = _ranked(desk, deed.session, track, kind)
        merits = {each.merits.candidate_id: each.merits for each in ranked}
        if not ids <= merits.keys():
            raise DeskError("shortlist.not_on_it", rule="SCHEME-05")
        for candidate_id in ids if chosen else ():
            refusal = may_be_listed(kind, merits[candidate_id])
            if refusal:
                refusal.raise_()
        draft = _draft(deed.session, track, kind)
        before = _chosen(draft)
        _write(deed.session, draft, ranked, before | ids if chosen else before - ids)
        deed.facts["before"] = sorted(before)


def choose_first(desk: Desk, track: Track, kind: ShortlistKind, count: int) -> int:
    """Choose the first so many by rank, ties across the end included; return how many.

    Raises:
        DeskError: `shortlist.number_impossible`, or what the stage refuses.
    """
    with desk.acting(Action.DRAW_SHORTLIST, f"shortlist:{track}:{kind}", first=count) as deed:
        stages.need(desk, deed.session, track, WORK[kind])
        ranked = _ranked(desk, deed.session, track, kind)
        if not 0 < count <= len(ranked):
            raise DeskError("shortlist.number_impossible", rule="SCHEME-06", most=len(ranked))
        draft = _draft(deed.session, track, kind)
        deed.facts["before"] = sorted(_chosen(draft))
        chosen = first_by_rank(ranked, count)
        _write(deed.session, draft, ranked, chosen)
        return len(chosen)


def give_reason(
    desk: Desk, track: Track, kind: ShortlistKind, candidate_id: int, *, reason: str
) -> None:
    """Say why somebody is chosen or not although the ranking says otherwise.

    Raises:
        DeskError: `shortlist.not_on_it`, or what the stage refuses.
    """
    with desk.acting(
        Action.DRAW_SHORTLIST, f"shortlist:{track}:{kind}", candidate=candidate_id
    ) as deed:
        stages.need(desk, deed.session, track, WORK[kind])
        draft = _draft(deed.session, track, kind)
        _write(deed.session, draft, _ranked(desk, deed.session, track, kind), _chosen(draft))
        entry = next((e for e in draft.entries if e.candidate_id == candidate_id), None)
        if entry is None:
            raise DeskError("shortlist.not_on_it", rule="SCHEME-05")
        deed.facts.update(before=entry.reason, after=reason.strip())
        entry.reason = reason.strip()


def decide_shortlist(
    desk: Desk, track: Track, kind: ShortlistKind, decision: ShortlistDecision
) -> None:
    """Decide a list and begin the next stage; what was known is kept beside each name.

    Raises:
        DeskError: `shortlist.incomplete`, `shortlist.decided_early`, `shortlist.affected`,
            `shortlist.pending`, `shortlist.reason_missing`, or what the step needs.
    """
    with desk.acting(Action.DECIDE_SHORTLIST, f"shortlist:{track}:{kind}") as deed:
        session = deed.session
        stages.need(desk, session, track, WORK[kind])
        if not (decision.place.strip() and decision.reason.strip()):
            raise DeskError("shortlist.incomplete", rule="SCHEME-05")
        if decision.decided_on > desk.today():
            raise DeskError("shortlist.decided_early", rule="SCHEME-05", on=decision.decided_on)
        draft = _draft(session, track, kind)
        ranked = _ranked(desk, session, track, kind)
        chosen = _chosen(draft)
        _write(session, draft, ranked, chosen)
        _refuse_bad_choice(kind, draft, ranked)
        _seal(desk, session, draft, decision)
        session.flush()
        stages.take(desk, deed, track, STEP[kind])
        deed.facts.update(chosen=len(chosen), on=decision.decided_on, place=decision.place)


def page_of(desk: Desk, session: Session, track: Track, kind: ShortlistKind) -> ShortlistPage:
    """Return a shortlist in the caller's transaction."""
    kept = _newest(session, track, kind)
    decided = kept is not None and kept.state is ShortlistState.DECIDED
    facts = stage_facts.facts_of(desk, session, track)
    rows = (
        _kept_rows(desk, session, kept) if decided and kept else _rows(desk, session, track, kind)
    )
    return ShortlistPage(
        track=track,
        kind=kind,
        state=kept.state if kept else ShortlistState.DRAFT,
        places=kept.places if decided and kept and kept.places else facts.places,
        wanted=facts.wanted(STAGE[kind]),
        chosen=sum(row.chosen for row in rows),
        formula=kept.formula if decided and kept else formula_of(kind),
        decided_on=kept.decided_on if kept else None,
        place=kept.decided_at if kept else "",
        reason=kept.reason if kept else "",
        rows=rows,
    )


def _rows(
    desk: Desk, session: Session, track: Track, kind: ShortlistKind
) -> tuple[ShortlistRow, ...]:
    ranked = _ranked(desk, session, track, kind)
    kept = _newest(session, track, kind)
    entries = {e.candidate_id: e for e in kept.entries} if kept else {}
    rows = {row.id: row for row in candidates.rows_of(session, desk.today(), track)}
    votes = {row.candidate_id: row for row in vote_results.results_of(session, track)}
    found = []
    for each in ranked:
        entry = entries.get(each.merits.candidate_id)
        refusal = may_be_listed(kind, each.merits)
        found.append(
            ShortlistRow(
                candidate=rows[each.merits.candidate_id],
                rank=each.rank,
                approval=float(each.merits.approval),
                votes=votes.get(each.merits.candidate_id),
                chosen=entry is not None and entry.chosen,
                reason=entry.reason if entry else "",
                stopped=refusal.code if refusal else None,
            )
        )
    return tuple(found)


def _kept_rows(desk: Desk, session: Session, kept: Shortlist) -> tuple[ShortlistRow, ...]:
    """The rows of a decided list, ranked as they were ranked then."""
    entries = {entry.candidate_id: entry for entry in kept.entries}
    ordered = [entries[each] for each in list_order.ids_in_order(session, kept.track, entries)]
    rows = {row.id: row for row in candidates.rows_of(session, desk.today(), kept.track)}
    votes = {row.candidate_id: row for row in vote_results.results_of(session, kept.track)}
    return tuple(
        ShortlistRow(
            candidate=rows[e.candidate_id],
            rank=e.rank,
            approval=float(json.loads(e.facts).get("approval", 0)),
            votes=votes.get(e.candidate_id) if kept.kind is ShortlistKind.SECOND else None,
            chosen=e.chosen,
            reason=e.reason,
            stopped=None,
        )
        for e in sorted(ordered, key=lambda entry: entry.rank)
    )


def _ranked(desk: Desk, session: Session, track: Track, kind: ShortlistKind) -> list[Ranked]:
    """Rank whom the list may choose from; those of one rank stand as names do. Rule: VOTE-11."""
    rows = [r for r in candidates.rows_of(session, desk.today(), track) if r.state == "nominated"]
    if kind is ShortlistKind.SECOND:
        initial = stage_facts.decided_list(session, track, ShortlistKind.INITIAL)
        listed = set(stage_facts.chosen_ids(session, initial)) if initial else set()
        rows = [row for row in rows if row.id in listed]
    votes = {row.candidate_id: row for row in vote_results.results_of(session, track)}
    merits = {row.id: _merits(row, votes) for row in rows}
    return rank(kind, [merits[each] for each in list_order.ids_in_order(session, track, merits)])


def _merits(row: CandidateRow, votes: Mapping[int, ResultRow]) -> Merits:
    result = votes.get(row.id)
    return Merits(
        candidate_id=row.id,
        name=row.name,
        yes=row.yes,
        reserved=row.reserved,
        no=row.no,
        clearance=tuple(answer for answer in row.clearance.values() if answer),
        cleared_by_decision=DecisionMatter.CLEARANCE in row.standing.decided,
        share=result.weighted if result else None,
    )


def _newest(session: Session, track: Track, kind: ShortlistKind) -> Shortlist | None:
    query = select(Shortlist).where(
        Shortlist.track == track,
        Shortlist.kind == kind,
        Shortlist.state != ShortlistState.SET_ASIDE,
    )
    return session.scalars(query.order_by(Shortlist.id.desc())).first()


def _draft(session: Session, track: Track, kind: ShortlistKind) -> Shortlist:
    """Return the list being drawn up; a new one begins with the choice that was set aside last."""
    kept = _newest(session, track, kind)
    if kept is not None and kept.state is ShortlistState.DRAFT:
        return kept
    query = select(Shortlist).where(Shortlist.track == track, Shortlist.kind == kind)
    last = session.scalars(query.order_by(Shortlist.id.desc())).first()
    draft = Shortlist(
        track=track,
        kind=kind,
        state=ShortlistState.DRAFT,
        decided_at="",
        reason="",
        formula=formula_of(kind),
        set_aside_reason="",
    )
    session.add(draft)
    session.flush()
    for entry in last.entries if last else ():
        draft.entries.append(
            ShortlistEntry(
                candidate_id=entry.candidate_id,
                rank=entry.rank,
                chosen=entry.chosen,
                reason=entry.reason,
                facts="{}",
            )
        )
    session.flush()
    return draft


def _chosen(draft: Shortlist) -> frozenset[int]:
    return frozenset(entry.candidate_id for entry in draft.entries if entry.chosen)


def _write(
    session: Session, draft: Shortlist, ranked: list[Ranked], chosen: frozenset[int]
) -> None:
    """Rewrite the draft's entries in today's ranking; reasons stay with their names."""
    reasons = {entry.candidate_id: entry.reason for entry in draft.entries}
    session.execute(delete(ShortlistEntry).where(ShortlistEntry.shortlist_id == draft.id))
    session.expire(draft, ["entries"])
    session.add_all(
        ShortlistEntry(
            shortlist_id=draft.id,
            candidate_id=each.merits.candidate_id,
            rank=each.rank,
            chosen=each.merits.candidate_id in chosen,
            reason=reasons.get(each.merits.candidate_id, ""),
            facts="{}",
        )
        for each in ranked
    )
    session.flush()
    session.refresh(draft, ["entries"])


def _refuse_bad_choice(kind: ShortlistKind, draft: Shortlist, ranked: list[Ranked]) -> None:
    chosen = _chosen(draft)
    for each in ranked:
        refusal = may_be_listed(kind, each.merits)
        if each.merits.candidate_id in chosen and refusal:
            refusal.raise_()
    reasons = {entry.candidate_id: entry.reason for entry in draft.entries}
    for merits in out_of_order(ranked, chosen):
        if not reasons.get(merits.candidate_id):
            raise DeskError("shortlist.reason_missing", rule="SCHEME-05", name=merits.name)


def _seal(desk: Desk, session: Session, draft: Shortlist, decision: ShortlistDecision) -> None:
    """Keep the decision, and beside each name what was known of it."""
    draft.state = ShortlistState.DECIDED
    draft.decided_on, draft.decided_at = decision.decided_on, decision.place.strip()
    draft.reason = decision.reason.strip()
    draft.places = int(scheme.scheme_value(session, f"places.{draft.track.value}"))
    draft.surplus = int(scheme.scheme_value(session, stage_facts.SURPLUS[STAGE[draft.kind]]))
    rows = {row.id: row for row in _rows(desk, session, draft.track, draft.kind)}
    places = list_order.chosen_places(session, draft)
    for entry in draft.entries:
        known = _known(rows[entry.candidate_id]) | {"order": places.get(entry.candidate_id, 0)}
        entry.facts = json.dumps(known, ensure_ascii=False)


def _known(row: ShortlistRow) -> dict[str, object]:
    person = row.candidate
    return {
        "approval": row.approval,
        "yes": person.yes,
        "reserved": person.reserved,
        "no": person.no,
        "clearance": {organ: answer for organ, answer in person.clearance.items() if answer},
        "weighted": str(row.votes.weighted) if row.votes else None,
        "case": person.case.kind if person.case else None,
    }
