"""The only place where error codes become Chinese sentences."""

from importlib import import_module
from pkgutil import iter_modules

from zjgdesk.errors import DeskError
from zjgdesk.ui import sentences

MESSAGES: dict[str, str] = {}
for _area in iter_modules(sentences.__path__):
    MESSAGES.update(import_module(f"{sentences.__name__}.{_area.name}").SENTENCES)


def explain(error: DeskError) -> str:
    """Return what to show the clerk: what happened, what to do, and the rule that says so."""
    sentence = MESSAGES[error.code].format(**error.facts)
    return f"{sentence}（依据 {error.rule}）" if error.rule else sentence
