"""Names without their owners, for training and for papers that leave the office."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from zjgdesk.rules.names import compact

_PAIRS: Final = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政"
    "濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马"
    "公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋轩辕令狐段干百里呼延东郭南门羊舌微生"
    "梁丘左丘东门西门"
)
COMPOUND: Final = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))
DOTS: Final = "·•・‧∙⋅"
SOMEBODY: Final = "某"


def masked(name: str) -> str:
    """Return the family name and 某: 陈某, 欧阳某, 买买提某.

    A blank stays a blank.

    Rule: TOL-16
    """
    plain = compact(name)
    if not plain:
        return ""
    first = re.split(f"[{DOTS}]", plain)[0]
    if len(first) < len(plain):
        return first + SOMEBODY
    family = plain[:2] if plain[:2] in COMPOUND and len(plain) > len("欧阳") else plain[0]
    return family + SOMEBODY


def masks(names: Iterable[str]) -> Mapping[str, str]:
    """Return what each name becomes; two people of one family stay apart: 陈某, 陈某2.

    Rule: TOL-16
    """
    told: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in names:
        plain = compact(name)
        if plain and plain not in told:
            mask = masked(plain)
            taken[mask] = taken.get(mask, 0) + 1
            told[plain] = mask if taken[mask] == 1 else f"{mask}{taken[mask]}"
    return told


def mask_text(text: str, known: Mapping[str, str]) -> str:
    """Return the text with every known name masked, the longest first; blanks do not hide one.

    Rule: TOL-16
    """
    names = sorted(known, key=len, reverse=True)
    if not names:
        return text
    forms = (r"[^\S\n]*".join(map(re.escape, name)) for name in names)
    return re.sub("|".join(forms), lambda match: known[compact(match[0])], text)
