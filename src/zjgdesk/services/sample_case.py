"""The tolerance part of the sample: the article's case from its notice to its filing."""

from datetime import date

from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    CaseStep,
    Finding,
    Measure,
    MemberOpinion,
    Result,
    SpokenAs,
    Track,
    WorkKind,
)
from zjgdesk.services import (
    candidates,
    case_decision,
    case_deliberation,
    case_export,
    case_inquiry,
    case_intake,
    case_papers,
    evidence,
)
from zjgdesk.services.case_decision import NewDetermination
from zjgdesk.services.case_inquiry import Statement
from zjgdesk.services.case_intake import Application, Notice
from zjgdesk.services.case_papers import CasePaper
from zjgdesk.services.case_rows import MemberRow
from zjgdesk.services.case_steps import Step, take_step
from zjgdesk.services.desk import Desk
from zjgdesk.services.journey import Journey
from zjgdesk.services.sample_facts import FOUND, MEMBERS, RECEIPT, TASKS

PRINTED = (
    CasePaper.APPLICATION,
    CasePaper.ACCEPTANCE,
    CasePaper.REPORT,
    CasePaper.DELIBERATION,
    CasePaper.DETERMINATION,
    CasePaper.CORRECTION,
    CasePaper.FEEDBACK,
    CasePaper.EXECUTION,
    CasePaper.FILING,
)
"""What an office prints of a case that went all the way, in that order."""


def notify_and_apply(journey: Journey) -> None:
    """Two notices of accountability; one official applies, and what happened is looked into."""
    desk = journey.desk()
    names = {
        "".join(row.name.split()): row.id for row in candidates.list_candidates(desk, Track.CADRE)
    }
    journey.case_id = case_intake.open_case(desk, _notice(names, "孟洋勇", "杨舍镇"))
    case_intake.open_case(desk, _notice(names, "潘超玲", "金港街道"))
    case_intake.apply_case(
        desk,
        journey.case_id,
        Application(
            Applicant.PERSON,
            date(2026, 9, 28),
            "补偿口径在新旧政策衔接期没有明文，经村两委集体研究后先行兑付，发现多付后主动追回。",
        ),
    )
    take_step(desk, journey.case_id, Step(CaseStep.ACCEPT, date(2026, 10, 9)))
    _investigate(desk, journey)


def determine(journey: Journey) -> None:
    """Deliberation, determination, feedback, execution, what is put right, filing, all papers."""
    desk, case_id = journey.desk(), journey.case_id
    members = [MemberRow(name, post, opinion=MemberOpinion.EXEMPT) for name, post in MEMBERS]
    kin = MemberRow(
        "（示例）孟委员", "纪检委员", recused=True, recusal_reason="与当事人有亲属关系"
    )
    case_deliberation.record_members(
        desk, case_id, [*members, kin], place="镇党委会议室", chair="镇党委书记"
    )
    words = "多付款项已经追回，动机为公，没有谋取私利，同意免除责任。"
    case_deliberation.print_case_ballot(desk, case_id, Result.EXEMPT, copies=len(members))
    take_step(desk, case_id, Step(CaseStep.DELIBERATE, date(2026, 10, 30), words))
    case_decision.decide_case(
        desk,
        case_id,
        NewDetermination(
            result=Result.EXEMPT,
            reason="六项前置条件均符合，属先行先试中的无意过失，损失已主动挽回，决定免除责任。",
            decided_on=date(2026, 11, 2),
            organ="（示例）杨舍镇党委",
            document="杨委容〔2026〕1号",
        ),
    )
    case_decision.add_correction(
        desk,
        case_id,
        what="完善征迁补偿资金复核制度",
        who="杨舍镇财政所",
        until=date(2026, 12, 31),
    )
    for step, on, told in (
        (CaseStep.FEED_BACK, date(2026, 11, 4), "认定书当面送达本人，同时抄送问责机关。"),
        (CaseStep.EXECUTE, date(2026, 11, 9), "问责机关撤销原拟作的通报。"),
        (CaseStep.FILE, date(2026, 11, 16), ""),
    ):
        take_step(desk, case_id, Step(step, on, told))
    for paper in PRINTED:
        case_papers.print_case_paper(desk, case_id, paper)
    case_export.print_case_file(desk, case_id)


def _investigate(desk: Desk, journey: Journey) -> None:
    case_id = journey.case_id
    for what, who, done_on, report in TASKS:
        task = case_inquiry.add_task(desk, case_id, what=what, who=who, until=date(2026, 10, 23))
        case_inquiry.report_task(desk, case_id, task, done_on=done_on, report=report)
    case_inquiry.record_statement(
        desk,
        case_id,
        Statement(
            "孟洋勇",
            SpokenAs.PERSON,
            date(2026, 10, 14),
            "（示例）镇纪委调查组",
            "当时新旧政策衔接，先按旧口径兑付，发现后十日内全部追回。",
            "杨舍镇",
        ),
    )
    receipt = journey.folder / "receipt.part"
    receipt.write_text(RECEIPT, encoding="utf-8")
    paper = evidence.add_evidence(
        desk,
        case_id,
        evidence.NewPaper(receipt, "追回补偿款凭证", "（示例）村委会", date(2026, 10, 16)),
    )
    receipt.unlink()
    for point, told in FOUND.items():
        papers = (paper,) if point == Point.LOSSES_MADE_GOOD else ()
        case_inquiry.record_finding(
            desk, case_id, Point(point), finding=Finding.MET, evidence=told, papers=papers
        )
    words = "六项前置条件均已查清，建议免除责任。"
    take_step(desk, case_id, Step(CaseStep.REPORT, date(2026, 10, 23), words))


def _notice(names: dict[str, int], person: str, organisation: str) -> Notice:
    return Notice(
        person=person,
        organisation=organisation,
        post="村党委书记",
        candidate_id=names[person],
        kind=AccountabilityKind.ACCOUNTABILITY,
        organ="（示例）镇党委",
        measure=Measure.CIRCULAR,
        notice_on=date(2026, 9, 21),
        account="推进过江通道配套工程征迁时，因政策新旧衔接期口径不一，个别农户补偿款多付。",
        work=WorkKind.PROJECT,
    )
