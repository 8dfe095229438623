"""What the scheme of a year sets: each key with the rule behind it and the default."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from zjgdesk.rules.offline import NetworkPolicy
from zjgdesk.rules.vocabulary import CaseStep


class SettingKind(StrEnum):
    """How a setting is written."""

    INT = "int"
    LIMIT = "limit"
    TEXT = "text"
    YEARS = "years"
    CHOICE = "choice"
    MOMENT = "moment"
    WEIGHTS = "weights"


class Lock(StrEnum):
    """From when on a setting is fixed. Rule: SCHEME-09."""

    INITIAL_DECIDED = "initial_decided"
    VOTES_COUNTED = "votes_counted"
    ROUND_FROZEN = "round_frozen"
    NOTICE_PUBLISHED = "notice_published"


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
    lock: Lock | None = None


def _number(key: str, rule: str, default: int, *, least: int, lock: Lock | None = None) -> Setting:
    return Setting(key, rule, str(default), SettingKind.INT, least, lock=lock)


def _choice(key: str, rule: str, *choices: str, lock: Lock | None = None) -> Setting:
    return Setting(key, rule, choices[0], SettingKind.CHOICE, 0, choices, lock=lock)


def _moment(key: str, rule: str) -> Setting:
    return Setting(key, rule, "", SettingKind.MOMENT, lock=Lock.VOTES_COUNTED)


def _limit(key: str, rule: str, default: str = "") -> Setting:
    return Setting(key, rule, default, SettingKind.LIMIT, 1, most=999)


LIMITED: Final = (
    CaseStep.ACCEPT,
    CaseStep.REPORT,
    CaseStep.DELIBERATE,
    CaseStep.DETERMINE,
    CaseStep.FEED_BACK,
    CaseStep.EXECUTE,
    CaseStep.FILE,
)
"""The steps of a tolerance case for which the scheme may set a limit. Rule: TOL-07."""
FOUR_DIGITS: Final = re.compile("20[0-9]{2}")
WEIGHT: Final = re.compile(r"([^\s=＝:：]+)\s*[=＝:：]\s*([0-9]{1,3})")
SETTINGS: Final = (
    _number("places.unit", "SCHEME-01", 20, least=1, lock=Lock.INITIAL_DECIDED),
    _number("places.cadre", "SCHEME-01", 30, least=1, lock=Lock.INITIAL_DECIDED),
    _number("surplus.initial", "SCHEME-06", 1, least=1, lock=Lock.INITIAL_DECIDED),
    _number("surplus.second", "SCHEME-06", 1, least=1, lock=Lock.ROUND_FROZEN),
    _number("surplus", "SCHEME-06", 1, least=1, lock=Lock.ROUND_FROZEN),
    _choice("integrity", "OPINION-04", "yes", "no"),
    _moment("vote.opens", "PUBLIC-03"),
    _moment("vote.closes", "PUBLIC-03"),
    _number("vote.picks.unit", "PUBLIC-03", 20, least=1, lock=Lock.VOTES_COUNTED),
    _number("vote.picks.cadre", "PUBLIC-03", 30, least=1, lock=Lock.VOTES_COUNTED),
    _choice("vote.exact", "PUBLIC-03", "no", "yes", lock=Lock.VOTES_COUNTED),
    _choice("vote.once", "PUBLIC-03", "channel", "vote", "day", lock=Lock.VOTES_COUNTED),
    Setting("vote.weights", "PUBLIC-02", "", SettingKind.WEIGHTS, lock=Lock.VOTES_COUNTED),
    _choice("base", "VOTE-02", "due", "present", lock=Lock.ROUND_FROZEN),
    _number("ballot.least", "VOTE-25", 5, least=1, lock=Lock.ROUND_FROZEN),
    _choice("ballot.recused", "VOTE-19", "vote", "stay_out", lock=Lock.ROUND_FROZEN),
    _choice("ballot.again", "VOTE-20", "free", "other_meeting"),
    _choice("ballot.hand_count", "VOTE-18", "no", "yes", lock=Lock.ROUND_FROZEN),
    _choice("ballot.calling", "VOTE-26", "yes", "no"),
    _choice("count.network", "AIR-06", *NetworkPolicy),
    _choice("ballot.tint", "VOTE-08", "printed", "paper", "plain"),
    _choice("ballot.report_order", "VOTE-11", "votes", "strokes", "ballot"),
    _choice("order", "ORDER-02", "surname", "given"),
    _number("notice.days", "NOTICE-01", 5, least=5, lock=Lock.NOTICE_PUBLISHED),
    Setting("notice.held_months", "NOTICE-05", "3", SettingKind.INT, 1, most=3),
    _choice("notice.first_day_counts", "NOTICE-01", "yes", "no", lock=Lock.NOTICE_PUBLISHED),
    Setting("calendar.years", "NOTICE-02", "", SettingKind.YEARS),
    Setting("notice.issuer", "NOTICE-04", ""),
    Setting("notice.office", "NOTICE-04", ""),
    Setting("notice.hours", "NOTICE-04", ""),
    Setting("notice.phone", "NOTICE-04", ""),
    Setting("notice.address", "NOTICE-04", ""),
    Setting("notice.postcode", "NOTICE-04", ""),
    Setting("document.number", "NOTICE-04", ""),
    _choice("letter.head", "PAGE-07", "none", "red"),
    *(_limit(f"tolerance.{step}", "TOL-07") for step in LIMITED),
    _choice("tolerance.days", "TOL-07", "working", "calendar"),
    _limit("tolerance.review_asked", "TOL-09", "1"),
    _limit("tolerance.review_answered", "TOL-09", "1"),
    Setting("security", "PAGE-06", ""),
    _limit("desk.idle", "DESK-09", "10"),
)
BY_KEY: Final = {setting.key: setting for setting in SETTINGS}


def may_be(setting: Setting, value: str) -> bool:
    """Say whether the value is one that the setting can take.

    Rule: SCHEME-01, NOTICE-01 and the others that the settings name
    """
    match setting.kind:
        case SettingKind.INT | SettingKind.LIMIT:
            return _counted(setting, value)
        case SettingKind.CHOICE:
            return value in setting.choices
        case SettingKind.MOMENT:
            return not value or parse_moment(value) is not None
        case SettingKind.WEIGHTS:
            return not value or parse_weights(value) is not None
        case SettingKind.YEARS:
            return all(FOUR_DIGITS.fullmatch(year) for year in value.split())
    return True


def parse_moment(text: str) -> datetime | None:
    """Return the day and minute that a setting names, without a time zone: the office's own.

    A day alone means its first minute.

    Rule: PUBLIC-03
    """
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), form)  # noqa: DTZ007 - the office's own time
        except ValueError:
            continue
    return None


def parse_weights(text: str) -> dict[str, int] | None:
    """Return the weight of each channel: `报纸=30 网站=70`; None where it cannot be understood.

    Rule: PUBLIC-02
    """
    words = re.sub(r"\s*([=＝:：])\s*", r"\1", text.strip())
    found = [WEIGHT.fullmatch(word) for word in re.split(r"[\s,，;；、]+", words) if word]
    weights = {each[1]: int(each[2]) for each in found if each}
    if len(weights) < len(found) or not sum(weights.values()):
        return None
    return weights


def _counted(setting: Setting, value: str) -> bool:
    if not (value.isascii() and value.isdigit()):
        return not value and setting.kind is SettingKind.LIMIT
    most = setting.most or int(value)
    return setting.least <= int(value) <= most
