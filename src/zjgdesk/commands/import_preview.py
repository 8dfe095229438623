"""`zjgdesk import FILE --as KIND --preview`: say of every row what would become of it."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from zjgdesk.errors import DeskError
from zjgdesk.services.preview import KINDS, preview_file
from zjgdesk.services.preview_votes import Picks, code_list, judge_votes, parse_picks
from zjgdesk.ui.messages import explain


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("import", help="preview a file row by row, as JSON")
    parser.add_argument("file", type=Path)
    parser.add_argument("--as", dest="kind", required=True, choices=KINDS)
    parser.add_argument("--preview", action="store_true", help="only show; nothing is kept")
    parser.add_argument("--organisations", type=Path, help="the register to judge units by")
    parser.add_argument(
        "--codes", type=Path, help="votes: the codes that may be picked, one a row"
    )
    parser.add_argument("--picks", metavar="MIN-MAX", help="votes: how many a vote may pick")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one object a row, then a summary; exit 1 with a sentence when nothing can be read."""
    try:
        picks = _picks_asked(args)
    except DeskError as error:
        sys.stderr.write(f"{explain(error)}\n")
        return 2
    try:
        register = _read(args.organisations) if args.organisations else None
        codes = code_list(*_read(args.codes)) if args.codes else None
        found = preview_file(args.kind, *_read(args.file), register=register)
        if args.kind == VOTES:
            found = judge_votes(found, codes, picks)
    except DeskError as error:
        sys.stderr.write(f"{explain(error)}\n")
        return 1
    _print = _printer()
    for row in found.rows:
        problems = [{"rule": p.rule, "code": p.code} for p in row.problems]
        _print(
            {
                "row": row.row,
                "status": row.status,
                "values": dict(row.values),
                "problems": problems,
            }
        )
    counts = {status: sum(row.status == status for row in found.rows) for status in STATUSES}
    _print(
        {
            "summary": True,
            "kind": args.kind,
            "file": found.file,
            "sheet": found.sheet,
            "header_row": found.header_row,
            "rows": len(found.rows),
            **counts,
            **{key: found.about[key] for key in ("other_sheets",) if key in found.about},
        }
    )
    return 0


STATUSES = ("ok", "refused", "skipped")
VOTES = "votes"


def _picks_asked(args: argparse.Namespace) -> Picks | None:
    """Refuse what was asked wrongly; return the bounds of picks where there are any."""
    if not args.preview:
        raise DeskError("import.window_only", rule="IMPORT-06")
    for option in ("codes", "picks"):
        if getattr(args, option) is not None and args.kind != VOTES:
            facts = {"option": f"--{option}", "kind": args.kind}
            raise DeskError("preview.votes_only", rule="PUBLIC-03", **facts)
    return None if args.picks is None else parse_picks(args.picks)


def _printer() -> Callable[[object], None]:
    return lambda value: print(json.dumps(value, ensure_ascii=False))


def _read(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise DeskError("file.missing", name=str(path)) from error
