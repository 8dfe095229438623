"""`zjgdesk trail check WORKSPACE`: follow the chain and name the first broken entry."""

import argparse
import json
import sys
from pathlib import Path

from zjgdesk.commands.passphrases import ask_passphrase
from zjgdesk.errors import DeskError
from zjgdesk.services.doors import unlock
from zjgdesk.services.keyring import is_sealed
from zjgdesk.services.passphrases import Key
from zjgdesk.services.trail import anchor, check_trail
from zjgdesk.ui.messages import explain


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("trail", help="check the trail of a workspace")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    check = verbs.add_parser("check", help="follow the digest chain from the first entry on")
    check.add_argument("workspace", type=Path)
    check.add_argument("--as", dest="name", default="", help="whose passphrase opens it")
    check.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result as one JSON object; exit 1 when the chain is broken."""
    found = check_trail(args.workspace, _key(args.workspace, args.name))
    print(
        json.dumps(
            {
                "entries": found.entries,
                "intact": found.broken_at is None,
                "broken_at": found.broken_at,
                "problem": found.problem,
                "digest": found.digest,
                "short": anchor(found.digest),
            },
            ensure_ascii=False,
        )
    )
    if found.broken_at is None:
        return 0
    broken = DeskError("trail.broken", rule="DESK-03", seq=found.broken_at, problem=found.problem)
    sys.stderr.write(f"{explain(broken)}\n")
    return 1


def _key(folder: Path, name: str) -> str | None:
    """Return the key of an encrypted workspace; nothing is asked for a plain one."""
    from zjgdesk.app import real_machine  # noqa: PLC0415 - a plain one needs no Qt

    if not is_sealed(folder):
        return None
    if not name:
        raise DeskError("workspace.sealed", rule="DESK-08", name=folder.name)
    machine, key = real_machine(), Key(name, ask_passphrase())
    vault = unlock(folder, key, at=machine.clock(), chance=machine.chance.randbytes)
    return vault.database_key()
