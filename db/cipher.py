"""A database written anew under another key."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

from db.driver import (
    EncryptedFile,
    FileAddress,
    cipher_driver,
    connect,
    driver_errors,
    file_of,
    give_key,
    key_word,
    place_of,
)
from db.errors import StorageError
from db.faults import explaining
from db.soundness import damage
from db.upgrade import remove_file

_ROWS = 1000
_CAUSES = {
    "malformed": sqlite3.SQLITE_CORRUPT,
    "not a database": sqlite3.SQLITE_NOTADB,
    "disk is full": sqlite3.SQLITE_FULL,
    "I/O error": sqlite3.SQLITE_IOERR,
    "readonly": sqlite3.SQLITE_READONLY,
}


def rewrite(source: FileAddress, target: EncryptedFile) -> None:
    """Write a database, plain or encrypted, into a new file under another key.

    Nobody may write to the source meanwhile. The target is removed if anything fails.

    Raises:
        StorageError: the source cannot be read, or the target not written.
    """
    driver = cipher_driver()
    if driver is None:
        raise StorageError(
            "本机的程序缺少加密组件（SQLCipher），没有加密，数据没有改动。",
            hint="请重新安装“暨阳指导”。",
        )
    remove_file(target.path)
    try:
        with explaining(), closing(_cipher(driver, source)) as connection:
            _export(connection, target.path, key_word(target.key))
    except BaseException:
        remove_file(target.path)
        raise


def _cipher(driver: ModuleType, source: FileAddress) -> Any:
    """A connection of SQLCipher's driver, which reads plain files as well."""
    connection = driver.connect(place_of(file_of(source), "mode=rw"), uri=True)
    give_key(connection, source)
    return connection


def _export(connection: object, target: Path, key: str) -> None:
    execute = connection.execute  # type: ignore[attr-defined]
    execute(f"ATTACH DATABASE ? AS target KEY {key}", (str(target),))
    try:
        execute("SELECT sqlcipher_export('target')").fetchone()
    except driver_errors() as error:
        _name_cause(error)
        raise
    # Numbers that the header carries and an export leaves behind.
    (version,) = execute("PRAGMA main.user_version").fetchone()
    execute(f"PRAGMA target.user_version = {int(version)}")
    execute("DETACH DATABASE target")


def _name_cause(error: Exception) -> None:
    """A function's failure has the number of no cause; what it says is the cause's own words."""
    for words, code in _CAUSES.items():
        if words in str(error):
            error.sqlite_errorcode = code  # type: ignore[attr-defined] # as both drivers have it


def refuse_difference(source: FileAddress, copy: FileAddress) -> None:
    """See that a copy is sound and holds what its source does, row by row.

    Raises:
        StorageError: it does not, or one of the two cannot be read.
    """
    if found := damage(copy):
        raise _differs(found)
    with explaining(), closing(connect(source)) as old, closing(connect(copy)) as new:
        if (name := _differing(old, new)) is not None:
            raise _differs(name)


def _differing(old: Any, new: Any) -> str | None:
    """The first table in which two databases differ, "" for their schema, None where in none."""
    listed = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    schema = old.execute(listed).fetchall()
    if new.execute(listed).fetchall() != schema:
        return ""
    tables = (name for kind, name, *_ in schema if kind == "table")
    return next((name for name in tables if not _is_same(old, new, name)), None)


def _is_same(old: Any, new: Any, table: str) -> bool:
    """Both are read as they lie, which is by key: no index decides about the order."""
    statement = f'SELECT * FROM "{table}" NOT INDEXED'  # noqa: S608 - a name of the schema's own
    pairs = itertools.zip_longest(*(_batches(side.execute(statement)) for side in (old, new)))
    return all(before == after for before, after in pairs)


def _batches(cursor: Any) -> Any:
    return iter(lambda: cursor.fetchmany(_ROWS), [])


def _differs(detail: str) -> StorageError:
    error = StorageError(
        "加密后的数据库读回来与原来的不一致，已全部放弃，原来的数据不受影响。",
        hint="请检查磁盘后重试；如再次出现，请把错误报告发给开发者。",
    )
    error.add_note(detail)
    return error
