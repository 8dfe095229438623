"""What letters that ask for opinions and clearance say, and reminders of them."""

from dataclasses import dataclass
from datetime import date

from zjgdesk.rules.vocabulary import Track


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    """One name on a list that is sent out; a part that nobody has takes no column.

    Args:
        number: of the identity card, printed for an organ only.
        deed: printed for those who are asked their opinion only.
    """

    name: str
    organisation: str
    post: str = ""
    gender: str = ""
    birth: str = ""
    number: str = ""
    deed: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks, and where the reply goes; empty parts are left out.

    Args:
        head: the mark of the red head; "" prints none. Rule: PAGE-04
    """

    issuer: str
    office: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    document: str = ""
    hours: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A letter to several addressees about one list. Rules: OPINION-01, OPINION-02.

    Args:
        clearance: asks an organ for clearance, not a group for opinions.
        basis: what the letter rests on, in words; empty for the year's arrangement.
        round_no: which round it is of those that ask the group; a further one is told.
        template: the office's own text of the letter; "" where the shipped one holds.
        form: the same of the reply form.
    """

    year: int
    track: Track
    addressees: tuple[str, ...]
    candidates: tuple[ListedCandidate, ...]
    sent_on: date
    due_on: date
    sender: Sender
    clearance: bool = False
    foot: str = ""
    security: str = ""
    basis: str = ""
    round_no: int = 1
    template: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """A reminder to those who have not answered. Rule: OPINION-01."""

    year: int
    track: Track
    addressees: tuple[str, ...]
    asked_on: date
    due_on: date
    until: date
    sent_on: date
    sender: Sender
    foot: str = ""
    security: str = ""
    template: str = ""
