"""Brings a database to the schema this program expects."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from db.dialect import check_links, refuse_narrow_text
from db.driver import FileAddress, beside, connect, file_of
from db.engine import Address, make_engine
from db.errors import StorageError
from db.faults import explaining, not_ours

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).with_name("migrations")
HEAD = "0010"
"""The newest revision, written here so that an ordinary start need not import Alembic."""


Alone = Callable[[], AbstractContextManager[object]]
"""Keeps everybody else away from a file for as long as it is being upgraded."""


def nothing_is_kept() -> None:
    """For files that hold nobody's work, or are copies already."""


def upgrade(
    address: Address,
    scripts: Path = SCRIPTS,
    head: str = HEAD,
    alone: Alone = nullcontext,
    keep: Callable[[], object] = nothing_is_kept,
) -> bool:
    """Bring a database up to this program, or leave it exactly as it was.

    Two processes that upgraded one file at a time would put each other's drafts in its place:
    `alone` is entered before anything is done to a file, and not where nothing is to be done.
    `keep` is called before that where the file holds something: the time for a backup.

    Returns whether anything was done.

    Raises:
        StorageError: the database was written by a newer program, is another program's, or did
            not survive its upgrade; it is as before.
    """
    if isinstance(address, FileAddress):
        current = _revision(address)
        if current == head:
            return False
        _refuse_newer(current, scripts)
        if current is not None:
            keep()
        with alone():
            return _upgrade_file(address, scripts, head)
    engine = make_engine(address)
    try:
        return upgrade_server(engine, scripts, head)
    finally:
        engine.dispose()


def upgrade_server(engine: Engine, scripts: Path = SCRIPTS, head: str = HEAD) -> bool:
    """Migrate in one transaction: on PostgreSQL that holds for tables too, so no copy is made."""
    with engine.connect() as connection:
        if revision(connection) == head:
            return False
    with engine.execution_options(writes=True).begin() as connection:
        current = revision(connection)  # another PC may have been at it meanwhile
        if current == head:
            return False
        _refuse_newer(current, scripts)
        build(connection, scripts)
    return True


def build(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Run what migrations are missing within the transaction at hand."""
    from alembic import command  # noqa: PLC0415 - only a real upgrade pays for it

    refuse_narrow_text(connection)
    # A table on a server that has links still to be checked could not be altered.
    check_links(connection, at_commit=False)
    command.upgrade(_config(scripts, connection), "head")
    check_links(connection, at_commit=True)


def file_is_empty(address: FileAddress) -> bool:
    """Whether a file of SQLite's is not there or holds nothing; it is not touched.

    Raises:
        StorageError: it is another program's, or none of SQLite's.
    """
    return _revision(address) is None


def revision(connection: Connection) -> str | None:
    """The revision a database is at, or None where it is empty.

    Raises:
        StorageError: it is another program's.
    """
    known = inspect(connection)
    if not known.has_table("alembic_version"):
        if known.get_table_names():
            raise not_ours()
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _upgrade_file(address: FileAddress, scripts: Path, head: str) -> bool:
    """Migrate a copy, check it, and only then put it in the original's place.

    Who wants to go back makes a backup before: it can be checked and is let go of in time.
    """
    current = _revision(address)
    if current == head:
        return False
    _refuse_newer(current, scripts)
    path = file_of(address)
    draft = beside(address, path.with_suffix(".upgrading"))
    remove_file(file_of(draft))
    if path.exists():
        copy_file(address, draft)
    try:
        _migrate(draft, scripts)
        _remove_companions(path)
        file_of(draft).replace(path)
    finally:
        remove_file(file_of(draft))
    return True


def _refuse_newer(current: str | None, scripts: Path) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - only a real upgrade pays for it

    if not current:
        return
    known = ScriptDirectory.from_config(_config(scripts))
    if current not in {script.revision for script in known.walk_revisions()}:
        raise StorageError(
            "这个数据文件夹是由更新版本的程序建立的，本程序没有改动它。",
            hint="请先把本机的“暨阳指导”升级到最新版本，再打开这个文件夹。",
        )


def _migrate(draft: FileAddress, scripts: Path) -> None:
    engine = make_engine(draft)
    try:
        with explaining(), engine.connect() as connection:
            # Rebuilding a table drops the old one; with enforcement on, that drop would
            # cascade and empty every table that refers to it. No pragma works inside BEGIN.
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101 - for the type checker: just connected
            raw.cursor().execute("PRAGMA foreign_keys = OFF")
            build(connection, scripts)
            connection.commit()
            if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise StorageError(
                    "数据库升级后的检查没有通过，已放弃升级，原有数据不受影响。",
                    hint="请保留数据文件夹，把它连同错误报告发给开发者。",
                )
            connection.rollback()
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _revision(address: FileAddress) -> str | None:
    """The revision a database is at, or None where there is none yet.

    Read with the bare driver: our engine would turn another program's file to WAL.
    """
    if not file_of(address).exists():
        return None
    with explaining(), closing(connect(address)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if tables and "alembic_version" not in tables:
            raise not_ours()
        row = tables and connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def copy_file(source: FileAddress, target: FileAddress) -> None:
    """Copy a database page by page, while others may be at work on it; both under one key.

    Raises:
        StorageError: it cannot be read, or the copy not written; no copy is left then.
    """
    remove_file(file_of(target))
    try:
        with (
            explaining(),
            closing(connect(source)) as old,
            closing(connect(target, make=True)) as new,
        ):
            old.backup(new)
    except BaseException:
        remove_file(file_of(target))
        raise


def remove_file(path: Path) -> None:
    """Remove a database with what SQLite keeps beside it."""
    path.unlink(missing_ok=True)
    _remove_companions(path)


def _remove_companions(path: Path) -> None:
    """Drop the write-ahead log of a database that is about to be replaced or removed."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _config(scripts: Path, connection: Connection | None = None) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - only a real upgrade pays for it

    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
