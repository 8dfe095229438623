"""Earlier years' confirmed lists come in, so that what followed can be told over the years."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange.honours import HonourLine, read_honours
from zjgdesk.exchange.sheets import read_sheets
from zjgdesk.models.honours import Honour, Reward
from zjgdesk.models.workspace import ImportRecord
from zjgdesk.rules.names import compact
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import RewardKind
from zjgdesk.services.desk import Desk

KIND = "honours"


@dataclass(frozen=True, slots=True)
class HonoursTaken:
    """What a list brought: how many are new, how many were known, from which years."""

    new: int
    known: int
    rewards: int
    years: tuple[int, ...]


def bring_in_honours(desk: Desk, name: str, content: bytes, *, medium: str = "") -> HonoursTaken:
    """Take in a list of earlier years; who is known already gets what is new beside the name.

    A follow-up without a day is taken as of the last day of its year.

    Rule: NOTICE-07, PUBLIC-04

    Raises:
        DeskError: `import.repeated`, `honour.year_ahead`, `import.nothing`, or what the reader
            refuses.
    """
    with desk.acting(Action.IMPORT_HONOURS, "honours", file=name) as deed:
        session, digest = deed.session, digest_of(content)
        query = select(ImportRecord.name).where(
            ImportRecord.kind == KIND, ImportRecord.digest == digest
        )
        if session.scalars(query).first() is not None:
            raise DeskError("import.repeated", rule="PUBLIC-04", name=name)
        lines = read_honours(name, read_sheets(name, content))
        if not lines:
            raise DeskError("import.nothing", rule="IMPORT-06", name=name)
        ahead = [line for line in lines if line.year >= desk.year]
        if ahead:
            raise DeskError(
                "honour.year_ahead", rule="NOTICE-07", row=ahead[0].row, year=desk.year
            )
        record = ImportRecord(
            kind=KIND,
            name=name,
            size=len(content),
            digest=digest,
            rows=len(lines),
            taken=len(lines),
            left_out=0,
            medium=medium.strip(),
            at=deed.at,
            actor=desk.actor.name,
        )
        session.add(record)
        session.flush()
        kept = {_key(h): h for h in session.scalars(select(Honour))}
        new = rewards = 0
        for line in lines:
            honour = kept.get(_key(line))
            if honour is None:
                honour = Honour(
                    year=line.year,
                    track=line.track,
                    name=line.name,
                    name_key=compact(line.name),
                    organisation=line.organisation,
                    post=line.post,
                    import_id=record.id,
                )
                session.add(honour)
                session.flush()
                kept[_key(line)] = honour
                new += 1
            rewards += _follow_up(session, honour, line)
        deed.facts.update(digest=digest, new=new, rewards=rewards)
        return HonoursTaken(
            new, len(lines) - new, rewards, tuple(sorted({line.year for line in lines}))
        )


def _key(of: Honour | HonourLine) -> tuple[int, str, str, str]:
    return of.year, of.track, compact(of.name), compact(of.organisation)


def _follow_up(session: Session, honour: Honour, line: HonourLine) -> int:
    kinds = set(session.scalars(select(Reward.kind).where(Reward.honour_id == honour.id)))
    told = {
        RewardKind.REWARD: line.reward,
        RewardKind.TRAINING: line.training,
        RewardKind.PROMOTION: line.promotion,
    }
    fresh = [(kind, each) for kind, each in told.items() if each and kind not in kinds]
    session.add_all(
        Reward(honour_id=honour.id, kind=kind, on=on or date(line.year, 12, 31), text=text)
        for kind, (on, text) in fresh
    )
    session.flush()
    return len(fresh)
