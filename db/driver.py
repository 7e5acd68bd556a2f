"""The bare drivers: sqlite3 for plain files, SQLCipher for encrypted ones."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from db.errors import StorageError

PLAIN_HEAD = b"SQLite format 3\0"
"""The first bytes of a file that is not encrypted; SQLCipher's own are random."""

KEY_SIZE = 32
"""Bytes of a database's key: used as it is, since it is random (no passphrase is stretched)."""


@dataclass(frozen=True, slots=True)
class EncryptedFile:
    """A database file that SQLCipher encrypts, page by page, under a key of 32 bytes."""

    path: Path
    key: bytes = field(repr=False)


FileAddress = Path | EncryptedFile
"""A database in a file of its own."""


@cache
def cipher_driver() -> ModuleType | None:
    """SQLCipher's driver, or None where this installation came without it."""
    try:
        driver = import_module("sqlcipher3.dbapi2")
    except ImportError:
        return None
    _say_nothing(driver)
    return driver


def driver_errors() -> tuple[type[Exception], ...]:
    """What the drivers raise; SQLCipher's only where it was loaded, or nothing could raise it."""
    if cipher_driver.cache_info().currsize == 0 or (driver := cipher_driver()) is None:
        return (sqlite3.Error,)
    return (sqlite3.Error, driver.Error)


def file_of(address: FileAddress) -> Path:
    """Where the file lies."""
    return address.path if isinstance(address, EncryptedFile) else address


def beside(address: FileAddress, path: Path) -> FileAddress:
    """Another file, under the same key if there is one."""
    return EncryptedFile(path, address.key) if isinstance(address, EncryptedFile) else path


def driver_of(address: FileAddress) -> ModuleType:
    """The module that opens it.

    Raises:
        StorageError: it is encrypted and this installation came without SQLCipher.
    """
    if not isinstance(address, EncryptedFile):
        return sqlite3
    driver = cipher_driver()
    if driver is None:
        raise StorageError(
            "这份数据是加密的，而本机的程序缺少解密组件（SQLCipher），没有打开，数据没有改动。",
            hint="请重新安装“暨阳指导”，或在装好的电脑上打开。",
        )
    return driver


def connect(address: FileAddress, timeout: float = 5.0, *, make: bool = False) -> Any:
    """A connection of the bare driver, its key given.

    Args:
        address: The file.
        timeout: Seconds to wait for whoever is at it.
        make: Make the file where it is not there; else none comes into being where a drive is
            gone, to be taken for the data.
    """
    return connect_as(address, "mode=rwc" if make else "mode=rw", timeout)


def connect_as(address: FileAddress, how: str, timeout: float = 5.0) -> Any:
    """As `connect`, with what SQLite is to be told about the file (``mode=ro&immutable=1``)."""
    place = place_of(file_of(address), how)
    connection = driver_of(address).connect(place, uri=True, timeout=timeout)
    give_key(connection, address)
    return connection


def place_of(path: Path, how: str) -> str:
    """A file as SQLite reads it where it is told more about it."""
    place = quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{place if place.startswith('/') else f'/{place}'}?{how}"


def give_key(connection: Any, address: object) -> None:
    """The first words on a connection: no other statement may come before them."""
    if isinstance(address, EncryptedFile):
        connection.execute(f"PRAGMA key = {key_word(address.key)}")


def key_word(key: bytes) -> str:
    """A raw key as SQLCipher reads it in a statement; the key is never text of a user.

    Raises:
        ValueError: it has another length; a wrong word would be taken for a passphrase.
    """
    if len(key) != KEY_SIZE:
        raise ValueError("a database's key has 32 bytes")
    return f"\"x'{key.hex()}'\""


def is_encrypted(path: Path) -> bool:
    """Whether a file that holds something is none of plain SQLite's."""
    with path.open("rb") as file:
        head = file.read(len(PLAIN_HEAD))
    return bool(head) and head != PLAIN_HEAD


def _say_nothing(driver: ModuleType) -> None:
    """SQLCipher writes to stderr what we say in sentences; one connection tells all."""
    connection = driver.connect(":memory:")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.close()


def opens(address: FileAddress) -> bool:
    """Whether a file reads as a database under this key; one that is not there does not."""
    if not file_of(address).is_file():
        return False  # connecting would make it
    return hindrance(address) is None


def hindrance(address: FileAddress) -> Exception | None:
    """What the driver says against reading a file under this key; None where it reads.

    Beside another key and damage that may be the disk's: a full one has no room for the files
    that SQLite lays beside the database.
    """
    errors: tuple[type[Exception], ...] = (driver_of(address).DatabaseError, *driver_errors())
    connection = connect(address)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except errors as error:
        return error
    finally:
        connection.close()
    return None
