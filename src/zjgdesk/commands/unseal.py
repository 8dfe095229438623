"""`zjgdesk unseal`: open a folder that was sealed by a passphrase."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zjgdesk.commands.passphrases import ask_passphrase
from zjgdesk.errors import DeskError
from zjgdesk.services.case_export import unseal_case
from zjgdesk.ui.messages import explain

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def add_parser(subparsers: "Subparsers") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("unseal", help="打开加密文件夹")
    parser.add_argument("folder", type=Path, help="加密文件夹")
    parser.add_argument("--out", type=Path, required=True, help="解密后的文件放在哪里")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask for the passphrase, write the files, and say how many; or say why it cannot be done."""
    try:
        count = unseal_case(args.folder, ask_passphrase(), args.out)
    except DeskError as error:
        print(explain(error), file=sys.stderr)
        return 1
    print(json.dumps({"files": count, "out": args.out.name}, ensure_ascii=False))
    return 0
