from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import upgrade as upgrading
from db.engine import make_engine
from db.errors import StorageError
from db.models import (
    whole_metadata,
)
from db.upgrade import HEAD, SCRIPTS, upgrade
from tests.db.house import a_person, open_folder

NEXT = '''"""A later change."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9999", "{head}"
def upgrade():
{body}
'''


def content(folder: Path) -> dict[str, str]:
    """Every file beside the database, by name, with its digest."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def later(tmp_path: Path, *lines: str) -> Path:
    """The program's migrations and one more."""
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    body = "\n".join(f"    {line}" for line in lines)
    (scripts / "versions" / "9999_later.py").write_text(NEXT.format(head=HEAD, body=body))
    return scripts


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    """A data folder's database with a person in it, closed."""
    path = tmp_path / "data" / "station.db"
    path.parent.mkdir()
    shutil.copy(template, path)
    folder = open_folder(path)
    folder.add(a_person())
    folder.store.close()
    return path


def people(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT count(*) FROM person").fetchone()[0]


def test_a_migrated_database_is_what_the_models_say(template):
    engine = make_engine(template)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, whole_metadata()) == []
    engine.dispose()


def test_constraints_of_a_migrated_database_are_the_models(template):
    """Alembic compares neither checks nor whether foreign keys are deferred."""
    fresh = make_engine(template.with_name("fresh.db"))
    whole_metadata().create_all(fresh)
    migrated = make_engine(template)
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version'"
    )

    def lines(engine) -> dict[str, list[str]]:
        with engine.connect() as connection:
            return {
                # A column added later stands on the line of the last one; a rebuilt table has
                # its name in quotes.
                name: sorted(
                    line.strip().rstrip(",").replace('"', "")
                    for line in re.split(r"\n|, (?=\w+ [A-Z])", sql)
                )
                for name, sql in connection.exec_driver_sql(query)
            }

    assert lines(fresh) == lines(migrated)
    fresh.dispose()
    migrated.dispose()


def test_head_is_the_scripts_head():
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]


def test_migrations_import_nothing_of_ours():
    for script in (SCRIPTS / "versions").glob("*.py"):
        text = script.read_text(encoding="utf-8")
        assert "import db" not in text
        assert "from db" not in text


def test_a_new_database_is_made_in_one_piece(tmp_path):
    path = tmp_path / "station.db"
    assert upgrade(path) is True
    assert set(content(tmp_path)) == {"station.db"}
    assert upgrade(path) is False


def test_an_upgrade_that_has_nothing_to_do_leaves_the_bytes(data):
    before = content(data.parent)
    assert upgrade(data) is False
    assert content(data.parent) == before


def test_an_upgrade_keeps_the_data(data, tmp_path):
    scripts = later(tmp_path, "op.add_column('person', sa.Column('later', sa.Text()))")
    kept = []
    assert upgrade(data, scripts, "9999", keep=lambda: kept.append(people(data))) is True
    assert upgrade(data, scripts, "9999", keep=lambda: kept.append("again")) is False
    assert kept == [1]
    assert set(content(data.parent)) == {"station.db"}
    assert people(data) == 1
    with closing(sqlite3.connect(data)) as connection:
        assert connection.execute("SELECT later FROM person").fetchall() == [(None,)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_only_the_log_holds_yet_is_upgraded_too(data, tmp_path):
    open_elsewhere = open_folder(data)
    open_elsewhere.add(a_person())
    assert data.with_name("station.db-wal").stat().st_size > 0
    upgrade(data, later(tmp_path, "op.create_table('t', sa.Column('a', sa.Text()))"), "9999")
    open_elsewhere.store.close()
    assert people(data) == 2


def test_a_newer_database_is_refused_with_a_sentence_and_left_alone(data):
    with closing(sqlite3.connect(data)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '7777'")
    before = content(data.parent)
    with pytest.raises(StorageError, match="更新版本的程序") as caught:
        upgrade(data, keep=lambda: pytest.fail("a backup at every try"))
    assert "升级" in caught.value.hint
    assert content(data.parent) == before


@pytest.mark.parametrize(
    "body",
    [
        ["op.create_table('t', sa.Column('a', sa.Text()))", "raise ValueError('broken')"],
        ["op.execute('DELETE FROM person')", "op.execute('no such words')"],
        ["op.execute('DELETE FROM station')"],  # leaves people without their station
    ],
    ids=["raises", "bad sql", "orphans"],
)
def test_a_failed_upgrade_leaves_the_original_and_no_draft(data, tmp_path, body):
    before = content(data.parent)
    with pytest.raises(Exception, match=r"broken|syntax error|没有通过"):
        upgrade(data, later(tmp_path, *body), "9999")
    assert content(data.parent) == before


def test_a_failed_swap_leaves_the_original_and_no_draft(data, tmp_path, monkeypatch):
    scripts = later(tmp_path, "op.create_table('t', sa.Column('a', sa.Text()))")
    before = content(data.parent)

    def locked(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PermissionError):
        upgrade(data, scripts, "9999")
    assert content(data.parent) == before


def test_rebuilding_a_parent_keeps_its_children(data, tmp_path):
    scripts = later(
        tmp_path,
        "with op.batch_alter_table('station', recreate='always') as batch:",
        "    batch.alter_column('name', new_column_name='title')",
    )
    upgrade(data, scripts, "9999")
    with closing(sqlite3.connect(data)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        joined = "SELECT title FROM person JOIN station ON station.id = station_id"
        assert connection.execute(joined).fetchall() == [("甲站",)]
        parents = {row[2] for row in connection.execute("PRAGMA foreign_key_list(person)")}
    assert parents == {"station", "organisation"}


@pytest.mark.parametrize("made", ["text", "truncated"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(data, made):
    data.write_bytes(
        {"text": "花名册".encode() * 500, "truncated": data.read_bytes()[:3000]}[made]
    )
    before = content(data.parent)
    with pytest.raises(StorageError, match=r"不是本程序的数据库|已损坏"):
        upgrade(data)
    assert content(data.parent) == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "station.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE moz_places (url)")
    before = content(tmp_path)
    with pytest.raises(StorageError, match="不是本程序的数据库"):
        upgrade(path)
    assert content(tmp_path) == before


class FullDisk(sqlite3.Connection):
    """A connection whose backup runs out of space half-way."""

    def backup(self, target: sqlite3.Connection, **_: object) -> None:
        target.execute("CREATE TABLE half (a)")
        self.execute("PRAGMA temp.max_page_count = 1")
        self.execute("CREATE TEMP TABLE t (a)")


def test_a_full_disk_during_the_copy_leaves_the_original_alone(data, tmp_path, monkeypatch):
    scripts = later(tmp_path, "op.create_table('t', sa.Column('a', sa.Text()))")
    before = content(data.parent)
    copy = upgrading.copy_file
    made: list[Path] = []

    def filling(source: Path, target: Path) -> None:
        made.append(target)
        monkeypatch.setattr(
            upgrading, "connect", lambda path, **_: sqlite3.connect(path, factory=FullDisk)
        )
        copy(source, target)

    monkeypatch.setattr(upgrading, "copy_file", filling)
    with pytest.raises(StorageError, match="磁盘空间不足"):
        upgrade(data, scripts, "9999")
    assert len(made) == 1
    assert content(data.parent) == before
