"""The only place where error codes become Chinese sentences; no Qt."""

from importlib import import_module
from pkgutil import iter_modules

from zjgdesk.errors import DeskError
from zjgdesk.rules.refusals import Refusal
from zjgdesk.ui import sentences
from zjgdesk.ui.words import fact

MESSAGES: dict[str, str] = {}
for _area in iter_modules(sentences.__path__):
    MESSAGES.update(import_module(f"{sentences.__name__}.{_area.name}").SENTENCES)

# Where no rule of the procedure is at work, the program's own rule of the area is named.
OF_AREA = {
    "account": "DESK-05",
    "anchor": "AIR-05",
    "archive": "DESK-07",
    "backup": "DESK-07",
    "calendar": "DESK-05",
    "candidate": "DESK-06",
    "case": "DESK-06",
    "choice": "DESK-05",
    "conclusion": "DESK-05",
    "file": "IMPORT-08",
    "form": "DESK-05",
    "issued": "DESK-07",
    "job": "DESK-07",
    "keys": "DESK-08",
    "lead": "DESK-06",
    "meeting": "DESK-06",
    "notice": "DESK-06",
    "opinion": "DESK-06",
    "order": "DESK-05",
    "outcome": "DESK-05",
    "passphrase": "DESK-08",
    "personnel": "IMPORT-08",
    "preview": "DESK-07",
    "print": "DESK-07",
    "reason": "DESK-03",
    "recovery": "DESK-08",
    "round": "DESK-06",
    "scheme": "DESK-06",
    "strokes": "DESK-05",
    "table": "DESK-07",
    "trail": "DESK-03",
    "workspace": "DESK-07",
}


def rule_of(problem: DeskError | Refusal) -> str | None:
    """Return the rule that refuses: of the procedure, or the program's own of the area."""
    return problem.rule or OF_AREA.get(problem.code.partition(".")[0])


def explain(problem: DeskError | Refusal) -> str:
    """Return what to show the clerk: what happened, what to do, and the rule that says so."""
    facts = {key: fact(value) for key, value in problem.facts.items()}
    sentence = MESSAGES[problem.code].format(**facts)
    rule = rule_of(problem)
    return f"{sentence}（依据 {rule}）" if rule else sentence
