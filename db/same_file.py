"""An open database stays with the file it was opened as.

Where a folder is moved, deleted or replaced by an older copy (a cloud drive, a share that was
lost and came back), Linux lets a program go on writing to a file that has no name any more:
everything would be "saved" and gone at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from db.errors import StorageError

_Identity = tuple[int, int]


def stay_with_file(engine: Engine, path: Path) -> None:
    """Refuse to write, and to open anew, once the file is not the one that was opened."""
    opened: list[_Identity] = []

    @event.listens_for(engine, "do_connect")
    def _look(*_: object) -> None:
        if opened:
            _refuse_other(path, opened[0])

    @event.listens_for(engine, "connect")
    def _keep(_connection: Any, _record: object) -> None:
        if not opened and (found := _identity(path)):
            opened.append(found)

    @event.listens_for(engine, "begin")
    def _look_again(connection: Connection) -> None:
        if opened and connection.get_execution_options().get("writes", False):
            _refuse_other(path, opened[0])

    @event.listens_for(engine, "engine_disposed")
    def _forget(_engine: Engine) -> None:
        opened.clear()


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_other(path: Path, opened: _Identity) -> None:
    found = _identity(path)
    if found == opened:
        return
    if found is None:
        raise StorageError(
            "数据文件夹不在原来的位置了（被移走、删除，或磁盘、网络断开了）。"
            "本次操作没有保存，此前保存的内容在原来的文件里。",
            hint="请把数据文件夹放回原处，或接好磁盘、网络，再做一次；"
            "在这之前请不要关闭窗口，填好的内容还在。",
        )
    raise StorageError(
        "数据库文件在使用中被换成了另一份（如从别处复制过来，或被网盘同步覆盖）。"
        "本次操作没有保存，两份都没有改动。",
        hint="请关闭本程序，核对数据文件夹里的内容后再打开；不要把数据文件夹放在网盘同步的位置。",
    )
