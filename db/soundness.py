"""What is wrong with a database file, found without changing a byte of it or of its log."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.driver import (
    PLAIN_HEAD,
    EncryptedFile,
    FileAddress,
    connect_as,
    driver_errors,
    driver_of,
    file_of,
)
from db.faults import damaged, explained

WHOLE_AT_ONCE = 32 * 1024 * 1024
"""Up to this size a database is looked at before it is opened: 0.2 s if it is encrypted.

A larger one is looked at table by table once it is open.
"""

_CORRUPT, _NOT_A_DATABASE = 11, 26
_FOREIGN = "the header is not SQLite's"
_WAL_MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_WAL_HEAD = 32
_ALONE = "&immutable=1"


def first_damage(address: FileAddress) -> str:
    """What is wrong with the first bytes, in technical words, or ""; costs next to nothing.

    Raises:
        OSError: the file cannot be read at all.
    """
    path = file_of(address)
    with path.open("rb") as file:
        head = file.read(len(PLAIN_HEAD))
    if not head:
        return "the file is empty"
    if not isinstance(address, EncryptedFile) and head != PLAIN_HEAD:
        return _FOREIGN
    return _log_damage(log_of(path))


def damage(address: FileAddress) -> str:
    """What is wrong with a database, in technical words, or "" where it is sound.

    Every page is read; of an encrypted file every page is also checked against its own
    authentication code, so that not one changed byte is missed. Takes 0.1 s for 150 MB of
    plain and 0.8 s for as much of encrypted data that the system has in memory.

    Raises:
        StorageError: it cannot be read for another reason, as where it is locked.
        OSError: the file cannot be read at all.
    """
    if found := first_damage(address):
        return found
    if not log_of(file_of(address)).exists() and not _said_of(address, _ALONE):
        return ""
    return _said_of(address)  # another process may have begun to write in the meantime


def refuse_damaged(address: FileAddress, whole_up_to: int = WHOLE_AT_ONCE) -> None:
    """Look at a database before it is opened: at all of it, or at the head of a large one.

    Raises:
        DamageError: it is damaged; nothing was changed.
        StorageError: it cannot be read for another reason.
        OSError: the file cannot be read at all.
    """
    small = file_of(address).stat().st_size <= whole_up_to
    if found := damage(address) if small else first_damage(address):
        raise damaged(found, foreign=found == _FOREIGN)


def structure_damage(address: FileAddress) -> str:
    """As `damage`, for a file that nobody else has open, and leaving out pages not in use.

    Of an encrypted file every page in use is checked against its code on the way.
    """
    return first_damage(address) or _said_of(address, _ALONE, codes=False)


def damage_while_open(address: FileAddress) -> str:
    """As `damage`, where this process has the database open.

    Its first bytes are left to SQLite: the system would forget our locks on the file.
    """
    return _said_of(address)


def connect_alone(address: FileAddress) -> Any:
    """A connection for reading a file that nobody writes; leaves nothing beside it."""
    return _connect(address, _ALONE)


def journal_after(address: FileAddress, number: int) -> tuple[int, int] | None:
    """How many actions and entries a journal has after an entry; None where it is past reading.

    For a damaged database: it is read as far as it goes, and nothing in it is changed.
    """
    with (
        suppress(OSError, UnicodeDecodeError, *_errors(address)),
        closing(_connect(address, "")) as connection,
    ):
        actions, entries = connection.execute(
            "SELECT count(DISTINCT coalesce(merge_id, action_id)), count(*) "
            "FROM journal WHERE no > ?",
            (number,),
        ).fetchone()
        return int(actions), int(entries)
    return None


def tables(session: Session) -> list[str]:
    """The tables of an open database, to be looked at one by one."""
    found = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    return [name for (name,) in found]


def refuse_damaged_table(session: Session, table: str) -> None:
    """Look at one table of an open database and its indices.

    Raises:
        DamageError: it is damaged.
    """
    said = session.scalar(text(f'PRAGMA quick_check("{table}")'))
    if said != "ok":
        raise damaged(str(said))


def log_of(path: Path) -> Path:
    """Where SQLite keeps what is not yet in the file itself."""
    return path.with_name(f"{path.name}-wal")


def _said_of(address: FileAddress, how: str = "", *, codes: bool = True) -> str:
    try:
        with closing(_connect(address, how)) as connection:
            return _checked(connection, address, codes=codes)
    except _errors(address) as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF in (_CORRUPT, _NOT_A_DATABASE):
            return str(error) or "not readable"
        if fault := explained(error):
            raise fault from error
        raise


def _errors(address: FileAddress) -> tuple[type[Exception], ...]:
    return (driver_of(address).Error, *driver_errors())


def _checked(connection: Any, address: FileAddress, *, codes: bool) -> str:
    """The first finding; whatever stands in a page that cannot be decoded is one too."""
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchall()
        if found != [("ok",)]:
            return str(found[0][0])
        if isinstance(address, EncryptedFile) and codes:
            found = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            return str(found[0][0]) if found else ""
    except UnicodeDecodeError as error:
        return str(error)
    return ""


def _connect(address: FileAddress, how: str) -> Any:
    """For reading alone, so that closing it settles nothing into a damaged file."""
    return connect_as(address, f"mode=ro{how}")


def _log_damage(log: Path) -> str:
    """Whether a write-ahead log begins as one; nothing but zeros is what a power cut leaves."""
    try:
        with log.open("rb") as file:
            head = file.read(_WAL_HEAD)
    except FileNotFoundError:
        return ""
    if len(head) < _WAL_HEAD or not any(head) or head[:4] in _WAL_MAGIC:
        return ""
    return "the write-ahead log does not begin as one"
