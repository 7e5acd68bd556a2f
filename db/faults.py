"""Failures of a database and the disk, sorted once into sentences for the person at the desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from db.driver import driver_errors
from db.errors import DamageError, StorageError
from db.server_faults import explained_by_server

_KEPT = "本次操作没有保存，原有数据不受影响。"
_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        f"磁盘空间不足。{_KEPT}",
        "请清理磁盘（删除不用的文件、清空回收站）后重试。",
    ),
    sqlite3.SQLITE_BUSY: (
        f"数据库正被另一个程序占用。{_KEPT}",
        "请关闭本机上已打开的另一个“暨阳指导”窗口或正在进行的备份，再重试。",
    ),
    sqlite3.SQLITE_LOCKED: (
        f"数据库正被占用。{_KEPT}",
        "请稍候重试。",
    ),
    sqlite3.SQLITE_READONLY: (
        f"数据文件夹是只读的，不能保存。{_KEPT}",
        "请检查文件夹的写入权限，或把数据文件夹移到本机硬盘。",
    ),
    sqlite3.SQLITE_IOERR: (
        f"读写磁盘时出错。{_KEPT}",
        "请检查磁盘是否已满、磁盘或U盘是否松动；如反复出现，请先备份数据文件夹再检修磁盘。",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "数据库文件已损坏，程序没有改动它。",
        "请不要继续录入，用最近一次备份恢复。",
    ),
    sqlite3.SQLITE_NOTADB: (
        "这个文件不是本程序的数据库，或者已经损坏，程序没有改动它。",
        "请检查数据文件夹是否选对；如果没有选错，请用最近一次备份恢复。",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "打不开数据库文件，程序没有改动任何数据。",
        "请检查数据文件夹是否存在、是否有权限。",
    ),
}

_UNTOLD = {
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "database is locked": sqlite3.SQLITE_BUSY,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
}
"""SQLCipher's driver tells no code where copying a database fails, but SQLite's own words."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DUPLICATES = (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE, "23505")


def explained(error: BaseException) -> StorageError | None:
    """The sentence for a failure of the database, or None where the failure is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None) or _UNTOLD.get(str(error))
    if code is None:
        return explained_by_server(error)
    found = _SENTENCES.get(code & 0xFF)
    kind = DamageError if code & 0xFF in _DAMAGED else StorageError
    return found and kind(found[0], hint=found[1], detail=str(error))


def damaged(detail: str, *, foreign: bool = False) -> DamageError:
    """The sentence for a database in which damage was found; `detail` is for the log.

    One that does not even begin as one may be `foreign`: another program's file.
    """
    message, hint = _SENTENCES[sqlite3.SQLITE_NOTADB if foreign else sqlite3.SQLITE_CORRUPT]
    return DamageError(message, hint=hint, detail=detail)


def overtaken(error: BaseException | None) -> StorageError | None:
    """The sentence where somebody else was faster with the same row, or None for other errors."""
    if isinstance(error, StaleDataError):
        return StorageError(
            "同一条记录刚刚被另一台电脑或另一个窗口改动过。为了不覆盖别人的改动，本次操作没有保存。",
            hint="请刷新后看一看新的内容，再重做一次。",
            detail=str(error),
        )
    if isinstance(error, IntegrityError) and _is_duplicate(error.orig):
        return StorageError(
            "同样的记录刚刚由另一台电脑或另一个窗口建立了。本次操作没有保存，原有数据不受影响。",
            hint="请刷新后看一看；如还需要，再重做一次。",
            detail=str(error.orig),
        )
    return None


def _is_duplicate(error: BaseException | None) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code in _DUPLICATES or getattr(error, "sqlstate", None) in _DUPLICATES


def not_ours() -> StorageError:
    """The sentence for a database that some other program made."""
    message, hint = _SENTENCES[sqlite3.SQLITE_NOTADB]
    return StorageError(message, hint=hint)


@contextmanager
def explaining() -> Iterator[None]:
    """Let failures of the bare driver that we can explain surface as a StorageError."""
    try:
        yield
    except driver_errors() as error:
        if fault := explained(error):
            raise fault from error
        raise


def _is_lost(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_IOERR


def translate_faults(engine: Engine) -> None:
    """Let every failure of this engine that we can explain surface as a StorageError."""

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> None:
        if context.is_pre_ping:  # the pool finds a connection dead and takes another
            return
        if _is_lost(context.original_exception):
            context.is_disconnect = True  # its handle is dead for good where a drive came back
        if fault := explained(context.original_exception):
            raise fault from context.original_exception
