"""Write the handbook's page of who may do what anew from the table that the program checks.

python tools/handbook.py [--check]
"""

import sys
from itertools import groupby
from pathlib import Path

from zjgdesk.rules.duties import duty_rows
from zjgdesk.rules.vocabulary import Role
from zjgdesk.ui.words import word

HANDBOOK = Path(__file__).parents[1] / "docs" / "handbook.md"
BEGIN = "<!-- 由 tools/handbook.py 写成，请勿手改：谁能做什么 -->"
END = "<!-- 谁能做什么：完 -->"


def page() -> str:
    """Return the page as Markdown: a table for each kind of duty."""
    roles = "".join(f" {word(role)} |" for role in Role)
    told = []
    for duty, rows in groupby(duty_rows(), key=lambda row: row.duty):
        told += ["", f"| {word(duty)} |{roles} 两个人 |", "|---|" + ":-:|" * len(Role) + "---|"]
        for row in rows:
            marks = "".join(f" {'●' if role in row.roles else ''} |" for role in Role)
            told.append(f"| {word(row.action)} |{marks} {word(row.together)} |")
    return "\n".join((BEGIN, *told, "", END))


def renewed(text: str) -> str:
    """Return the handbook with the page as it must be."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{HANDBOOK.name} has no place for the page: {BEGIN} … {END}")
    return before + page() + after


def main() -> int:
    """Write the page, or with `--check` say whether it is out of date."""
    text = HANDBOOK.read_text("utf-8")
    wanted = renewed(text)
    if "--check" in sys.argv[1:]:
        print("up to date" if text == wanted else "out of date: run python tools/handbook.py")
        return int(text != wanted)
    HANDBOOK.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
