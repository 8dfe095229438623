import pytest

from tests.documents.samples import names, report
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.report import CountOrder, build_report
from zjgdesk.documents.report_annex import (
    HandCountFacts,
    HandCountLine,
    KeyingLine,
    SettledLine,
)
from zjgdesk.rules.ballots import Count
from zjgdesk.rules.names import compact

SETTLED = (
    SettledLine("丁宁", "同意", "不同意", "同意", "总监甲", "监票乙", "涂改后可以辨认"),
    SettledLine("", "有效票", "效力存疑", "废票", "总监甲", "监票丙", "票上写有编号"),
)
KEYING = (KeyingLine("计票丁", 3, 252, 2, 1), KeyingLine("计票戊", 4, 252, 3, 0))
DIFFERS = HandCountFacts(
    agrees=False,
    lines=(HandCountLine("丁宁", Count(8, 1, 1, 0), Count(7, 2, 1, 0)),),
    reason="第三张票看错一行",
    people=("总监甲", "监票乙"),
)


def pages(fonts, **changes):
    return [compact(text) for text in page_texts(build_report(report(4, **changes), fonts))]


def test_without_anything_to_tell_there_is_no_annex(fonts):
    assert not any("附件" in page for page in pages(fonts))


def test_the_annex_stands_on_pages_of_its_own_behind_the_signatures(fonts):
    told = pages(fonts, settled=SETTLED, keying=KEYING, hand_count=DIFFERS)
    start = next(at for at, page in enumerate(told) if page.startswith("附件"))
    assert any("总监票人总监甲" in page for page in told[:start])
    text = "".join(told[start:])
    for wanted in ("丁宁同意不同意同意总监甲监票乙涂改后可以辨认", "整张选票有效票效力存疑废票",
                   "第一遍计票丁252321", "第二遍计票戊252430", "丁宁81107210",
                   "说明：第三张票看错一行（说明人：总监甲、监票乙）",
                   "一、核对差异及认定", "二、录入情况", "三、人工计票比对"):  # fmt: skip
        assert wanted in text, wanted
    assert "逐项认定见附件。" in "".join(told[:start])


@pytest.mark.parametrize(
    ("changes", "there", "missing"),
    [
        ({"keying": KEYING}, ("没有需要认定的事项", "二、录入情况"), ("人工计票",)),
        ({"settled": SETTLED}, ("一、核对差异",), ("二、",)),
        (
            {"hand_count": HandCountFacts(agrees=True)},
            ("二、人工计票比对", "人工计票与录入计票的结果完全一致"),
            ("录入情况", "不一致"),
        ),
        (
            {"hand_order": "由经办人人工调整，理由：𰻝字十画"},
            ("一、核对差异", "二、票面次序", "票面次序由经办人人工调整，理由：𰻝字十画。"),
            ("三、",),
        ),
        ({"hand_count": HandCountFacts(agrees=False)}, ("结果不一致",), ("说明：",)),
        (
            {"hand_count": HandCountFacts(agrees=False, reason="重数")},
            ("说明：重数",),
            ("说明人",),
        ),
    ],
)
def test_only_what_is_there_is_told(fonts, changes, there, missing):
    text = "".join(pages(fonts, **changes)).partition("附件　核对"[:2])[2]
    assert all(wanted in text for wanted in there)
    assert not any(wanted in text for wanted in missing)


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (None, "为序"),
        (CountOrder.VOTES, "以上按同意票多少为序"),
        (CountOrder.STROKES, "以上按姓氏笔画为序"),
        (CountOrder.BALLOT, "以上按表决票上的次序排列"),
    ],
)
def test_the_order_of_the_counts_is_told(fonts, order, words):
    assert (words in "".join(pages(fonts, order=order))) is (order is not None)


def test_a_long_annex_repeats_its_head(fonts):
    many = tuple(
        SettledLine(name, "同意", "弃权", "同意", "总监甲", "监票乙", "清楚") for name in names(45)
    )
    told = pages(fonts, settled=many)
    start = next(at for at, page in enumerate(told) if page.startswith("附件"))
    assert len(told) - start > 1
    assert all("依据和理由" in page for page in told[start:])
