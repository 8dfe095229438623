"""Facts of a tolerance case: an ordinary one, one with very much, one with nothing at all."""

from dataclasses import replace
from datetime import date

from zjgdesk.documents.case_facts import (
    CasePaperFacts,
    CasePaperKind,
    DecidedFacts,
    EvidenceLine,
    MemberLine,
    PointLine,
    StatementLine,
    TaskLine,
)
from zjgdesk.rules.case_facts import Vote
from zjgdesk.rules.preconditions import REFORM_PAPERS, Point
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    Finding,
    Measure,
    MemberOpinion,
    Result,
    SpokenAs,
    Subject,
    WorkKind,
)

DECIDED_ON = date(2017, 11, 20)
VOTE = Vote(due=7, present=6, issued=6, returned=6, yes=5, no=0, abstain=1, invalid=0)
RARE = "㛃䶮𬭎"
LONG_NAME = "张家港市锦丰镇" + "农村集体资产股份合作社联合总社" * 4  # 67 characters
DECIDED = DecidedFacts(
    Result.EXEMPT,
    "先行兑付是为了保障重大项目节点，经村两委集体研究，没有谋取私利，损失已经全部追回。",
    DECIDED_ON,
    "中共张家港市锦丰镇委员会",
    "锦委容认〔2017〕1号",
)


def point_lines(*, reform=False, papers=("村两委会议纪要",)):
    return tuple(
        PointLine(
            point,
            reform or point not in REFORM_PAPERS,
            Finding.MET if reform or point not in REFORM_PAPERS else None,
            f"有关材料能够证明（{point}）。" if reform or point not in REFORM_PAPERS else "",
            papers if point is Point.DECIDED_DEMOCRATICALLY else (),
        )
        for point in Point
    )


def evidence_lines(count):
    return tuple(
        EvidenceLine(
            f"补偿款兑付凭证第{number}册",
            "店岸村村民委员会",
            date(2017, 9, 18),
            number * 90_000,
            "sm3:" + f"{number:02d}9f3c7ad2b10e44" * 4,
        )
        for number in range(1, count + 1)
    )


def member_lines(count):
    made = [
        MemberLine("沈立军", "镇党委书记", False, "", MemberOpinion.EXEMPT, ""),
        MemberLine("吴宁", "镇长", False, "", MemberOpinion.EXEMPT, "动机为公，应当容错。"),
        MemberLine("陆小强", "镇纪委书记", True, "参与本案调查", None, ""),
    ]
    others = [
        MemberLine(f"委员{number}", "镇党委委员", False, "", MemberOpinion.EXEMPT, "")
        for number in range(4, count + 1)
    ]
    return tuple([*made, *others][:count])


def case(kind, **changes):
    """An ordinary case: a village secretary who paid out before the papers were there."""
    facts = CasePaperFacts(
        kind=kind,
        number="2017-001",
        subject=Subject.PERSON,
        person="丁宁",
        organisation="锦丰镇店岸村",
        post="村党委书记",
        accountability=AccountabilityKind.ACCOUNTABILITY,
        organ="锦丰镇党委",
        measure=Measure.CIRCULAR,
        measure_words="",
        notice_on=date(2017, 9, 4),
        work=WorkKind.PROJECT,
        account="推进沿江工程征迁时，因新旧补偿政策衔接期口径不一，对三户农户的补偿款多付四万二千元。",
        issuer="中共张家港市锦丰镇委员会",
        on=DECIDED_ON,
        notice_document="锦委问〔2017〕4号",
        applicant=Applicant.PERSON,
        applicant_name="丁宁",
        applied_on=date(2017, 9, 11),
        grounds="口径没有明文，经村两委集体研究后先行兑付；发现多付后主动追回，没有造成损失。",
        words="三户农户已经全部退回多付款项，村里已经建立两人复核制度。",
        document="锦委容〔2017〕1号",
        points=point_lines(),
        tasks=(
            TaskLine("核对三户农户的补偿款", "镇财政所", date(2017, 9, 25), date(2017, 9, 22),
                     "多付四万二千元属实，已经追回。"),
            TaskLine("调取村两委会议纪要", "镇纪委", date(2017, 9, 25), None, ""),
        ),
        statements=(
            StatementLine("丁宁", SpokenAs.PERSON, date(2017, 9, 20), "陈晓", "口径不明时先付，是怕误了工期。"),
        ),
        evidence=evidence_lines(3),
        members=member_lines(3),
        place="镇政府三楼会议室",
        chair="沈立军",
        decided=DECIDED,
        corrections=(
            TaskLine("建立补偿款兑付两人复核制度", "店岸村村民委员会", date(2017, 12, 31), None, ""),
        ),
        review_reason="认为免除责任没有依据。",
        upheld=True,
        foot="留痕摘要 3F2A-91BC",
    )  # fmt: skip
    return replace(facts, **changes)


def full(kind, **changes):
    """A case with very much of everything."""
    made = {
        "person": RARE,
        "applicant_name": RARE,
        "organisation": LONG_NAME,
        "account": "先行清表、后补协议。" * 500,
        "grounds": "为公不为私，集体研究，主动追回。" * 40,
        "points": point_lines(reform=True),
        "tasks": tuple(
            TaskLine(f"核对第{n}户补偿款", "镇财政所", date(2017, 9, 25), date(2017, 9, 22), "属实。")
            for n in range(1, 21)
        ),
        "statements": tuple(
            StatementLine(f"证人{n}", SpokenAs.WITNESS, date(2017, 9, 20), "陈晓", "当时口径不明。" * 30)
            for n in range(1, 9)
        ),
        "evidence": evidence_lines(40),
        "members": member_lines(15),
        "vote": VOTE,
        "question": Result.EXEMPT,
        "corrections": tuple(
            TaskLine(f"完善第{n}项制度", "店岸村村民委员会", date(2017, 12, 31), None, "")
            for n in range(1, 13)
        ),
        "security": "秘密★1年",
    }  # fmt: skip
    return case(kind, **(made | changes))


def empty(kind, **changes):
    """A case of which hardly anything is known."""
    made = {
        "post": "",
        "measure": None,
        "account": "",
        "notice_document": "",
        "applicant": None,
        "applicant_name": "",
        "applied_on": None,
        "grounds": "",
        "words": "",
        "document": "",
        "points": (),
        "tasks": (),
        "statements": (),
        "evidence": (),
        "members": (),
        "place": "",
        "chair": "",
        "decided": None,
        "corrections": (),
        "review_reason": "",
        "upheld": None,
        "foot": "",
    }
    return case(kind, **(made | changes))


KINDS = tuple(CasePaperKind)
