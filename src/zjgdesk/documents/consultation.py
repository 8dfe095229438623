"""Letters that ask for opinions and clearance, with their reply forms, and reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import (
    Blank,
    Block,
    PageBreak,
    Paragraph,
    Title,
)
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, print_letters, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.reply_form import FormColumn, form_table, signatures
from zjgdesk.documents.worded import Filling, worded_blocks
from zjgdesk.documents.words import CLEARANCE, OPINIONS, TRACKS, chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

ANSWERS = tuple(OPINIONS.values())
CLEARED = tuple(CLEARANCE.values())
REQUEST_LETTER, CLEARANCE_LETTER = "request_letter", "clearance_letter"
REMINDER_LETTER = "reminder_letter"
BESIDE = 120  # characters: longer deeds do not stand beside a name
# In millimetres: the words stand on one line where they can.
ANSWER_WIDTHS = {
    "同意": 12.5,
    "有保留": 15.5,
    "不同意": 15.5,
    "无影响": 15.5,
    "有影响": 15.5,
    "待核实": 15.5,
    "不掌握情况": 15.5,
}


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    """One name on a list that is sent out; a part that nobody has takes no column.

    Args:
        number: of the identity card, printed for an organ only.
        deed: printed for those who are asked their opinion only.
    """

    name: str
    organisation: str
    post: str = ""
    gender: str = ""
    birth: str = ""
    number: str = ""
    deed: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks, and where the reply goes; empty parts are left out."""

    issuer: str
    office: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    document: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A letter to several addressees about one list. Rules: OPINION-01, OPINION-02.

    Args:
        clearance: asks an organ for clearance, not a group for opinions.
        basis: what the letter rests on, in words; empty for the year's arrangement.
        round_no: which round it is of those that ask the group; a further one is told.
        template: the office's own text of the letter; "" where the shipped one holds.
    """

    year: int
    track: Track
    addressees: tuple[str, ...]
    candidates: tuple[ListedCandidate, ...]
    sent_on: date
    due_on: date
    sender: Sender
    clearance: bool = False
    foot: str = ""
    security: str = ""
    basis: str = ""
    round_no: int = 1
    template: str = ""


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """A reminder to those who have not answered. Rule: OPINION-01."""

    year: int
    track: Track
    addressees: tuple[str, ...]
    asked_on: date
    due_on: date
    until: date
    sent_on: date
    sender: Sender
    foot: str = ""
    security: str = ""
    template: str = ""


def build_requests(facts: RequestFacts, fonts: Fonts, *, duplex: bool = True) -> bytes:
    """Return a letter with its reply form for each addressee.

    Args:
        facts: what is asked, of whom, about whom.
        fonts: the faces to print with.
        duplex: let each letter begin on the front of a sheet.

    Raises:
        DeskError: `page.no_addressee`, `page.no_issuer`, `page.nobody_listed`,
            `page.glyph_missing`, `page.proof_failed`.

    Rules: OPINION-01, OPINION-02
    """
    letters = request_letters(facts)
    frame = Frame(request_title(facts), facts.foot, facts.security)
    names = (*facts.addressees, *(each.name for each in facts.candidates))
    return prove(print_letters(letters, frame, fonts, duplex=duplex), ProofFacts(names))


def request_letters(facts: RequestFacts) -> list[tuple[Block, ...]]:
    """Return what the letter to each addressee is made of, with its reply form.

    Raises:
        DeskError: `page.no_addressee`, `page.no_issuer`, `page.nobody_listed`.

    Rules: OPINION-01, OPINION-02
    """
    _refuse(facts.addressees, facts.sender)
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="OPINION-01")
    return [_letter(facts, addressee) for addressee in facts.addressees]


def build_reminders(facts: ReminderFacts, fonts: Fonts, *, duplex: bool = True) -> bytes:
    """Return a reminder for each addressee.

    Args:
        facts: who was asked when, and until when is waited now.
        fonts: the faces to print with.
        duplex: let each letter begin on the front of a sheet.

    Raises:
        DeskError: `page.no_addressee`, `page.no_issuer`, `page.glyph_missing`,
            `page.proof_failed`.

    Rule: OPINION-01
    """
    _refuse(facts.addressees, facts.sender)
    title = f"关于尽快反馈{TRACKS[facts.track]}候选对象意见的函"
    letters = [
        worded_blocks(REMINDER_LETTER, facts.template, reminder_filling(facts, addressee))
        for addressee in facts.addressees
    ]
    frame = Frame(title, facts.foot, facts.security)
    data = print_letters(letters, frame, fonts, duplex=duplex)
    return prove(data, ProofFacts(facts.addressees))


def build_form(facts: RequestFacts, fonts: Fonts) -> bytes:
    """Return the reply form alone, without an addressee.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rule: OPINION-01
    """
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="OPINION-01")
    frame = Frame(request_title(facts), facts.foot, facts.security, landscape=_across(facts))
    data = print_pages(_form(facts, ""), frame, fonts)
    return prove(data, ProofFacts(tuple(each.name for each in facts.candidates)))


def _refuse(addressees: Sequence[str], sender: Sender) -> None:
    if not addressees:
        raise DeskError("page.no_addressee", rule="OPINION-01")
    if not sender.issuer:
        raise DeskError("page.no_issuer", rule="NOTICE-04")


def request_title(facts: RequestFacts) -> str:
    """Return the title of the file of letters."""
    what = "协助核查" if facts.clearance else "征求"
    tail = "有关情况的函" if facts.clearance else "意见的函"
    return f"关于{what}{facts.year}年度{TRACKS[facts.track]}候选对象{tail}"


def request_kind(facts: RequestFacts) -> str:
    """Return which text a letter is printed from."""
    return CLEARANCE_LETTER if facts.clearance else REQUEST_LETTER


def request_filling(facts: RequestFacts, addressee: str) -> Filling:
    """Return what the text of a letter may name. Rules: OPINION-01, OPINION-02."""
    answers = CLEARED if facts.clearance else ANSWERS
    counter = "个" if facts.track is Track.UNIT else "名"
    fields = {
        **_common(facts.sender, facts.year, facts.track, addressee),
        "依据": facts.basis or f"{facts.year}年度{TRACKS[facts.track]}考核工作安排",
        "数量": f"{len(facts.candidates)}{counter}",
        "轮次": f"进行第{facts.round_no}轮" if facts.round_no > 1 else "",
        "选项": f"“{'”“'.join(answers)}”",
        "反馈期限": chinese_date(facts.due_on),
        "日期": chinese_date(facts.sent_on),
    }
    tables = {"附件说明": _enclosed(facts), "反馈表": _attached(facts, addressee)}
    return Filling(fields, tables, ("受函单位", "反馈期限", "署名", "日期"), ("反馈表",))


def reminder_filling(facts: ReminderFacts, addressee: str) -> Filling:
    """Return what the text of a reminder may name. Rule: OPINION-01."""
    fields = {
        **_common(facts.sender, facts.year, facts.track, addressee),
        "发函日期": chinese_date(facts.asked_on),
        "原定期限": chinese_date(facts.due_on),
        "反馈期限": chinese_date(facts.until),
        "日期": chinese_date(facts.sent_on),
    }
    return Filling(fields, required=("受函单位", "反馈期限", "署名", "日期"))


def _common(sender: Sender, year: int, track: Track, addressee: str) -> dict[str, str]:
    return {
        "年度": str(year),
        "类别": TRACKS[track],
        "受函单位": addressee,
        "文号": sender.document,
        "联系方式": _contact(sender),
        "署名": sender.issuer,
    }


def _letter(facts: RequestFacts, addressee: str) -> tuple[Block, ...]:
    return worded_blocks(request_kind(facts), facts.template, request_filling(facts, addressee))


def _attached(facts: RequestFacts, addressee: str) -> tuple[Block, ...]:
    return (
        PageBreak(landscape=_across(facts)),
        Paragraph("附件1" if _apart(facts) else "附件", Face.HEI, indent=0),
        Blank(),
        *_form(facts, addressee),
        *(_deeds_apart(facts) if _apart(facts) else ()),
    )


def _enclosed(facts: RequestFacts) -> tuple[Block, ...]:
    """Name what is enclosed, one blank line under the body. Rule: PAGE-04."""
    if not _apart(facts):
        return Blank(), Paragraph(f"附件：{_form_title(facts)}")
    return (
        Blank(),
        Paragraph(f"附件：1. {_form_title(facts)}", keep_next=True),
        Paragraph(f"2. {_deeds_title(facts)}", indent=5),
    )


def _contact(sender: Sender) -> str:
    parts = [
        f"联系部门：{sender.office}" if sender.office else "",
        f"联系电话：{sender.phone}" if sender.phone else "",
        f"联系时间：{sender.hours}" if sender.hours else "",
        f"回复地址：{sender.address}" if sender.address else "",
        f"邮政编码：{sender.postcode}" if sender.postcode else "",
    ]
    told = "；".join(part for part in parts if part)
    return f"{told}。" if told else ""


def _form_title(facts: RequestFacts) -> str:
    kind = "核查情况反馈表" if facts.clearance else "征求意见反馈表"
    return f"{TRACKS[facts.track]}候选对象{kind}"


def _deeds_title(facts: RequestFacts) -> str:
    return f"{TRACKS[facts.track]}候选对象主要事迹"


def _apart(facts: RequestFacts) -> bool:
    """Say whether deeds are too long for a column of the form."""
    told = not facts.clearance
    return told and any(len(each.deed) > BESIDE for each in facts.candidates)


def _across(facts: RequestFacts) -> bool:
    """Say whether the form needs the width of a turned sheet."""
    if facts.clearance:
        return True
    return not _apart(facts) and any(each.deed for each in facts.candidates)


def _form(facts: RequestFacts, addressee: str) -> tuple[Block, ...]:
    across = _across(facts)
    return (
        Title(_form_title(facts)),
        Paragraph(f"反馈单位（盖章）：{addressee}", indent=0),
        form_table(_columns(facts), across=across),
        signatures(across=across),
    )


def _columns(facts: RequestFacts) -> tuple[FormColumn, ...]:
    listed = facts.candidates
    unit = facts.track is Track.UNIT
    names = FormColumn("单位名称", 40.0, 40, tuple(each.name for each in listed), left=True)
    if not unit:
        names = FormColumn("姓名", 21.0, 0, tuple(spread_name(each.name) for each in listed))
    organisations = tuple(each.organisation for each in listed)
    found = (
        names,
        *(_identity(listed) if facts.clearance and not unit else ()),
        FormColumn("所属单位" if unit else "所在单位", 23.0, 20, organisations, left=True),
        FormColumn("职务", 32.0, 45, tuple("" if unit else e.post for e in listed), left=True),
        *((_deeds(listed),) if _across(facts) and not facts.clearance else ()),
    )
    answers = CLEARED if facts.clearance else ANSWERS
    told = "说明" if facts.clearance else "具体意见"
    return (
        *(column for column in found if any(column.words)),
        *(FormColumn(word, ANSWER_WIDTHS[word]) for word in answers),
        FormColumn(told, 24.0, 30),
    )


def _identity(listed: Sequence[ListedCandidate]) -> tuple[FormColumn, ...]:
    return (
        FormColumn("性别", 12.0, 0, tuple(each.gender for each in listed)),
        FormColumn("出生年月", 20.0, 0, tuple(each.birth for each in listed)),
        FormColumn("身份证号码", 38.0, 0, tuple(each.number for each in listed)),
    )


def _deeds(listed: Sequence[ListedCandidate]) -> FormColumn:
    return FormColumn("主要担当事迹", 45.0, 60, tuple(each.deed for each in listed), left=True)


def _deeds_apart(facts: RequestFacts) -> tuple[Block, ...]:
    """Set the deeds as running text, each under the name that it belongs to."""
    blocks: list[Block] = [
        PageBreak(),
        Paragraph("附件2", Face.HEI, indent=0),
        Blank(),
        Title(_deeds_title(facts)),
    ]
    for number, each in enumerate(facts.candidates, start=1):
        where = "，".join(text for text in (each.organisation, each.post) if text)
        named = f"{number}. {spread_name(each.name)}" + (f"（{where}）" if where else "")
        deeds = [text.strip() for text in each.deed.splitlines() if text.strip()]
        blocks.append(Paragraph(named, Face.HEI, keep_next=True))
        blocks += [Paragraph(text) for text in deeds or ["（未报送事迹材料）"]]
    return tuple(blocks)
