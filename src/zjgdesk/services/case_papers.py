"""The papers of a case, printed by what the case says, with names or without."""

from collections.abc import Mapping
from types import MappingProxyType

from zjgdesk.documents.case_facts import (
    TITLES,
    CasePaperFacts,
    CasePaperKind,
    DecidedFacts,
    EvidenceLine,
    MemberLine,
    PointLine,
    StatementLine,
    TaskLine,
)
from zjgdesk.documents.case_papers import build_case_paper
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseStep
from zjgdesk.services import case_access, office_texts, papers, scheme
from zjgdesk.services.case_facts import limit
from zjgdesk.services.case_masking import mask_detail
from zjgdesk.services.case_reading import read_case
from zjgdesk.services.case_rows import CaseDetail, StepRow
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow

CasePaper = CasePaperKind
__all__ = ["TITLES", "CasePaper", "may_print", "paper_facts", "print_case_paper"]
ABOUT: Mapping[CasePaper, tuple[CaseStep, ...]] = MappingProxyType(
    {
        CasePaper.APPLICATION: (CaseStep.NOTIFY,),
        CasePaper.ACCEPTANCE: (CaseStep.ACCEPT,),
        CasePaper.REFUSAL: (CaseStep.REFUSE,),
        CasePaper.REPORT: (CaseStep.REPORT,),
        CasePaper.DELIBERATION: (CaseStep.DELIBERATE,),
        CasePaper.DETERMINATION: (CaseStep.DETERMINE,),
        CasePaper.FEEDBACK: (CaseStep.FEED_BACK, CaseStep.DETERMINE),
        CasePaper.CORRECTION: (CaseStep.DETERMINE,),
        CasePaper.REVIEW: (CaseStep.UPHOLD, CaseStep.SET_ASIDE),
        CasePaper.EXECUTION: (CaseStep.EXECUTE,),
        CasePaper.FILING: (CaseStep.DETERMINE,),
    }
)
"""The step that each paper tells of; it can be printed from then on. Rule: TOL-06."""
DECIDED = frozenset(
    {
        CasePaper.DETERMINATION,
        CasePaper.FEEDBACK,
        CasePaper.CORRECTION,
        CasePaper.EXECUTION,
        CasePaper.FILING,
    }
)


def may_print(detail: CaseDetail, kind: CasePaper) -> Refusal | None:
    """Say why a paper cannot be printed now, None where it can.

    Rule: TOL-06
    """
    needed = (CaseStep.DETERMINE,) if kind in DECIDED - {CasePaper.EXECUTION} else ABOUT[kind]
    said = {"person": detail.row.person, "title": TITLES[kind], "steps": needed}
    if _step(detail, kind) is None:
        return Refusal("case.paper_early", "TOL-06", said)
    if kind in DECIDED and detail.determination is None:
        return Refusal("case.paper_early", "TOL-06", said)
    if kind is CasePaper.CORRECTION and not detail.corrections:
        return Refusal("case.nothing_to_correct", "TOL-06", said)
    return None


def print_case_paper(
    desk: Desk, case_id: int, kind: CasePaper, *, masked: bool = False
) -> IssuedRow:
    """Print one paper of a case and keep it.

    Rule: TOL-06, TOL-16

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.paper_early`,
            `case.nothing_to_correct`, or the refusal of the page.
    """
    desk.need(Action.PRINT_CASE_PAPER)
    detail = _seen(desk, case_id, masked=masked)
    refusal = may_print(detail, kind)
    if refusal is not None:
        refusal.raise_()
    subject = f"{case_access.SUBJECT}{case_id}"
    with desk.acting(Action.PRINT_CASE_PAPER, subject, kind=kind, masked=masked) as deed:
        facts = paper_facts(desk, deed, detail, kind)
        content = build_case_paper(facts, papers.fonts_of(desk))
        title = TITLES[kind] + ("（隐去姓名）" if masked else "")
        return papers.keep(desk, deed, content, kind=kind, title=title)


def paper_facts(desk: Desk, deed: Deed, detail: CaseDetail, kind: CasePaper) -> CasePaperFacts:
    """Return the facts of a paper, from the case as it was read."""
    row, step = detail.row, _step(detail, kind)
    sitting, decided = detail.deliberation, detail.determination
    titles = {paper.id: paper.title for paper in detail.evidence}
    session = deed.session
    return CasePaperFacts(
        kind=kind,
        number=row.number,
        subject=row.subject,
        person=row.person,
        organisation=row.organisation,
        post=detail.post,
        accountability=row.kind,
        organ=row.organ,
        measure=row.measure,
        measure_words=row.measure_words,
        notice_on=row.notice_on,
        notice_document=detail.notice_document,
        work=row.work,
        account=detail.account,
        issuer=scheme.scheme_value(session, "notice.issuer"),
        on=step.on if step else desk.today(),
        applicant=detail.applicant,
        applicant_name=detail.applicant_name,
        applied_on=detail.applied_on,
        grounds=detail.grounds,
        words=step.words if step and kind is not CasePaper.FEEDBACK else "",
        document=step.document if step else "",
        points=tuple(
            PointLine(
                f.point, f.asked, f.finding, f.evidence, tuple(titles[each] for each in f.papers)
            )
            for f in detail.findings
        ),
        tasks=tuple(TaskLine(t.what, t.who, t.until, t.done_on, t.report) for t in detail.tasks),
        statements=tuple(
            StatementLine(s.name, s.spoken_as, s.taken_on, s.taken_by, s.text)
            for s in detail.statements
        ),
        evidence=tuple(
            EvidenceLine(e.title, e.source, e.received_on, e.size, e.digest)
            for e in detail.evidence
        ),
        members=tuple(
            MemberLine(m.name, m.post, m.recused, m.recusal_reason, m.opinion, m.words)
            for m in (sitting.members if sitting else ())
        ),
        place=sitting.place if sitting else "",
        chair=sitting.chair if sitting else "",
        vote=sitting.vote if sitting else None,
        question=sitting.question if sitting else None,
        decided=DecidedFacts(
            decided.result,
            decided.reason,
            decided.decided_on,
            decided.organ,
            decided.document,
            decided.given,
            decided.breach_reason,
            decided.effect_until,
        )
        if decided
        else None,
        corrections=tuple(
            TaskLine(c.what, c.who, c.until, c.done_on, c.report) for c in detail.corrections
        ),
        review_reason=_words(detail, CaseStep.ASK_REVIEW),
        upheld=step.step is CaseStep.UPHOLD if step and kind is CasePaper.REVIEW else None,
        review_months=limit(session, "review_asked"),
        template=office_texts.text_of(session, kind),
        foot=papers.foot(session),
        security=scheme.scheme_value(session, "security"),
    )


def _seen(desk: Desk, case_id: int, *, masked: bool) -> CaseDetail:
    detail = read_case(desk, case_id)
    return mask_detail(detail) if masked else detail


def _step(detail: CaseDetail, kind: CasePaper) -> StepRow | None:
    """The newest step that the paper tells of."""
    return next(
        (taken for want in ABOUT[kind] for taken in reversed(detail.steps) if taken.step is want),
        None,
    )


def _words(detail: CaseDetail, step: CaseStep) -> str:
    return next((t.words for t in reversed(detail.steps) if t.step is step), "")
