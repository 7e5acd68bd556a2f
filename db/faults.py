"""SQLite's and the disk's failures, sorted once into sentences for the person at the desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from db.errors import StorageError

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
        "请检查磁盘或U盘是否松动；如反复出现，请先备份数据文件夹再检修磁盘。",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "数据库文件已损坏，程序没有改动它。",
        "请不要继续录入，用最近一次备份恢复。",
    ),
    sqlite3.SQLITE_NOTADB: (
        "这个文件不是本程序的数据库，程序没有改动它。",
        "请检查数据文件夹是否选对。",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "打不开数据库文件，程序没有改动任何数据。",
        "请检查数据文件夹是否存在、是否有权限。",
    ),
}


def explained(error: BaseException) -> StorageError | None:
    """The sentence for a failure of SQLite, or None where the failure is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    found = _SENTENCES.get(code & 0xFF)
    return found and StorageError(found[0], hint=found[1], detail=str(error))


def not_ours() -> StorageError:
    """The sentence for a database that some other program made."""
    message, hint = _SENTENCES[sqlite3.SQLITE_NOTADB]
    return StorageError(message, hint=hint)


@contextmanager
def explaining() -> Iterator[None]:
    """Let failures of the bare driver that we can explain surface as a StorageError."""
    try:
        yield
    except sqlite3.Error as error:
        if fault := explained(error):
            raise fault from error
        raise


def translate_faults(engine: Engine) -> None:
    """Let every failure of this engine that we can explain surface as a StorageError."""

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> None:
        if fault := explained(context.original_exception):
            raise fault from context.original_exception
