"""How the journal writes a column's value as JSON, and reads it back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, Uuid

from db.base import Moment, SyncedRow


def _keep(value: Any) -> Any:
    return value


_WRITE: dict[type, Callable[[Any], Any]] = {
    uuid.UUID: lambda value: value.hex,
    date: date.isoformat,
    datetime: lambda value: value.isoformat(timespec="milliseconds"),
}
_READ: dict[type, Callable[[Any], Any]] = {
    Uuid: uuid.UUID,
    Date: date.fromisoformat,
    Moment: datetime.fromisoformat,
}


def written(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """These columns of a row as JSON values.

    Raises:
        KeyError: a column is not at hand; writing null for it would falsify the journal.
    """
    out = {}
    for name in names:
        value = values[name]
        writer = _WRITE.get(type(value))
        out[name] = value if writer is None else writer(value)
    return out


def as_read(row_type: type[SyncedRow], values: Mapping[str, Any]) -> dict[str, Any]:
    """JSON values of the journal as the values the columns hold."""
    readers = _readers(row_type)
    return {
        name: None if value is None else readers.get(name, _keep)(value)
        for name, value in values.items()
    }


@cache
def _readers(row_type: type[SyncedRow]) -> dict[str, Callable[[Any], Any]]:
    return {
        column.key: reader
        for column in row_type.__table__.columns
        if (reader := _READ.get(type(column.type)))
    }
