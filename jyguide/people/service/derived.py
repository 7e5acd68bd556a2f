"""Bringing what follows from people's names in line with how this release reads and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select, update

from db.lives import put_setting, setting
from db.models import Person
from db.uow import Store
from jyguide.people.names import DERIVATION, reading_of

DERIVED_BY = "person_derivation"
"""The setting that says by which derivation the rows were last derived."""


def derived(person: Mapping[str, Any]) -> dict[str, str]:
    """How a person is found and sorted follows from his name and from how he says it."""
    reading = reading_of(person["name"], person["reading"])
    return {
        "search": reading.search_text,
        "pinyin_key": reading.pinyin_sort_key,
        "stroke_key": reading.stroke_sort_key,
        "name_stroke_key": reading.name_stroke_sort_key,
    }


def renew_derived(store: Store) -> None:
    """Derive anew what an older release derived, once; called when a folder is opened.

    These columns are neither journalled nor sent, so that it is no change of anybody's.
    """
    with store.read() as session:
        if setting(session, DERIVED_BY) == DERIVATION:
            return
    table = Person.__table__
    columns = (table.c.id, table.c.name, table.c.reading, *(table.c[name] for name in _NAMES))
    with store.begin_unasked("整理姓名的检索和排序") as uow:
        connection = uow.session.connection()
        changes = [
            {"key": row["id"], **new}
            for row in map(dict, connection.execute(select(*columns)).mappings())
            if (new := derived(row)) != {name: row[name] for name in _NAMES}
        ]
        if changes:
            where = update(table).where(table.c.id == bindparam("key"))  # type: ignore[arg-type]
            connection.execute(where.values({n: bindparam(n) for n in _NAMES}), changes)
        put_setting(uow.session, DERIVED_BY, DERIVATION)
        uow.commit()


_NAMES = ("search", "pinyin_key", "stroke_key", "name_stroke_key")
