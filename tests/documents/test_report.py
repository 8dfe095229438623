import pytest

from tests.documents.samples import names, report
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.report import CountLine, build_report
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import Track


@pytest.mark.parametrize("count", [1, 20, 60])
def test_the_report_carries_every_candidate_once(fonts, count):
    pages = page_texts(build_report(report(count), fonts))
    text = compact("".join(pages))
    assert all(compact(name) in text for name in names(count))
    with_rows = [
        page for page in map(compact, pages) if any(name in page for name in names(count))
    ]
    assert all("该项无效" in page for page in with_rows)


def test_the_report_carries_what_the_rule_asks_for(fonts):
    text = compact("".join(page_texts(build_report(report(2), fonts))))
    for wanted in ("应到会13", "实到会12", "缺席1", "法定最少到会9", "印制16", "发出12", "剩余3",
                   "作废1", "收回11", "有效票10", "废票1", "当选所需票数7", "上述同志当选。",
                   "总监票人总监甲", "监票人监票丙", "计票人计票戊", "2026年5月7日"):  # fmt: skip
        assert wanted in text, wanted


@pytest.mark.parametrize(
    ("differences", "wanted"), [(0, "两次录入完全一致"), (3, "两次录入不一致3处")]
)
def test_settled_differences_are_told(fonts, differences, wanted):
    decisions = ("甲一项认定为同意。",) if differences else ()
    facts = report(1, differences=differences, decisions=decisions)
    text = compact("".join(page_texts(build_report(facts, fonts))))
    assert wanted in text
    assert ("甲一项认定为同意。" in text) == bool(differences)


def test_votes_stand_beside_their_name(fonts):
    counts = (CountLine("重大项目科", 9, 2, 1, 3, "当选"), CountLine("店岸村", 1, 8, 2, 4))
    facts = report(1, counts=counts, track=Track.UNIT)
    text = compact(page_texts(build_report(facts, fonts))[0])
    assert "重大项目科9213当选" in text
    assert "店岸村1824" in text


def test_signatures_never_stand_alone(fonts):
    for count in range(1, 16):
        pages = page_texts(build_report(report(count), fonts))
        page = compact(next(page for page in pages if "总监甲" in page))
        assert "录入" in page


def test_the_same_facts_give_the_same_bytes(fonts):
    assert build_report(report(20), fonts) == build_report(report(20), fonts)
