"""The texts of papers as the office writes them: shipped ones, rewritten, and put back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from zjgdesk.documents.case_facts import (
    TITLES,
    CasePaperFacts,
    CasePaperKind,
    DecidedFacts,
    PointLine,
    TaskLine,
)
from zjgdesk.documents.case_fields import case_fields
from zjgdesk.documents.case_papers import build_case_paper
from zjgdesk.documents.case_tables import case_tables
from zjgdesk.documents.templates import read_template
from zjgdesk.models.workspace import OfficeText
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    Finding,
    Measure,
    Result,
    Subject,
    WorkKind,
)
from zjgdesk.services import papers
from zjgdesk.services.desk import Desk

KINDS: Mapping[str, CasePaperKind] = MappingProxyType({str(kind): kind for kind in CasePaperKind})


@dataclass(frozen=True, slots=True)
class TextRow:
    """The text of one kind of paper; `own` says that the office rewrote it."""

    kind: str
    title: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Fillings:
    """What a text may name: fields with an example, and tables."""

    fields: Mapping[str, str]
    tables: tuple[str, ...]


def list_texts(desk: Desk) -> list[TextRow]:
    """Return the text of every paper that the office may rewrite."""
    with desk.reading() as session:
        return [_row(session, kind) for kind in CasePaperKind]


def fillings(kind: str) -> Fillings:
    """Return what the text of a kind may name."""
    facts = _example(KINDS[kind], "")
    return Fillings(case_fields(facts), tuple(case_tables(facts)))


def preview_text(desk: Desk, kind: str, text: str) -> bytes:
    """Return the page as this text would print it, with made-up facts.

    Rule: NOTICE-04

    Raises:
        DeskError: the `template.…` codes of a faulty text, or the refusal of the page.
    """
    return build_case_paper(_example(KINDS[kind], text), papers.fonts_of(desk))


def save_text(desk: Desk, kind: str, text: str) -> None:
    """Keep the office's own text; a faulty one is refused before anything is kept.

    Rule: NOTICE-04

    Raises:
        DeskError: as `preview_text`.
    """
    with desk.acting(Action.CHANGE_OFFICE_TEXT, f"text:{kind}") as deed:
        preview_text(desk, kind, text)
        shipped = text.strip() == read_template(f"{kind}.txt").strip()
        held = deed.session.get(OfficeText, kind)
        if shipped:
            if held is not None:
                deed.session.delete(held)
            return
        if held is None:
            held = OfficeText(kind=kind)
            deed.session.add(held)
        held.text, held.at, held.actor = text.strip() + "\n", deed.at, desk.actor.name


def reset_text(desk: Desk, kind: str) -> None:
    """Go back to the shipped text.

    Raises:
        DeskError: `role.denied`.
    """
    save_text(desk, kind, read_template(f"{kind}.txt"))


def text_of(session: Session, kind: str) -> str:
    """Return the office's own text of a paper, "" where the shipped one holds."""
    held = session.get(OfficeText, str(kind))
    return held.text if held else ""


def _row(session: Session, kind: CasePaperKind) -> TextRow:
    own = text_of(session, kind)
    return TextRow(str(kind), TITLES[kind], own or read_template(f"{kind}.txt"), bool(own))


def _example(kind: CasePaperKind, text: str) -> CasePaperFacts:
    on = date(2017, 11, 20)
    return CasePaperFacts(
        kind=kind,
        number="2017-001",
        subject=Subject.PERSON,
        person="示例甲",
        organisation="示例镇",
        post="村党委书记",
        accountability=AccountabilityKind.ACCOUNTABILITY,
        organ="示例镇党委",
        measure=Measure.CIRCULAR,
        measure_words="",
        notice_on=date(2017, 9, 4),
        work=WorkKind.PROJECT,
        account="推进示例工程征迁时，因政策衔接期口径不一，个别农户补偿款多付。",
        issuer="中共示例市委组织部",
        on=on,
        notice_document="示例〔2017〕1号",
        applicant=Applicant.PERSON,
        applicant_name="示例甲",
        applied_on=date(2017, 9, 11),
        grounds="口径没有明文，经集体研究先行兑付，发现后主动追回。",
        words="（此处为办理时填写的情况或者理由）",
        document="示例容〔2017〕1号",
        points=tuple(PointLine(p, True, Finding.MET, "（依据）") for p in Point),  # noqa: FBT003
        decided=DecidedFacts(Result.EXEMPT, "动机为公，损失已挽回。", on, "示例镇党委"),
        corrections=(TaskLine("完善复核制度", "示例镇财政所", date(2017, 12, 31), None, ""),),
        review_reason="（申请复核的理由）",
        upheld=True,
        template=text,
    )
