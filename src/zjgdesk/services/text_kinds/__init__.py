"""Every kind of document whose words an office may rewrite."""

from collections.abc import Mapping
from types import MappingProxyType

from zjgdesk.services.text_kinds import (
    cases,
    counts,
    letters,
    lists,
    media,
    notices,
    proofs,
    public,
    registers,
    rewards,
)
from zjgdesk.services.text_kinds.base import TextGroup, TextKind

__all__ = ["ALL", "TextGroup", "TextKind"]
_ROOMS = (letters, registers, lists, public, proofs, counts, notices, rewards, cases, media)
ALL: Mapping[str, TextKind] = MappingProxyType(
    {each.kind: each for room in _ROOMS for each in room.KINDS}
)
