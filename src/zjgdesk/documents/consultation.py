"""Letters that ask for opinions and clearance, with their reply forms, and reminders."""

from collections.abc import Sequence

from zjgdesk.documents.attached import attached, note
from zjgdesk.documents.blocks import Block, Paragraph, Title
from zjgdesk.documents.fonts import Face, Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven_letters
from zjgdesk.documents.request_facts import ReminderFacts, RequestFacts, Sender
from zjgdesk.documents.request_form import ANSWERS, CLEARED, across, apart, form_blocks
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import TRACKS, chinese_date, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

REQUEST_LETTER, CLEARANCE_LETTER = "request_letter", "clearance_letter"
REMINDER_LETTER = "reminder_letter"


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
    frame = Frame(request_title(facts), facts.foot, facts.security, head=facts.sender.head)
    listed = tuple(each.name for each in facts.candidates)
    names = (*facts.addressees, *listed * len(facts.addressees))
    proof = ProofFacts(names, rows=numbered(listed) * len(facts.addressees))
    return print_proven_letters(letters, frame, fonts, proof, duplex=duplex)


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
    letters = reminder_letters(facts)
    frame = Frame(reminder_title(facts), facts.foot, facts.security, head=facts.sender.head)
    proof = ProofFacts(facts.addressees, ordered=True)
    return print_proven_letters(letters, frame, fonts, proof, duplex=duplex)


def reminder_letters(facts: ReminderFacts) -> list[tuple[Block, ...]]:
    """Return what the reminder to each addressee is made of.

    Raises:
        DeskError: `page.no_addressee`, `page.no_issuer`.

    Rule: OPINION-01
    """
    _refuse(facts.addressees, facts.sender)
    return [
        worded_blocks(REMINDER_LETTER, facts.template, reminder_filling(facts, addressee))
        for addressee in facts.addressees
    ]


def reminder_title(facts: ReminderFacts) -> str:
    """Return the title of the file of reminders."""
    return f"关于尽快反馈{TRACKS[facts.track]}候选对象意见的函"


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
    number = 1 if apart(facts) else 0
    form = attached(form_blocks(facts, addressee), number=number, landscape=across(facts))
    return (*form, *attached(_deeds_apart(facts), number=2)) if apart(facts) else form


def _enclosed(facts: RequestFacts) -> tuple[Block, ...]:
    """Name what is enclosed, one blank line under the body. Rule: PAGE-04."""
    form = "".join(title_of(form_blocks(facts, "")).splitlines())
    return note((form, _deeds_title(facts)) if apart(facts) else (form,))


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


def _deeds_title(facts: RequestFacts) -> str:
    return f"{TRACKS[facts.track]}候选对象主要事迹"


def _deeds_apart(facts: RequestFacts) -> tuple[Block, ...]:
    """Set the deeds as running text, each under the name that it belongs to."""
    blocks: list[Block] = [Title(_deeds_title(facts))]
    for number, each in enumerate(facts.candidates, start=1):
        where = "，".join(text for text in (each.organisation, each.post) if text)
        named = f"{number}. {spread_name(each.name)}" + (f"（{where}）" if where else "")
        deeds = [text.strip() for text in each.deed.splitlines() if text.strip()]
        blocks.append(Paragraph(named, Face.HEI, keep_next=True))
        blocks += [Paragraph(text) for text in deeds or ["（未报送事迹材料）"]]
    return tuple(blocks)
