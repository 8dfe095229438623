"""The papers of a tolerance case: what each says, and how it looks with much and with nothing."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.documents.case_samples import (
    KINDS,
    LONG_NAME,
    RARE,
    VOTE,
    case,
    empty,
    full,
    member_lines,
    point_lines,
)
from zjgdesk.documents.case_facts import CasePaperKind, PointLine
from zjgdesk.documents.case_fields import case_fields
from zjgdesk.documents.case_papers import REQUIRED, build_case_paper
from zjgdesk.documents.case_tables import case_tables
from zjgdesk.documents.case_words import PRECONDITIONS, finding_word
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.vocabulary import Finding, Measure, Result, Subject

RECEIPTS = tuple(kind for kind in KINDS if "【表】送达回证" in read_template(f"{kind}.txt"))
MET, NOT_MET, UNCLEAR = Finding.MET, Finding.NOT_MET, Finding.UNCLEAR


@pytest.fixture
def pages(fonts):
    def read(facts):
        return tuple(compact(text) for text in page_texts(build_case_paper(facts, fonts)))

    return read


def found(point, finding):
    return tuple(
        replace(line, finding=finding) if line.point is point else line for line in point_lines()
    )


@pytest.mark.parametrize("make", [case, full, empty])
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_printed_with_much_and_with_nothing(fonts, pages, kind, make):
    facts = make(kind)
    told = "".join(pages(facts))
    assert compact(facts.person) in told
    assert compact(facts.organisation) in told
    assert "None" not in told
    assert build_case_paper(facts, fonts) == build_case_paper(facts, fonts)


@pytest.mark.parametrize("kind", RECEIPTS)
def test_a_receipt_says_by_itself_what_was_handed_to_whom(pages, kind):
    sheet = next(text for text in pages(case(kind)) if "沿虚线剪下" in text)
    slip = sheet.partition("沿虚线剪下")[2]
    for words in ("送达文书", "2017-001", "丁宁", "签收日期", "送达人", "□直接□邮寄□委托"):
        assert words in slip, words


def test_five_papers_are_handed_over():
    assert len(RECEIPTS) == 5


def test_a_receipt_without_room_takes_no_signature_along(pages):
    letter, slip = pages(case(CasePaperKind.FEEDBACK))
    assert "2017年11月20日" in letter[-60:]
    assert slip.startswith("沿虚线剪下")


@pytest.mark.parametrize("kind", [CasePaperKind.ACCEPTANCE, CasePaperKind.REVIEW])
def test_an_ordinary_letter_and_its_receipt_share_one_page(pages, kind):
    assert len(pages(case(kind, words=""))) == 1


def test_what_is_to_be_put_right_goes_to_its_subject(pages):
    (sheet,) = pages(case(CasePaperKind.CORRECTION, applicant_name="店岸村"))
    slip = sheet.partition("沿虚线剪下")[2]
    assert "丁宁" in slip
    assert "锦委容" not in slip


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param(CasePaperKind.ACCEPTANCE, ("决定予以受理", "六项前置条件"), id="TOL-06 accepted"),
        pytest.param(CasePaperKind.REFUSAL, ("不予受理，理由如下：三户农户",), id="TOL-06 refused"),
        pytest.param(
            CasePaperKind.FEEDBACK,
            ("免除其责任", "理由：先行兑付", "1个月内，向作出认定的机关申请复核"),
            id="TOL-09 right to a review",
        ),
        pytest.param(CasePaperKind.REVIEW, ("经复核，维持原认定",), id="TOL-09 answered"),
        pytest.param(
            CasePaperKind.CORRECTION,
            ("建立补偿款兑付两人复核制度", "店岸村村民委员会", "2017.12.31"),
            id="TOL-06 put right",
        ),
        pytest.param(
            CasePaperKind.EXECUTION, ("尚未完成", "不受影响", "两人复核"), id="TOL-08 executed"
        ),
        pytest.param(
            CasePaperKind.REPORT,
            ("丁宁因重大项目中的失误被拟作通报申请容错免责", "尚未完成", "六项前置条件均符合"),
            id="TOL-02 looked into",
        ),
        pytest.param(
            CasePaperKind.DELIBERATION,
            ("应到3人，到会2人，回避1人（陆小强）", "回避理由：参与本案调查", "没有投票表决"),
            id="TOL-11 who stayed out",
        ),
        pytest.param(
            CasePaperKind.FILING,
            ("六项前置条件均符合", "锦委容认〔2017〕1号", "备案意见"),
            id="TOL-06 filed",
        ),
    ],
)  # fmt: skip
def test_a_paper_says_what_the_law_wants(pages, kind, words):
    told = "".join(pages(case(kind)))
    assert [word for word in words if word not in told] == []


def test_the_figures_of_a_vote_stand_in_the_record(pages):
    facts = case(CasePaperKind.DELIBERATION, vote=VOTE, question=Result.EXEMPT)
    assert "应到7人，到会6人，发出表决票6张，收回6张；同意5票，不同意0票，弃权1票" in "".join(
        pages(facts)
    )


def test_nobody_stayed_out(pages):
    facts = case(CasePaperKind.DELIBERATION, members=member_lines(2))
    assert "应到2人，到会2人，没有人回避" in "".join(pages(facts))


@pytest.mark.parametrize(
    ("findings", "word"),
    [
        pytest.param((MET, MET), "符合", id="TOL-02 all met"),
        pytest.param((MET, NOT_MET), "不符合", id="TOL-02 one not met"),
        pytest.param((UNCLEAR, NOT_MET), "不符合", id="TOL-02 not met before unclear"),
        pytest.param((MET, UNCLEAR), "未能查明", id="TOL-02 one unclear"),
        pytest.param((MET, None), "未查核", id="TOL-02 one not looked at"),
        pytest.param((), "不适用", id="TOL-02 none asked for"),
    ],
)
def test_what_is_worst_tells_of_a_precondition(findings, word):
    lines = [PointLine(Point.STUDIED, True, each, "") for each in findings]
    lines.append(PointLine(Point.RISKS_ASSESSED, False, NOT_MET, ""))
    assert finding_word(lines) == word


@pytest.mark.parametrize(
    ("points", "summary"),
    [
        pytest.param(found(Point.NOT_REPEATED, NOT_MET), "第1、2、3、5、6项符合；第4项不符合。",
                     id="TOL-03 a breach"),
        pytest.param(found(Point.NO_PETITIONING, UNCLEAR), "第1、2、3、4、5项符合；第6项未能查明。",
                     id="TOL-02 unclear"),
        pytest.param((), "", id="TOL-02 nothing found"),
    ],
)  # fmt: skip
def test_the_findings_are_summed_up(points, summary):
    assert (
        case_fields(case(CasePaperKind.REPORT, points=points))["前置条件结论"].strip() == summary
    )


def test_an_emergency_is_told_and_the_papers_of_a_reform_left_out(pages):
    emergency = tuple(
        replace(line, asked=False, finding=None, evidence="", papers=())
        if line.point is Point.DECIDED_DEMOCRATICALLY
        else line
        for line in point_lines()
    )
    told = "".join(pages(case(CasePaperKind.REPORT, points=emergency)))
    assert "不适用处置突发事件" in told
    assert "调研论证" not in told


def test_no_precondition_stands_apart_from_its_points(pages):
    titles = tuple(compact(title) for title in PRECONDITIONS.values())
    for lines in range(0, 22, 3):
        facts = case(CasePaperKind.DETERMINATION, account="先行清表。\n" * lines, foot="")
        for text in pages(facts):
            last = re.sub(r"(符合)?(—\d+—)?$", "", text)
            assert not last.endswith(titles)


def test_a_breach_is_reasoned_on_the_paper(pages):
    decided = replace(case(CasePaperKind.FEEDBACK).decided, breach_reason="实际已集体研究。")
    for kind in (CasePaperKind.DETERMINATION, CasePaperKind.FEEDBACK, CasePaperKind.FILING):
        told = "".join(pages(case(kind, decided=decided)))
        assert "仍予认定的理由：实际已集体研究。" in told


@pytest.mark.parametrize(
    ("result", "given", "words"),
    [
        pytest.param(
            Result.LIGHTER, Measure.ADMONITION, "从轻处理，给予诫勉", id="TOL-04 lighter"
        ),
        pytest.param(Result.MITIGATED, None, "减轻处理。", id="TOL-04 mitigated"),
        pytest.param(Result.NOT_GRANTED, None, "不予容错免责", id="TOL-04 not granted"),
    ],
)
def test_the_other_results(pages, result, given, words):
    decided = replace(
        case(CasePaperKind.FEEDBACK).decided,
        result=result,
        given=given,
        effect_until=date(2018, 5, 19),
    )
    told = "".join(pages(case(CasePaperKind.FEEDBACK, decided=decided)))
    assert words in told
    assert "影响期至2018年5月19日止" in told


def test_forty_papers_of_evidence_are_all_listed(pages):
    told = "".join(pages(full(CasePaperKind.REPORT)))
    assert all(f"第{number}册" in told for number in range(1, 41))
    assert "409f3c7ad2b10e44" in told


def test_no_evidence_is_said(pages):
    told = "".join(pages(case(CasePaperKind.REPORT, evidence=(), statements=(), tasks=())))
    assert told.count("无。") == 3


@pytest.mark.parametrize("kind", [CasePaperKind.REPORT, CasePaperKind.FILING])
def test_an_account_of_thousands_of_characters_is_whole(pages, kind):
    told = re.sub(r"—\d+—|留痕摘要3F2A-91BC", "", "".join(pages(full(kind))))
    assert "先行清表、后补协议。" * 500 in told


@pytest.mark.parametrize("make", [case, full, empty])
@pytest.mark.parametrize("security", ["", "秘密★1年"])
def test_the_form_of_the_filing_is_one_page(pages, make, security):
    form, *behind = pages(make(CasePaperKind.FILING, security=security))
    assert "填表日期" in form
    assert "组织部门" in form
    told = "".join(behind)
    for name in ("事实经过", "申请理由", "认定结果", "认定理由", "纠错事项"):
        assert (f"{name}（见附页）" in form) == (name in told)


def test_only_long_texts_go_behind_the_form(pages):
    sheets = pages(full(CasePaperKind.FILING))
    assert "六项前置条件均符合" in sheets[0]
    assert sheets[1].startswith("附页事实经过")


def test_an_ordinary_case_needs_nothing_behind_the_form(pages):
    assert len(pages(case(CasePaperKind.FILING))) == 1


def test_a_long_name_takes_the_width_of_the_table(fonts, pages):
    first = pages(full(CasePaperKind.EXECUTION))[0]
    assert f"姓名{RARE}单位{LONG_NAME}" in first.replace("职务", "", 1)


def test_an_application_leaves_room_for_what_is_not_known(pages):
    told = "".join(pages(empty(CasePaperKind.APPLICATION)))
    assert "申请方式申请日期" in told
    assert re.search(r"申请理由(—1—)?三、", told)
    assert "无" not in told.replace("无。", "", 1)


def test_a_unit_is_no_person(pages):
    unit = {"subject": Subject.UNIT, "person": "店岸村", "organisation": "锦丰镇", "post": ""}
    for kind in (CasePaperKind.REPORT, CasePaperKind.FILING):
        told = "".join(pages(case(kind, **unit)))
        assert "单位名称店岸村所属单位锦丰镇" in told
        assert "姓名店岸村" not in told
    assert "申请单位（盖章）" in "".join(pages(case(CasePaperKind.APPLICATION, **unit)))


def test_a_paper_without_a_number_has_no_line_for_it(pages):
    letter = pages(case(CasePaperKind.ACCEPTANCE, document=""))[0]
    assert letter.startswith("容错免责申请受理通知书丁宁：")


def test_the_report_has_a_cover_without_a_number(pages):
    cover, first, *_rest = pages(case(CasePaperKind.REPORT, foot=""))
    assert cover.endswith("2017年11月20日")
    assert first.endswith("—2—")


def test_the_office_writes_its_own_text(pages):
    own = "【标题】告知\n{申请人}：你的申请{案号}已经受理。"
    (told,) = pages(case(CasePaperKind.ACCEPTANCE, template=own, organisation=""))
    assert "你的申请2017-001已经受理。" in told


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in REQUIRED.items() for field in fields]
)
def test_what_the_law_asks_for_cannot_be_dropped(fonts, kind, field):
    own = read_template(f"{kind}.txt").replace(f"{{{field}}}", "")
    with pytest.raises(DeskError, match=r"template\.field_missing") as refusal:
        build_case_paper(case(kind, template=own), fonts)
    assert refusal.value.facts["field"] == field


def test_a_table_that_is_not_there_is_refused(fonts):
    with pytest.raises(DeskError, match=r"template\.table_unknown"):
        build_case_paper(case(CasePaperKind.FILING, template="【表】成绩"), fonts)


def test_every_shipped_text_names_tables_that_exist():
    named = {
        table
        for kind in KINDS
        for table in re.findall(r"【表】(.+)", read_template(f"{kind}.txt"))
    }
    assert named <= set(case_tables(case(CasePaperKind.REPORT)))
