"""What a database says of its own folder, and what a release brings into it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from db.driver import FileAddress
from db.engine import make_engine
from db.lives import put_setting
from db.models import Setting
from jyguide.errors import RuleError
from jyguide.place import (
    ADDRESS,
    ADDRESS_VARIABLE,
    KEYS_SINCE,
    Place,
)
from jyguide.shipped_files import digest


def settings_of(engine: Engine) -> dict[str, str]:
    """The facts that are no rows of anybody's: who, where, what was brought in."""
    with engine.connect() as connection:
        return {row.key: row.value for row in connection.execute(select(Setting))}


def note_keys(database: FileAddress, now: datetime) -> None:
    """Write down in a database that it has come under new keys now."""
    engine = make_engine(database)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            put_setting(connection, KEYS_SINCE, now.isoformat(timespec="seconds"))
    finally:
        engine.dispose()


def stream_code(place: Place) -> str:
    """The station whose stream this folder writes; the city writes several."""
    return "" if place.is_city else place.station_code


def refuse_station_on_server() -> None:
    """The rule: a station works offline, on its own PC.

    Raises:
        RuleError: always.
    """
    raise RuleError(
        "指导站的数据只放在本机，不放在数据库服务器上；程序没有改动任何数据。",
        hint=f"请删去数据文件夹里的 {ADDRESS} 文件，取消环境变量 {ADDRESS_VARIABLE}。",
    )


def seed_if_new(engine: Engine, read: Mapping[str, str] | None = None) -> None:
    """Bring in what this release ships, unless a newer one was here: it is never taken back.

    `read` is what `settings_of` has just said, where that was asked.
    """
    if not _ships_more(settings_of(engine) if read is None else read):
        return
    from jyguide.shipped import order, seed_shipped  # noqa: PLC0415 - once a release

    with engine.execution_options(writes=True).begin() as connection:
        known = {row.key: row.value for row in connection.execute(select(Setting))}
        if not _ships_more(known):  # another PC was at it meanwhile
            return
        seed_shipped(connection)
        _keep(connection, {"shipped": digest(), "shipped_order": "{}.{}".format(*order())}, known)


def _ships_more(known: Mapping[str, str]) -> bool:
    if known.get("shipped") == digest():
        return False
    from jyguide.shipped import order  # noqa: PLC0415 - once a release

    major, _, minor = known.get("shipped_order", "0.0").partition(".")
    return order() >= (int(major), int(minor))


def _keep(connection: Connection, facts: Mapping[str, str], known: Container[str]) -> None:
    for key, value in facts.items():
        if key in known:
            connection.execute(update(Setting).where(Setting.key == key).values(value=value))
        else:
            connection.execute(insert(Setting).values(key=key, value=value))
