"""The lists of the year, tried on made-up candidates."""

from fractions import Fraction

from zjgdesk.documents import opinion_summary, shortlist, votes_report
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.opinion_summary import (
    GroupOpinions,
    Remark,
    SummaryFacts,
    SummaryLine,
    build_opinion_summary,
    summary_filling,
)
from zjgdesk.documents.shortlist import (
    ShortlistFacts,
    ShortlistLine,
    build_shortlist,
    build_shortlist_names,
    facts_filling,
    names_filling,
)
from zjgdesk.documents.votes_report import (
    AnnulledVotes,
    ChannelTally,
    CountedFile,
    VoteLine,
    VotesFacts,
    build_votes_report,
    votes_filling,
)
from zjgdesk.rules.public_vote import FORMULA
from zjgdesk.rules.shortlists import OPINIONS
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    ShortlistKind,
    Track,
)
from zjgdesk.services.text_kinds.base import ISSUER, NAME, ON, PLACE, TextGroup, TextKind

CLEAR = dict.fromkeys(ClearanceOrgan, ClearanceAnswer.CLEAR)
MEETING = "（会议名称）"


def _summary(text: str) -> SummaryFacts:
    remark = Remark("（反馈单位）", OpinionAnswer.RESERVED, "（具体意见）")
    said = dict.fromkeys(OpinionGroup, GroupOpinions(12, 11, 10, 1, 0))
    line = SummaryLine(NAME, PLACE, said, CLEAR, (remark,))
    return SummaryFacts(ON.year, Track.CADRE, (line,), template=text)


def _shortlist(text: str) -> ShortlistFacts:
    line = ShortlistLine(
        NAME, PLACE, "（职务）", 1, (10, 1, 0), CLEAR, chosen=True, reason="（理由）"
    )
    return ShortlistFacts(
        year=ON.year,
        track=Track.CADRE,
        kind=ShortlistKind.INITIAL,
        lines=(line,),
        places=1,
        surplus=0,
        formula=OPINIONS,
        decided_on=ON,
        place=MEETING,
        reason="（依据和理由）",
        issuer=ISSUER,
        template=text,
    )


def _votes(text: str) -> VotesFacts:
    channel = "（渠道）"
    return VotesFacts(
        year=ON.year,
        track=Track.CADRE,
        channels=(channel,),
        lines=(VoteLine("001", NAME, PLACE, (ChannelTally(120, 2),), Fraction(1), 1),),
        annulled=(AnnulledVotes(channel, "（剔除原因）", 2),),
        files=(CountedFile("（数据文件）", "0" * 64, 120),),
        formula=FORMULA,
        template=text,
    )


def _build_summary(text: str, fonts: Fonts) -> bytes:
    return build_opinion_summary(_summary(text), fonts)


def _build_shortlist(text: str, fonts: Fonts) -> bytes:
    return build_shortlist(_shortlist(text), fonts)


def _build_names(text: str, fonts: Fonts) -> bytes:
    return build_shortlist_names(_shortlist(text), fonts)


def _build_votes(text: str, fonts: Fonts) -> bytes:
    return build_votes_report(_votes(text), fonts)


KINDS = (
    TextKind(
        opinion_summary.KIND,
        "征求意见情况汇总表",
        TextGroup.LISTS,
        lambda: summary_filling(_summary("")),
        _build_summary,
    ),
    TextKind(
        shortlist.FACTS_KIND,
        "入围情况表",
        TextGroup.LISTS,
        lambda: facts_filling(_shortlist("")),
        _build_shortlist,
    ),
    TextKind(
        shortlist.NAMES_KIND,
        "入围名单",
        TextGroup.LISTS,
        lambda: names_filling(_shortlist("")),
        _build_names,
    ),
    TextKind(
        votes_report.KIND,
        "群众投票结果统计表",
        TextGroup.VOTE,
        lambda: votes_filling(_votes("")),
        _build_votes,
    ),
)
