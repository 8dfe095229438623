import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from zjgdesk.errors import DeskError
from zjgdesk.models.base import open_engine
from zjgdesk.models.tables import Base
from zjgdesk.models.upgrade import upgrade


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "desk.db"
    upgrade(path, tmp_path / "backups")
    return path


@pytest.fixture
def connection(file):
    engine = open_engine(file)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def differences(connection):
    """Compare the file with the models; the full-text search keeps tables of its own."""
    told = {"include_name": lambda name, kind, _parents: kind != "table" or not own(name)}
    return compare_metadata(MigrationContext.configure(connection, opts=told), Base.metadata)


def own(name):
    return name.startswith(("case_text", "case_pair"))


def test_migrated_file_matches_the_models(connection):
    assert differences(connection) == []


def test_a_file_from_a_newer_program_is_refused_and_left_alone(file, tmp_path):
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()
    with pytest.raises(DeskError, match=r"workspace\.newer"):
        upgrade(file, tmp_path / "backups")
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "desk.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(DeskError, match=r"workspace\.damaged"):
        upgrade(path, tmp_path / "backups")


def test_an_older_file_is_backed_up_before_it_is_migrated(file, tmp_path, monkeypatch):
    versions = tmp_path / "versions"
    versions.mkdir()
    (versions / "9999_probe.py").write_text(
        'revision = "9999"\ndown_revision = "0006"\n\n\ndef upgrade():\n    pass\n'
    )
    from alembic.config import Config

    from zjgdesk.models import upgrade as module

    def config():
        settings = Config()
        settings.set_main_option("script_location", str(module.MIGRATIONS))
        settings.set_main_option("path_separator", "os")
        settings.set_main_option(
            "version_locations", f"{module.MIGRATIONS / 'versions'}:{versions}"
        )
        return settings

    monkeypatch.setattr(module, "_config", config)
    backup = upgrade(file, tmp_path / "backups")
    assert backup.parent == tmp_path / "backups"
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0006",)
    assert upgrade(file, tmp_path / "backups") is None


def test_foreign_keys_bite(connection):
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.execute(
            text(
                "INSERT INTO round_entry (id, round_id, position, candidate_id, name, organisation)"
                " VALUES (1, 99, 1, 99, 'x', 'y')"
            )
        )
        connection.commit()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_the_connection_is_set_up_to_survive_a_power_cut(connection, pragma, value):
    assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def old_file(tmp_path, revision):
    path = tmp_path / "old" / "desk.db"
    path.parent.mkdir()
    shutil.copy(Path(__file__).parents[1] / "old_files" / revision / "desk.db", path)
    return path


def test_a_workspace_of_the_first_release_is_brought_up_with_all_it_holds(tmp_path):
    path = old_file(tmp_path, "0001")
    with closing(sqlite3.connect(path)) as raw:
        before = dict(raw.execute("SELECT id, candidate_id FROM reward"))
        requests = raw.execute("SELECT count(*) FROM opinion_request").fetchone()
    upgrade(path, tmp_path / "backups")
    engine = open_engine(path)
    with engine.connect() as connection:
        assert differences(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        after = dict(
            raw.execute(
                "SELECT r.id, h.candidate_id FROM reward r JOIN honour h ON h.id = r.honour_id"
            )
        )
        assert after == before != {}
        assert raw.execute("SELECT DISTINCT year FROM honour").fetchall() == [(2026,)]
        assert raw.execute("SELECT track, stage FROM track_stage").fetchall() == [
            ("cadre", "rewards")
        ]
        assert raw.execute("SELECT count(*) FROM opinion_request").fetchone() == requests


def test_a_migration_that_leaves_a_loose_end_is_taken_back(tmp_path):
    path = old_file(tmp_path, "0001")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE candidate SET import_id = 4711 WHERE id = 1")
    with pytest.raises(DeskError, match=r"workspace\.damaged"):
        upgrade(path, tmp_path / "backups")
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_the_cases_of_the_third_release_are_brought_up_with_all_they_hold(tmp_path):
    path = old_file(tmp_path, "0003")
    with closing(sqlite3.connect(path)) as raw:
        cases = raw.execute("SELECT id, person, measure, state FROM tolerance_case").fetchall()
        found = raw.execute("SELECT count(*) FROM precondition_finding").fetchone()[0]
    upgrade(path, tmp_path / "backups")
    engine = open_engine(path)
    with engine.connect() as connection:
        assert differences(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        after = raw.execute("SELECT id, person, measure_words, state FROM tolerance_case")
        assert after.fetchall() == cases
        points = raw.execute("SELECT point FROM precondition_finding").fetchall()
        assert len(points) > found == 14
        assert dict(
            raw.execute(
                "SELECT person, result FROM determination d JOIN tolerance_case c"
                " ON c.id = d.case_id"
            )
        ) == {"从轻丙": "lighter", "丁一": "exempt"}
        assert raw.execute("SELECT count(*) FROM correction").fetchone() == (2,)
        steps = raw.execute("SELECT step FROM case_step WHERE case_id = 6 ORDER BY id").fetchall()
        assert [step for (step,) in steps] == ["notify", "apply", "accept", "withdraw"]
        assert {n for (n,) in raw.execute("SELECT account FROM case_handler")} == {"经办人"}
        hits = raw.execute(
            "SELECT count(*) FROM case_text WHERE case_text MATCH ?", ('"补偿 偿口"',)
        )
        assert hits.fetchone() == (6,)
