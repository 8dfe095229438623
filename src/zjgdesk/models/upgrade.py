"""Bring a workspace's file up to date: refuse newer files, back up, then migrate."""

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from zjgdesk.errors import DeskError
from zjgdesk.models.base import connect, open_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path, backups: Path, *, key: str | None = None) -> Path | None:
    """Migrate the file at `path`; return the backup made first, if one was needed.

    Args:
        path: the database file.
        backups: the folder for a copy of what is migrated.
        key: of an encrypted file, in hexadecimal; the copy has the same.

    Raises:
        DeskError: `workspace.newer` when a later version of the program wrote the file,
            `workspace.damaged` when it is no database.
    """
    script = ScriptDirectory.from_config(_config())
    # A migration rebuilds tables that others refer to; references are checked at its end.
    engine = open_engine(path, key=key, references=False)
    try:
        found = _revision(engine)
        if found == script.get_current_head():
            return None
        if found is not None and found not in {step.revision for step in script.walk_revisions()}:
            raise DeskError("workspace.newer", rule="DESK-02", revision=found)
        backup = _back_up_before(path, backups, found, key=key) if found else None
        settings = _config()
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            _check_references(connection, path)
    except DatabaseError as error:
        raise DeskError("workspace.damaged", name=path.parent.name) from error
    else:
        return backup
    finally:
        engine.dispose()


def _check_references(connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise DeskError("workspace.damaged", name=path.parent.name)


def back_up(source: Path, target: Path, *, key: str | None = None) -> None:
    """Copy a database safely, even while it is open; a plain copy would miss the journal."""
    with closing(connect(str(source), key)) as old, closing(connect(str(target), key)) as new:
        old.backup(new)


def _back_up_before(path: Path, backups: Path, revision: str, *, key: str | None) -> Path:
    backups.mkdir(exist_ok=True)
    target = backups / f"before-migration-from-{revision}.db"
    back_up(path, target, key=key)
    return target


def _config() -> Config:
    """Alembic's settings, without an ini file, so it also works when frozen."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return settings


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
