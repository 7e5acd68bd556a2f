from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from db.engine import make_engine
from db.errors import StorageError
from db.faults import explained
from db.models import Person
from tests.db.house import Folder, a_person, a_person_row, open_folder
from tests.postgres import only_sqlite


def always(folder: Folder, pragma: str) -> None:
    """Give every connection of the folder this pragma, from the next on."""
    event.listen(folder.engine, "connect", lambda raw, _record: raw.execute(f"PRAGMA {pragma}"))
    folder.engine.dispose()


def contents(path: Path) -> tuple[Any, ...]:
    """People and entries as another program sees them."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return tuple(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("person", "journal", "action")
        )


def is_sentence(error: StorageError) -> bool:
    return "。" in error.message and bool(error.hint) and bool(error.detail)


def add_hundreds(folder: Folder) -> None:
    with folder.begin() as work:
        work.add_many(Person, [a_person_row() for _ in range(500)])
        work.commit()


@only_sqlite
def test_a_full_disk_is_a_sentence_and_nothing_is_kept(folder):
    folder.add(a_person())
    with folder.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    always(folder, f"max_page_count = {pages + 8}")
    with pytest.raises(StorageError, match="磁盘空间不足") as caught:
        add_hundreds(folder)
    assert is_sentence(caught.value)
    assert contents(folder.path) == (1, 1, 1)
    folder.edit(folder_person(folder), phone="1")  # room enough for a small thing


def folder_person(folder: Folder) -> Person:
    with folder.store.read() as session:
        return session.scalars(select(Person)).first()


@only_sqlite
@pytest.mark.parametrize("room", [9, 30, 60])
def test_a_disk_that_fills_anywhere_on_the_way_keeps_nothing(folder, room):
    with folder.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    always(folder, f"max_page_count = {pages + room}")
    with pytest.raises(StorageError, match="磁盘空间不足"):
        add_hundreds(folder)
    assert contents(folder.path) == (0, 0, 0)


@only_sqlite
def test_a_second_writer_is_told_who_waits_for_whom(folder):
    other = open_folder(folder.path, replica="0" * 12)
    always(other, "busy_timeout = 1")
    with folder.begin() as work:
        work.session.add(a_person())
        work.session.flush()
        with pytest.raises(StorageError, match="被另一个程序占用") as caught:
            other.add(a_person())
        work.commit()
    assert is_sentence(caught.value)
    assert contents(folder.path) == (1, 1, 1)
    other.add(a_person())
    assert contents(folder.path) == (2, 2, 2)
    other.store.close()


def test_a_reader_is_not_kept_out_by_a_writer(folder):
    folder.add(a_person())
    with folder.begin() as work:
        work.session.add(a_person())
        work.session.flush()
        with folder.store.read() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == 1


@only_sqlite
def test_a_read_only_database_is_a_sentence(folder):
    folder.add(a_person())
    always(folder, "query_only = 1")
    with pytest.raises(StorageError, match="只读") as caught:
        folder.add(a_person())
    assert is_sentence(caught.value)
    assert contents(folder.path) == (1, 1, 1)


def test_a_file_that_is_no_database_is_a_sentence(tmp_path):
    path = tmp_path / "station.db"
    path.write_bytes("这是花名册，不是数据库。".encode() * 300)
    before = path.read_bytes()
    folder = open_folder(path)
    with pytest.raises(StorageError, match="不是本程序的数据库") as caught:
        folder.journal()
    assert is_sentence(caught.value)
    assert path.read_bytes() == before


def test_a_missing_folder_is_a_sentence(tmp_path):
    engine = make_engine(tmp_path / "gone" / "station.db")
    with pytest.raises(StorageError, match="打不开") as caught:
        engine.connect()
    assert is_sentence(caught.value)


@only_sqlite
def test_a_corrupt_page_is_a_sentence_and_takes_no_more_writes(folder):
    add_hundreds(folder)
    with folder.engine.connect() as connection:
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        root = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'person'"
        ).scalar_one()
    folder.store.close()
    with folder.path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    before = folder.path.read_bytes()
    with pytest.raises(StorageError, match="已损坏") as caught:
        folder_person(folder)
    assert is_sentence(caught.value)
    with pytest.raises(StorageError, match="已损坏"):
        folder.add(a_person())
    folder.store.close()
    assert folder.path.read_bytes() == before


@only_sqlite
def test_a_mistake_of_ours_is_not_explained_away(folder):
    with folder.engine.connect() as connection, pytest.raises(Exception, match="no such table"):
        connection.exec_driver_sql("SELECT * FROM nowhere")
    assert explained(ValueError()) is None
    assert explained(sqlite3.OperationalError("made by hand")) is None


@only_sqlite
def test_a_fault_at_the_commit_itself_keeps_nothing(folder, monkeypatch):
    def torn(_raw: Any) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(folder.engine.dialect, "do_commit", torn)
        with pytest.raises(StorageError, match="读写磁盘时出错"):
            folder.add(a_person())
    assert contents(folder.path) == (0, 0, 0)
    folder.add(a_person())
    assert [entry.seq for entry in folder.journal()] == [1]
