"""Databases damaged on purpose: each harm is found, and nothing is changed by looking."""

import random
import sqlite3
from contextlib import closing

import pytest

from db.driver import EncryptedFile, connect, file_of
from db.soundness import damage, first_damage, log_of

KEY = bytes(range(32))
PAGE = 4096


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def made(request, tmp_path_factory):
    """A database of some 60 pages with a log that was not settled, as a kill leaves it."""
    path = tmp_path_factory.mktemp("made") / "甲 #1?.db"
    address = EncryptedFile(path, KEY) if request.param == "encrypted" else path
    with closing(connect(address, make=True)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)")
        writer.execute("CREATE INDEX by_name ON person (name)")
        names = [(f"王小明{number}" * 5,) for number in range(2_000)]
        writer.executemany("INSERT INTO person (name) VALUES (?)", names)
        writer.commit()
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        writer.execute("INSERT INTO person (name) VALUES ('最后一个')")
        writer.commit()
        kept = {end: (path.with_name(path.name + end)).read_bytes() for end in ("", "-wal")}
    return request.param, kept


@pytest.fixture
def place(made, tmp_path):
    """The database in a folder of its own; settled where `settled` is called."""
    kind, kept = made
    path = tmp_path / "数据 %41.db"
    for end, content in kept.items():
        path.with_name(path.name + end).write_bytes(content)
    return EncryptedFile(path, KEY) if kind == "encrypted" else path


def settle(place):
    with closing(connect(place)) as connection:
        connection.execute("SELECT count(*) FROM person").fetchone()
    assert not log_of(file_of(place)).exists()


def content(place):
    """All but a log that holds nothing and the index of one."""
    files = [path for path in file_of(place).parent.iterdir() if not path.name.endswith("-shm")]
    return {
        path.name: path.read_bytes()
        for path in files
        if path.suffix == ".db" or path.stat().st_size
    }


def overwrite(path, start, data):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def harm_header(path):
    overwrite(path, 0, b"\0" * 100)


def harm_middle(path):
    overwrite(path, 20 * PAGE, random.Random(8).randbytes(2 * PAGE))


def harm_schema(path):
    overwrite(path, 100, b"\xff" * 2_000)


def truncate(path):
    with path.open("r+b") as file:
        file.truncate(30 * PAGE + 17)


def empty(path):
    path.write_bytes(b"")


HARMS = [harm_header, harm_middle, harm_schema, truncate, empty]


def test_a_sound_database_is_sound_with_its_log_and_without(place):
    before = content(place)
    assert (first_damage(place), damage(place)) == ("", "")
    assert content(place) == before
    settle(place)
    before = set(file_of(place).parent.iterdir())
    assert damage(place) == ""
    assert set(file_of(place).parent.iterdir()) == before  # not even an empty log is left


@pytest.mark.parametrize("with_log", [True, False])
@pytest.mark.parametrize("harm", HARMS)
def test_every_harm_is_found_and_looking_changes_nothing(place, harm, with_log):
    if not with_log:
        settle(place)
    harm(file_of(place))
    before = content(place)
    assert damage(place)
    assert content(place) == before


@pytest.mark.parametrize("made", ["encrypted"], indirect=True)  # plain pages carry no code
def test_one_byte_changed_in_an_encrypted_page_is_found(place):
    settle(place)
    path = place.path
    at = 33 * PAGE + 1_234
    byte = path.read_bytes()[at]
    overwrite(path, at, bytes([byte ^ 1]))
    assert damage(place)
    assert damage(EncryptedFile(path, bytes(32)))  # another key's file is no better


def test_a_log_that_is_garbage_is_found_and_one_of_zeros_is_not(place):
    log = log_of(file_of(place))
    overwrite(log, 0, b"\0" * 64)
    assert damage(place) == ""
    overwrite(log, 0, b"garbage!" * 8)
    before = content(place)
    assert "log" in first_damage(place)
    assert "log" in damage(place)
    assert content(place) == before


def test_another_programs_database_is_sound_and_a_word_file_is_none(tmp_path):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert damage(other) == ""
    other.write_text("这是花名册，不是数据库。" * 100, "utf-8")
    assert first_damage(other)
