"""What is printed of a case, and what every printed page shares: fonts, foot, keeping."""

from sqlalchemy.orm import Session

from zjgdesk.documents import wording
from zjgdesk.documents.determination import (
    DeterminationFacts,
    PreconditionLine,
    build_determination,
)
from zjgdesk.documents.fonts import Fonts, load_fonts
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import BrokenInvariantError, DeskError
from zjgdesk.models.tolerance import ToleranceCase
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseState
from zjgdesk.services import (
    issued,
    scheme,
    tolerance,
    trail,
)
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow


def print_determination(desk: Desk, case_id: int) -> IssuedRow:
    """Print the decision of a tolerance case.

    Rule: TOL-06

    Raises:
        DeskError: `case.unknown`, `case.undecided`, or the refusal of the page.
    """
    with desk.acting(Action.PRINT_DETERMINATION, f"case:{case_id}") as deed:
        case = tolerance.find(deed.session, case_id)
        if case.state is not CaseState.DECIDED:
            raise DeskError("case.undecided", rule="TOL-06", person=case.person)
        title = wording.document_title(wording.DETERMINATION)
        content = build_determination(_determination(deed.session, case, title), fonts_of(desk))
        return keep(desk, deed, content, kind=wording.DETERMINATION, title=title)


def fonts_of(desk: Desk) -> Fonts:
    """Return the faces that this machine prints with."""
    return load_fonts(desk.machine.font_folders)


def foot(session: Session) -> str:
    """Return the foot line: the newest entry of the trail, before this action's own."""
    return wording.foot_line(trail.short(trail.newest(session)[1]))


def keep(desk: Desk, deed: Deed, content: bytes, *, kind: str, title: str) -> IssuedRow:
    """Keep a finished page in the caller's transaction."""
    pages = len(page_texts(content))
    one_line = "".join(title.splitlines())
    return issued.keep(desk, deed, content, kind=kind, title=one_line, pages=pages)


def _determination(session: Session, case: ToleranceCase, title: str) -> DeterminationFacts:
    if case.result is None or case.decided_on is None:
        raise BrokenInvariantError(f"case {case.id} is decided without a result")
    return DeterminationFacts(
        title=title,
        person=case.person,
        organisation=case.organisation,
        post=case.post,
        kind=case.kind,
        organ=case.organ,
        measure=case.measure,
        notice_on=case.notice_on,
        applicant=case.applicant,
        applied_on=case.applied_on,
        account=case.account,
        findings=tuple(PreconditionLine(f.number, f.finding, f.evidence) for f in case.findings),
        result=case.result,
        reason=case.reason,
        decided_by=scheme.scheme_value(session, "notice.issuer"),
        decided_on=case.decided_on,
        breach_reason=case.breach_reason,
        effect_until=case.effect_until,
        correction=case.correction,
        foot=foot(session),
        security=scheme.scheme_value(session, "security"),
    )
