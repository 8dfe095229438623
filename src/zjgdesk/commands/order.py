"""`zjgdesk order`: names from standard input in the order of strokes."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zjgdesk.errors import DeskError
from zjgdesk.rules.stroke_order import load_table, order_names, unknown_characters
from zjgdesk.ui.messages import explain

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def add_parser(subparsers: "Subparsers") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("order", help="按姓氏笔画排列姓名")
    parser.add_argument(
        "--by",
        choices=("surname", "given"),
        default="surname",
        help="surname：姓氏笔画（缺省）；given：姓名笔画",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the names in order; characters without a place are named on standard error."""
    try:
        names = read_names(sys.stdin.buffer.read())
    except DeskError as error:
        print(explain(error), file=sys.stderr)
        return 1
    table = load_table()
    for name in order_names(names, table, given=args.by == "given"):
        print(name)
    for character in unknown_characters(names, table):
        print(explain(unknown(character)), file=sys.stderr)
    return 0


def unknown(character: str) -> DeskError:
    """Return the warning that a character has no place in the order."""
    return DeskError(
        "order.unknown_character",
        rule="ORDER-03",
        character=character,
        codepoint=f"{ord(character):04X}",
    )


def read_names(content: bytes) -> Sequence[str]:
    """Return the names of the lines that are not blank, as typed.

    Raises:
        DeskError: `order.not_text`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError("order.not_text") from error
    return [line for line in text.splitlines() if line.strip()]
