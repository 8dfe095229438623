"""The reply form of a letter: what is known is printed, the rest is left to be filled."""

from collections.abc import Sequence

from zjgdesk.documents.blocks import Block
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.page import Frame
from zjgdesk.documents.proof import ProofFacts
from zjgdesk.documents.proving import numbered, print_proven
from zjgdesk.documents.reply_form import FormColumn, form_table, signatures
from zjgdesk.documents.request_facts import ListedCandidate, RequestFacts
from zjgdesk.documents.worded import Filling, title_of, worded_blocks
from zjgdesk.documents.words import CLEARANCE, OPINIONS, TRACKS, spread_name
from zjgdesk.errors import DeskError
from zjgdesk.rules.vocabulary import Track

REQUEST_FORM, CLEARANCE_FORM = "request_form", "clearance_form"
ANSWERS = tuple(OPINIONS.values())
CLEARED = tuple(CLEARANCE.values())
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


def build_form(facts: RequestFacts, fonts: Fonts) -> bytes:
    """Return the reply form alone, without an addressee.

    Raises:
        DeskError: `page.nobody_listed`, `page.glyph_missing`, `page.proof_failed`, the
            `template.…` codes of a faulty text.

    Rule: OPINION-01
    """
    if not facts.candidates:
        raise DeskError("page.nobody_listed", rule="OPINION-01")
    blocks = form_blocks(facts, "")
    frame = Frame(title_of(blocks), facts.foot, facts.security, landscape=across(facts))
    names = tuple(each.name for each in facts.candidates)
    return print_proven(blocks, frame, fonts, ProofFacts(names, rows=numbered(names)))


def form_kind(facts: RequestFacts) -> str:
    """Return which text the form is printed from."""
    return CLEARANCE_FORM if facts.clearance else REQUEST_FORM


def form_blocks(facts: RequestFacts, addressee: str) -> tuple[Block, ...]:
    """Return what the form is made of; without an addressee it is left to be written."""
    return worded_blocks(form_kind(facts), facts.form, form_filling(facts, addressee))


def form_filling(facts: RequestFacts, addressee: str) -> Filling:
    """Return what the text of the form may name. Rules: OPINION-01, OPINION-02."""
    turned = across(facts)
    fields = {
        "年度": str(facts.year),
        "类别": TRACKS[facts.track],
        "反馈单位": addressee,
    }
    tables = {
        "意见栏": (form_table(_columns(facts), across=turned),),
        "签字栏": (signatures(across=turned),),
    }
    return Filling(fields, tables, kept=tuple(tables))


def apart(facts: RequestFacts) -> bool:
    """Say whether deeds are too long for a column of the form."""
    told = not facts.clearance
    return told and any(len(each.deed) > BESIDE for each in facts.candidates)


def across(facts: RequestFacts) -> bool:
    """Say whether the form needs the width of a turned sheet."""
    if facts.clearance:
        return True
    return not apart(facts) and any(each.deed for each in facts.candidates)


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
        *((_deeds(listed),) if across(facts) and not facts.clearance else ()),
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
