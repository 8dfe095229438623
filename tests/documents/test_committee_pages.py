"""What the committee reads: the summary of opinions, the shortlists, the public vote's result."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pypdfium2 as pdfium
import pytest

from zjgdesk.documents.opinion_summary import (
    GroupOpinions,
    Remark,
    SummaryFacts,
    SummaryLine,
    build_opinion_summary,
)
from zjgdesk.documents.proof import page_texts
from zjgdesk.documents.shortlist import (
    ShortlistFacts,
    ShortlistLine,
    build_shortlist,
    build_shortlist_names,
)
from zjgdesk.documents.votes_report import (
    AnnulledVotes,
    ChannelTally,
    CountedFile,
    VoteLine,
    VotesFacts,
    build_votes_report,
)
from zjgdesk.documents.words import ANNULMENTS, annulled_for, per_cent
from zjgdesk.errors import DeskError
from zjgdesk.rules.public_vote import Annulment
from zjgdesk.rules.shortlists import OPINIONS, VOTES
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    ShortlistKind,
    Track,
)

NAMES = ("龚㛃䶮", "丁一", "买买提·艾合麦提江", *(f"欧阳{n}某" for n in "甲乙丙丁戊己庚"))
CLEAR = dict.fromkeys(ClearanceOrgan, ClearanceAnswer.CLEAR)


def texts(data):
    return ["".join(text.split()) for text in page_texts(data)]


def bounds(data):
    """Return every page's size, and how far what stands on it reaches."""
    document = pdfium.PdfDocument(data)
    found = []
    for page in document:
        edges = [item.get_bounds() for item in page.get_objects()]
        reach = tuple(
            pick(each)
            for pick, each in zip((min, min, max, max), zip(*edges, strict=True), strict=True)
        )
        found.append((page.get_size(), reach))
    document.close()
    return found


def summary(names=NAMES, **changes):
    lines = tuple(
        SummaryLine(
            name,
            "杨舍镇",
            {OpinionGroup.TOWNS: GroupOpinions(10, 9, 7, 1, 1)},
            CLEAR,
        )
        for name in names
    )
    return replace(SummaryFacts(2026, Track.CADRE, lines, foot="留痕摘要 0000"), **changes)


def test_the_summary_counts_who_was_asked_and_who_answered(fonts):
    (text,) = texts(build_opinion_summary(summary(NAMES[:2]), fonts))
    assert "1龚㛃䶮杨舍镇10/97/1/1——无影响无影响无影响无影响" in text
    assert "区镇市级机关四套班子纪委监委公安检察院法院" in text


def test_the_summary_tells_whose_words_stand_against_somebody(fonts):
    line = replace(
        summary().lines[0],
        remarks=(
            Remark("塘桥镇", OpinionAnswer.RESERVED, "时间较短"),
            Remark("市财政局", OpinionAnswer.NO, ""),
        ),
        clearance={ClearanceOrgan.POLICE: ClearanceAnswer.PENDING, ClearanceOrgan.COURT: None},
        case="问责或容错案件办理中",
    )
    (text,) = texts(build_opinion_summary(summary(lines=(line,)), fonts))
    assert "未答复待核实未答复未答复【问责或容错案件办理中】" in text
    assert "塘桥镇（有保留）：时间较短" in text
    assert "市财政局（不同意）：未写明具体意见" in text


def shortlist(**changes):
    lines = tuple(
        ShortlistLine(
            name,
            "杨舍镇",
            "科长",
            rank=at,
            opinions=(20 - at, 1, 0),
            clearance=CLEAR,
            votes=(1000 - at, 2000 - at),
            weighted=Fraction(1, at + 3),
            chosen=at <= 3,
        )
        for at, name in enumerate(NAMES, start=1)
    )
    facts = ShortlistFacts(
        2026,
        Track.CADRE,
        ShortlistKind.SECOND,
        lines,
        places=2,
        surplus=1,
        formula=VOTES,
        decided_on=date(2026, 11, 10),
        place="部务会议",
        reason="综合比选",
        channels=("微信", "报纸"),
        issuer="市委组织部",
    )
    return replace(facts, **changes)


def test_the_committees_shortlist_has_all_facts_beside(fonts):
    text = "".join(texts(build_shortlist(shortlist(), fonts)))
    assert "1龚㛃䶮杨舍镇999199925.000%19/1/0均无影响是" in text
    assert "4欧阳甲某杨舍镇996199614.286%16/1/0均无影响否" in text
    assert "名额2，按差额要求至少3，入围3；排序办法：按群众投票加权得票率从高到低排列" in text
    assert "（votes/1）" in text
    assert "2026年11月10日，部务会议确定。依据和理由：综合比选。" in text


def test_the_first_shortlist_has_no_columns_of_votes_and_says_that_it_is_a_draft(fonts):
    draft = shortlist(kind=ShortlistKind.INITIAL, formula=OPINIONS, channels=(), decided_on=None)
    text = "".join(texts(build_shortlist(draft, fonts)))
    assert "拟定稿" in text
    assert "得票率" not in text
    assert "初审入围情况表" in text


@pytest.mark.parametrize(
    ("clearance", "told"),
    [
        ({}, "均未答复"),
        (CLEAR, "均无影响"),
        (CLEAR | {ClearanceOrgan.POLICE: ClearanceAnswer.AFFECTED}, "公安：有影响"),
        (CLEAR | {ClearanceOrgan.COURT: None}, "法院：未答复"),
    ],
)
def test_the_shortlist_names_the_organ_that_did_not_clear(fonts, clearance, told):
    line = replace(shortlist().lines[0], clearance=clearance, case="影响期内", reason="主动整改")
    text = "".join(texts(build_shortlist(shortlist(lines=(line,)), fonts)))
    assert told in text
    assert "【影响期内】主动整改" in text


def test_the_list_of_names_has_the_chosen_in_order_and_no_figures(fonts):
    (text,) = texts(build_shortlist_names(shortlist(), fonts))
    assert "2026年11月10日，部务会议确定二次入围对象3名（按姓氏笔画为序）：" in text
    assert "1龚㛃䶮科长2丁一科长3买买提·艾合麦提江科长" in text
    for figure in ("999", "25.000", "19/1/0", "欧阳甲某", "排名", "得票"):
        assert figure not in text
    assert "市委组织部2026年11月10日" in text


def test_only_a_decided_list_of_somebody_is_given_out(fonts):
    with pytest.raises(DeskError, match=r"shortlist\.undecided"):
        build_shortlist_names(shortlist(decided_on=None), fonts)
    nobody = tuple(replace(line, chosen=False) for line in shortlist().lines)
    with pytest.raises(DeskError, match=r"page\.nobody_listed"):
        build_shortlist_names(shortlist(lines=nobody), fonts)


def votes(channels=("报纸", "微信"), most=1000, **changes):
    lines = tuple(
        VoteLine(
            f"{at:03d}",
            name,
            "杨舍镇",
            tuple(ChannelTally(most + at, 10) for _ in channels),
            Fraction(1, len(NAMES)),
            at,
        )
        for at, name in enumerate(NAMES, start=1)
    )
    facts = VotesFacts(
        2026,
        Track.CADRE,
        channels,
        lines,
        (
            AnnulledVotes("微信", Annulment.VOTER_TWICE, 7),
            AnnulledVotes("微信", Annulment.VOTER_TWICE, 5),
            AnnulledVotes("报纸", "复印件", 3),
        ),
        (CountedFile("网络投票明细.csv", "0123456789abcdef" * 4, 123456),),
        "share/1",
        {"报纸": 30, "微信": 70},
        "市委办〔2026〕5号",
    )
    return replace(facts, **changes)


def test_the_result_keeps_channels_and_raw_and_valid_apart_and_adds_them_up(fonts):
    text = "".join(texts(build_votes_report(votes(), fonts)))
    assert "001龚㛃䶮杨舍镇1001/10/9911001/10/99110.000%1" in text
    assert "合计10055/100/995510055/100/9955" in text
    assert "公式：share/1；权重：报纸30、微信70（依据：市委办〔2026〕5号）。" in text
    assert "同一投票人重复投票01212" in text
    assert "复印件303" in text
    assert "合计31215" in text
    assert "1网络投票明细.csv0123456789abcdef123456" in text


def test_annulled_votes_of_a_channel_without_any_other_are_told_and_summed(fonts):
    off = (AnnulledVotes("微信", "voter_twice", 7), AnnulledVotes("未注明渠道", "废票", 5))
    text = "".join(texts(build_votes_report(votes(annulled=off), fonts)))
    assert "剔除原因报纸微信未注明渠道合计" in text
    assert "同一投票人重复投票0707废票0055合计07512" in text


def test_a_result_without_files_says_so(fonts):
    text = "".join(texts(build_votes_report(votes(files=()), fonts)))
    assert "没有计入的数据文件。" in text


def test_without_weights_and_annulled_votes_the_result_says_so(fonts):
    text = "".join(
        texts(build_votes_report(votes(weights={}, annulled=(), weights_source=""), fonts))
    )
    assert "权重：各渠道相等。" in text
    assert "没有剔除的票。" in text


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 6])
def test_figures_of_any_number_of_channels_stay_whole_and_on_the_sheet(fonts, channels):
    facts = votes(tuple(f"渠道{n}" for n in range(channels)), most=9_999_000, annulled=())
    data = build_votes_report(facts, fonts)
    assert any("9999001" in text for text in page_texts(data))
    for (wide, high), (left, bottom, right, top) in bounds(data):
        assert left > 0
        assert bottom > 0
        assert right < wide
        assert top < high


@pytest.mark.parametrize(
    ("build", "facts"),
    [
        (build_opinion_summary, summary()),
        (build_shortlist, shortlist()),
        (build_votes_report, votes()),
    ],
    ids=["summary", "shortlist", "votes"],
)
@pytest.mark.parametrize("count", [1, 20, 60])
@pytest.mark.parametrize("track", list(Track))
def test_pages_for_the_committee_lie_across_and_repeat_their_heads(
    fonts, build, facts, count, track
):
    line = facts.lines[0]
    many = tuple(replace(line, name=f"市自然资源局规划科{n}") for n in range(count))
    data = build(replace(facts, lines=many, track=track, security="内部资料"), fonts)
    found = bounds(data)
    assert all(wide > high for (wide, high), _reach in found)
    assert all(left > 0 and right < wide for (wide, _), (left, _b, right, _t) in found)
    heads = [text for text in texts(data) if "推荐单位" in text]
    assert len(heads) >= len(found) - 1
    assert texts(data)[0].startswith("内部资料")
    assert "评比" not in "".join(texts(data))
    assert build(replace(facts, lines=many, track=track, security="内部资料"), fonts) == data


@pytest.mark.parametrize(
    ("build", "facts"),
    [
        (build_opinion_summary, summary(())),
        (build_shortlist, shortlist(lines=())),
        (build_votes_report, votes(lines=())),
    ],
)
def test_a_list_of_nobody_is_not_printed(fonts, build, facts):
    with pytest.raises(DeskError, match=r"page\.nobody_listed"):
        build(facts, fonts)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Fraction(0), "0.000%"),
        (Fraction(1), "100.000%"),
        (Fraction(1, 3), "33.333%"),
        (Fraction(2, 3), "66.667%"),
        (Fraction(1, 200_000), "0.001%"),
        (Fraction(99_999, 100_000), "99.999%"),
    ],
)
def test_shares_are_told_exactly(share, told):
    assert per_cent(share) == told


def test_every_reason_of_annulment_has_its_word_and_a_papers_own_words_stay():
    assert set(ANNULMENTS) == set(Annulment)
    assert annulled_for("voter_twice") == "同一投票人重复投票"
    assert annulled_for("复印件") == "复印件"


@pytest.mark.parametrize("track", list(Track))
@pytest.mark.parametrize("channels", [0, 1, 2, 3, 5, 8])
def test_a_shortlist_of_any_number_of_channels_keeps_room_for_words(fonts, track, channels):
    names = tuple(f"第{n}渠道" for n in range(channels))
    line = replace(
        shortlist().lines[0],
        organisation="江苏省张家港经济技术开发区",
        votes=tuple(1_234_560 + n for n in range(channels)),
        reason="在过江通道配套工程中实绩突出",
    )
    data = build_shortlist(shortlist(track=track, channels=names, lines=(line,)), fonts)
    assert len(page_texts(data)) == 1
    (text,) = page_texts(data)
    assert max(len(part) for part in text.split() if part in line.reason) >= 5
    assert max(len(part) for part in text.split() if part in line.organisation) >= 4
    assert all(str(votes) in text for votes in line.votes)
    assert all(name in "".join(text.split()) for name in names)


@pytest.mark.parametrize("track", list(Track))
@pytest.mark.parametrize("channels", [7, 8, 15])
def test_channels_that_do_not_fit_beside_one_another_go_into_further_tables(
    fonts, track, channels
):
    names = tuple(f"渠道{n:02d}" for n in range(channels))
    facts = votes(names, most=12_345_000, annulled=(), weights={}, track=track)
    pages = page_texts(build_votes_report(facts, fonts))
    words = [word for page in pages for word in page.split()]
    for line in facts.lines:
        assert words.count(str(line.channels[0].raw)) == channels, "no figure is torn"
    together = "".join(words)
    assert all(name in together for name in names)
    tables = together.count(f"合计{sum(line.channels[0].raw for line in facts.lines)}")
    assert tables >= 2
    assert together.count("10.000%1") >= tables, "share and rank stand in each table"


def test_many_words_about_one_candidate_go_behind_the_table_each_with_the_name(fonts):
    told = "群众反映安置补偿款发放不及时，建议进一步核实后再行研究。"
    remarks = tuple(
        Remark(f"第{n}镇", OpinionAnswer.RESERVED if n % 2 else OpinionAnswer.NO, told)
        for n in range(12)
    )
    first, second = summary().lines[:2]
    lines = (
        replace(first, remarks=remarks, case="影响期内"),
        replace(second, remarks=remarks[:1]),
    )
    text = "".join(texts(build_opinion_summary(summary(lines=lines), fonts)))
    assert "【影响期内】具体意见12条，见后" in text
    for each in remarks:
        word = "有保留" if each.answer is OpinionAnswer.RESERVED else "不同意"
        assert f"龚㛃䶮{each.addressee}{word}{told}" in text
    assert "第0镇（不同意）：" + told in text, "few words stay beside the name"
