"""The public notices and the circular, tried on made-up names."""

from datetime import date

from zjgdesk.documents import circular
from zjgdesk.documents.circular import (
    CircularFacts,
    build_circular,
    circular_filling,
    usual_decision,
)
from zjgdesk.documents.elected import ElectedEntry
from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.notice import (
    Contacts,
    NoticeFacts,
    NoticePerson,
    NoticeUnit,
    Supplemented,
    build_notice,
    notice_fields,
    notice_kind,
    required_of,
)
from zjgdesk.documents.worded import Filling
from zjgdesk.rules.vocabulary import TakenOffCause, Track
from zjgdesk.services.text_kinds.base import ISSUER, NAME, ON, TextGroup, TextKind

TITLES = {Track.UNIT: "好单位公示", Track.CADRE: "好干部公示"}
PERSON = NoticePerson(
    "示例甲", "女", "汉族", "1980-01", "大学", party="中共党员", post="示例镇示例村党委书记"
)
UNIT = NoticeUnit("示例局", "示例委员会", "牵头完成示例工程")


FIRST = {Track.UNIT: "好单位当选单位公示", Track.CADRE: "好干部当选人选公示"}


def _kind(track: Track, *, supplement: bool) -> TextKind:
    example = _example(track, "", supplement=supplement)

    def filling() -> Filling:
        return Filling(notice_fields(example), required=required_of(example))

    def build(text: str, fonts: Fonts) -> bytes:
        return build_notice(_example(track, text, supplement=supplement), fonts)

    title = TITLES[track].replace("公示", "补充公示") if supplement else TITLES[track]
    return TextKind(notice_kind(example), title, TextGroup.NOTICES, filling, build)


def _example(track: Track, text: str, *, supplement: bool) -> NoticeFacts:
    unit = track is Track.UNIT
    first = Supplemented(
        f"{ON.year}年度担当作为{FIRST[track]}",
        date(2017, 11, 13),
        (TakenOffCause.MOVED,),
        ("示例乙",),
    )
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
        supplements=first if supplement else None,
    )


def _circular(text: str) -> CircularFacts:
    return CircularFacts(
        year=ON.year,
        units=(ElectedEntry("示例局", "示例委员会"),),
        cadres=(ElectedEntry(NAME, "示例镇示例村党委书记"),),
        decision=usual_decision(tuple(Track)),
        issuer=ISSUER,
        issued_on=ON,
        document="示例发〔2017〕1号",
        template=text,
    )


KINDS = (
    *(_kind(track, supplement=more) for more in (False, True) for track in Track),
    TextKind(
        circular.KIND,
        "考核结果通报",
        TextGroup.NOTICES,
        lambda: circular_filling(_circular("")),
        lambda text, fonts: build_circular(_circular(text), fonts),
    ),
)
