"""What the scheme of a year sets: each key with the rule behind it and the default."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SettingKind(StrEnum):
    """How a setting is written."""

    INT = "int"
    TEXT = "text"
    YEARS = "years"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the scheme; `least` and `most` bound numbers, `choices` the words."""

    key: str
    rule: str
    default: str
    kind: SettingKind = SettingKind.TEXT
    least: int = 0
    choices: tuple[str, ...] = ()
    most: int | None = None


def _number(key: str, rule: str, default: int, *, least: int) -> Setting:
    return Setting(key, rule, str(default), SettingKind.INT, least)


def _choice(key: str, rule: str, *choices: str) -> Setting:
    return Setting(key, rule, choices[0], SettingKind.CHOICE, 0, choices)


FOUR_DIGITS: Final = re.compile("20[0-9]{2}")
SETTINGS: Final = (
    _number("places.unit", "SCHEME-01", 20, least=1),
    _number("places.cadre", "SCHEME-01", 30, least=1),
    _number("surplus", "SCHEME-06", 1, least=1),
    _choice("base", "VOTE-02", "due", "present"),
    _choice("order", "ORDER-02", "surname", "given"),
    _number("notice.days", "NOTICE-01", 5, least=5),
    Setting("notice.held_months", "NOTICE-05", "3", SettingKind.INT, 1, most=3),
    _choice("notice.first_day_counts", "NOTICE-01", "yes", "no"),
    Setting("calendar.years", "NOTICE-02", "", SettingKind.YEARS),
    Setting("notice.issuer", "NOTICE-04", ""),
    Setting("notice.office", "NOTICE-04", ""),
    Setting("notice.hours", "NOTICE-04", ""),
    Setting("notice.phone", "NOTICE-04", ""),
    Setting("notice.address", "NOTICE-04", ""),
    Setting("notice.postcode", "NOTICE-04", ""),
    Setting("security", "PAGE-06", ""),
)
BY_KEY: Final = {setting.key: setting for setting in SETTINGS}


def may_be(setting: Setting, value: str) -> bool:
    """Say whether the value is one that the setting can take.

    Rule: SCHEME-01, NOTICE-01 and the others that the settings name
    """
    match setting.kind:
        case SettingKind.INT:
            return value.isascii() and value.isdigit() and _within(setting, int(value))
        case SettingKind.CHOICE:
            return value in setting.choices
        case SettingKind.YEARS:
            return all(FOUR_DIGITS.fullmatch(year) for year in value.split())
    return True


def _within(setting: Setting, number: int) -> bool:
    return setting.least <= number and (setting.most is None or number <= setting.most)
