"""The letters of the year, tried on made-up candidates."""

from dataclasses import replace
from datetime import date

from zjgdesk.documents.consultation import (
    CLEARANCE_LETTER,
    REMINDER_LETTER,
    REQUEST_LETTER,
    build_reminders,
    build_requests,
    reminder_filling,
    request_filling,
)
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.request_facts import ListedCandidate, ReminderFacts, RequestFacts, Sender
from zjgdesk.documents.request_form import CLEARANCE_FORM, REQUEST_FORM, build_form, form_filling
from zjgdesk.documents.worded import Filling
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.text_kinds.base import ISSUER, ON, TextGroup, TextKind

ADDRESSEE = "示例市人大常委会办公室"
UNTIL = date(2017, 11, 27)
SENDER = Sender(ISSUER, "干部科", "（电话）", "（地址）", document="示例函〔2017〕1号")
LISTED = (ListedCandidate("示例甲", "示例镇", "村党委书记"),)


def _request(text: str, *, clearance: bool) -> RequestFacts:
    return RequestFacts(
        year=ON.year,
        track=Track.CADRE,
        addressees=(ADDRESSEE,),
        candidates=LISTED,
        sent_on=ON,
        due_on=UNTIL,
        sender=SENDER,
        clearance=clearance,
        round_no=1 if clearance else 2,
        template=text,
    )


def _reminder(text: str) -> ReminderFacts:
    return ReminderFacts(
        year=ON.year,
        track=Track.CADRE,
        addressees=(ADDRESSEE,),
        asked_on=date(2017, 11, 6),
        due_on=date(2017, 11, 13),
        until=UNTIL,
        sent_on=ON,
        sender=SENDER,
        template=text,
    )


def _asking(kind: str, title: str, *, clearance: bool) -> TextKind:
    def filling() -> Filling:
        return request_filling(_request("", clearance=clearance), ADDRESSEE)

    def build(text: str, fonts: Fonts) -> bytes:
        return build_requests(_request(text, clearance=clearance), fonts)

    return TextKind(kind, title, TextGroup.LETTERS, filling, build)


def _form(kind: str, title: str, *, clearance: bool) -> TextKind:
    def filling() -> Filling:
        return form_filling(_request("", clearance=clearance), ADDRESSEE)

    def build(text: str, fonts: Fonts) -> bytes:
        facts = replace(_request("", clearance=clearance), form=text)
        return build_form(facts, fonts)

    return TextKind(kind, title, TextGroup.LETTERS, filling, build)


KINDS = (
    _asking(REQUEST_LETTER, "征求意见函", clearance=False),
    _form(REQUEST_FORM, "征求意见反馈表", clearance=False),
    _asking(CLEARANCE_LETTER, "纪公检法核查函", clearance=True),
    _form(CLEARANCE_FORM, "核查情况反馈表", clearance=True),
    TextKind(
        REMINDER_LETTER,
        "催办函",
        TextGroup.LETTERS,
        lambda: reminder_filling(_reminder(""), ADDRESSEE),
        lambda text, fonts: build_reminders(_reminder(text), fonts),
    ),
)
