"""The list of rounds, with the state of each as a chip."""

from zjgdesk.rules.vocabulary import RoundState
from zjgdesk.services.rounds import RoundRow
from zjgdesk.ui.ballots.two_lines import TwoLineList
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import short_day, word

TONES = {
    RoundState.DEFINED: Tone.PLAIN,
    RoundState.FROZEN: Tone.INFO,
    RoundState.PRINTED: Tone.INFO,
    RoundState.REHEARSED: Tone.INFO,
    RoundState.TESTED: Tone.INFO,
    RoundState.ZEROED: Tone.INFO,
    RoundState.OPENED: Tone.WARN,
    RoundState.RETURNED: Tone.WARN,
    RoundState.FIRST_KEYED: Tone.WARN,
    RoundState.KEYED: Tone.WARN,
    RoundState.AGREED: Tone.WARN,
    RoundState.CLOSED: Tone.GOOD,
    RoundState.REPORTED: Tone.GOOD,
    RoundState.VOID: Tone.MUTED,
    RoundState.CARRIED: Tone.INFO,
}


def round_list() -> TwoLineList[RoundRow]:
    """Return the list of rounds."""
    return TwoLineList(
        "票决轮次",
        title=lambda row: row.title,
        second=lambda row: f"{word(row.track)} · {short_day(row.held_on)}",
        state=lambda row: (word(row.state), TONES[row.state]),
    )
