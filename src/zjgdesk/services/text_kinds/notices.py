"""The public notices, tried on made-up names."""

from datetime import date

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.notice import (
    REQUIRED,
    Contacts,
    NoticeFacts,
    NoticePerson,
    NoticeUnit,
    build_notice,
    notice_fields,
)
from zjgdesk.documents.worded import Filling
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.text_kinds.base import ISSUER, ON, TextGroup, TextKind

TITLES = {Track.UNIT: "好单位公示", Track.CADRE: "好干部公示"}
PERSON = NoticePerson(
    "示例甲", "女", "汉族", "1980-01", "大学", party="中共党员", post="示例镇示例村党委书记"
)
UNIT = NoticeUnit("示例局", "示例委员会", "牵头完成示例工程")


def notice_kind(track: Track) -> str:
    """Return the kind of the text of a track's notice."""
    return f"notice_{track}"


def _kind(track: Track) -> TextKind:
    def filling() -> Filling:
        return Filling(notice_fields(_example(track, "")), required=REQUIRED)

    def build(text: str, fonts: Fonts) -> bytes:
        return build_notice(_example(track, text), fonts)

    return TextKind(notice_kind(track), TITLES[track], TextGroup.NOTICES, filling, build)


def _example(track: Track, text: str) -> NoticeFacts:
    unit = track is Track.UNIT
    return NoticeFacts(
        title=f"{ON.year}年度担当作为{TITLES[track]}",
        track=track,
        year=ON.year,
        first_day=ON,
        last_day=date(2017, 11, 24),
        working_days=5,
        contacts=Contacts("示例科", "8:30至17:30", "（电话）", "（地址）", "215600"),
        issuer=ISSUER,
        issued_on=ON,
        persons=() if unit else (PERSON,),
        units=(UNIT,) if unit else (),
        template=text,
    )


KINDS = tuple(_kind(track) for track in Track)
