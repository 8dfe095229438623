"""The texts that an office edits further, as .docx in the official faces."""

from zjgdesk.documents.circular import CircularFacts, circular_blocks
from zjgdesk.documents.consultation import (
    reminder_letters,
    reminder_title,
    request_letters,
    request_title,
)
from zjgdesk.documents.docx import write_letters
from zjgdesk.documents.notice import NoticeFacts, notice_blocks
from zjgdesk.documents.page import Frame
from zjgdesk.documents.request_facts import ReminderFacts, RequestFacts
from zjgdesk.documents.worded import title_of


def write_notice(facts: NoticeFacts) -> bytes:
    """Return the public notice as a text to be edited.

    Raises:
        DeskError: as `notice_blocks`.

    Rules: NOTICE-03, NOTICE-04
    """
    frame = Frame(facts.title, security=facts.security)
    return write_letters([notice_blocks(facts)], frame, written_on=facts.issued_on)


def write_circular(facts: CircularFacts) -> bytes:
    """Return the circular with its lists as a text to be edited.

    Raises:
        DeskError: as `circular_blocks`.

    Rules: NOTICE-07, SCHEME-07
    """
    blocks = circular_blocks(facts)
    frame = Frame(title_of(blocks), security=facts.security, head=facts.head)
    return write_letters([blocks], frame, written_on=facts.issued_on)


def write_requests(facts: RequestFacts, *, duplex: bool = True) -> bytes:
    """Return the letter to each addressee, with its reply form, as a text to be edited.

    Raises:
        DeskError: as `request_letters`.

    Rules: OPINION-01, OPINION-02
    """
    frame = Frame(request_title(facts), security=facts.security, head=facts.sender.head)
    letters = request_letters(facts)
    return write_letters(letters, frame, written_on=facts.sent_on, duplex=duplex)


def write_reminders(facts: ReminderFacts, *, duplex: bool = True) -> bytes:
    """Return the reminder to each addressee as a text to be edited.

    Raises:
        DeskError: as `reminder_letters`.

    Rule: OPINION-01
    """
    letters = reminder_letters(facts)
    frame = Frame(reminder_title(facts), security=facts.security, head=facts.sender.head)
    return write_letters(letters, frame, written_on=facts.sent_on, duplex=duplex)
