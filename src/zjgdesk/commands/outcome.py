"""`zjgdesk outcome`: the result of a round from a file of its papers."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zjgdesk.commands.outcome_file import BallotFile, parse_outcome
from zjgdesk.errors import DeskError
from zjgdesk.rules.outcome import decide
from zjgdesk.ui.messages import explain

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def add_parser(subparsers: "Subparsers") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("outcome", help="由选票数据推算票决结果")
    parser.add_argument("file", help="JSON 文件；“-”表示标准输入")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result as JSON, or say in a sentence what contradicts itself."""
    try:
        result = show(parse_outcome(read(args.file)))
    except DeskError as error:
        print(explain(error), file=sys.stderr)
        return 1
    print(json.dumps(result, ensure_ascii=False))
    return 0


def read(path: str) -> bytes:
    """Return the content of the file, or of standard input for "-".

    Raises:
        DeskError: `outcome.file_missing`.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise DeskError("outcome.file_missing", path=path) from error


def show(file: BallotFile) -> dict[str, object]:
    """Return the result with names in place of indices."""
    outcome = decide(file.ballot, file.papers)
    names = file.names
    return {
        "stands": outcome.stands,
        "valid": outcome.valid,
        "invalid": outcome.invalid,
        "counts": [
            {
                "name": name,
                "yes": count.yes,
                "no": count.no,
                "abstain": count.abstain,
                "void": count.void,
            }
            for name, count in zip(names, outcome.counts, strict=True)
        ],
        "needed": outcome.needed,
        "elected": [names[at] for at in outcome.elected],
        "tied": [names[at] for at in outcome.tied],
        "places_left": outcome.places_left,
        "next": outcome.next.value,
        "rules": list(outcome.rules),
    }
