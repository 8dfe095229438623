"""What the public sees of the candidates, tried on a made-up one."""

from zjgdesk.documents import booklet
from zjgdesk.documents.booklet import booklet_filling, build_booklet
from zjgdesk.documents.display import (
    COUPON_KIND,
    DisplayFacts,
    ShownCandidate,
    build_coupon,
    coupon_filling,
)
from zjgdesk.documents.fonts import Fonts
from zjgdesk.rules.vocabulary import Track
from zjgdesk.services.text_kinds.base import ISSUER, NAME, ON, PLACE, TextGroup, TextKind

ACROSS, SIZE = 2, 11.0


def _shown(text: str) -> DisplayFacts:
    return DisplayFacts(
        year=ON.year,
        track=Track.CADRE,
        candidates=(ShownCandidate("001", NAME, PLACE, "（职务）", "（事项类别）", "（事迹）"),),
        picks=1,
        period="（投票起止时间）",
        reply="（投递办法）",
        issuer=ISSUER,
        template=text,
    )


def _build_booklet(text: str, fonts: Fonts) -> bytes:
    return build_booklet(_shown(text), fonts)


def _build_coupon(text: str, fonts: Fonts) -> bytes:
    return build_coupon(_shown(text), fonts)


KINDS = (
    TextKind(
        booklet.KIND,
        "事迹展示册",
        TextGroup.VOTE,
        lambda: booklet_filling(_shown("")),
        _build_booklet,
    ),
    TextKind(
        COUPON_KIND,
        "公众选票",
        TextGroup.VOTE,
        lambda: coupon_filling(_shown(""), ACROSS, SIZE),
        _build_coupon,
    ),
)
