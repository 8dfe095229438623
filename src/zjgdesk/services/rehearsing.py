"""The rehearsal as people read it: each class of result with its figures, words and rules."""

from dataclasses import dataclass

from zjgdesk.documents.rehearsal_words import CASES, figures_told, result_told
from zjgdesk.rules.rehearsal import RehearsedCase
from zjgdesk.services import proving, round_facts
from zjgdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ToldCase:
    """One class of result in the words of the printed sheet."""

    case: RehearsedCase
    title: str
    shown: str
    figures: str
    result: str


def told_cases(desk: Desk, round_id: int) -> tuple[ToldCase, ...]:
    """Return every class of result for the round's own numbers, in words.

    Raises:
        DeskError: `round.unknown`.

    Rule: VOTE-21
    """
    with desk.reading() as session:
        round_ = round_facts.find(session, round_id)
        track, places = round_.track, round_.places
    return tuple(
        ToldCase(
            case,
            CASES[case.kind].title,
            CASES[case.kind].shown,
            figures_told(case),
            result_told(case, track, places),
        )
        for case in proving.rehearse_round(desk, round_id)
    )
