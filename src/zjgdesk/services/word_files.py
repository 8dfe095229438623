"""Texts that an office edits further: saved as .docx, never kept as issued."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from zjgdesk.digests import digest_of
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services import circular_papers, notices, opinions, publishing, year_papers
from zjgdesk.services.circular_papers import NewCircular
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.saving import write_whole


def save_notice(desk: Desk, notice_id: int, path: Path) -> None:
    """Save a notice, draft or published, as a text to be edited.

    Raises:
        DeskError: `notice.unknown`, the refusal of the text, `save.full`, `save.shut`,
            `save.unwritable`.

    Rule: DESK-03, DESK-07
    """
    from zjgdesk.documents import editable  # noqa: PLC0415 - read only when there is need

    with desk.acting(Action.EXPORT_PAPER, f"notice:{notice_id}", file=path.name) as deed:
        notice = notices.find(deed.session, notice_id)
        deed.facts["title"] = notice.title
        _write(deed, path, editable.write_notice(publishing.facts_of(desk, deed.session, notice)))


def save_circular(desk: Desk, new: NewCircular, path: Path) -> None:
    """Save the circular of the year's results as a text to be edited.

    Raises:
        DeskError: as `circular_papers.print_circular`; `save.full`, `save.shut`,
            `save.unwritable`.

    Rule: DESK-03, DESK-07, NOTICE-07
    """
    from zjgdesk.documents import editable  # noqa: PLC0415 - read only when there is need

    with desk.acting(Action.EXPORT_PAPER, f"year:{desk.year}", file=path.name) as deed:
        facts = circular_papers.facts_of(desk, deed.session, new)
        deed.facts["title"] = circular_papers.title_of(facts)
        _write(deed, path, editable.write_circular(facts))


def save_requests(desk: Desk, request_ids: Sequence[int], path: Path) -> None:
    """Save the letters of requests of one track as a text to be edited.

    Raises:
        DeskError: `opinion.request_unknown`, `opinion.unlike_requests`, the refusal of the
            letter, `save.full`, `save.shut`, `save.unwritable`.

    Rule: DESK-03, DESK-07, OPINION-01
    """
    from zjgdesk.documents import editable  # noqa: PLC0415 - read only when there is need

    with desk.acting(Action.EXPORT_PAPER, "requests", file=path.name) as deed:
        facts, title = year_papers.requested(desk, deed.session, request_ids)
        deed.subject = f"track:{facts.track}"
        deed.facts.update(title=title, addressees=facts.addressees)
        _write(deed, path, editable.write_requests(facts))


def save_clearance(desk: Desk, track: Track, path: Path, *, sent_on: date, due_on: date) -> None:
    """Save the letters to the four organs as a text to be edited.

    Raises:
        DeskError: `opinion.due_before_sent`, `opinion.until_past`, the refusal of the letter,
            `save.full`, `save.shut`, `save.unwritable`.

    Rule: DESK-03, DESK-07, OPINION-02
    """
    from zjgdesk.documents import editable  # noqa: PLC0415 - read only when there is need

    with desk.acting(Action.EXPORT_PAPER, f"track:{track}", file=path.name) as deed:
        facts, title = year_papers.cleared(
            desk, deed.session, track, sent_on=sent_on, due_on=due_on
        )
        deed.facts.update(title=title, addressees=facts.addressees)
        _write(deed, path, editable.write_requests(facts))


def save_reminders(desk: Desk, request_ids: Sequence[int], path: Path, *, until: date) -> None:
    """Save reminders as a text to be edited; the day of reminding is noted by printing alone.

    Raises:
        DeskError: `opinion.request_unknown`, `opinion.unlike_requests`, `opinion.answered`,
            `opinion.until_past`, the refusal of the letter, `save.full`, `save.shut`,
            `save.unwritable`.

    Rule: DESK-03, DESK-07, OPINION-01
    """
    from zjgdesk.documents import editable  # noqa: PLC0415 - read only when there is need

    rows = opinions.list_requests(desk)
    with desk.acting(Action.EXPORT_PAPER, "requests", file=path.name) as deed:
        facts, title = year_papers.reminded(desk, deed.session, rows, request_ids, until=until)
        deed.subject = f"track:{facts.track}"
        deed.facts.update(title=title, addressees=facts.addressees)
        _write(deed, path, editable.write_reminders(facts))


def _write(deed: Deed, path: Path, content: bytes) -> None:
    """Write the file and tell the trail which bytes left. Rule: AIR-02."""
    deed.facts.update(digest=digest_of(content), size=len(content))
    write_whole(path, content)
