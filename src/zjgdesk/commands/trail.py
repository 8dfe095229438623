"""`zjgdesk trail check WORKSPACE`: follow the chain and name the first broken entry."""

import argparse
import json
import sys
from pathlib import Path

from zjgdesk.errors import DeskError
from zjgdesk.services.trail import check_trail, short
from zjgdesk.ui.messages import explain


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("trail", help="check the trail of a workspace")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    check = verbs.add_parser("check", help="follow the digest chain from the first entry on")
    check.add_argument("workspace", type=Path)
    check.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result as one JSON object; exit 1 when the chain is broken."""
    found = check_trail(args.workspace)
    print(
        json.dumps(
            {
                "entries": found.entries,
                "intact": found.broken_at is None,
                "broken_at": found.broken_at,
                "problem": found.problem,
                "digest": found.digest,
                "short": short(found.digest),
            },
            ensure_ascii=False,
        )
    )
    if found.broken_at is None:
        return 0
    broken = DeskError("trail.broken", rule="DESK-03", seq=found.broken_at, problem=found.problem)
    sys.stderr.write(f"{explain(broken)}\n")
    return 1
