"""`zjgdesk import FILE --as KIND --preview`: say of every row what would become of it."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from zjgdesk.errors import DeskError
from zjgdesk.services.preview import KINDS, preview_file
from zjgdesk.ui.messages import explain


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("import", help="preview a file row by row, as JSON")
    parser.add_argument("file", type=Path)
    parser.add_argument("--as", dest="kind", required=True, choices=KINDS)
    parser.add_argument("--preview", action="store_true", help="only show; nothing is kept")
    parser.add_argument("--organisations", type=Path, help="the register to judge units by")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one object a row, then a summary; exit 1 with a sentence when nothing can be read."""
    if not args.preview:
        sys.stderr.write(f"{explain(DeskError('import.window_only', rule='IMPORT-06'))}\n")
        return 2
    try:
        register = _read(args.organisations) if args.organisations else None
        found = preview_file(args.kind, *_read(args.file), register=register)
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


def _printer() -> Callable[[object], None]:
    return lambda value: print(json.dumps(value, ensure_ascii=False))


def _read(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise DeskError("file.missing", name=str(path)) from error
