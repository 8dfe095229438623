"""A passphrase for a command: never an argument, for those stand in lists of processes."""

import getpass
import sys


def ask_passphrase() -> str:
    """Take it from the keyboard unseen, or from the first line of what is piped in."""
    if sys.stdin.isatty():
        return getpass.getpass("口令：")
    return sys.stdin.readline().rstrip("\r\n")
