"""The deliberation of a case: who sits, who stays out, who holds what, and its own ballot."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from zjgdesk.documents.case_ballot import KIND, TITLE, CaseBallotFacts, build_case_ballot
from zjgdesk.errors import DeskError
from zjgdesk.models.tolerance import CaseMember, Deliberation, ToleranceCase
from zjgdesk.rules.case_facts import Vote
from zjgdesk.rules.case_steps import may_vote
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import CaseState, Result
from zjgdesk.services import case_access, office_texts, papers
from zjgdesk.services.case_facts import FIGURES, sitting_of
from zjgdesk.services.case_rows import MemberRow
from zjgdesk.services.desk import Desk
from zjgdesk.services.issued import IssuedRow


def record_members(
    desk: Desk, case_id: int, members: Sequence[MemberRow], *, place: str = "", chair: str = ""
) -> None:
    """Say who deliberates: recused with a reason, or with an opinion.

    Rule: TOL-11

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_deliberated_now`,
            `case.member_unnamed`, `case.member_twice`, `case.member_is_person`,
            `case.recusal_unreasoned`.
    """
    with desk.acting(
        Action.RECORD_MEMBERS, f"{case_access.SUBJECT}{case_id}", count=len(members)
    ) as deed:
        case = _deliberated(deed.session, desk, case_id)
        _refuse_members(case, members)
        sitting = _sitting(case)
        sitting.place, sitting.chair = place.strip(), chair.strip()
        for held in list(sitting.members):
            sitting.members.remove(held)
            deed.session.delete(held)
        deed.session.flush()
        sitting.members.extend(
            CaseMember(
                name=member.name.strip(),
                post=member.post.strip(),
                recused=member.recused,
                recusal_reason=member.recusal_reason.strip(),
                opinion=None if member.recused else member.opinion,
                words=member.words.strip(),
            )
            for member in members
        )


def record_vote(desk: Desk, case_id: int, question: Result, vote: Vote | None) -> None:
    """Keep the figures of the deliberation's own ballot on one result; None takes them away.

    Rule: TOL-11, VOTE-02, VOTE-03, VOTE-04, VOTE-07

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_deliberated_now`,
            `case.nobody_deliberates`, `case.vote_present`, `case.vote_quorum`,
            `case.vote_papers`, `case.vote_sum`, `case.vote_members`.
    """
    with desk.acting(
        Action.RECORD_CASE_VOTE, f"{case_access.SUBJECT}{case_id}", question=question
    ) as deed:
        case = _deliberated(deed.session, desk, case_id)
        sitting = _sitting(case)
        if vote is not None:
            _refuse_vote(case, sitting, vote)
        sitting.question = question if vote is not None else None
        for name in FIGURES:
            setattr(sitting, name, getattr(vote, name) if vote is not None else None)


def print_case_ballot(desk: Desk, case_id: int, question: Result, *, copies: int) -> IssuedRow:
    """Print the ballot papers of the deliberation, the same sheet for everybody.

    Rule: TOL-11, VOTE-08, VOTE-10

    Raises:
        DeskError: `case.unknown`, `case.not_handler`, `case.not_deliberated_now`,
            `case.nobody_deliberates`, `case.ballot_copies`, or the refusal of the page.
    """
    subject = f"{case_access.SUBJECT}{case_id}"
    with desk.acting(
        Action.PRINT_CASE_PAPER, subject, kind=KIND, question=question, copies=copies
    ) as deed:
        case = _deliberated(deed.session, desk, case_id)
        sitting = _sitting(case)
        voting = sum(not member.recused for member in sitting.members)
        if not voting:
            raise DeskError("case.nobody_deliberates", rule="TOL-11", person=case.person)
        if not 1 <= copies <= voting:
            raise DeskError("case.ballot_copies", rule="TOL-11", copies=copies, members=voting)
        facts = CaseBallotFacts(
            case.number,
            case.person,
            question,
            sitting.place,
            papers.foot(deed.session),
            office_texts.text_of(deed.session, KIND),
        )
        content = build_case_ballot(facts, papers.fonts_of(desk), copies=copies)
        return papers.keep(desk, deed, content, kind=KIND, title=TITLE)


def _refuse_vote(case: ToleranceCase, sitting: Deliberation, vote: Vote) -> None:
    refusal = may_vote(vote)
    if refusal is not None:
        refusal.raise_()
    voting = sum(not member.recused for member in sitting.members)
    if not voting:
        raise DeskError("case.nobody_deliberates", rule="TOL-11", person=case.person)
    if vote.present > voting:
        raise DeskError("case.vote_members", rule="TOL-11", present=vote.present, members=voting)


def _refuse_members(case: ToleranceCase, members: Sequence[MemberRow]) -> None:
    seen: set[str] = set()
    for member in members:
        name = compact(member.name)
        if not name:
            raise DeskError("case.member_unnamed", rule="TOL-11")
        if name in seen:
            raise DeskError("case.member_twice", rule="TOL-11", name=member.name)
        seen.add(name)
        if name == case.person_key and not member.recused:
            raise DeskError("case.member_is_person", rule="TOL-11", name=member.name)
        if member.recused and not member.recusal_reason.strip():
            raise DeskError("case.recusal_unreasoned", rule="TOL-11", name=member.name)


def _deliberated(session: Session, desk: Desk, case_id: int) -> ToleranceCase:
    case = case_access.find(session, desk.actor, case_id)
    if case.state is not CaseState.INVESTIGATED:
        raise DeskError(
            "case.not_deliberated_now", rule="TOL-11", person=case.person, state=case.state
        )
    return case


def _sitting(case: ToleranceCase) -> Deliberation:
    """Return the deliberation that stands; the first word about it opens one."""
    sitting = sitting_of(case)
    if sitting is None:
        sitting = Deliberation(place="", chair="", stands=True)
        case.deliberations.append(sitting)
    return sitting
