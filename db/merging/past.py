"""What has been here before: looked up only where two writings of one register meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from db.merging.shape import as_hex, rows_in
from db.sync import ANY, Stamp, read_stamps

Register = tuple[str, str]
"""A row's key and a group."""


class Past:
    """Stamps that rows have carried here, with who wrote them and where in which stream."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[str, dict[tuple[str, Stamp], tuple[str, str, int]]] = {}

    def forget(self) -> None:
        """Look anew from now on: more has been written."""
        self._seen.clear()

    def was_here(self, row: str, group: str, stamp: Stamp) -> bool:
        """Whether a register of a row has carried this stamp."""
        return self._find(row, group, stamp) is not None

    def writer(self, row: str, group: str, stamp: Stamp) -> str:
        """Who wrote it, 32 hex digits; "" where that is not known."""
        found = self._find(row, group, stamp)
        return found[0] if found else ""

    def within(self, row: str, group: str, stamp: Stamp, covers: Mapping[str, int]) -> bool:
        """Whether a baseline that covers streams so far speaks for this writing too."""
        found = self._find(row, group, stamp)
        return found is None or covers.get(found[1], 0) >= found[2]

    def _find(self, row: str, group: str, stamp: Stamp) -> tuple[str, str, int] | None:
        if row not in self._seen:
            self._load([row])
        known = self._seen[row]
        return known.get((group, stamp)) or known.get((ANY, stamp))

    def _load(self, rows: Iterable[str]) -> None:
        found: defaultdict[str, dict[tuple[str, Stamp], tuple[str, str, int]]] = defaultdict(dict)
        wanted = list(rows)
        # What an import brought that was taken back was never decided on.
        start = (
            "SELECT row_id, stamps, actor_id, replica, scope, seq FROM journal "
            "WHERE (merge_id IS NULL OR "
            "merge_id NOT IN (SELECT id FROM sync_bundle WHERE withdrawn)) AND row_id IN"
        )
        for row, stamps, actor, replica, scope, seq in rows_in(self._connection, start, wanted):
            writing = (as_hex(actor), f"{replica}.{scope}", seq)
            for group, stamp in read_stamps(stamps).items():
                found[as_hex(row)].setdefault((group, stamp), writing)
        for row in wanted:
            self._seen[row] = found[row]
