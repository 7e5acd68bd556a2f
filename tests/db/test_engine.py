from __future__ import annotations

import gc
import threading
import weakref
from datetime import date

import pytest
from sqlalchemy import Date, Text, Uuid, cast, insert, literal, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from db.engine import make_engine
from db.keys import new_key
from db.models import Device, JournalEntry, Person, Setting, Station
from tests.db.house import SEVENTH, Folder, a_person, an_attempt
from tests.postgres import only_sqlite

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


@only_sqlite
def test_every_connection_is_set_up_alike(folder):
    found: list[dict[str, object]] = []

    def look() -> None:
        with folder.engine.connect() as connection:
            found.append(
                {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in PRAGMAS
                }
            )

    with folder.engine.connect(), folder.engine.connect():
        look()
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    folder.engine.dispose()
    look()
    assert found == [PRAGMAS] * 3


@only_sqlite
def test_a_key_read_again_is_the_same_object(folder):
    wanted = select(Station.id).where(Station.id == SEVENTH)
    with folder.engine.connect() as connection:
        first, again = (connection.scalars(wanted).one() for _ in range(2))
        assert connection.scalars(select(cast(None, Uuid))).one() is None
    assert first == SEVENTH
    assert first is again


@only_sqlite
def test_a_day_read_again_is_the_same_object(folder):
    wanted = select(literal(date(2026, 3, 5), Date))
    with folder.engine.connect() as connection:
        first, again = (connection.scalars(wanted).one() for _ in range(2))
        assert connection.scalars(select(cast(None, Date))).one() is None
    assert first == date(2026, 3, 5)
    assert first is again


def test_a_connection_is_clean_after_a_commit_that_failed(folder):
    with folder.engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM station")
        connection.execute(
            insert(Device.__table__),
            {
                "id": new_key(),
                "letter": "A",
                "deleted": False,
                "sync_v": "",
                "station_id": SEVENTH,
            },
        )
        with pytest.raises(IntegrityError):
            connection.commit()
    with folder.engine.connect() as connection:
        assert len(connection.scalars(select(Station)).all()) == 2


def test_a_reader_sees_one_state_while_a_writer_commits(folder):
    with folder.store.read() as session:
        before = session.scalars(select(JournalEntry)).all()
        folder.add(a_person())
        assert session.scalars(select(JournalEntry)).all() == before
    assert len(folder.journal()) == 1


def test_chinese_stays_readable_in_the_file(folder: Folder):
    folder.add(a_person(name="欧阳暨阳"))
    with folder.engine.connect() as connection:
        text = connection.scalar(select(cast(JournalEntry.after, Text)))
    assert '"name":"欧阳暨阳"' in text


@pytest.mark.parametrize("typed", ["abc", "ABC", "（aBc"])
def test_latin_letters_are_found_large_and_small(folder, typed):
    folder.add(a_person(name="张三（Abc）"), a_person(name="张三"))
    with folder.store.read() as session:
        found = session.scalars(select(Person.name).where(Person.name.contains(typed))).all()
        others = session.scalars(select(Person.name).where(~Person.name.contains(typed))).all()
    assert (found, others) == (["张三（Abc）"], ["张三"])


@pytest.mark.parametrize("typed", ["%", "_", "/", "a%"])
def test_what_is_typed_stands_for_itself(folder, typed):
    folder.add(a_person(name=f"甲{typed}乙"), a_person(name="甲丙乙"))
    with folder.store.read() as session:
        where = Person.name.contains(typed, autoescape=True)
        assert session.scalars(select(Person.name).where(where)).all() == [f"甲{typed}乙"]


def test_a_figure_that_is_no_number_is_refused(folder):
    with folder.begin() as work:
        paper, _, _ = an_attempt(a_person())
        paper.lines = [float("nan")]
        work.session.add(paper)
        with pytest.raises((StatementError, ValueError), match="JSON compliant"):
            work.commit()
    assert folder.journal() == []


@only_sqlite
def test_a_data_folder_may_have_any_name(new_folder, tmp_path):
    (tmp_path / "暨阳 指导#1?%20").mkdir()
    folder = new_folder("暨阳 指导#1?%20/数据 库")
    folder.add(a_person())
    with folder.store.read() as session:
        session.get(Setting, "any")
        assert len(session.scalars(select(JournalEntry)).all()) == 1
    assert folder.path.exists()


@only_sqlite
def test_nothing_is_left_of_a_database_that_is_shut(folder):
    engine = make_engine(folder.path)
    dialect = weakref.ref(engine.dialect)
    with Session(engine) as session:
        session.add(Setting(key="one", value="two"))
        session.flush()
    engine.dispose()
    del engine, session
    gc.collect()
    assert dialect() is None, "kept by statements that mappers have compiled"
