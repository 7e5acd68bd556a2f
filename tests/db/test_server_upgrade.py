"""On a server a migration is one transaction: whole, or as if it had never been tried."""

from __future__ import annotations

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from db.engine import make_engine
from db.errors import StorageError
from db.models import whole_metadata
from db.upgrade import SCRIPTS, upgrade
from tests.db.house import a_person, open_folder
from tests.db.test_upgrade import later


@pytest.fixture
def data(server_template, new_database) -> str:
    """A database on the server with a person in it."""
    address = new_database(server_template)
    folder = open_folder(address)
    folder.add(a_person())
    folder.store.close()
    return address


def ask(address: str, statement: str) -> list[tuple[object, ...]]:
    engine = make_engine(address)
    with engine.begin() as connection:
        found = connection.exec_driver_sql(statement)
        rows = [tuple(row) for row in found] if found.returns_rows else []
    engine.dispose()
    return rows


def columns(address: str) -> set[str]:
    engine = make_engine(address)
    with engine.connect() as connection:
        found = {column["name"] for column in inspect(connection).get_columns("person")}
    engine.dispose()
    return found


def test_a_migrated_database_is_what_the_models_say(server_template, new_database):
    engine = make_engine(new_database(server_template))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, whole_metadata()) == []
    engine.dispose()


def test_constraints_of_a_migrated_database_are_the_models(server_template, new_database):
    """Alembic compares neither checks nor whether foreign keys are deferred."""
    fresh, migrated = new_database(), new_database(server_template)
    engine = make_engine(fresh)
    whole_metadata().create_all(engine)
    engine.dispose()
    query = (
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace AND conname !~ '^alembic' ORDER BY 1"
    )
    assert ask(fresh, query) == ask(migrated, query)


def test_a_new_database_is_made_once(new_database):
    address = new_database()
    assert upgrade(address) is True
    assert upgrade(address) is False


def test_an_upgrade_keeps_the_data(data, tmp_path):
    scripts = later(tmp_path, "op.add_column('person', sa.Column('later', sa.Text()))")
    assert upgrade(data, scripts, "9999") is True
    assert upgrade(data, scripts, "9999") is False
    assert ask(data, "SELECT name, later FROM person") == [("张三", None)]


def test_rows_may_be_changed_before_their_table_is(data, tmp_path):
    scripts = later(
        tmp_path,
        'op.execute("UPDATE person SET station_id = NULL")',
        'op.execute("DELETE FROM station")',
        "op.add_column('person', sa.Column('later', sa.Text()))",
    )
    assert upgrade(data, scripts, "9999") is True
    assert "later" in columns(data)


def test_a_newer_database_is_refused_with_a_sentence_and_left_alone(data):
    ask(data, "UPDATE alembic_version SET version_num = '7777'")
    with pytest.raises(StorageError, match="更新版本的程序"):
        upgrade(data)
    assert ask(data, "SELECT version_num FROM alembic_version") == [("7777",)]


def test_another_programs_database_is_refused_and_left_alone(new_database):
    address = new_database()
    ask(address, "CREATE TABLE payroll (id integer)")
    with pytest.raises(StorageError, match="不是本程序的数据库"):
        upgrade(address)
    assert ask(address, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [
        ("payroll",)
    ]


@pytest.mark.parametrize(
    "body",
    [
        ["op.create_table('t', sa.Column('a', sa.Text()))", "raise ValueError('broken')"],
        ["op.add_column('person', sa.Column('later', sa.Text()))", "op.execute('no such words')"],
        ["op.execute('DELETE FROM station')"],  # leaves people without their station
    ],
    ids=["raises", "bad sql", "orphans"],
)
def test_a_failed_upgrade_leaves_everything_as_it_was(data, tmp_path, body):
    before = columns(data)
    with pytest.raises(Exception, match=r"broken|syntax error|violates foreign key"):
        upgrade(data, later(tmp_path, *body), "9999")
    assert columns(data) == before
    assert ask(data, "SELECT name FROM person") == [("张三",)]
    assert ask(data, "SELECT to_regclass('t')") == [(None,)]
    assert upgrade(data, SCRIPTS) is False


def test_two_pcs_that_upgrade_at_once_do_it_once(new_database):
    address = new_database()
    start = threading.Barrier(2)
    done: list[bool] = []

    def open_it() -> None:
        start.wait()
        done.append(upgrade(address))

    pcs = [threading.Thread(target=open_it) for _ in range(2)]
    for pc in pcs:
        pc.start()
    for pc in pcs:
        pc.join()
    assert sorted(done) == [False, True]
