"""Every document that the office prints, for 1, 20 and 60 names, rare and long ones among them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.documents import case_samples, samples
from zjgdesk.documents.attendance import AttendanceFacts, PaperStock, build_attendance
from zjgdesk.documents.ballot import build_ballot
from zjgdesk.documents.ballot_facts import TINTS, BallotEntry
from zjgdesk.documents.booklet import build_booklet
from zjgdesk.documents.box_seal import BoxSealFacts, build_box_seal
from zjgdesk.documents.case_ballot import CaseBallotFacts, build_case_ballot
from zjgdesk.documents.case_facts import CasePaperKind
from zjgdesk.documents.case_papers import build_case_paper
from zjgdesk.documents.circular import CircularFacts, build_circular, usual_decision
from zjgdesk.documents.consultation import build_reminders, build_requests
from zjgdesk.documents.display import DisplayFacts, ShownCandidate, build_coupon
from zjgdesk.documents.elected import ElectedEntry, build_elected
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.media_register import (
    Matter,
    MediaLine,
    MediaRegisterFacts,
    build_media_register,
)
from zjgdesk.documents.notice import NoticeUnit, Supplemented, build_notice
from zjgdesk.documents.opinion_summary import (
    GroupOpinions,
    Remark,
    SummaryFacts,
    SummaryLine,
    build_opinion_summary,
)
from zjgdesk.documents.register import (
    RegisterFacts,
    RegisterLine,
    build_overview,
    build_register,
)
from zjgdesk.documents.rehearsal import build_rehearsal
from zjgdesk.documents.report import CountLine, build_report
from zjgdesk.documents.request_facts import ListedCandidate, ReminderFacts, RequestFacts, Sender
from zjgdesk.documents.request_form import build_form
from zjgdesk.documents.reward_register import (
    Followed,
    RewardLine,
    RewardRegisterFacts,
    build_reward_register,
)
from zjgdesk.documents.shortlist import (
    ShortlistFacts,
    ShortlistLine,
    build_shortlist,
    build_shortlist_names,
)
from zjgdesk.documents.tally_sheet import build_tally_sheet
from zjgdesk.documents.test_deck import build_test_deck
from zjgdesk.documents.votes_report import (
    AnnulledVotes,
    ChannelTally,
    CountedFile,
    VoteLine,
    VotesFacts,
    build_votes_report,
)
from zjgdesk.documents.zero_report import build_zero_report
from zjgdesk.rules.public_vote import FORMULA
from zjgdesk.rules.shortlists import OPINIONS
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    Result,
    RewardKind,
    ShortlistKind,
    TakenOffCause,
    Track,
)

COUNTS = (1, 20, 60)
TEN = "阿卜杜热合曼·买买提"
RARE = ("㛃䶮", "𬭎𠅤")
ON, DUE = date(2026, 11, 6), date(2026, 11, 13)
ISSUER, FOOT = "中共张家港市委组织部", samples.FOOT
WHERE, POST = "杨舍镇", "党委委员、副镇长"
DEED = "牵头推进沿江公路征地拆迁，三个月完成签约一百二十户，没有一起信访。"
SENDER = Sender(ISSUER, "干部监督科", "0512-12380", "人民中路1号", document="张组函〔2026〕7号")
HEADED = replace(SENDER, head=ISSUER)
CLEAR = dict.fromkeys(ClearanceOrgan, ClearanceAnswer.CLEAR)
Page = Callable[[int, Fonts], bytes]


def names(count: int) -> tuple[str, ...]:
    """Return so many different names: the long one and the rare ones first."""
    ordinary = (name for name in samples.names(count + 2)[1:] if name not in RARE)
    return (TEN, *RARE, *ordinary)[:count]


def _request(count: int, *, clearance: bool, sender: Sender = SENDER) -> RequestFacts:
    return RequestFacts(
        year=2026,
        track=Track.CADRE,
        addressees=("市人大常委会办公室",),
        candidates=tuple(ListedCandidate(name, WHERE, POST) for name in names(count)),
        sent_on=ON,
        due_on=DUE,
        sender=sender,
        clearance=clearance,
        foot=FOOT,
    )


def _reminder(count: int, fonts: Fonts) -> bytes:
    asked = tuple(f"示例镇第{number}办公室" for number in range(1, min(count, 3) + 1))
    facts = ReminderFacts(2026, Track.CADRE, asked, ON, DUE, date(2026, 11, 20), DUE, SENDER, FOOT)
    return build_reminders(facts, fonts)


def _register(count: int) -> RegisterFacts:
    fields = {
        "organisation": WHERE,
        "post": POST,
        "gender": "女",
        "ethnicity": "维吾尔族",
        "birth": "1980.01",
        "deed_kind": "重大项目",
        "deed": DEED,
    }
    lines = tuple(RegisterLine(name, fields, (18, 1, 0), CLEAR) for name in names(count))
    return RegisterFacts(2026, Track.CADRE, lines, FOOT)


def _summary(count: int, fonts: Fonts) -> bytes:
    said = dict.fromkeys(OpinionGroup, GroupOpinions(10, 9, 7, 1, 1))
    remark = (Remark("塘桥镇", OpinionAnswer.RESERVED, "任现职时间较短"),)
    lines = tuple(
        SummaryLine(name, WHERE, said, CLEAR, remark if at % 7 == 0 else ())
        for at, name in enumerate(names(count))
    )
    return build_opinion_summary(SummaryFacts(2026, Track.CADRE, lines, FOOT), fonts)


def _shortlist(count: int) -> ShortlistFacts:
    lines = tuple(
        ShortlistLine(name, WHERE, POST, at, (60 - at // 2, 1, 0), CLEAR, chosen=at <= count)
        for at, name in enumerate(names(count), start=1)
    )
    return ShortlistFacts(
        year=2026,
        track=Track.CADRE,
        kind=ShortlistKind.INITIAL,
        lines=lines,
        places=count,
        surplus=0,
        formula=OPINIONS,
        decided_on=ON,
        place="部务会议",
        issuer=ISSUER,
        foot=FOOT,
    )


def _votes(count: int, fonts: Fonts) -> bytes:
    channels = ("微信", "报纸")
    lines = tuple(
        VoteLine(
            f"{at:03d}",
            name,
            WHERE,
            (ChannelTally(2000 - at, 3), ChannelTally(500 - at, 1)),
            Fraction(1, at + 1),
            at,
        )
        for at, name in enumerate(names(count), start=1)
    )
    facts = VotesFacts(
        2026,
        Track.CADRE,
        channels,
        lines,
        (AnnulledVotes("微信", "voter_twice", 3),),
        (CountedFile("微信投票.xlsx", "ab" * 32, 2000),),
        FORMULA,
        {"微信": 60, "报纸": 40},
        "方案第六条",
        FOOT,
    )
    return build_votes_report(facts, fonts)


def _shown(count: int) -> DisplayFacts:
    return DisplayFacts(
        year=2026,
        track=Track.CADRE,
        candidates=tuple(
            ShownCandidate(f"{at:03d}", name, WHERE, POST, "重大项目", DEED)
            for at, name in enumerate(names(count), start=1)
        ),
        picks=min(count, 30),
        period="2026年11月9日8时00分至2026年11月15日18时00分",
        reply="寄至人民中路1号干部监督科",
        issuer=ISSUER,
    )


def _ballot(count: int, fonts: Fonts) -> bytes:
    entries = tuple(BallotEntry(name) for name in names(count))
    facts = samples.ballot(count, entries=entries, tint=TINTS[Track.CADRE], code="3F2A91BC")
    return build_ballot(facts, fonts)


def _unit_ballot(count: int, fonts: Fonts) -> bytes:
    entries = tuple(
        BallotEntry(f"{name}工作站重大项目推进科", "市发展和改革委员会") for name in names(count)
    )
    facts = samples.ballot(
        count,
        title="2026年度担当作为好单位表决票",
        track=Track.UNIT,
        entries=entries,
        tint=TINTS[Track.UNIT],
        code="3F2A91BC",
    )
    return build_ballot(facts, fonts)


def _deck(count: int, fonts: Fonts) -> bytes:
    entries = tuple(BallotEntry(name) for name in names(max(count, 3)))
    facts = samples.deck(max(count, 3))
    return build_test_deck(replace(facts, ballot=replace(facts.ballot, entries=entries)), fonts)


def _attendance(count: int, fonts: Fonts) -> bytes:
    stock = (PaperStock("2026年度担当作为好干部票决", count + 3),)
    facts = AttendanceFacts(
        "出席和发票、收票登记表",
        samples.MEETING,
        ON,
        count,
        stock,
        names(count),
        foot=FOOT,
        **samples.PEOPLE,
    )
    return build_attendance(facts, fonts)


def _seal(_count: int, fonts: Fonts) -> bytes:
    facts = BoxSealFacts("2026年度担当作为好干部", samples.MEETING, ON, FOOT)
    return build_box_seal(facts, fonts)


def _report(count: int, fonts: Fonts) -> bytes:
    counts = tuple(CountLine(name, 8, 1, 1, 0, "当选") for name in names(count))
    return build_report(samples.report(count, counts=counts), fonts)


def _elected(count: int, fonts: Fonts) -> bytes:
    entries = tuple(ElectedEntry(name, f"{WHERE}{POST}") for name in names(count))
    return build_elected(samples.elected(count, entries=entries), fonts)


def _first(count: int, title: str) -> Supplemented:
    """As many off the first notice as follow, for every kind of cause."""
    causes = tuple(TakenOffCause)
    return Supplemented(
        title, date(2026, 4, 27), tuple(causes[at % len(causes)] for at in range(count))
    )


def _notice(count: int, fonts: Fonts, supplements: Supplemented | None = None) -> bytes:
    facts = samples.notice(count, supplements=supplements)
    persons = tuple(
        replace(person, name=name)
        for person, name in zip(facts.persons, names(count), strict=True)
    )
    return build_notice(replace(facts, persons=persons), fonts)


def _unit_notice(count: int, fonts: Fonts, supplements: Supplemented | None = None) -> bytes:
    units = tuple(NoticeUnit(f"{name}工作站", "市发改委", DEED) for name in names(count))
    facts = samples.unit_notice(supplements=supplements)
    return build_notice(replace(facts, units=units), fonts)


def _circular(count: int, fonts: Fonts, head: str = "") -> bytes:
    facts = CircularFacts(
        year=2026,
        units=tuple(ElectedEntry(f"{name}工作站", "市发展和改革委员会") for name in names(count)),
        cadres=tuple(ElectedEntry(name, f"{WHERE}{POST}") for name in names(count)),
        decision=usual_decision(tuple(Track)),
        issuer=ISSUER,
        issued_on=DUE,
        document="张组发〔2026〕12号",
        foot=FOOT,
        head=head,
    )
    return build_circular(facts, fonts)


def _rewards(count: int, fonts: Fonts) -> bytes:
    followed = (
        Followed(RewardKind.REWARD, date(2026, 12, 20), "一次性奖励"),
        Followed(RewardKind.TRAINING, date(2027, 3, 1), "中青年干部培训班"),
        Followed(RewardKind.PROMOTION, date(2027, 5, 1), "任塘桥镇党委副书记、镇长"),
    )
    lines = (
        RewardLine(Track.UNIT, f"{TEN}工作站", "市发展和改革委员会", followed=followed[:1]),
        *(
            RewardLine(Track.CADRE, name, WHERE, POST, followed[: at % 4])
            for at, name in enumerate(names(count), start=1)
        ),
    )
    promoted = sum(at % 4 == len(followed) for at in range(1, count + 1))
    facts = RewardRegisterFacts(2026, lines, promoted, count, ISSUER, date(2027, 5, 7), FOOT)
    return build_reward_register(facts, fonts)


def _media(count: int, fonts: Fonts) -> bytes:
    matters = tuple(Matter)
    lines = tuple(
        MediaLine(
            datetime(2026, 11, 6, 8, 30) + timedelta(hours=at),
            incoming=at % 2 == 0,
            name=f"{name}推荐表{at:02d}.xlsx",
            matter=matters[at % len(matters)],
            actor="陈经办",
            size=(700, 35_840, 7_340_032, None)[at % 4],
            digest="sm3:" + "3f2a91bc" * 8 if at % 5 else "",
            medium="光盘2026-017" if at % 2 == 0 else "",
            detail="2026年度担当作为好干部当选名单" if at % 3 == 2 else "",
        )
        for at, name in enumerate(names(count))
    )
    facts = MediaRegisterFacts(date(2026, 11, 1), DUE, lines, ISSUER, DUE, FOOT)
    return build_media_register(facts, fonts)


def _case(kind: CasePaperKind) -> Page:
    """An ordinary case, one with very much and one with nothing, in place of counts of names."""

    def build(count: int, fonts: Fonts) -> bytes:
        at = COUNTS.index(count)
        made = (case_samples.case, case_samples.full, case_samples.empty)[at]
        return build_case_paper(made(kind, person=names(3)[at]), fonts)

    return build


def _case_ballot(count: int, fonts: Fonts) -> bytes:
    person = names(3)[COUNTS.index(count)]
    facts = CaseBallotFacts("2026-001", person, Result.EXEMPT, "部务会议", FOOT)
    return build_case_ballot(facts, fonts, copies=1)


PAGES: Mapping[str, Page] = {
    "request_letter": lambda n, fonts: build_requests(_request(n, clearance=False), fonts),
    "request_letter-red": lambda n, fonts: build_requests(
        _request(n, clearance=False, sender=HEADED), fonts
    ),
    "request_form": lambda n, fonts: build_form(_request(n, clearance=False), fonts),
    "clearance_letter": lambda n, fonts: build_requests(_request(n, clearance=True), fonts),
    "clearance_form": lambda n, fonts: build_form(_request(n, clearance=True), fonts),
    "reminder_letter": _reminder,
    "candidate_register": lambda n, fonts: build_register(_register(n), fonts),
    "candidate_overview": lambda n, fonts: build_overview(_register(n), fonts),
    "opinion_summary": _summary,
    "shortlist_facts": lambda n, fonts: build_shortlist(_shortlist(n), fonts),
    "shortlist_names": lambda n, fonts: build_shortlist_names(_shortlist(n), fonts),
    "votes_report": _votes,
    "booklet": lambda n, fonts: build_booklet(_shown(n), fonts),
    "coupon": lambda n, fonts: build_coupon(_shown(n), fonts),
    "ballot": _ballot,
    "ballot-units": _unit_ballot,
    "rehearsal": lambda n, fonts: build_rehearsal(
        samples.rehearsal(max(n, 3), names=names(max(n, 3))), fonts
    ),
    "test_deck": _deck,
    "box_seal": _seal,
    "attendance": _attendance,
    "zero_report": lambda n, fonts: build_zero_report(samples.zero(n, names=names(n)), fonts),
    "tally_sheet": lambda n, fonts: build_tally_sheet(
        samples.tally_sheet(n, names=names(n)), fonts
    ),
    "report": _report,
    "elected": _elected,
    "notice_cadre": _notice,
    "notice_unit": _unit_notice,
    "circular": _circular,
    "circular-red": lambda n, fonts: _circular(n, fonts, ISSUER),
    "media_register": _media,
    "reward_register": _rewards,
    "supplement_cadre": lambda n, fonts: _notice(
        n, fonts, _first(n, "2026年度担当作为好干部当选人选公示")
    ),
    "supplement_unit": lambda n, fonts: _unit_notice(
        n, fonts, _first(n, "2026年度担当作为好单位当选单位公示")
    ),
    **{str(kind): _case(kind) for kind in CasePaperKind},
    "case_ballot": _case_ballot,
}
"""By the name of the golden page; before a hyphen stands the kind of its text."""
