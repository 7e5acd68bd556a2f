"""What differs between SQLite and PostgreSQL; little else in the program asks which it is."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from json import JSONEncoder
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    Dialect,
    Engine,
    Table,
    Uuid,
    event,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import DATE
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from db.errors import StorageError
from db.faults import explaining

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

CACHE_KIB = 16 * 1024
"""Pages SQLite may hold in memory, for each connection.

Of an encrypted file each of them is decrypted once, not every time; what is read over and over
is less than this, and all of a city's file would not fit into four times as much either.
"""

PATIENCE_MS = 5000
"""How long somebody who wants to write waits for another who is at it."""

# Chinese stays readable in the file, and LIKE finds it inside lists of options.
# Built once: json.dumps with options makes an encoder for each of the journal's values.
json_text = JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
"""How every JSON column is written, on both databases."""

Conversion = Callable[[Any], Any]


def placeholder(connection: Connection) -> str:
    """What stands for a value in a statement that goes to the driver as it is."""
    return "?" if connection.dialect.name == SQLITE else "%s"


def json_reader(column_type: TypeEngine[Any], dialect_name: str) -> Conversion | None:
    """Turns what the bare driver reads from a column into the JSON form of ``db.codec``.

    None where it is that form already. Null stays null.
    """
    return _found(_READERS[dialect_name], column_type)


def json_writer(column_type: TypeEngine[Any], dialect_name: str) -> Conversion | None:
    """Turns the JSON form of a value into what the bare driver can write into a column.

    None where it can as it is: both take a key or a day as text. Null stays null.
    """
    return _found(_WRITERS[dialect_name], column_type)


def _found(conversions: dict[type, Conversion], column_type: TypeEngine[Any]) -> Conversion | None:
    for kind, convert in conversions.items():
        if isinstance(column_type, kind):
            return _but_null(convert)
    return None


def _but_null(convert: Conversion) -> Conversion:
    return lambda value: None if value is None else convert(value)


def _json_kept(value: Any) -> Any:
    # A column that SQLite was told is JSON turns the text of a bare number into the number.
    return json.loads(value) if isinstance(value, str) else value


_READERS: dict[str, dict[type, Conversion]] = {
    SQLITE: {Boolean: bool, JSON: _json_kept},
    POSTGRESQL: {Uuid: attrgetter("hex"), Date: date.isoformat},
}
_WRITERS: dict[str, dict[type, Conversion]] = {
    SQLITE: {JSON: json_text},
    POSTGRESQL: {JSON: json_text},
}


def set_up(engine: Engine) -> None:
    """Let every connection and every transaction of an engine be like every other."""
    if engine.dialect.name == SQLITE:
        engine.dialect.colspecs = {
            **engine.dialect.colspecs,
            Uuid: _SharedKeys,
            Date: _SharedDays,
        }
        event.listen(engine, "connect", _prepare_file)
        event.listen(engine, "begin", _begin_on_file)
        event.listen(engine, "checkin", _leave_clean)
    else:
        engine.dialect.statement_compiler = _server_words()
        event.listen(engine, "begin", _begin_on_server)


_key_of = lru_cache(maxsize=8192)(uuid.UUID)


class _SharedKeys(Uuid[uuid.UUID]):
    """Keys read from a file, one object for all places where the same one stands.

    Every row of an inspection names its branch, round and organisation, and several pages hold
    such rows: of 128,000 keys in memory at a city 97,000 said what another said. To find one
    takes a tenth of what it takes to make it.
    """

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
        coltype: object,  # noqa: ARG002 - as above
    ) -> Conversion:
        return _but_null(_key_of)


_day_of = lru_cache(maxsize=4096)(date.fromisoformat)


class _SharedDays(DATE):
    """Days read from a file, one object for all rows of the same day.

    Of 88,000 days in memory at a city 3,000 were different.
    """

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
        coltype: object,  # noqa: ARG002 - as above
    ) -> Conversion:
        return _but_null(_day_of)


@cache
def _server_words() -> type[SQLCompiler]:
    """What is typed finds Latin letters large and small, as SQLite's LIKE does by itself."""
    from sqlalchemy.dialects.postgresql.base import (  # noqa: PLC0415 - only for a server
        PGCompiler,
    )

    class Words(PGCompiler):
        visit_like_op_binary = PGCompiler.visit_ilike_op_binary
        visit_not_like_op_binary = PGCompiler.visit_not_ilike_op_binary

    return Words


def _prepare_file(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late for reads and DDL; we send it ourselves below.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {PATIENCE_MS}",
        f"cache_size = -{CACHE_KIB}",
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",  # a plug pulled after "saved" must lose nothing
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_on_file(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _leave_clean(connection: Any, _record: object) -> None:
    # A COMMIT that failed, on a missing parent for instance, leaves its transaction open. The
    # pool takes it for closed, and the next user of the connection could not begin one.
    if connection is not None:
        connection.rollback()


SERVER_OPTIONS: dict[str, Any] = {
    "connect_timeout": 10,
    "application_name": "jyguide",
    "client_encoding": "utf8",
    "options": f"-c lock_timeout={PATIENCE_MS}",
}
"""What every connection to a server is asked for, unless its address says otherwise."""

_WRITERS_LOCK = 0x4A59  # "JY"


def _begin_on_server(connection: Connection) -> None:
    """Writers stand in a line, as on SQLite; a reader sees one state and keeps nobody waiting.

    The line is what lets streams and certificates be numbered without a gap. Whoever waited in
    it sees what those before him wrote: his first snapshot is taken after the lock.
    """
    from psycopg import IsolationLevel  # noqa: PLC0415 - loaded only where a server is used

    options = connection.get_execution_options()
    reads, writes = options.get("reads", False), options.get("writes", False)
    raw: Any = connection.connection.dbapi_connection
    raw.read_only = reads or None
    raw.isolation_level = IsolationLevel.REPEATABLE_READ if reads else None
    if writes:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")


def check_links(connection: Connection, *, at_commit: bool) -> None:
    """Say when a server looks whether what a row points at is there.

    SQLite does as each link was declared, which is at the commit.
    """
    if connection.dialect.name == POSTGRESQL:
        when = "DEFERRED" if at_commit else "IMMEDIATE"
        connection.exec_driver_sql(f"SET CONSTRAINTS ALL {when}")


def refuse_narrow_text(connection: Connection) -> None:
    """Every character must be kept as it was typed.

    Raises:
        StorageError: the server's database was made for some characters only.
    """
    if connection.dialect.name == POSTGRESQL:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StorageError(
                f"服务器上的这个库不是 UTF8 编码（是 {encoding}），存不全汉字，程序没有改动它。",
                hint="请让管理员新建一个 UTF8 编码的空库（ENCODING 'UTF8'），再做一次。",
            )


def restart_numbers(connection: Connection, tables: Iterable[Table]) -> None:
    """Let numbers that the database gives itself go on after the highest there is.

    SQLite counts on by itself.
    """
    if connection.dialect.name == POSTGRESQL:
        for table in tables:
            if (column := table.autoincrement_column) is not None:
                sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
                connection.execute(select(func.setval(sequence, func.max(column))))


def erase_for_good(connection: Connection) -> None:
    """Let what is blanked or deleted be overwritten on the disk, not only let go of."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def settle(engine: Engine) -> None:
    """Bring everything into the one file, so that it may be moved; on a server it is."""
    if engine.dialect.name == SQLITE:
        with engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            with explaining():
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
