"""Who may be recommended: posts, units and kinds of deeds as departments write them."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import DeedKind, PostLevel

# Looked for in this order: the longer and more special words first.
LEVELS: Final[tuple[tuple[str, PostLevel], ...]] = (
    (r"村.{0,8}(书记|支书)|村支书", PostLevel.VILLAGE_SECRETARY),
    (r"中层副|副中层|股级副|副股", PostLevel.MIDDLE_DEPUTY),
    (r"中层正|中层主要|正中层|股级正|正股|^股级$|^中层$", PostLevel.MIDDLE_HEAD),
    (r"副主任科员|[三四]级主任科员", PostLevel.SECTION_DEPUTY),
    (r"主任科员", PostLevel.SECTION_HEAD),
    (r"巡视员|一级调研员|二级调研员", PostLevel.DIVISION_HEAD),
    (r"调研员", PostLevel.DIVISION_DEPUTY),
    (r"副科长|副股长", PostLevel.MIDDLE_DEPUTY),
    (r"副科|副乡|副镇|科级副", PostLevel.SECTION_DEPUTY),
    (r"正科|乡科级正|科级正|正镇|正乡|^科级$", PostLevel.SECTION_HEAD),
    (r"副处|副县|副团|处级副", PostLevel.DIVISION_DEPUTY),
    (r"正处|正县|正团|处级正", PostLevel.DIVISION_HEAD),
    (r"科员|办事员|一般干部|工作人员|职员|普通干部", PostLevel.STAFF),
)
# What a post alone tells when no level is written; whatever else it may be is asked.
POSTS: Final[tuple[tuple[str, PostLevel], ...]] = (
    (r"副书记", PostLevel.STAFF),
    (r"村.{0,8}(书记|支书)", PostLevel.VILLAGE_SECRETARY),
    (r"科员|办事员|工作人员$", PostLevel.STAFF),
    (r"副(科长|股长|所长|站长|队长|大队长|中队长)$", PostLevel.MIDDLE_DEPUTY),
    (r"(科长|股长|所长|站长|大队长)$", PostLevel.MIDDLE_HEAD),
)
TOO_LOW: Final = frozenset({PostLevel.STAFF, PostLevel.MIDDLE_DEPUTY})
DEPUTY: Final = re.compile(r"副书记")
DEEDS: Final[tuple[tuple[str, DeedKind], ...]] = (
    (r"矛盾|难题|疑难|难点|棘手|急难|纠纷|化解|信访", DeedKind.CONFLICT),
    (r"改革", DeedKind.REFORM),
    (r"工程", DeedKind.WORKS),
    (r"项目", DeedKind.PROJECT),
)


@lru_cache(maxsize=4096)
def parse_level(text: str, post: str = "") -> PostLevel | None:
    """Return the level that the text names; without a text, what the post tells of it.

    Rule: SCHEME-03
    """
    plain = compact(unicodedata.normalize("NFKC", text))
    if not plain:
        return _by_post(compact(post))
    if DEPUTY.search(plain):
        return PostLevel.STAFF
    for pattern, level in LEVELS:
        if re.search(pattern, plain):
            return level
    told = _by_post(plain)
    if told is not None:
        return told  # a post in the column of levels: 科长
    # 村干部 and the like say too little; whether it is the secretary, the post tells.
    village = _by_post(compact(post)) is PostLevel.VILLAGE_SECRETARY
    return PostLevel.VILLAGE_SECRETARY if village else None


def may_stand_cadre(level: PostLevel | None, text: str = "") -> Refusal | None:
    """Say why a cadre may not be recommended: below the head of a middle-level body.

    Rule: SCHEME-03
    """
    if level is None:
        return Refusal("candidate.level_unknown", "SCHEME-03", {"text": text})
    if level in TOO_LOW:
        return Refusal("candidate.post_too_low", "SCHEME-03", {"text": text})
    return None


def may_stand_unit(name: str, parent: str, register: Mapping[str, bool]) -> Refusal | None:
    """Say why a unit may not be recommended.

    Args:
        name: the unit's full name.
        parent: the unit that recommends it.
        register: top-level units by name without blanks, with whether they are assessed.

    Rule: SCHEME-02
    """
    if compact(name) in register or compact(name) == compact(parent):
        return Refusal("candidate.top_level_unit", "SCHEME-02", {"name": name})
    if register.get(compact(parent)) is False:
        return Refusal("candidate.parent_not_assessed", "SCHEME-02", {"name": parent})
    return None


@lru_cache(maxsize=4096)
def parse_deed_kind(text: str) -> DeedKind | None:
    """Return the kind of deed that the text names.

    Rule: SCHEME-04
    """
    plain = compact(unicodedata.normalize("NFKC", text))
    found = [kind for pattern, kind in DEEDS if re.search(pattern, plain)]
    return found[0] if found else None


def _by_post(post: str) -> PostLevel | None:
    return next((level for pattern, level in POSTS if re.search(pattern, post)), None)
