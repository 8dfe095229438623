"""What the words of an answer mean, typed or pasted, as returned sheets are read."""

from zjgdesk.exchange.answers import CLEARANCES, END_SIGNS, parse_opinion
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import ClearanceAnswer, OpinionAnswer


def opinion_of(text: str) -> OpinionAnswer | None:
    """Return the opinion that the words stand for; None where they stand for none.

    Rule: OPINION-01
    """
    return parse_opinion(text)


def clearance_of(text: str) -> ClearanceAnswer | None:
    """Return the organ's answer that the words stand for; None where they stand for none.

    Rule: OPINION-02
    """
    return CLEARANCES.get(compact(text).rstrip(END_SIGNS))
