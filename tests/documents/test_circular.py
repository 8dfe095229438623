from dataclasses import replace
from datetime import date

import pytest

from tests.documents.samples import names
from zjgdesk.documents.circular import (
    CircularFacts,
    build_circular,
    circular_blocks,
    usual_decision,
)
from zjgdesk.documents.elected import ElectedEntry
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.rules.names import compact
from zjgdesk.rules.vocabulary import Track

FACTS = CircularFacts(
    year=2026,
    units=(ElectedEntry("重大项目科", "市发改委"), ElectedEntry("店岸村", "锦丰镇")),
    cadres=tuple(ElectedEntry(name, "某镇某村党委书记") for name in names(3)),
    decision=usual_decision(tuple(Track)),
    issuer="中共张家港市委组织部",
    issued_on=date(2026, 12, 1),
    document="张组发〔2026〕12号",
)


def said(fonts, **changes):
    return compact("".join(page_texts(build_circular(replace(FACTS, **changes), fonts))))


def test_both_lists_follow_the_letter_in_their_order(fonts):
    text = said(fonts)
    parts = ("考核结果的通报", "〔2026〕12号", "确定2个单位为2026年度担当作为好单位、3名同志为",
             "一次性奖励", "以他们为榜样", "附件：1.2026年度担当作为好单位名单",
             "2.2026年度担当作为好干部名单", "中共张家港市委组织部2026年12月1日", "附件1",
             "按单位名录顺序排列", "重大项目科", "店岸村", "附件2", "按姓氏笔画为序",
             *map(compact, names(3)))  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_neither_a_vote_nor_a_commendation_is_told(fonts):
    text = said(fonts)
    assert not [word for word in ("评比", "表彰", "得票", "票数") if word in text]


@pytest.mark.parametrize(
    ("gone", "word", "told"),
    [
        ("cadres", "好干部", "对当选的单位给予一次性奖励。"),
        ("units", "好单位", "对当选的干部给予一次性奖励；当选干部优先参加主体班次培训"),
    ],
)
def test_one_list_alone_is_the_only_attachment(fonts, gone, word, told):
    tracks = {"cadres": (Track.UNIT,), "units": (Track.CADRE,)}[gone]
    text = said(fonts, decision=usual_decision(tracks), **{gone: ()})
    assert word not in text
    assert told in text
    assert "附件：2026年度" in text
    assert "附件1" not in text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"units": (), "cadres": ()}, "circular.nobody", id="NOTICE-07 nobody"),
        pytest.param({"decision": " "}, "circular.decision_missing", id="NOTICE-07 no reward"),
        pytest.param({"issuer": " "}, "page.no_issuer", id="PAGE-03 no issuer"),
        pytest.param(
            {"decision": "予以表彰。"}, "notice.forbidden_word", id="SCHEME-07 in the decision"
        ),
        pytest.param(
            {"template": read_template("circular.txt") + "评比结果如上。"},
            "notice.forbidden_word",
            id="SCHEME-07 in the text",
        ),
    ],
)
def test_what_may_not_be_told_so_is_refused(changes, code):
    with pytest.raises(DeskError) as refusal:
        circular_blocks(replace(FACTS, **changes))
    assert refusal.value.code == code
