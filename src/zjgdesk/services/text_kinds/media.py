"""The register of what came in and went out, tried on made-up files."""

from dataclasses import replace
from datetime import date, datetime

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.media_register import (
    KIND,
    Matter,
    MediaLine,
    MediaRegisterFacts,
    build_media_register,
    media_register_filling,
)
from zjgdesk.services.text_kinds.base import ISSUER, ON, TextGroup, TextKind

CAME = MediaLine(
    datetime(2017, 11, 6, 9, 30),  # noqa: DTZ001 - a made-up moment, printed as it stands
    incoming=True,
    name="（文件名称）.xlsx",
    matter=Matter.CADRES,
    actor="（经办人）",
    size=35_840,
    digest="0" * 64,
    medium="（光盘编号）",
)


def _facts(text: str) -> MediaRegisterFacts:
    went = replace(CAME, incoming=False, matter=Matter.TABLE, medium="")
    lines = (CAME, went)
    return MediaRegisterFacts(date(2017, 11, 1), ON, lines, ISSUER, ON, template=text)


def _build(text: str, fonts: Fonts) -> bytes:
    return build_media_register(_facts(text), fonts)


KINDS = (
    TextKind(
        KIND,
        "信息导入导出登记表",
        TextGroup.RECORDS,
        lambda: media_register_filling(_facts("")),
        _build,
    ),
)
