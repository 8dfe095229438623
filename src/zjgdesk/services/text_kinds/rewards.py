"""The register of rewards, tried on made-up names."""

from datetime import date

from zjgdesk.documents.fonts import Fonts
from zjgdesk.documents.reward_register import (
    KIND,
    Followed,
    RewardLine,
    RewardRegisterFacts,
    build_reward_register,
    reward_register_filling,
)
from zjgdesk.rules.vocabulary import RewardKind, Track
from zjgdesk.services.text_kinds.base import ISSUER, NAME, ON, PLACE, TextGroup, TextKind


def _facts(text: str) -> RewardRegisterFacts:
    given = Followed(RewardKind.REWARD, date(2017, 12, 20), "（奖励内容）")
    raised = Followed(RewardKind.PROMOTION, date(2018, 3, 1), "（新任职务）")
    return RewardRegisterFacts(
        year=ON.year,
        lines=(
            RewardLine(Track.UNIT, "示例局", "示例委员会", followed=(given,)),
            RewardLine(Track.CADRE, NAME, PLACE, "（职务）", (given, raised)),
        ),
        promoted=1,
        cadres=1,
        issuer=ISSUER,
        made_on=date(2018, 3, 2),
        template=text,
    )


def _build(text: str, fonts: Fonts) -> bytes:
    return build_reward_register(_facts(text), fonts)


KINDS = (
    TextKind(
        KIND,
        "激励台账",
        TextGroup.NOTICES,
        lambda: reward_register_filling(_facts("")),
        _build,
    ),
)
