"""The one place that knows how this program opens a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.base import Base
from db.dialect import POSTGRESQL, SERVER_OPTIONS, SQLITE, json_text, set_up
from db.driver import EncryptedFile, FileAddress, driver_of, file_of, give_key
from db.errors import StorageError
from db.faults import translate_faults
from db.same_file import stay_with_file

Address = Path | EncryptedFile | str | URL
"""Where a database is: a file, plain or encrypted, or the URL of one on a PostgreSQL server."""

_DRIVERS = ("postgres", POSTGRESQL, f"{POSTGRESQL}+psycopg")


def make_engine(address: Address) -> Engine:
    """Open a database with every connection set up alike.

    Raises:
        StorageError: the address is none of a PostgreSQL database, or encrypted files cannot be
            opened here.
    """
    url = _url(address)
    engine = create_engine(
        url, json_serializer=json_text, hide_parameters=True, **_options(address, url)
    )
    # Before all that `set_up` says to a connection: a file without its key is noise.
    event.listen(engine, "connect", lambda connection, _record: give_key(connection, address))
    if isinstance(address, FileAddress):
        stay_with_file(engine, file_of(address))
    set_up(engine)
    translate_faults(engine)
    event.listen(engine, "engine_disposed", _forget_statements)
    return engine


def _forget_statements(_engine: Engine) -> None:
    """Let go of what mappers have compiled for a database that is shut.

    They would keep up to a hundred statements each, and with them all that its engine was made
    of: a tenth of a megabyte more with every folder that is opened anew in one life.
    """
    for mapper in Base.registry.mappers:
        vars(mapper).pop("_compiled_cache", None)  # made anew when it is next asked for


def server_url(text: str | URL) -> URL:
    """The address of a database on a server, for the driver we ship.

    Raises:
        StorageError: it is none; the sentence does not repeat it, for it holds a password.
    """
    url = _parsed(text)
    if url is None or url.drivername not in _DRIVERS or not url.database:
        raise StorageError(
            "数据库地址写得不对，程序没有改动任何数据。",
            hint="请写成 postgresql://用户名:密码@服务器:5432/库名；"
            "密码里的特殊字符要写成 %40 这样的形式。",
        )
    return url.set(drivername=_DRIVERS[-1])


def _parsed(text: str | URL) -> URL | None:
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        return None


def _url(address: Address) -> URL:
    if isinstance(address, FileAddress):
        return URL.create(SQLITE, database=str(file_of(address)))
    return server_url(address)


def _options(address: Address, url: URL) -> dict[str, Any]:
    if isinstance(address, FileAddress):
        # The connection used last has the pages at hand; in turn, each would hold the same ones.
        return {"module": driver_of(address), "pool_use_lifo": True}
    asked = {name: value for name, value in SERVER_OPTIONS.items() if name not in url.query}
    # A server that was restarted over night is noticed before anything is asked of it.
    return {"pool_pre_ping": True, "connect_args": asked}
