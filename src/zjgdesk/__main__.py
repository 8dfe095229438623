"""The command line: the window without a word, everything else by name."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from zjgdesk import __version__
from zjgdesk.commands import (
    archive,
    demo,
    import_preview,
    order,
    outcome,
    trail,
    unseal,
    workdays,
)
from zjgdesk.errors import DeskError

COMMANDS = (demo, trail, import_preview, order, workdays, outcome, unseal, archive)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused with a sentence, 2 misused."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    args = _parser().parse_args(arguments)
    try:
        code: int = args.run(args)
    except DeskError as error:
        from zjgdesk.ui.messages import explain  # noqa: PLC0415 - only when there is need

        sys.stderr.write(f"{explain(error)}\n")
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("zjgdesk", description="担当作为评选与容错免责工作台")
    parser.add_argument("--version", action="version", version=f"zjgdesk {__version__}")
    parser.add_argument("--sample", action="store_true", help="open the sample workspace")
    parser.add_argument("--open", type=Path, metavar="WORKSPACE", help="open this workspace")
    parser.set_defaults(run=_window)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(subparsers)
    return parser


def _window(args: argparse.Namespace) -> int:
    from zjgdesk.app import run  # noqa: PLC0415 - the other commands need no window

    code: int = run(folder=args.open, sample=args.sample)
    return code


if __name__ == "__main__":
    sys.exit(main())
