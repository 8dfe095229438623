"""The register of rules: what the procedure says, where it comes from, who may change it."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from zjgdesk.errors import BrokenInvariantError
from zjgdesk.resources import resources

RULE_ID = re.compile(
    r"\b(?:SCHEME|OPINION|PUBLIC|VOTE|NOTICE|TOL|ORDER|PAGE|AIR|IMPORT|DESK)-\d\d\b"
)


class Confidence(StrEnum):
    """How firmly a rule stands: what it was read in."""

    FOUNDING = "founding"
    REGULATION = "regulation"
    HABIT = "habit"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered rule, as the clerk reads it."""

    id: str
    title: str
    text: str
    source: str
    confidence: Confidence
    default: str | None
    changeable: bool


def parse_rule(row: Mapping[str, object]) -> Rule:
    """Return the rule that a table of a register file describes.

    Raises:
        BrokenInvariantError: the table lacks something or its id is malformed.
    """
    try:
        rule = Rule(
            id=str(row["id"]),
            title=str(row["title"]),
            text=str(row["text"]),
            source=str(row["source"]),
            confidence=Confidence(str(row["confidence"])),
            default=str(row["default"]) if "default" in row else None,
            changeable=row["changeable"] is True,
        )
    except (KeyError, ValueError) as error:
        raise BrokenInvariantError(f"rule {row.get('id')!r} is incomplete: {error}") from error
    if not RULE_ID.fullmatch(rule.id):
        raise BrokenInvariantError(f"rule id {rule.id!r} is malformed")
    return rule


def read_register(files: Iterable[Path]) -> Mapping[str, Rule]:
    """Return every rule of the files by its id, in the order of the files.

    Raises:
        BrokenInvariantError: two rules carry the same id.
    """
    rules: dict[str, Rule] = {}
    for path in files:
        with path.open("rb") as source:
            tables = tomllib.load(source)["rule"]
        for rule in map(parse_rule, tables):
            if rule.id in rules:
                raise BrokenInvariantError(f"rule {rule.id} stands twice in the register")
            rules[rule.id] = rule
    return MappingProxyType(rules)


@cache
def load_rules() -> Mapping[str, Rule]:
    """Return the register that is shipped with the program, by id."""
    return read_register(sorted((resources() / "rules").glob("*.toml")))
