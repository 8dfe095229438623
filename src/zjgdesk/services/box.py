"""The box of a sitting: papers handed out, taken back, and figures put right."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound
from zjgdesk.rules.roles import Action
from zjgdesk.rules.rounds import RoundFacts, RoundStep, refusal, state_after
from zjgdesk.services import candidates, locks, meetings, offline, round_facts
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.locks import Key


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of a ballot's papers: out of the box, never handed out, damaged."""

    returned: int
    left_over: int
    spoiled: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of the papers' ledger that people enter; None for what is not known yet."""

    present: int
    issued: int
    returned: int | None = None
    left_over: int | None = None
    spoiled: int = 0


def open_rounds(
    desk: Desk,
    meeting_id: int,
    *,
    present: int,
    issued: Mapping[int, int],
    keys: tuple[Key, Key],
) -> None:
    """Begin the voting of one or more ballots of a sitting with the passphrases of two people.

    Args:
        desk: where one of the two sits.
        meeting_id: the sitting.
        present: how many members are in the room.
        issued: how many papers were handed out, by round.
        keys: two different people, one of them a scrutineer.

    Raises:
        DeskError: `meeting.unknown`, `round.unknown`, `round.other_meeting`, `round.negative`,
            `round.none_chosen`, `network.connected` where the scheme blocks, the refusal of the
            step or of a passphrase.

    Rule: VOTE-01, VOTE-22, VOTE-23, AIR-06
    """
    desk.need(Action.OPEN_ROUND)
    people = locks.two_keys(desk, meeting_id, keys)
    with desk.acting(Action.OPEN_ROUND, f"meeting:{meeting_id}", present=present) as deed:
        offline.need_offline(desk, deed.session)
        offline.record_network(desk, deed)
        for round_ in _rounds_of(deed, meeting_id, issued):
            _refuse_negative(present, issued[round_.id])
            facts = replace(
                round_facts.facts_of(deed.session, round_),
                present=present,
                issued=issued[round_.id],
            )
            _take(round_, RoundStep.OPEN, facts)
            round_.present, round_.issued = present, issued[round_.id]
        deed.facts.update(people=people, issued=_by_round(issued))


def take_back(desk: Desk, meeting_id: int, *, figures: Mapping[int, Returned]) -> None:
    """Record the papers of one or more ballots, sorted by their colour, as the box is emptied.

    More papers than were handed out are recorded as well: the round can then only be void.

    Raises:
        DeskError: as `open_rounds`.

    Rule: VOTE-04, VOTE-07
    """
    with desk.acting(Action.TAKE_BACK, f"meeting:{meeting_id}") as deed:
        for round_ in _rounds_of(deed, meeting_id, figures):
            given = figures[round_.id]
            _refuse_negative(given.returned, given.left_over, given.spoiled)
            facts = replace(
                round_facts.facts_of(deed.session, round_),
                returned=given.returned,
                left_over=given.left_over,
                spoiled=given.spoiled,
            )
            _take(round_, RoundStep.TAKE_BACK, facts)
            round_.returned, round_.left_over = given.returned, given.left_over
            round_.spoiled = given.spoiled
        deed.facts["papers"] = {
            f"round:{round_id}": asdict(given) for round_id, given in figures.items()
        }


def correct_figures(desk: Desk, round_id: int, figures: Figures, *, reason: str) -> None:
    """Put figures of the ledger right after a recount, until the count is closed.

    Raises:
        DeskError: `round.unknown`, `round.negative`, `reason.missing`, or the refusal of the step.

    Rule: VOTE-07
    """
    with desk.acting(Action.CORRECT_FIGURES, f"round:{round_id}") as deed:
        round_ = round_facts.find(deed.session, round_id)
        deed.facts["reason"] = candidates.need_reason(reason)
        deed.facts["before"] = asdict(_figures(round_))
        deed.facts["after"] = asdict(figures)
        _refuse_negative(*(each for each in asdict(figures).values() if each is not None))
        kept = figures
        if round_.returned is None:
            kept = replace(figures, returned=None, left_over=None)
        facts = replace(round_facts.facts_of(deed.session, round_), **asdict(kept))
        round_facts.refuse_if(refusal(RoundStep.CORRECT, facts))
        round_.present, round_.issued, round_.spoiled = kept.present, kept.issued, kept.spoiled
        round_.returned, round_.left_over = kept.returned, kept.left_over


def _figures(round_: BallotRound) -> Figures:
    return Figures(
        round_.present or 0, round_.issued or 0, round_.returned, round_.left_over, round_.spoiled
    )


def _take(round_: BallotRound, step: RoundStep, facts: RoundFacts) -> None:
    reason = refusal(step, facts)
    if reason is not None:
        reason.raise_()
    round_.state = state_after(step, facts)


def _rounds_of(deed: Deed, meeting_id: int, chosen: Mapping[int, object]) -> list[BallotRound]:
    meetings.find(deed.session, meeting_id)
    if not chosen:
        raise DeskError("round.none_chosen", rule="VOTE-22")
    found = [round_facts.find(deed.session, round_id) for round_id in sorted(chosen)]
    for round_ in found:
        if round_.meeting_id != meeting_id:
            raise DeskError("round.other_meeting", rule="VOTE-22", title=round_.title)
    return found


def _by_round(figures: Mapping[int, int]) -> dict[str, int]:
    return {f"round:{round_id}": figure for round_id, figure in figures.items()}


def _refuse_negative(*numbers: int) -> None:
    if min(numbers) < 0:
        raise DeskError("round.negative", rule="VOTE-07")
