"""Other machines that were introduced, and what went between them and this one."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import PackageKind, Purpose


class OwnKeys(Base):
    """The secret seeds of this workspace, in hexadecimal; one row, made when first asked for."""

    __tablename__ = "own_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign: Mapped[str]
    box: Mapped[str]


class KnownMachine(Base):
    """A machine whose fingerprint was heard and typed. Rule: AIR-04."""

    __tablename__ = "known_machine"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    title: Mapped[str]
    year: Mapped[int]
    purpose: Mapped[Purpose]
    sign: Mapped[str]
    box: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    withdrawn_reason: Mapped[str | None]


class CarriedPackage(Base):
    """A package that went out or came in; `answers` names the one that a result belongs to.

    `machine_id` is the other side. `recalled_reason` ends the wait for the answer.
    """

    __tablename__ = "carried_package"
    __table_args__ = (UniqueConstraint("incoming", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incoming: Mapped[bool]
    kind: Mapped[PackageKind]
    uid: Mapped[str]
    number: Mapped[int]
    answers: Mapped[str]
    machine_id: Mapped[int] = mapped_column(ForeignKey("known_machine.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    name: Mapped[str]
    medium: Mapped[str]
    digest: Mapped[str]
    size: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    recalled_reason: Mapped[str | None]

    machine: Mapped[KnownMachine] = relationship()
