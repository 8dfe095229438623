"""Every kind of document whose words an office may rewrite."""

from collections.abc import Mapping
from types import MappingProxyType

from zjgdesk.services.text_kinds import cases, letters, notices
from zjgdesk.services.text_kinds.base import TextGroup, TextKind

__all__ = ["ALL", "TextGroup", "TextKind"]
ALL: Mapping[str, TextKind] = MappingProxyType(
    {each.kind: each for each in (*letters.KINDS, *notices.KINDS, *cases.KINDS)}
)
