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


def explain(problem: DeskError | Refusal) -> str:
    """Return what to show the clerk: what happened, what to do, and the rule that says so."""
    facts = {key: fact(value) for key, value in problem.facts.items()}
    sentence = MESSAGES[problem.code].format(**facts)
    return f"{sentence}（依据 {problem.rule}）" if problem.rule else sentence
