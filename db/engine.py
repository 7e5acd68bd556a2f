"""The one place that knows how this program opens a database."""

from __future__ import annotations

from json import JSONEncoder
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL

from db.faults import translate_faults

# Chinese stays readable in the file, and LIKE finds it inside lists of options.
# Built once: json.dumps with options makes an encoder for each of the journal's values.
_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def make_engine(path: Path) -> Engine:
    """Open the SQLite database of a data folder with every connection set up alike."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        json_serializer=_JSON.encode,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _leave_clean)
    translate_faults(engine)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late for reads and DDL; we send it ourselves below.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout = 5000",
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",  # a plug pulled after "saved" must lose nothing
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _leave_clean(connection: Any, _record: object) -> None:
    # A COMMIT that failed, on a missing parent for instance, leaves its transaction open. The
    # pool takes it for closed, and the next user of the connection could not begin one.
    if connection is not None:
        connection.rollback()
