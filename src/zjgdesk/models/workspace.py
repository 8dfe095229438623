"""The workspace itself: what it is for, who works in it, how the year is set."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import Purpose, Role


class WorkspaceInfo(Base):
    """The one row that names the workspace."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    title: Mapped[str]
    year: Mapped[int]
    purpose: Mapped[Purpose]
    created_at: Mapped[datetime]


class Account(Base):
    """A person who may sign in; withdrawn accounts stay, for the trail names them."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role]
    verifier: Mapped[str]
    active: Mapped[bool]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class SchemeValue(Base):
    """A setting of the year's scheme that departs from its default, with its source."""

    __tablename__ = "scheme_value"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    source: Mapped[str]


class CalendarDay(Base):
    """A day that the office itself declares working or free. Rule: NOTICE-02."""

    __tablename__ = "calendar_day"

    on: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    source: Mapped[str]


class IssuedDocument(Base):
    """A paper that was issued; its bytes lie in `issued/` under their digest."""

    __tablename__ = "issued_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    digest: Mapped[str]
    pages: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    subject: Mapped[str]


class ImportRecord(Base):
    """A file that came in. Rules: PUBLIC-04, AIR-02."""

    __tablename__ = "import_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    rows: Mapped[int]
    taken: Mapped[int]
    left_out: Mapped[int]
    medium: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]


class OfficeText(Base):
    """A template's text as the office rewrote it; without a row the shipped one holds."""

    __tablename__ = "office_text"

    kind: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
