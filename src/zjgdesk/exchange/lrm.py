"""Personnel forms in the older text form: one record of quoted cells in GB18030."""

import re
from collections.abc import Mapping
from typing import Final

from zjgdesk.errors import DeskError
from zjgdesk.exchange.lrmx import MEMBER, LrmxForm

CELLS, LEAST = 33, 27
# Quotes within cells are not escaped: only a quote before a comma or the end closes a cell.
BETWEEN: Final = re.compile(r'"\s*,\s*"')
PLACES: Final[Mapping[int, str]] = {
    0: "XingMing", 1: "XingBie", 2: "ChuShengNianYue", 3: "MinZu", 4: "JiGuan",
    5: "RuDangShiJian", 6: "JianKangZhuangKuang", 7: "ChuShengDi", 8: "CanJiaGongZuoShiJian",
    11: "ZhuanYeJiShuZhiWu", 16: "ShuXiZhuanYeYouHeZhuanChang", 17: "JianLi",
    18: "JiangChengQingKuang", 19: "NianDuKaoHeJieGuo", 25: "XianRenZhiWu", 26: "NiRenZhiWu",
    27: "NiMianZhiWu", 28: "RenMianLiYou", 29: "ChengBaoDanWei", 30: "JiSuanNianLingShiJian",
    31: "TianBiaoRen", 32: "TianBiaoShiJian",
}  # fmt: skip
SCHOOLING: Final = {
    9: (("QuanRiZhiJiaoYu_XueLi", "QuanRiZhiJiaoYu_XueWei"),
        ("ZaiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueWei")),
    10: (("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi"),
         ("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi")),
}  # fmt: skip
FAMILY_FROM: Final = 20


def looks_like_lrm(content: bytes) -> bool:
    """Say whether a file begins as such a record does."""
    return content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").startswith(b'"')


def read_lrm(name: str, content: bytes) -> LrmxForm:
    """Return what an .lrm file says, under the tags of its successor.

    Raises:
        DeskError: `personnel.not_a_form`.
    """
    cells = _cells(name, content)
    fields = {tag: _lines(cells[at]) for at, tag in PLACES.items() if at < len(cells)}
    for at, halves in SCHOOLING.items():
        for half, tags in zip(cells[at].split("@"), halves, strict=False):
            for part, tag in zip(half.split("#"), tags, strict=False):
                fields[tag] = part.strip()
    columns = [cell.split("@") for cell in cells[FAMILY_FROM : FAMILY_FROM + len(MEMBER)]]
    rows = zip(*_evened(columns), strict=True)
    family = tuple(
        dict(zip(MEMBER, (_lines(part) for part in row), strict=True)) for row in rows if any(row)
    )
    return LrmxForm(fields, family)


def _cells(name: str, content: bytes) -> list[str]:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "gb18030"
    if content.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding).strip("\0 \r\n\t")
    except UnicodeDecodeError as error:
        raise DeskError("personnel.not_a_form", name=name) from error
    cells = BETWEEN.split(text.removeprefix('"').removesuffix('"'))
    if not LEAST <= len(cells) <= CELLS + 7:
        raise DeskError("personnel.not_a_form", name=name)
    return [*cells, *[""] * (CELLS - len(cells))]


def _lines(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("#", "\n")
    return plain.strip("\n") if "\n" in plain else plain.strip()


def _evened(columns: list[list[str]]) -> list[list[str]]:
    longest = max(map(len, columns), default=0)
    return [[*column, *[""] * (longest - len(column))] for column in columns]
