"""What is printed around a count, tried on a made-up ballot."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from zjgdesk.documents import ballot_facts, box_seal, elected, tally_sheet, wording
from zjgdesk.documents.attendance import KIND as ATTENDANCE
from zjgdesk.documents.attendance import (
    AttendanceFacts,
    PaperStock,
    attendance_filling,
    build_attendance,
)
from zjgdesk.documents.ballot import build_ballot
from zjgdesk.documents.ballot_facts import BallotEntry, BallotFacts, ballot_filling
from zjgdesk.documents.box_seal import BoxSealFacts, build_box_seal, seal_filling
from zjgdesk.documents.elected import ElectedEntry, ElectedFacts, build_elected, elected_filling
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.report import KIND as REPORT
from zjgdesk.documents.report import (
    CountLine,
    CountOrder,
    ReportFacts,
    build_report,
    report_filling,
)
from zjgdesk.documents.tally_sheet import (
    TallySheetFacts,
    build_tally_sheet,
    tally_sheet_filling,
)
from zjgdesk.documents.worded import Filling
from zjgdesk.documents.zero_report import KIND as ZERO
from zjgdesk.documents.zero_report import ZeroFacts, ZeroTable, build_zero_report, zero_filling
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.text_kinds.base import ISSUER, NAME, ON, PLACE, TextGroup, TextKind

Facts = TypeVar("Facts")
SUBJECT, MEETING = "（票决事项）", "（会议名称）"
DUE = 13


def _title(kind: str) -> str:
    return wording.document_title(kind, SUBJECT)


def _ballot(text: str) -> BallotFacts:
    return BallotFacts(
        title=_title(wording.BALLOT),
        meeting=MEETING,
        track=Track.CADRE,
        places=1,
        entries=(BallotEntry(NAME), BallotEntry("示例乙")),
        template=text,
    )


def _tally_sheet(text: str) -> TallySheetFacts:
    return TallySheetFacts(
        title=_title(wording.TALLY_SHEET),
        meeting=MEETING,
        held_on=ON,
        track=Track.CADRE,
        places=1,
        names=(NAME,),
        papers=DUE,
        template=text,
    )


def _zero(text: str) -> ZeroFacts:
    return ZeroFacts(
        title=_title(wording.ZERO_REPORT),
        meeting=MEETING,
        held_on=ON,
        track=Track.CADRE,
        made_at=datetime(ON.year, ON.month, ON.day, 9, 0),  # noqa: DTZ001 - a local time to print
        made_by="（清点人）",
        names=(NAME,),
        tables=tuple(ZeroTable(words, 0) for words in wording.TABLES.values()),
        digest="（摘要）",
        printed=DUE,
        template=text,
    )


def _attendance(text: str) -> AttendanceFacts:
    return AttendanceFacts(
        title=_title(wording.ATTENDANCE),
        meeting=MEETING,
        held_on=ON,
        due=DUE,
        ballots=(PaperStock(SUBJECT, DUE),),
        template=text,
    )


def _seal(text: str) -> BoxSealFacts:
    return BoxSealFacts(SUBJECT, MEETING, ON, template=text)


def _report(text: str) -> ReportFacts:
    return ReportFacts(
        title=_title(wording.REPORT),
        meeting=MEETING,
        held_on=ON,
        track=Track.CADRE,
        due=DUE,
        present=DUE,
        printed=DUE,
        issued=DUE,
        left_over=0,
        spoiled=0,
        returned=DUE,
        valid=DUE,
        invalid=0,
        quorum=9,
        needed=7,
        places=1,
        counts=(CountLine(NAME, DUE, 0, 0, 0, wording.ELECTED_MARK),),
        result=("（表决结果）",),
        order=CountOrder.VOTES,
        template=text,
    )


def _elected(text: str) -> ElectedFacts:
    return ElectedFacts(
        title=_title(wording.ELECTED),
        meeting=MEETING,
        held_on=ON,
        track=Track.CADRE,
        entries=(ElectedEntry(NAME, PLACE),),
        issuer=ISSUER,
        issued_on=ON,
        template=text,
    )


def _kind(
    kind: str,
    title: str,
    facts: Callable[[str], Facts],
    filling: Callable[[Facts], Filling],
    build: Callable[[Facts, Fonts], bytes],
) -> TextKind:
    return TextKind(
        kind,
        title,
        TextGroup.COUNT,
        lambda: filling(facts("")),
        lambda text, fonts: build(facts(text), fonts),
    )


KINDS = (
    _kind(ballot_facts.KIND, "表决票", _ballot, ballot_filling, build_ballot),
    _kind(box_seal.KIND, "票箱封条", _seal, seal_filling, build_box_seal),
    _kind(
        ATTENDANCE,
        "出席和发票、收票登记表",
        _attendance,
        attendance_filling,
        build_attendance,
    ),
    _kind(ZERO, "零票报告", _zero, zero_filling, build_zero_report),
    _kind(tally_sheet.KIND, "人工计票表", _tally_sheet, tally_sheet_filling, build_tally_sheet),
    _kind(REPORT, "计票结果报告单", _report, report_filling, build_report),
    _kind(elected.KIND, "当选名单", _elected, elected_filling, build_elected),
)
