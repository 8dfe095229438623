"""`zjgdesk archive` and `zjgdesk verify`: a closed round for an inspector, and its check."""

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zjgdesk.commands.passphrases import ask_passphrase
from zjgdesk.errors import DeskError
from zjgdesk.resources import resources
from zjgdesk.services.archiving import archive_round, export_cvr
from zjgdesk.services.desk import Desk
from zjgdesk.services.passphrases import Key
from zjgdesk.services.workspace import open_workspace
from zjgdesk.ui.messages import explain

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

MISSING = 2


def add_parser(subparsers: "Subparsers") -> None:
    """Add both commands to the command line."""
    parser = subparsers.add_parser("archive", help="归档一轮票决，供核对")
    parser.add_argument("workspace", type=Path, help="案卷文件夹")
    parser.add_argument("round", type=int, help="轮次编号")
    parser.add_argument("--as", dest="name", required=True, help="以谁的身份")
    parser.add_argument("--out", type=Path, required=True, help="归档文件夹，或者 .zip 文件")
    parser.add_argument("--cvr", action="store_true", help="只导出选票记录（NIST CVR 1.0，JSON）")
    parser.set_defaults(run=run)
    check = subparsers.add_parser("verify", help="核对一轮票决的归档")
    check.add_argument("archive", type=Path, help="归档文件夹，或者 .zip 文件")
    check.add_argument("--anchor", default="", help="案卷留痕中“归档轮次”一条的短码")
    check.set_defaults(run=verify)


def run(args: argparse.Namespace) -> int:
    """Ask for the passphrase and write the archive, or say why it cannot be done."""
    from zjgdesk.app import real_machine  # noqa: PLC0415 - verifying needs no Qt

    try:
        key = Key(args.name, ask_passphrase())
        workspace = open_workspace(args.workspace, machine=real_machine(), key=key)
        try:
            told = _write(workspace.sign_in(key.name, key.passphrase), args)
        finally:
            workspace.close()
    except DeskError as error:
        print(explain(error), file=sys.stderr)
        return 1
    print(json.dumps(told, ensure_ascii=False))
    return 0


def verify(args: argparse.Namespace) -> int:
    """Check an archive with this program's own copy of the inspector's file.

    The copy in the archive may have been changed together with it.
    """
    if not args.archive.exists():
        print(explain(DeskError("archive.unreadable", name=args.archive.name)), file=sys.stderr)
        return MISSING
    return check(args.archive, args.anchor)


def check(place: Path, anchor: str = "") -> int:
    """Run the inspector's file over an archive; it prints what it found and returns 0, 1 or 2.

    Raises:
        DeskError: `archive.unreadable` when this program's own copy of the file is gone.
    """
    path = resources() / "verify" / "verify.py"
    spec = importlib.util.spec_from_file_location("zjgdesk_archive_verify", path)
    if spec is None or spec.loader is None:
        raise DeskError("archive.unreadable", name=path.name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    code: int = module.main([str(place), *(["--anchor", anchor] if anchor else [])])
    return code


def _write(desk: Desk, args: argparse.Namespace) -> dict[str, object]:
    if args.cvr:
        return {"papers": export_cvr(desk, args.round, args.out), "out": args.out.name}
    row = archive_round(desk, args.round, args.out)
    return {
        "files": row.files,
        "papers": row.papers,
        "documents": row.documents,
        "entries": row.entries,
        "anchor": row.anchor,
        "out": args.out.name,
    }
