"""Completes what comes back to the city by halves, as after a restore its own work does.

A move stands in two streams, that of the station left and that of the new one, and so do answers;
where one file was lost with the city's machine, the other half comes back alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from db.journal import Capture
from db.merging.shape import Shape, shape_of
from db.scope import tables
from db.sync import read_stamps, stamp_of, write_stamps

STATION = "st:"


class Returned(NamedTuple):
    """A change that the city made in an earlier life and has made anew by taking it in.

    Attributes:
        scope: Of the stream it came back in.
        left: The row's home and its stamps before a move; None where it stayed.
    """

    table: str
    row: str
    scope: str
    left: tuple[Any, str] | None


def complete(session: Session, returned: Sequence[Returned]) -> None:
    """Write into the streams in which these changes did not come what belongs there.

    The station a row belongs to by now gets it whole, the one it left learns of the move. What
    had not been lost merges as a duplicate.
    """
    by_table: defaultdict[str, list[Returned]] = defaultdict(list)
    for one in returned:
        by_table[one.table].append(one)
    for table, changes in by_table.items():
        shape = shape_of(session.connection(), tables()[table], None)
        half = _Half(session, shape)
        found = shape.fetch(session.connection(), sorted({one.row for one in changes}))
        rows = {key: (stamps, values) for key, stamps, values in found}
        for one in dict.fromkeys(changes):
            half.write(one, *rows[one.row])


class _Half:
    def __init__(self, session: Session, shape: Shape) -> None:
        self._session = session
        self._shape = shape
        self._capture: Capture = session.info["capture"]
        self._written: set[tuple[str, str]] = set()

    def write(self, one: Returned, stamps: str, values: dict[str, Any]) -> None:
        home = self._scope(values)
        # What was handed over with the move may say less than the row says here by now.
        if (one.scope != home or one.left) and (one.row, home) not in self._written:
            self._written.add((one.row, home))
            self._note(home, one.row, (None, stamps), (values, values))
        if one.left:
            self._tell(one.row, one.left, stamps, values)

    def _tell(self, row: str, left: tuple[Any, str], stamps: str, values: dict[str, Any]) -> None:
        place, before = left
        sync = self._shape.sync
        group = sync.group_of[sync.home]
        now = {column: values[column] for column in self._shape.group_columns[group]}
        seen = {**read_stamps(stamps), group: stamp_of(read_stamps(before), group)}
        scope = self._scope({**values, sync.home: place})
        self._note(scope, row, (write_stamps(seen), stamps), ({**now, sync.home: place}, now))

    def _scope(self, values: Mapping[str, Any]) -> str:
        home = self._shape.sync.home
        told = dict(values)
        if told.get(home):
            told[home] = UUID(told[home])
        return self._capture.scopes.of_values(self._session, self._shape.row_type, told)

    def _note(
        self,
        scope: str,
        row: str,
        stamps: tuple[str | None, str],
        values: tuple[dict[str, Any], dict[str, Any]],
    ) -> None:
        if scope.startswith(STATION):
            self._capture.entries.append(
                {
                    "scope": scope,
                    "table": self._shape.table,
                    "row_id": UUID(row),
                    "stamps_before": stamps[0],
                    "stamps": stamps[1],
                    "before": values[0],
                    "after": values[1],
                }
            )
