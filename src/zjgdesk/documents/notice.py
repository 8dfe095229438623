"""The public notice and the supplementary one: a text with checked fields, a line for each name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import Block
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import print_proven
from zjgdesk.documents.templates import read_template, render_template, to_blocks
from zjgdesk.documents.worded import refuse_commendation
from zjgdesk.documents.words import CAUSES, chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import TakenOffCause, Track

# What the law wants on the page whatever else an office writes.
CONTACTS = ("受理单位", "受理时间", "联系电话", "通信地址", "邮政编码")
TOLD = frozenset({"名单", "移出对象"})  # fields of names, posts and deeds
REQUIRED = ("公示开始", "公示截止", *CONTACTS, "发文单位", "发文日期", "名单")
SUPPLEMENT_REQUIRED = (*REQUIRED, "原公示标题", "原公示日期", "移出情况")


@dataclass(frozen=True, slots=True)
class NoticePerson:
    """One cadre on a notice; empty parts are left out. Rule: NOTICE-03.

    Args:
        birth: as `YYYY-MM`, or in words when the month is not known.
        post: the present post, without 现任.
        remarks: further parts, printed at the end (学位, 籍贯, 入党时间 …).
    """

    name: str
    gender: str = ""
    nation: str = ""
    birth: str = ""
    education: str = ""
    degree: str = ""
    party: str = ""
    post: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeUnit:
    """One unit on a notice. Rule: NOTICE-03."""

    name: str
    parent: str = ""
    deeds: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Who takes what is reported; an empty one stops the printing. Rule: NOTICE-04."""

    office: str
    hours: str
    telephone: str
    address: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Supplemented:
    """The notice that a supplementary one goes on from. Rule: NOTICE-06.

    Args:
        title: of the first notice.
        issued_on: the day on which it was published.
        causes: for each of those taken off it, why; the public is told no more.
        names: of those taken off, for an office that names them.
    """

    title: str
    issued_on: date
    causes: tuple[TakenOffCause, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a public notice says.

    Args:
        template: the office's own text; when empty the shipped one of the track.
        working_days: how many, as the law asks.
        first_day: of the notice; last_day likewise.
        persons: the elected cadres in order; units likewise.
        supplements: the first notice, where these follow those taken off it.
    """

    title: str
    track: Track
    year: int
    first_day: date
    last_day: date
    working_days: int
    contacts: Contacts
    issuer: str
    issued_on: date
    persons: tuple[NoticePerson, ...] = ()
    units: tuple[NoticeUnit, ...] = ()
    template: str = ""
    foot: str = ""
    security: str = ""
    supplements: Supplemented | None = None


def build_notice(facts: NoticeFacts, fonts: Fonts) -> bytes:
    """Return the public notice as PDF.

    Raises:
        DeskError: `notice.contact_missing`, `notice.empty`, `notice.forbidden_word`, the
            `template.…` codes of a faulty text, `page.glyph_missing`, `page.proof_failed`.

    Rules: NOTICE-01, NOTICE-03, NOTICE-04, NOTICE-06, SCHEME-07
    """
    frame = Frame(facts.title, facts.foot, facts.security)
    entries = facts.units if facts.track is Track.UNIT else facts.persons
    proof = ProofFacts(tuple(entry.name for entry in entries), rows=tuple(_lines(facts)))
    return print_proven(notice_blocks(facts), frame, fonts, proof)


def notice_blocks(facts: NoticeFacts) -> tuple[Block, ...]:
    """Return what the notice is made of.

    Raises:
        DeskError: as `build_notice`, but for the page itself.

    Rules: NOTICE-03, NOTICE-04
    """
    return to_blocks(notice_text(facts))


def notice_text(facts: NoticeFacts) -> str:
    """Return the text of the notice with its fields filled, for a preview or a correction.

    Rule: NOTICE-04
    """
    values = notice_fields(facts)
    for field in CONTACTS:
        if not values[field].strip():
            raise DeskError("notice.contact_missing", rule="NOTICE-04", field=field)
    if not values["名单"]:
        raise DeskError("notice.empty", rule="NOTICE-04")
    template = facts.template or read_template(f"{notice_kind(facts)}.txt")
    text = render_template(template, values, required=required_of(facts))
    # What a person's post or a unit's deed is called is told as it is, and may name a commendation.
    worded = (value for field, value in values.items() if field not in TOLD)
    refuse_commendation("\n".join((template, *worded)))
    return text


def notice_kind(facts: NoticeFacts) -> str:
    """Return which text a notice is printed from."""
    return f"{'notice' if facts.supplements is None else 'supplement'}_{facts.track}"


def required_of(facts: NoticeFacts) -> tuple[str, ...]:
    """Return the fields that the text of a notice may not drop. Rules: NOTICE-04, NOTICE-06."""
    return REQUIRED if facts.supplements is None else SUPPLEMENT_REQUIRED


def notice_fields(facts: NoticeFacts) -> dict[str, str]:
    """Return every field that a template of this notice may name, with its value."""
    unit = facts.track is Track.UNIT
    lines = _lines(facts)
    return {
        "标题": facts.title,
        "年度": str(facts.year),
        "个数" if unit else "人数": str(len(lines)),
        "公示开始": chinese_date(facts.first_day),
        "公示截止": chinese_date(facts.last_day),
        "工作日": str(facts.working_days),
        "受理单位": facts.contacts.office,
        "受理时间": facts.contacts.hours,
        "联系电话": facts.contacts.telephone,
        "通信地址": facts.contacts.address,
        "邮政编码": facts.contacts.postcode,
        "发文单位": facts.issuer,
        "发文日期": chinese_date(facts.issued_on),
        "名单": "\n".join(lines),
        **(_supplemented(facts.supplements, facts.track) if facts.supplements else {}),
    }


def _supplemented(first: Supplemented, track: Track) -> dict[str, str]:
    """Tell how many are off the first notice, by kind of cause alone. Rule: NOTICE-06."""
    counter = "个" if track is Track.UNIT else "名"
    counts = Counter(first.causes)
    told = [f"{counts[each]}{counter}因{CAUSES[each]}" for each in CAUSES if counts[each]]
    return {
        "原公示标题": "".join(first.title.splitlines()),
        "原公示日期": chinese_date(first.issued_on),
        "移出情况": "、".join(told),
        "移出对象": "、".join(first.names),
    }


def _lines(facts: NoticeFacts) -> list[str]:
    if facts.track is Track.UNIT:
        return [unit_line(each) for each in facts.units]
    return [person_line(each) for each in facts.persons]


def person_line(person: NoticePerson) -> str:
    """Return 姓名，性别，民族，YYYY年M月生，学历，学位，政治面貌，现任…。 Rule: NOTICE-03."""
    parts = (
        spread_name(person.name),
        person.gender,
        person.nation,
        _born(person.birth),
        person.education,
        person.degree,
        person.party,
        f"现任{person.post}" if person.post else "",
        *person.remarks,
    )
    return "，".join(part for part in parts if part) + "。"


def unit_line(unit: NoticeUnit) -> str:
    """Return 单位全称（所属单位）：主要事迹。 Rule: NOTICE-03."""
    parent = f"（{unit.parent}）" if unit.parent else ""
    deeds = f"：{unit.deeds.rstrip('。')}" if unit.deeds else ""
    return f"{unit.name.strip()}{parent}{deeds}。"


def _born(text: str) -> str:
    year, _, month = text.partition("-")
    if year.isdigit() and month.isdigit():
        return f"{int(year)}年{int(month)}月生"
    return f"{text}生" if text else ""
