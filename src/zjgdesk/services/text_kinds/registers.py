"""The lists of candidates themselves, tried on a made-up one."""

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.register import (
    OVERVIEW,
    REGISTER,
    RegisterFacts,
    RegisterLine,
    build_overview,
    build_register,
    overview_filling,
    register_filling,
)
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.text_kinds.base import NAME, ON, PLACE, TextGroup, TextKind

FIELDS = {
    "organisation": PLACE,
    "post": "（现任职务）",
    "gender": "女",
    "birth": "1980.01",
    "deed_kind": "（类别）",
    "deed": "（主要担当事迹）",
}


def _facts(text: str) -> RegisterFacts:
    line = RegisterLine(NAME, FIELDS, (10, 1, 0))
    return RegisterFacts(ON.year, Track.CADRE, (line,), template=text)


def _build_register(text: str, fonts: Fonts) -> bytes:
    return build_register(_facts(text), fonts)


def _build_overview(text: str, fonts: Fonts) -> bytes:
    return build_overview(_facts(text), fonts)


KINDS = (
    TextKind(
        REGISTER,
        "候选对象名册",
        TextGroup.LISTS,
        lambda: register_filling(_facts("")),
        _build_register,
    ),
    TextKind(
        OVERVIEW,
        "候选对象情况一览表",
        TextGroup.LISTS,
        lambda: overview_filling(_facts("")),
        _build_overview,
    ),
)
