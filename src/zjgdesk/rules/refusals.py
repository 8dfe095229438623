"""Why a step may not be taken: a typed answer that the window can show before anyone tries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from zjgdesk.errors import DeskError


@dataclass(frozen=True, slots=True)
class Refusal:
    """The code of the sentence, the rule that refuses, and what the sentence names."""

    code: str
    rule: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def raise_(self) -> NoReturn:
        """Refuse now.

        Raises:
            DeskError: always, with this refusal's code, rule and facts.
        """
        raise DeskError(self.code, rule=self.rule, **self.facts)
