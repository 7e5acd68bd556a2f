"""A change that comes in meets the row it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from db.merging.lines import Stamps, read_left, read_seen
from db.merging.shape import Shape
from db.merging.source import Incoming
from db.sync import Stamp, stamp_of

_MANY = 50_000


class StampTexts:
    """Stamps read from their text; thousands of rows of one action share one."""

    def __init__(self) -> None:
        self._known: dict[str, Stamps] = {}

    def read(self, text: str) -> Stamps:
        """The stamps of a text, not to be changed."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > _MANY:
                self._known.clear()
            found = self._known[text] = read_left(msgspec.Raw(text.encode()))
        return found


class Row:
    """A row while a step works on it."""

    __slots__ = ("carried", "fresh", "key", "shape", "text", "touched", "values")

    def __init__(
        self, shape: Shape, key: str, text: str, values: dict[str, Any], *, fresh: bool
    ) -> None:
        self.shape = shape
        self.key = key
        self.text = text  # the stamps, as they are kept
        self.values = values
        self.fresh = fresh
        self.touched: set[str] = set()
        self.carried: set[tuple[str, Stamp]] = set()  # stamps replaced in this step

    def put(self, now: Mapping[str, Any], groups: Collection[str], meeting: Meeting) -> None:
        """Let registers say what came in."""
        current = meeting.current
        self.carried.update((group, stamp_of(current, group)) for group in groups)
        stamps = {**current, **{group: meeting.stamp(group) for group in groups}}
        self.text = msgspec.json.encode(stamps, order="sorted").decode()
        self.values.update(now)
        self.touched.update(groups)

    def has_carried(self, group: str, stamp: Stamp) -> bool:
        """Whether a register had this stamp earlier in this step."""
        return (group, stamp) in self.carried


class Meeting:
    """One change and its row, with the stamps on both sides.

    Attributes:
        seen: Stamps as the editor saw them; None for a whole row.
        left: Stamps as he left them.
        current: Stamps as they are here.
        groups: The registers that the change writes.
    """

    __slots__ = ("after", "current", "groups", "left", "one", "row", "seen")

    def __init__(self, one: Incoming, row: Row, after: dict[str, Any], texts: StampTexts) -> None:
        self.one = one
        self.row = row
        self.after = after
        self.seen = read_seen(one.op.before)
        if self.seen is None and not one.source.late:
            after.setdefault("deleted", False)  # a new row does not say so
        self.left = texts.read(bytes(one.op.stamps).decode())
        self.current = texts.read(row.text)
        self.groups = self._written()

    def stamp(self, group: str) -> Stamp:
        """What the change carries."""
        return stamp_of(self.left, group)

    def stands(self, group: str) -> Stamp:
        """What is here."""
        return stamp_of(self.current, group)

    def sides(self, group: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the change says, and what is here."""
        columns = self.row.shape.group_columns[group]
        return {column: self.after[column] for column in columns}, self.here(group)

    def here(self, group: str) -> dict[str, Any]:
        """What a register says here, whether or not the change writes it."""
        values = self.row.values
        return {column: values[column] for column in self.row.shape.group_columns[group]}

    def is_plain(self, group: str) -> bool:
        """Whether the editor had before him just what is here: nearly always."""
        if self.seen is None:
            return False
        stands = stamp_of(self.current, group)
        return stamp_of(self.seen, group) == stands and stamp_of(self.left, group) > stands

    def _written(self) -> list[str]:
        """Registers with a stamp of their own anew, or all that a whole row brings.

        What was held for its columns brings these alone; the others were taken when it came.
        """
        known = self.row.shape.group_columns
        seen = self.seen
        if seen is None or self.one.source.late:
            brought = [g for g, columns in known.items() if self.after.keys() >= set(columns)]
            return [g for g in brought if seen is None or seen.get(g) != self.left.get(g)]
        return [g for g, stamp in self.left.items() if seen.get(g) != stamp and g in known]
