"""Encrypted databases: nothing to be read without the key, in no file that SQLite writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from db import cipher, driver
from db.backup import copy_for_backup
from db.cipher import refuse_difference, rewrite
from db.driver import EncryptedFile, connect, is_encrypted, key_word, opens
from db.engine import make_engine
from db.errors import StorageError
from db.soundness import damage

KEY, OTHER = bytes(range(32)), bytes(32)
NAME = "阿卜杜拉·买买提𠮷"
NEEDLES = (NAME.encode(), NAME.encode("utf-16-le"), b"CREATE TABLE", b"SQLite format 3")


@pytest.fixture
def plain(tmp_path):
    """Three hundred people, an index, a view of nothing, and what the header carries."""
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE person (id BLOB PRIMARY KEY, name TEXT, at REAL) WITHOUT ROWID")
        made.execute("CREATE TABLE empty (id INTEGER PRIMARY KEY, what)")
        made.execute("CREATE INDEX by_name ON person (name)")
        rows = ((bytes([i // 256, i % 256]), f"{NAME}{i}", i / 3) for i in range(300))
        made.executemany("INSERT INTO person VALUES (?, ?, ?)", rows)
        made.execute("PRAGMA user_version = 77")
    return path


@pytest.fixture
def shut(plain, tmp_path):
    made = EncryptedFile(tmp_path / "shut.db", KEY)
    rewrite(plain, made)
    return made


def bytes_of(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_copy_under_a_key_is_the_same_and_reads_by_it_alone(plain, shut):
    refuse_difference(plain, shut)
    assert damage(shut) == ""
    assert (is_encrypted(plain), is_encrypted(shut.path)) == (False, True)
    assert not any(needle in shut.path.read_bytes() for needle in NEEDLES)
    assert opens(shut)
    assert not opens(EncryptedFile(shut.path, OTHER))
    assert not opens(shut.path)
    with closing(connect(shut)) as found:
        assert found.execute("PRAGMA user_version").fetchone() == (77,)
    again = EncryptedFile(shut.path.with_name("again.db"), OTHER)
    rewrite(shut, again)
    refuse_difference(plain, again)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE person SET name = name || '。' WHERE id = x'0001'",
        "DELETE FROM person WHERE id = x'0102'",
        "INSERT INTO empty VALUES (1, NULL)",
        "DROP INDEX by_name",
    ],
)
def test_a_copy_that_is_not_the_same_is_noticed(plain, shut, change):
    with closing(connect(shut)) as other, other:
        other.execute(change)
    with pytest.raises(StorageError, match="不一致") as caught:
        refuse_difference(plain, shut)
    assert caught.value.hint


def test_a_damaged_source_and_a_damaged_copy_are_noticed(plain, shut, tmp_path):
    with shut.path.open("rb+") as file:
        file.seek(5000)
        file.write(b"x")
    with pytest.raises(StorageError, match="不一致"):
        refuse_difference(plain, shut)
    target = EncryptedFile(tmp_path / "target.db", KEY)
    with pytest.raises(StorageError):
        rewrite(shut, target)
    assert not target.path.exists()


def test_log_and_temporary_files_are_encrypted_too(shut, tmp_path):
    """A sort too large for memory would go to a file of SQLite's own: ours keeps it in memory."""
    engine = make_engine(shut)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("INSERT INTO empty VALUES (2, :name)"), {"name": NAME})
        found = {row[0] for row in connection.exec_driver_sql("PRAGMA compile_options")}
        assert "TEMP_STORE=2" in found or "TEMP_STORE=3" in found
        (store,) = connection.exec_driver_sql("PRAGMA temp_store").one()
        assert store != 1  # nobody sends it to the disk
        connection.exec_driver_sql("PRAGMA cache_size = 2")
        sort = "SELECT name FROM person, (SELECT 1 FROM person LIMIT 40) ORDER BY at, name || 1"
        for _ in connection.exec_driver_sql(sort):
            break
    log = shut.path.with_name(f"{shut.path.name}-wal")
    assert log.stat().st_size > 4096
    (tmp_path / "plain.db").unlink()
    assert not any(needle in bytes_of(tmp_path) for needle in NEEDLES)
    engine.dispose()


def test_a_key_is_never_taken_for_a_passphrase_and_never_shown(tmp_path):
    for wrong in (b"", KEY[:-1], KEY + b"x"):
        with pytest.raises(ValueError, match="32 bytes"):
            key_word(wrong)
    assert KEY.hex() not in repr(EncryptedFile(tmp_path, KEY))


def test_without_the_library_it_is_said_and_nothing_is_made(plain, shut, monkeypatch, tmp_path):
    for module in (driver, cipher):
        monkeypatch.setattr(module, "cipher_driver", lambda: None)
    with pytest.raises(StorageError, match="缺少解密组件"):
        connect(shut)
    with pytest.raises(StorageError, match="缺少加密组件"):
        rewrite(plain, EncryptedFile(tmp_path / "new.db", KEY))
    assert not (tmp_path / "new.db").exists()


def test_a_disk_that_fills_up_under_an_encrypted_copy_is_told_in_a_sentence(shut, tmp_path):
    """This driver gives no code where its copying fails: found by the soak."""
    resource = pytest.importorskip("resource")  # Windows has no such limit to set
    with closing(connect(shut)) as connection:
        connection.execute("CREATE TABLE large AS SELECT randomblob(400000) AS bytes")
        connection.commit()
    target = EncryptedFile(tmp_path / "copy.db", KEY)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(StorageError, match="读写磁盘时出错"):
            copy_for_backup(shut, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not target.path.exists()
