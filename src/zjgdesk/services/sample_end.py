"""How the sample's year ends, for a demonstration: days pass until the list is confirmed.

The sample workspace itself stops before: who opens it today shall not find papers of next week.
"""

from collections.abc import Callable
from datetime import date, timedelta

from zjgdesk.rules.vocabulary import ObjectionEnd, RewardKind, TakenOffCause, Track
from zjgdesk.services import (
    circular_papers,
    media_register,
    notice_changes,
    notices,
    publishing,
    reward_papers,
    rewards,
)
from zjgdesk.services.circular_papers import NewCircular
from zjgdesk.services.journey import Journey
from zjgdesk.services.sample_facts import RARE, SUPPLEMENT_TITLE

SUPPLEMENTED_ON, UNTIL_CONFIRMED = date(2026, 11, 19), timedelta(days=12)
FOLLOWED = (
    (RewardKind.REWARD, "（示例）一次性奖励"),
    (RewardKind.TRAINING, "（示例）参加中青年干部培训班"),
    (RewardKind.PROMOTION, "（示例）提拔任镇党委副书记"),
)


def supplement(journey: Journey) -> None:
    """The objection is settled, somebody moves away, another follows with a notice of its own."""
    desk = journey.desk()
    detail = notices.read_notice(desk, journey.notice_id)
    (objection,) = detail.objections
    notices.settle_objection(
        desk,
        objection.id,
        end=ObjectionEnd.UNFOUNDED,
        answer="（示例）已向来电人说明评选程序，没有反映具体问题",
    )
    gone = next(e for e in detail.entries[1:] if e.name != RARE)
    notice_changes.take_off(
        desk,
        journey.notice_id,
        gone.candidate_id,
        reason="（示例）本人已调离本市，不再参加评选",
        cause=TakenOffCause.MOVED,
    )
    successor = notice_changes.list_successors(desk, journey.notice_id)[0]
    journey.supplement_id = notice_changes.draft_supplementary(
        desk,
        journey.notice_id,
        [successor.candidate_id],
        title=SUPPLEMENT_TITLE,
        published_on=SUPPLEMENTED_ON,
    )
    publishing.publish_notice(desk, journey.supplement_id)


def confirm(journey: Journey) -> None:
    """Both notices have run: the list is confirmed and told to everybody."""
    journey.later = UNTIL_CONFIRMED
    desk = journey.desk()
    for notice_id in (journey.notice_id, journey.supplement_id):
        notices.confirm_list(desk, notice_id)
    tracks = circular_papers.confirmed_tracks(desk)
    new = NewCircular(
        tracks,
        desk.today(),
        circular_papers.usual_decision(tracks),
        journey.notice_id,
    )
    circular_papers.print_circular(desk, new)


def follow_up(journey: Journey) -> None:
    """Everybody gets the reward, some are trained and promoted; the register of it all."""
    desk = journey.desk()
    on = desk.today()
    cadres = [row for row in rewards.list_honours(desk) if row.track is Track.CADRE]
    for at, row in enumerate(cadres):
        for kind, text in FOLLOWED[: 1 + (at % 5 == 0) + (at % 10 == 0)]:
            rewards.record_reward(desk, row.id, kind=kind, on=on, text=text)
    journey.told["promoted"] = rewards.promotion_shares(desk)[desk.year].numerator
    reward_papers.print_reward_register(desk, desk.year)


def register_media(journey: Journey) -> None:
    """What came in and what went out over the whole year, on one register."""
    desk = journey.desk()
    media_register.print_media_register(desk, date(desk.year, 1, 1), desk.today())


EPILOGUE: tuple[tuple[str, Callable[[Journey], None]], ...] = (
    ("supplement", supplement),
    ("confirm", confirm),
    ("rewards", follow_up),
    ("media", register_media),
)
