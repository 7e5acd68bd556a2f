"""The city's data moved from its folder to a PostgreSQL server, and back."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from db.copying import copy_database, refuse_others
from db.driver import EncryptedFile, FileAddress
from db.engine import server_url
from jyguide.access.permission import Permission
from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.bad_luck.instance import claim
from jyguide.clock import system_clock
from jyguide.errors import RuleError, StationError
from jyguide.folder import (
    database_of,
    is_stations,
    open_folder,
    refuse_station_on_server,
)
from jyguide.place import (
    ADDRESS,
    ADDRESS_VARIABLE,
    DATABASE,
    given_address,
    is_on_server,
    server_address,
)
from jyguide.vault.key_file import is_protected
from jyguide.vault.login import Login
from jyguide.vault.vault import sealed

_DRAFT = f"{DATABASE}.moving"

Each = Callable[[str], None]
"""Told of every table that is done."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did.

    Attributes:
        to: Where the data is now, without the password.
        kept: Where the data was, and still is as it was; without the password.
        rows: How many rows were moved, by table.
    """

    to: str
    kept: str
    rows: dict[str, int]


def move_to_server(
    folder: Path, address: str, each: Each = lambda _name: None, login: Login | None = None
) -> Moved:
    """Move the city's data onto a server; the folder keeps the old file under another name.

    The address is written last and in one step: until then, and after whatever goes wrong before,
    the folder is at work on its own file.

    Raises:
        PermissionRefused: whoever has logged in may not.
        RuleError: a station's folder, or the data is on a server already.
        StationError: there is no data in the folder.
        StorageError: the database is in use, the one on the server is not empty or not reached.
        FileError: the folder cannot be written.
    """
    url = server_url(address)
    with folder_faults(folder), _alone(folder):
        if is_on_server(folder):
            raise RuleError(
                "数据已经在数据库服务器上，没有再搬。",
                hint="要换一个服务器，请先搬回本机（jyguide database move sqlite）。",
            )
        _refuse_nothing(folder)
        _refuse_unasked(folder, login)
        file = database_of(folder, login)
        if is_stations(file):
            refuse_station_on_server()
        refuse_others(file)
        rows = copy_database(file, url, each)
        refuse_others(file)
        _write_address(folder, sealed(login.vault if login else None, f"{address}\n".encode()))
        kept = _set_aside(folder)
    return Moved(url.render_as_string(), str(kept), dict(rows))


def move_to_file(
    folder: Path, each: Each = lambda _name: None, login: Login | None = None
) -> Moved:
    """Move the city's data from the server back into the folder; the server keeps its own.

    The address is removed last: until then the folder is at work on the server.

    Raises:
        PermissionRefused: whoever has logged in may not.
        RuleError: the data is in the folder already, or the environment says where it is.
        StorageError: the server cannot be reached, or holds no data of ours.
        FileError: the folder cannot be written.
    """
    if given_address():
        raise RuleError(
            f"数据库地址是用环境变量 {ADDRESS_VARIABLE} 给出的，程序改不了它，没有搬。",
            hint=f"请取消这个环境变量，把地址写进数据文件夹的 {ADDRESS} 文件，再做一次。",
        )
    with folder_faults(folder), _alone(folder):
        address = server_address(folder, login.vault if login else None)
        if not address:
            raise RuleError("数据已经在本机的数据文件夹里，没有再搬。", hint="不需要再做什么。")
        _refuse_unasked(folder, login)
        draft = folder / _DRAFT
        try:
            _remove(draft)
            rows = copy_database(address, _under_newest_key(draft, login), each)
            if (folder / DATABASE).exists():
                _set_aside(folder)
            draft.replace(folder / DATABASE)
        finally:
            _remove(draft)
        _forget_address(folder)
    url = server_url(address).render_as_string()
    return Moved(str(folder / DATABASE), url, dict(rows))


def _alone(folder: Path) -> AbstractContextManager[object]:
    """With no other program at work in the folder, if there is one at all."""
    return claim(folder, alone=True) if folder.is_dir() else nullcontext()


def _refuse_nothing(folder: Path) -> None:
    if not (folder / DATABASE).is_file():
        raise StationError(
            f"“{folder}”里没有暨阳指导的数据，没有搬。",
            hint="请检查数据文件夹是否选对。",
        )


def _refuse_unasked(folder: Path, login: Login | None) -> None:
    """Whoever moves a shut folder's data has opened it, and may; a plain one's is anybody's."""
    if login is None and not is_protected(folder):
        return
    opened = open_folder(folder, system_clock, login)
    opened.store.close()
    opened.permits.require(Permission.RESTORE, "搬移数据库")


def _under_newest_key(path: Path, login: Login | None) -> FileAddress:
    return path if login is None else EncryptedFile(path, login.ring.database[0])


def _write_address(folder: Path, content: bytes) -> None:
    """Readable by this user alone from its first byte on: it holds a password."""
    draft = folder / f"{ADDRESS}.new"
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / ADDRESS)


def _forget_address(folder: Path) -> None:
    (folder / ADDRESS).unlink()


def _set_aside(folder: Path) -> Path:
    """Keep the folder's own database under a name that is still free."""
    names = ("jyguide.before-move.db", *(f"jyguide.before-move-{n}.db" for n in range(2, 100)))
    target = next(path for name in names if not (path := folder / name).exists())
    return (folder / DATABASE).rename(target)


def _remove(draft: Path) -> None:
    for path in itertools.chain([draft], draft.parent.glob(f"{draft.name}-*")):
        path.unlink(missing_ok=True)
