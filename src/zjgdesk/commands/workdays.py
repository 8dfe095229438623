"""`zjgdesk workdays`: the working days of a public notice."""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from zjgdesk.errors import DeskError
from zjgdesk.rules.workdays import notice_days
from zjgdesk.services.calendar import WorkCalendar
from zjgdesk.ui.messages import explain

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def add_parser(subparsers: "Subparsers") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("workdays", help="推算公示的工作日")
    parser.add_argument("first", help="公示发布日期，如 2022-05-07")
    parser.add_argument("count", help="工作日天数，如 5")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the days as one line of JSON, or say in a sentence why they cannot be told."""
    try:
        days = notice_days(parse_date(args.first), parse_count(args.count), WorkCalendar())
    except DeskError as error:
        print(explain(error), file=sys.stderr)
        return 1
    texts = [day.isoformat() for day in days]
    print(json.dumps({"first": texts[0], "last": texts[-1], "days": texts}))
    return 0


def parse_date(text: str) -> date:
    """Return the date that the text names.

    Raises:
        DeskError: `calendar.date_invalid`.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DeskError("calendar.date_invalid", text=text) from error


def parse_count(text: str) -> int:
    """Return the number that the text names; how small it may be is the rule's business.

    Raises:
        DeskError: `calendar.count_invalid`.
    """
    try:
        return int(text)
    except ValueError as error:
        raise DeskError("calendar.count_invalid", text=text) from error
