"""Declarative base: constraint names, column types and the engine."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import (
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # in WAL: a committed paper survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA busy_timeout = 5000",
)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes; SQLite itself has no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def values_of(enum: type[StrEnum]) -> list[str]:
    """Store enum values, not Python names, so renaming a member is not a migration."""
    return [member.value for member in enum]


class Base(DeclarativeBase):
    """Base of every mapped class."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        datetime: UtcDateTime,
        # No CHECK on words: a new word is then no migration; the mapping itself refuses others.
        StrEnum: Enum(StrEnum, native_enum=False, values_callable=values_of, length=32),
    }


def open_engine(path: Path, *, key: str | None = None, references: bool = True) -> Engine:
    """Return an engine over the file; writing transactions take the lock as they begin.

    Args:
        path: the database file.
        key: of an encrypted file, in hexadecimal.
        references: whether foreign keys are enforced at once; a migration checks them at its end.
    """
    # An error may end in a log: it must not carry the values of the statement.
    module = sqlite3 if key is None else sqlcipher3.dbapi2
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True, module=module)
    event.listen(engine, "connect", _set_up(key, references=references))
    event.listen(engine, "begin", _begin)
    return engine


def connect(place: str, key: str | None = None) -> Any:  # noqa: ANN401 - one of two drivers
    """Return a bare connection to a file or an address of one.

    Args:
        place: a path, or an address that begins with `file:`.
        key: of an encrypted file, in hexadecimal.
    """
    uri = place.startswith("file:")
    if key is None:
        return sqlite3.connect(place, uri=uri)
    connection = sqlcipher3.dbapi2.connect(place, uri=uri)
    _unlock(connection.cursor(), key)
    return connection


def errors_of(key: str | None) -> type[Exception]:
    """Return what the driver of a file raises when the file is no database."""
    driver = sqlite3 if key is None else sqlcipher3.dbapi2
    kind: type[Exception] = driver.DatabaseError
    return kind


def _set_up(
    key: str | None, *, references: bool
) -> Callable[[DBAPIConnection, ConnectionPoolEntry], None]:
    def prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        raw: Any = connection
        raw.isolation_level = None  # the driver's own BEGIN comes too late; `_begin` says it
        cursor = connection.cursor()
        if key is not None:
            _unlock(cursor, key)
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        if not references:
            cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.close()

    return prepare


def _unlock(cursor: Any, key: str) -> None:  # noqa: ANN401 - one of two drivers
    """Give the key before anything else; the driver's own log would name files. Rule: DESK-08."""
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key}'\"")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
