"""Who is whose, while an import runs: parents, home stations, closed papers, twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from db.merging.shape import Shape, as_hex, rows_in

Values = Mapping[str, Any]
Look = Callable[[str, str], Values | None]
"""A row that the running step has before it, by table and key."""


class Relations:
    """Answers from what is stored, remembering what it has asked."""

    def __init__(self, connection: Connection, shapes: Mapping[str, Shape]) -> None:
        self._connection = connection
        self._shapes = shapes
        self._here: defaultdict[str, set[str]] = defaultdict(set)
        self._rows: dict[tuple[str, str], Values | None] = {}
        self._stations: dict[str, str] = {}
        self._candidates: defaultdict[str, set[tuple[Any, ...]]] = defaultdict(set)

    def expect(self, table: str, keys: Iterable[str]) -> None:
        """Ask for many rows at once whether they are here."""
        unknown = [key for key in keys if key not in self._here[table]]
        if unknown and table in self._shapes:
            start = f'SELECT id FROM "{table}" WHERE id IN'
            found = rows_in(self._connection, start, unknown)
            self._here[table].update(as_hex(key) for (key,) in found)

    def is_here(self, table: str, key: str) -> bool:
        """Whether a row is stored, as far as ``expect`` was told of it."""
        return key in self._here[table]

    def note(self, shape: Shape, key: str, values: Values) -> None:
        """A row has come, or has changed."""
        self._here[shape.table].add(key)
        if shape.sync.twins and not values["deleted"]:
            alike = tuple(values[name] for name in shape.sync.twins)
            if all(value not in ("", None) for value in alike):
                self._candidates[shape.table].add(alike)

    def forget(self, table: str, key: str) -> None:
        """A row that was noted has not come after all."""
        self._here[table].discard(key)

    def moved(self) -> None:
        """Some row has got another home, or was handed in."""
        self._rows.clear()

    def station(self, code: str) -> str:
        """Key of a station by its code; "" where there is none."""
        if not self._stations:
            found = self._connection.exec_driver_sql("SELECT code, id FROM station")
            self._stations = {name: as_hex(key) for name, key in found}
        return self._stations.get(code, "")

    def home(self, shape: Shape, values: Values, look: Look) -> str | None:
        """The station a row belongs to, through its parents; None where it belongs to none."""
        value = values.get(shape.sync.home)
        if shape.sync.home == "station_id" or value is None:
            return value
        parent = self._parent(shape, values, look)
        return None if parent is None else self.home(*parent, look)

    def closed(self, shape: Shape, values: Values, look: Look) -> bool:
        """Whether a row was handed in, or is part of one that was."""
        if shape.sync.frozen_by:
            return values.get(shape.sync.frozen_by) is not None
        if shape.sync.home in ("", "station_id"):
            return False
        parent = self._parent(shape, values, look)
        if parent is None or not parent[0].sync.frozen_by:
            return False
        return parent[1].get(parent[0].sync.frozen_by) is not None

    def twins(self) -> Iterator[tuple[Shape, str, str, dict[str, Any]]]:
        """Living rows that came or changed and are alike where no two should be: key by key."""
        for table, candidates in self._candidates.items():
            shape = self._shapes[table]
            for alike, keys in self._alike(shape, candidates).items():
                first, *others = sorted(keys)
                for other in others:
                    yield shape, first, other, dict(zip(shape.sync.twins, alike, strict=True))

    def _alike(
        self, shape: Shape, candidates: set[tuple[Any, ...]]
    ) -> dict[tuple[Any, ...], list[str]]:
        """Groups of two or more; searched by the last of the columns, which tells most apart."""
        names = shape.sync.twins
        gone = f"deleted OR {shape.sync.no_twin}" if shape.sync.no_twin else "deleted"
        start = f'SELECT id, {gone}, {", ".join(names)} FROM "{shape.table}" WHERE {names[-1]} IN'
        found: defaultdict[tuple[Any, ...], list[str]] = defaultdict(list)
        wanted = list({alike[-1] for alike in candidates})
        for key, is_gone, *values in rows_in(self._connection, start, wanted):
            alike = tuple(getattr(value, "hex", value) for value in values)
            if not is_gone and alike in candidates:
                found[alike].append(as_hex(key))
        return {alike: keys for alike, keys in found.items() if len(keys) > 1}

    def _parent(self, shape: Shape, values: Values, look: Look) -> tuple[Shape, Values] | None:
        key = values.get(shape.sync.home)
        table = dict(shape.parents)[shape.sync.home]
        if key is None:
            return None
        row = look(table, key) or self._stored(table, key)
        return None if row is None else (self._shapes[table], row)

    def _stored(self, table: str, key: str) -> Values | None:
        where = (table, key)
        if where not in self._rows:
            found = self._shapes[table].fetch(self._connection, [key])
            self._rows[where] = next((values for _, _, values in found), None)
        return self._rows[where]
