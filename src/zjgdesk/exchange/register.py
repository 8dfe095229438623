"""The register of organisations against which rows are judged."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Register:
    """Top-level units by name without blanks, with whether they are assessed."""

    assessed: Mapping[str, bool]

    @classmethod
    def of(cls, units: Iterable[tuple[str, bool]]) -> "Register":
        """Make a register of names as written."""
        return cls({compact(name): assessed for name, assessed in units})

    def refusal(self, name: str) -> Refusal | None:
        """Say why a unit that recommends cannot be taken: unnamed, or not in the register.

        Rule: IMPORT-04
        """
        if not compact(name):
            return Refusal("organisation.unnamed", "IMPORT-04")
        if compact(name) in self.assessed:
            return None
        near = difflib.get_close_matches(compact(name), self.assessed, n=1, cutoff=0.6)
        if near:
            facts = {"name": name, "nearest": near[0]}
            return Refusal("organisation.unknown_but_near", "IMPORT-04", facts)
        return Refusal("organisation.unknown", "IMPORT-04", {"name": name})
