"""The papers of a tolerance case, tried on a made-up case."""

from datetime import date

from zjgdesk.documents.ballot_facts import ballot_filling
from zjgdesk.documents.case_ballot import KIND as BALLOT
from zjgdesk.documents.case_ballot import TITLE as BALLOT_TITLE
from zjgdesk.documents.case_ballot import CaseBallotFacts, build_case_ballot, case_ballot_of
from zjgdesk.documents.case_facts import (
    TITLES,
    CasePaperFacts,
    CasePaperKind,
    DecidedFacts,
    PointLine,
    TaskLine,
)
from zjgdesk.documents.case_fields import case_fields
from zjgdesk.documents.case_papers import REQUIRED, build_case_paper
from zjgdesk.documents.case_tables import case_tables
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.worded import Filling
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    Finding,
    Measure,
    Result,
    Subject,
    WorkKind,
)
from zjgdesk.services.text_kinds.base import ISSUER, ON, TextGroup, TextKind


def _kind(kind: CasePaperKind) -> TextKind:
    def filling() -> Filling:
        facts = _example(kind, "")
        return Filling(case_fields(facts), case_tables(facts), REQUIRED.get(kind, ()))

    def build(text: str, fonts: Fonts) -> bytes:
        return build_case_paper(_example(kind, text), fonts)

    return TextKind(str(kind), TITLES[kind], TextGroup.CASES, filling, build)


def _example(kind: CasePaperKind, text: str) -> CasePaperFacts:
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
        issuer=ISSUER,
        on=ON,
        notice_document="示例〔2017〕1号",
        applicant=Applicant.PERSON,
        applicant_name="示例甲",
        applied_on=date(2017, 9, 11),
        grounds="口径没有明文，经集体研究先行兑付，发现后主动追回。",
        words="（此处为办理时填写的情况或者理由）",
        document="示例容〔2017〕1号",
        points=tuple(PointLine(p, True, Finding.MET, "（依据）") for p in Point),  # noqa: FBT003
        decided=DecidedFacts(Result.EXEMPT, "动机为公，损失已挽回。", ON, "示例镇党委"),
        corrections=(TaskLine("完善复核制度", "示例镇财政所", date(2017, 12, 31), None, ""),),
        review_reason="（申请复核的理由）",
        upheld=True,
        template=text,
    )


def _ballot(text: str) -> CaseBallotFacts:
    return CaseBallotFacts("2017-001", "示例甲", Result.EXEMPT, "（会商地点）", template=text)


def _fill_ballot() -> Filling:
    return ballot_filling(case_ballot_of(_ballot("")))


def _build_ballot(text: str, fonts: Fonts) -> bytes:
    return build_case_ballot(_ballot(text), fonts, copies=1)


KINDS = (
    *(_kind(kind) for kind in CasePaperKind),
    TextKind(BALLOT, BALLOT_TITLE, TextGroup.CASES, _fill_ballot, _build_ballot),
)
