"""What the notices page says of a notice's state, of its names and objections; no Qt."""

from datetime import date

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import ObjectionEnd, RewardKind
from zjgdesk.services.notices import NoticeDetail, NoticeEntryRow, NoticeRow, ObjectionRow
from zjgdesk.ui.ballots.stages import counter
from zjgdesk.ui.theme import Tone

STATES: dict[str, tuple[str, Tone]] = {
    "draft": ("待发布", Tone.PLAIN),
    "running": ("公示中", Tone.WARN),
    "ended": ("已期满", Tone.INFO),
    "confirmed": ("已确认", Tone.GOOD),
}
ENTRY_STATES: dict[str, tuple[str, Tone]] = {
    "stands": ("保留", Tone.GOOD),
    "reminded": ("保留并提醒", Tone.INFO),
    "taken_off": ("已移出", Tone.BAD),
    "held_back": ("暂缓", Tone.WARN),
}
ENDS: dict[ObjectionEnd, tuple[str, Tone]] = {
    ObjectionEnd.UNFOUNDED: ("反映不实", Tone.GOOD),
    ObjectionEnd.MINOR: ("一般性缺点", Tone.INFO),
    ObjectionEnd.SERIOUS: ("严重问题", Tone.BAD),
    ObjectionEnd.HELD_BACK: ("暂缓", Tone.WARN),
}
REWARD_TONES = {
    RewardKind.REWARD: Tone.INFO,
    RewardKind.TRAINING: Tone.PLAIN,
    RewardKind.PROMOTION: Tone.GOOD,
}
WEEKDAYS = "一二三四五六日"
TITLE_NOTE = (
    "公示标题用在公示列表和文书目录中；印出的标题以“设置 → 文书模板”中的为准，"
    "模板首行写【标题】{标题}的，印这里填写的标题。"
)


def state_of(row: NoticeRow) -> tuple[str, Tone]:
    """Return a notice's state in a word and a tone."""
    if row.state == "running":
        return f"还剩 {row.days_left} 天", Tone.WARN
    return STATES[row.state]


def span(row: NoticeRow) -> str:
    """Return the days of a notice in short, with how many are on it."""
    first, last = row.published_on, row.last_day
    if row.supplement:
        return f"补充公示 · {first:%m-%d} 至 {last:%m-%d}"
    return f"{first:%m-%d} 至 {last:%m-%d} · {row.names} {counter(row.track)}"


def entry_state(row: NoticeEntryRow) -> tuple[str, Tone]:
    """Return what the objections left of somebody on the notice. Rule: NOTICE-05."""
    return ENTRY_STATES[row.state]


def objection_state(row: ObjectionRow) -> tuple[str, Tone]:
    """Return how an objection ended, or that it waits."""
    return ("待办结", Tone.WARN) if row.end is None else ENDS[row.end]


def weekday(on: date) -> str:
    """Return the day of the week as people write it."""
    return f"周{WEEKDAYS[on.weekday()]}"


def told(detail: NoticeDetail) -> tuple[str, Tone]:
    """Say where a notice stands and what is to be done next. Rule: NOTICE-01, NOTICE-05."""
    row = detail.row
    if row.state == "draft":
        return "还没有发布。先预览核对，再发布；发布日起算公示期（依据 NOTICE-01）。", Tone.INFO
    if row.objections_open:
        return f"还有 {row.objections_open} 件反映没有办结（依据 NOTICE-05）。", Tone.WARN
    if row.state == "running":
        return f"公示中，还剩 {row.days_left} 个工作日；没有待办结的反映。", Tone.INFO
    if row.state == "ended":
        return "公示期满，反映均已办结，可以确认名单。", Tone.GOOD
    return "名单已经确认，可以登记激励。", Tone.GOOD


def may_publish(detail: NoticeDetail, role: Refusal | None) -> Refusal | None:
    """Return why the notice may not be published."""
    if detail.row.state != "draft":
        return Refusal("notice.published", "NOTICE-01", {"title": detail.row.title})
    return role


def may_object(detail: NoticeDetail, role: Refusal | None) -> Refusal | None:
    """Return why no objection may be recorded."""
    if detail.row.state == "draft":
        return Refusal("notice.unpublished", "NOTICE-05", {"title": detail.row.title})
    return role


def may_settle(row: ObjectionRow | None, role: Refusal | None) -> Refusal | None:
    """Return why the chosen objection may not be settled."""
    if row is not None and row.end not in {None, ObjectionEnd.HELD_BACK}:
        return Refusal("notice.objection_settled", "NOTICE-05")
    return role


def may_confirm(detail: NoticeDetail, role: Refusal | None) -> Refusal | None:
    """Return why the list may not be confirmed. Rule: NOTICE-01, NOTICE-05."""
    row = detail.row
    match row.state:
        case "draft":
            return Refusal("notice.unpublished", "NOTICE-01", {"title": row.title})
        case "confirmed":
            return Refusal("notice.confirmed", "NOTICE-01", {"title": row.title})
        case "running":
            return Refusal("notice.running", "NOTICE-01", {"last": row.last_day})
    if row.objections_open:
        return Refusal("notice.objections_open", "NOTICE-05", {"count": row.objections_open})
    return role
