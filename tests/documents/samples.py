"""Facts for pages: ordinary names, rare ones, and one of ten characters."""

from datetime import date, datetime

from zjgdesk.documents.ballot_facts import BallotEntry, BallotFacts
from zjgdesk.documents.elected import ElectedEntry, ElectedFacts
from zjgdesk.documents.notice import Contacts, NoticeFacts, NoticePerson, NoticeUnit
from zjgdesk.documents.rehearsal import RehearsalFacts
from zjgdesk.documents.report import CountLine, ReportFacts
from zjgdesk.documents.tally_sheet import TallySheetFacts
from zjgdesk.documents.test_deck import DeckFacts
from zjgdesk.documents.zero_report import ZeroFacts, ZeroTable
from zjgdesk.rules import test_deck
from zjgdesk.rules.outcome import Ballot
from zjgdesk.rules.rehearsal import Rehearsed, rehearse
from zjgdesk.rules.vocabulary import Base, Track

FAMILY = "丁于万王㛃李吴何余汪沈陆陈邵金周郑赵胡施"
GIVEN = ("宁", "䶮", "𬭎", "立军", "小强")
MINORITY = "买买提·艾合麦提江"
MEETING = "市委常委会第12次会议"
DAY = date(2026, 5, 7)
FOOT = "留痕摘要 3F2A-91BC"
CONTACTS = Contacts(
    office="市委组织部干部监督科",
    hours="工作日8:30—17:30",
    telephone="0512-12380",
    address="杨舍镇人民中路1号",
    postcode="215600",
)


def names(count):
    """Return so many different names, the minority name among them."""
    made = [f"{family}{given}" for given in GIVEN for family in FAMILY]
    return tuple([MINORITY, *made][:count])


def ballot(count, *, note="", track=Track.CADRE, **changes):
    entries = tuple(BallotEntry(name, note) for name in names(count))
    facts = {
        "title": "2026年度担当作为好干部表决票",
        "meeting": MEETING,
        "track": track,
        "places": max(count // 2, 1),
        "entries": entries,
    }
    return BallotFacts(**(facts | changes))


def report(count, **changes):
    facts = {
        "title": "计票结果报告单",
        "meeting": MEETING,
        "held_on": DAY,
        "track": Track.CADRE,
        "due": 13,
        "present": 12,
        "printed": 16,
        "issued": 12,
        "left_over": 3,
        "spoiled": 1,
        "returned": 11,
        "valid": 10,
        "invalid": 1,
        "quorum": 9,
        "needed": 7,
        "places": max(count // 2, 1),
        "counts": tuple(CountLine(name, 8, 1, 1, 0, "当选") for name in names(count)),
        "result": ("上述同志当选。",),
        "chief": "总监甲",
        "scrutineers": ("监票乙", "监票丙"),
        "tellers": ("计票丁", "计票戊"),
        "foot": FOOT,
    }
    return ReportFacts(**(facts | changes))


def elected(count, *, note="", **changes):
    facts = {
        "title": "2026年度担当作为好干部当选名单",
        "meeting": MEETING,
        "held_on": DAY,
        "track": Track.CADRE,
        "entries": tuple(ElectedEntry(name, note) for name in names(count)),
        "issuer": "中共张家港市委组织部",
        "issued_on": DAY,
        "foot": FOOT,
    }
    return ElectedFacts(**(facts | changes))


def notice(count, **changes):
    facts = {
        "title": "公示",
        "track": Track.CADRE,
        "year": 2026,
        "first_day": DAY,
        "last_day": date(2026, 5, 13),
        "working_days": 5,
        "contacts": CONTACTS,
        "issuer": "中共张家港市委组织部",
        "issued_on": DAY,
        "persons": tuple(
            NoticePerson(name, "女", "汉族", "1985-03", "大学", "", "中共党员", "某局局长")
            for name in names(count)
        ),
        "foot": FOOT,
    }
    return NoticeFacts(**(facts | changes))


def unit_notice(**changes):
    units = (NoticeUnit("重大项目科", "市发改委", "牵头推进12个项目。"), NoticeUnit("店岸村"))
    return notice(0, track=Track.UNIT, units=units, **changes)


PEOPLE = {
    "chief": "总监甲",
    "scrutineers": ("监票乙", "监票丙"),
    "tellers": ("计票丁", "计票戊"),
}


def rehearsal(count, *, due=13, **changes):
    places = max(count // 2, 1)
    facts = {
        "title": "2026年度担当作为好干部票决\n演练表",
        "meeting": MEETING,
        "held_on": DAY,
        "track": Track.CADRE,
        "places": places,
        "base": Base.DUE,
        "due": due,
        "names": names(count),
        "cases": rehearse(Rehearsed(due, count, places, Base.DUE, 5)),
        "foot": FOOT,
    }
    return RehearsalFacts(**(facts | changes))


def deck(count, *, note="", **changes):
    paper = ballot(count, note=note, foot="票决定义摘要 3F2A-91BC")
    papers = test_deck.test_deck(count, paper.places)
    facts = {
        "ballot": paper,
        "title": "2026年度担当作为好干部票决\n测试票及预计结果",
        "held_on": DAY,
        "papers": papers,
        "tally": test_deck.predicted(papers, Ballot(13, 13, 13, 13, count, paper.places)),
        "foot": FOOT,
    }
    return DeckFacts(**(facts | PEOPLE | changes))


def zero(count, **changes):
    facts = {
        "title": "2026年度担当作为好干部票决\n零票报告",
        "meeting": MEETING,
        "held_on": DAY,
        "track": Track.CADRE,
        "made_at": datetime(2026, 5, 7, 8, 55, 3),
        "made_by": "经办人",
        "names": names(count),
        "tables": tuple(ZeroTable(words, 0) for words in ("第一遍录入的选票", "封存的选票")),
        "digest": "3F2A-91BC",
        "printed": 16,
        "foot": FOOT,
    }
    return ZeroFacts(**(facts | PEOPLE | changes))


def tally_sheet(count, **changes):
    facts = {
        "title": "2026年度担当作为好干部票决\n人工计票表",
        "meeting": MEETING,
        "held_on": DAY,
        "track": Track.CADRE,
        "places": max(count // 2, 1),
        "names": names(count),
        "papers": 13,
        "foot": FOOT,
    }
    return TallySheetFacts(**(facts | PEOPLE | changes))
