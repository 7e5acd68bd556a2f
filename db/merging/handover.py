"""Hands rows over again whose move comes back to the city, as after a restore its own work does.

A move stands in the stream of the station that was left, and the row itself in the stream of its
new one: where that file was lost with the city's machine, the move alone comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from db.journal import Capture
from db.merging.shape import Shape
from db.scope import tables

STATION = "st:"

Returned = tuple[str, str, str]
"""Table and key of a row, and the city's stream in which a change of it came back."""


def hand_over_again(session: Session, returned: Iterable[Returned]) -> None:
    """Write whole rows into the streams of the stations they belong to by now.

    Where they had not been lost they merge as duplicates.
    """
    by_stream: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for table, key, came_in in sorted(returned):
        by_stream[table, came_in].append(key)
    capture: Capture = session.info["capture"]
    for (table, came_in), keys in by_stream.items():
        row_type = tables()[table]
        shape = Shape(session.connection(), row_type, None)
        for key, stamps, values in shape.fetch(session.connection(), keys):
            told = dict(values)
            if told.get(shape.sync.home):
                told[shape.sync.home] = UUID(told[shape.sync.home])
            scope = capture.scopes.of_values(session, row_type, told)
            if scope != came_in and scope.startswith(STATION):
                whole = {"before": values, "after": values, "stamps_before": None}
                row = {"table": table, "row_id": UUID(key), "stamps": stamps}
                capture.entries.append({"scope": scope, **row, **whole})
