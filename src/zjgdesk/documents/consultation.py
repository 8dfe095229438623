"""Letters that ask for opinions and clearance, with their reply forms, and reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjgdesk.documents.blocks import (
    Blank,
    Block,
    Cell,
    PageBreak,
    Paragraph,
    SignOff,
    Table,
    Title,
)
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame, print_letters, print_pages
from zjgdesk.documents.proof import ProofFacts, prove
from zjgdesk.documents.words import TRACKS, chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

ROW = 9.5  # millimetres
SIZE = 11.0
ANSWERS = ("同意", "有保留", "不同意")
CLEARANCE = ("无影响", "有影响", "待核实", "不掌握情况")


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    """One name on a list that is sent out; empty parts are left out."""

    name: str
    organisation: str
    post: str = ""
    gender: str = ""
    birth: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks, and where the reply goes."""

    issuer: str
    office: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A letter to several addressees about one list. Rules: OPINION-01, OPINION-02.

    Args:
        clearance: asks an organ for clearance, not a group for opinions.
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


def build_requests(facts: RequestFacts, fonts: Fonts) -> bytes:
    """Return a letter with its reply form for each addressee, every one on a sheet of its own.

    Raises:
        DeskError: `page.no_addressee`, `page.no_issuer`, `page.nobody_listed`,
            `page.glyph_missing`, `page.proof_failed`.

    Rules: OPINION-01, OPINION-02
    """
    _refuse(facts.addressees, facts.sender)
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="OPINION-01")
    letters = [_letter(facts, addressee) for addressee in facts.addressees]
    frame = Frame(_title(facts), facts.foot, facts.security)
    names = (*facts.addressees, *(each.name for each in facts.candidates))
    return prove(print_letters(letters, frame, fonts, duplex=True), ProofFacts(names))


def build_reminders(facts: ReminderFacts, fonts: Fonts) -> bytes:
    """Return a reminder for each addressee.

    Raises:
        DeskError: `page.no_addressee`, `page.no_issuer`, `page.glyph_missing`,
            `page.proof_failed`.

    Rule: OPINION-01
    """
    _refuse(facts.addressees, facts.sender)
    title = f"关于尽快反馈{TRACKS[facts.track]}\n候选对象意见的函"
    letters = [
        (
            Title(title),
            *_numbered(facts.sender),
            Paragraph(f"{addressee}：", indent=0),
            Paragraph(
                f"{chinese_date(facts.asked_on)}，我部就{facts.year}年度{TRACKS[facts.track]}"
                f"候选对象征求你单位意见，请于{chinese_date(facts.due_on)}前反馈，至今未收到。"
                f"请于{chinese_date(facts.until)}前反馈；没有意见的，也请书面告知。"
            ),
            *_contact(facts.sender),
            SignOff(facts.sender.issuer, chinese_date(facts.sent_on)),
        )
        for addressee in facts.addressees
    ]
    frame = Frame("".join(title.split()), facts.foot, facts.security)
    data = print_letters(letters, frame, fonts, duplex=True)
    return prove(data, ProofFacts(facts.addressees))


def build_form(facts: RequestFacts, fonts: Fonts) -> bytes:
    """Return the reply form alone, without an addressee.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`.

    Rule: OPINION-01
    """
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="OPINION-01")
    frame = Frame(_title(facts), facts.foot, facts.security)
    data = print_pages(_form(facts, ""), frame, fonts)
    return prove(data, ProofFacts(tuple(each.name for each in facts.candidates)))


def _refuse(addressees: Sequence[str], sender: Sender) -> None:
    if not addressees:
        raise DeskError("page.no_addressee", rule="OPINION-01")
    if not sender.issuer:
        raise DeskError("page.no_issuer", rule="NOTICE-04")


def _title(facts: RequestFacts) -> str:
    what = "协助核查" if facts.clearance else "征求"
    tail = "有关情况的函" if facts.clearance else "意见的函"
    return f"关于{what}{facts.year}年度\n{TRACKS[facts.track]}候选对象{tail}"


def _numbered(sender: Sender) -> tuple[Block, ...]:
    if not sender.document:
        return ()
    return (Paragraph(sender.document, align="center", indent=0), Blank())


def _letter(facts: RequestFacts, addressee: str) -> tuple[Block, ...]:
    return (
        Title(_title(facts)),
        *_numbered(facts.sender),
        Paragraph(f"{addressee}：", indent=0),
        *(Paragraph(text) for text in _body(facts)),
        *_contact(facts.sender),
        Blank(),
        Paragraph(f"附件：{_form_title(facts)}"),
        SignOff(facts.sender.issuer, chinese_date(facts.sent_on)),
        PageBreak(),
        Paragraph("附件", Face.HEI, indent=0),
        Blank(),
        *_form(facts, addressee),
    )


def _body(facts: RequestFacts) -> tuple[str, ...]:
    counter = "个" if facts.track is Track.UNIT else "名"
    listed = f"{len(facts.candidates)}{counter}"
    due = chinese_date(facts.due_on)
    opening = (
        f"根据{facts.year}年度{TRACKS[facts.track]}考核工作安排，经各单位推荐，"
        f"产生候选对象{listed}（名单附后）。"
    )
    if facts.clearance:
        return (
            opening,
            f"请对名单所列对象是否存在影响评选的情况进行核查，在附表相应栏内填写"
            f"“{'”“'.join(CLEARANCE)}”之一；有影响和待核实的，请说明情况，"
            f"加盖公章后于{due}前书面反馈。",
        )
    return (
        opening,
        f"现征求你单位意见。请逐一填写“{'”“'.join(ANSWERS)}”，有保留和不同意的请写明具体情况，"
        f"由主要负责人签字、加盖公章，于{due}前书面反馈；没有不同意见的，也请书面告知。",
    )


def _contact(sender: Sender) -> tuple[Block, ...]:
    parts = [
        f"联系部门：{sender.office}" if sender.office else "",
        f"联系电话：{sender.phone}" if sender.phone else "",
        f"地址：{sender.address}" if sender.address else "",
        f"邮政编码：{sender.postcode}" if sender.postcode else "",
    ]
    told = "；".join(part for part in parts if part)
    return (Paragraph(f"{told}。"),) if told else ()


def _form_title(facts: RequestFacts) -> str:
    kind = "核查情况反馈表" if facts.clearance else "征求意见反馈表"
    return f"{TRACKS[facts.track]}候选对象{kind}"


def _form(facts: RequestFacts, addressee: str) -> tuple[Block, ...]:
    told = f"反馈单位（盖章）：{addressee}" if addressee else "反馈单位（盖章）："
    return (
        Title(_form_title(facts)),
        Paragraph(told, indent=0),
        _clearance_table(facts) if facts.clearance else _opinion_table(facts),
        Paragraph("主要负责人（签字）：　　　　　　　　　　年　　月　　日", indent=0),
    )


def _opinion_table(facts: RequestFacts) -> Table:
    unit = facts.track is Track.UNIT
    head = (
        "序号",
        "单位名称" if unit else "姓名",
        "所属单位" if unit else "单位及职务",
        *ANSWERS,
        "具体情况",
    )
    widths = (
        (11.0, 42.0, 30.0, 13.0, 17.0, 17.0, 26.0)
        if unit
        else (11.0, 22.0, 49.0, 13.0, 17.0, 17.0, 27.0)
    )
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(spread_name(each.name), align="left" if unit else "center"),
            Cell(_where(each, unit=unit), align="left"),
            *(Cell("") for _ in ANSWERS),
            Cell(""),
        )
        for number, each in enumerate(facts.candidates, start=1)
    )
    return Table(widths, (_head(head),), rows, SIZE)


def _clearance_table(facts: RequestFacts) -> Table:
    unit = facts.track is Track.UNIT
    head = (
        "序号",
        "单位名称" if unit else "姓名",
        "所属单位" if unit else "出生年月、单位及职务",
        "核查结果",
        "说明",
    )
    widths = (11.0, 50.0, 38.0, 24.0, 33.0) if unit else (11.0, 24.0, 64.0, 24.0, 33.0)
    rows = tuple(
        (
            Cell(str(number), least=ROW),
            Cell(spread_name(each.name), align="left" if unit else "center"),
            Cell(_person(each, unit=unit), align="left"),
            Cell(""),
            Cell(""),
        )
        for number, each in enumerate(facts.candidates, start=1)
    )
    return Table(widths, (_head(head),), rows, SIZE)


def _head(words: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(word, face=Face.HEI, least=ROW) for word in words)


def _where(each: ListedCandidate, *, unit: bool) -> str:
    return each.organisation if unit else each.post or each.organisation


def _person(each: ListedCandidate, *, unit: bool) -> str:
    if unit:
        return each.organisation
    parts = (each.gender, each.birth, each.post or each.organisation, each.number)
    return "，".join(part for part in parts if part)
