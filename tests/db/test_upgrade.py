from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select

from db import upgrade as upgrading
from db.engine import make_engine
from db.errors import StorageError
from db.models import (
    Attachment,
    Attempt,
    AttemptEvent,
    Certificate,
    CertificateRevocation,
    ContactTarget,
    Disclosure,
    GridUnit,
    Item,
    ItemRevision,
    Organisation,
    Paper,
    Person,
    SecretaryTalk,
    StandardRound,
    User,
    whole_metadata,
)
from db.upgrade import HEAD, SCRIPTS, upgrade
from tests.db.house import Folder, a_person, open_folder

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


def test_a_station_of_the_first_release_is_upgraded_with_all_its_work(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0001.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    before.pop("alembic_version")
    for name, rows in before.items():
        kept = [row[: len(rows[0])] for row in after[name]] if rows else after[name]
        if name != "journal":  # its new column stands in the middle
            assert kept == rows
    assert len(after["journal"]) == len(before["journal"]) > 20
    folder = open_folder(path, replica="0123456789ab")
    assert next(row.phone for row in living_people(folder)) == "13900009999"
    folder.add(a_person())
    assert folder.journal()[-1].merge_id is None
    folder.store.close()


def test_the_bank_of_the_second_release_is_upgraded_and_can_be_worked_with(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0002.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in ("item", "item_revision", "regulation", "journal"):
        assert [row[: len(before[name][0])] for row in after[name]] == before[name]
    folder = open_folder(path, replica="0123456789ab")
    with folder.store.begin("送审") as uow:
        item = uow.session.scalars(select(Item).where(Item.source != "unified").limit(1)).one()
        revision = uow.session.get_one(ItemRevision, item.revision_id)
        assert (revision.point_rules, revision.reason) == ([], "")
        item.status = "review"
        uow.commit()
    assert folder.journal()[-1].after["status"] == "review"
    folder.store.close()


def test_the_exam_of_the_third_release_is_upgraded_and_goes_on(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0003.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in ("paper", "paper_item", "exam", "attempt", "answer", "marking", "journal"):
        assert [row[: len(before[name][0])] for row in after[name]] == before[name]
    folder = open_folder(path, replica="0123456789ab")
    with folder.store.begin("作废答卷") as uow:
        attempt = uow.session.scalars(select(Attempt).limit(1)).one()
        assert (attempt.origin, attempt.paper_id) == ("screen", None)
        paper = uow.session.scalars(select(Paper)).one()
        assert (paper.variant, paper.variant_of_id, paper.drawing) == ("", None, {})
        event = AttemptEvent(attempt_id=attempt.id, kind="voided", at=attempt.started_at)
        uow.session.add(event)
        uow.commit()
    assert folder.journal()[-1].row_id == event.id
    folder.store.close()


def test_the_people_of_the_fourth_release_are_upgraded_and_can_be_placed(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0004.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in ("instructor", "training_session", "enrolment", "station", "journal"):
        assert [row[: len(before[name][0])] for row in after[name]] == before[name]
    folder = open_folder(path, replica="0123456789ab")
    with folder.store.begin("安排到组织") as uow:
        person = uow.session.scalars(select(Person).order_by(Person.id).limit(1)).one()
        assert (person.role, person.reading, person.position) == ("", "", None)
        town = Organisation(station_id=person.station_id, name="某镇", kind="town")
        uow.session.add(town)
        person.organisation_id = town.id
        uow.commit()
    entries = folder.journal()[-2:]
    assert {entry.table for entry in entries} == {"organisation", "person"}
    session = next(row for row in after["training_session"])
    assert "fixed" in session
    folder.store.close()


def test_a_station_of_the_fifth_release_is_upgraded_and_can_begin_a_round(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0005.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in ("person", "organisation", "submission", "nomination", "journal"):
        assert after[name] == before[name]
    folder = open_folder(path, replica="0123456789ab")
    with folder.store.begin("新建轮次") as uow:
        town = uow.session.scalars(
            select(Organisation).where(Organisation.station_id.is_not(None)).limit(1)
        ).one()
        own = StandardRound(
            station_id=town.station_id,
            name="标准化建设",
            year=2026,
            checklists={},
            schedule={},
            rule={},
        )
        uow.session.add(own)
        uow.session.add(
            Attachment(
                station_id=town.station_id,
                kind="photo",
                sha256="0" * 64,
                size=1,
                media="image/jpeg",
                name="a.jpg",
            )
        )
        uow.commit()
    assert {entry.table for entry in folder.journal()[-2:]} == {"standard_round", "attachment"}
    folder.store.close()


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()
            for (name,) in names
        }


def living_people(folder: Folder) -> list[Person]:
    with folder.store.read() as session:
        return list(session.scalars(select(Person).order_by(Person.id)))


def test_a_station_of_the_sixth_release_is_upgraded_and_keeps_account_of_who_saw_numbers(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0006.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in ("person", "round_branch", "checklist", "certificate", "journal"):
        assert after[name] == before[name]
    folder = open_folder(path, replica="0123456789ab")
    with folder.store.begin("查看完整号码") as uow:
        user = uow.session.scalars(select(User)).one()
        assert user.role == ""
        user.role = "station_head"
        uow.session.add(
            Disclosure(
                station_id=user.station_id,
                user_id=user.id,
                at=datetime.now(UTC),
                kind="seen",
                what="人员名册",
                people=3,
            )
        )
        uow.commit()
    assert {entry.table for entry in folder.journal()[-2:]} == {"user", "disclosure"}
    folder.store.close()


def test_a_station_of_the_seventh_release_is_upgraded_and_takes_up_the_rest_of_its_year(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0007.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in ("person", "user", "disclosure", "round_branch", "certificate", "journal"):
        assert after[name] == before[name]
    folder = open_folder(path, replica="0123456789ab")
    with folder.store.begin("登记网格") as uow:
        station = uow.session.scalars(select(User)).one().station_id
        person = uow.session.scalars(select(Person)).first()
        town = GridUnit(station_id=station, level="township", name="周庄镇")
        household = ContactTarget(
            station_id=station, unit_id=town.id, kind="household", name="王大明"
        )
        talk = SecretaryTalk(
            person_id=person.id,
            year=2026,
            kind="heart",
            talked_on=date(2026, 11, 26),
            talker="张书记",
            topics="集体经济",
        )
        uow.session.add_all([town, household, talk])
        uow.commit()
    kept = {entry.table for entry in folder.journal()[-3:]}
    assert kept == {"grid_unit", "contact_target", "secretary_talk"}
    folder.store.close()


def test_a_station_of_the_ninth_release_is_upgraded_and_revokes_a_certificate(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0009.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in ("person", "certificate", "grid_unit", "openness_item", "journal"):
        assert after[name] == before[name]
    folder = open_folder(path, replica="0123456789ab")
    with folder.store.begin("作废证书") as uow:
        certificate = uow.session.scalars(select(Certificate)).first()
        revoked = CertificateRevocation(
            station_id=certificate.station_id,
            certificate_key=certificate.id,
            number=certificate.wording["number"],
            revoked_on=date(2026, 11, 26),
            cause="lost",
        )
        uow.session.add(revoked)
        uow.commit()
    assert folder.journal()[-1].table == "certificate_revocation"
    folder.store.close()
