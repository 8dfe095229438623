from dataclasses import replace
from datetime import date

import pytest

from tests.documents.samples import MINORITY, determination
from zjgdesk.documents.determination import build_determination
from zjgdesk.documents.proof import page_texts
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import Finding, Result


def text_of(facts, fonts):
    return compact("".join(page_texts(build_determination(facts, fonts))))


def test_the_paper_says_who_what_and_why(fonts):
    text = text_of(determination(number="锦委容认〔2026〕1号"), fonts)
    for wanted in (MINORITY, "锦丰镇店岸村", "村党委书记", "党纪处分", "锦丰镇纪委", "党内警告",
                   "2026年3月2日", "本人申请", "锦委容认〔2026〕1号", "证据材料6", "免除责任",
                   "动机为公", "不受影响", "中共锦丰镇委员会", "2026年4月1日"):  # fmt: skip
        assert wanted in text, wanted
    assert text.count("证据材料") == 6


@pytest.mark.parametrize(
    ("result", "wanted"),
    [
        pytest.param(Result.EXEMPT, "免除其责任", id="TOL-04 exempt"),
        pytest.param(Result.LIGHTER, "从轻处理", id="TOL-04 lighter"),
        pytest.param(Result.MITIGATED, "减轻处理", id="TOL-04 mitigated"),
        pytest.param(Result.NOT_GRANTED, "不予容错免责", id="TOL-04 not granted"),
    ],
)
def test_the_four_results(fonts, result, wanted):
    assert wanted in text_of(determination(result=result), fonts)


def test_a_breach_is_reasoned_on_the_paper(fonts):
    facts = determination()
    second = replace(facts.findings[1], finding=Finding.NOT_MET)
    findings = (facts.findings[0], second, *facts.findings[2:])
    text = text_of(determination(findings=findings, breach_reason="实际已集体研究。"), fonts)
    assert "不符合" in text
    assert "仍予认定的理由：实际已集体研究。" in text


def test_period_correction_and_review_are_printed_when_set(fonts):
    facts = determination(
        result=Result.LIGHTER,
        effect_until=date(2026, 12, 31),
        correction="五月底前补齐协议。",
        review="可以申请复核。",
    )
    text = text_of(facts, fonts)
    assert "影响期至2026年12月31日止" in text
    assert "五月底前补齐协议。" in text
    assert "可以申请复核。" in text
    assert "复核" not in text_of(determination(), fonts)


def test_a_long_account_runs_over_pages(fonts):
    facts = determination(account="先行清表、后补协议。" * 200)
    pages = page_texts(build_determination(facts, fonts))
    assert len(pages) > 3
    assert compact("".join(pages)).count("清表") >= 195


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"findings": ()}, "determination.findings", id="TOL-02 none"),
        pytest.param({"reason": " "}, "determination.reason", id="TOL-04 no reason"),
    ],
)
def test_an_incomplete_decision_is_refused(fonts, changes, code):
    with pytest.raises(DeskError) as refusal:
        build_determination(determination(**changes), fonts)
    assert refusal.value.code == code
