"""A block from the clipboard laid against a grid: what would change, and what would not go in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.widgets.entry.model import Cell, EntryModel

_UNASKED = 3
"""Cells that go in without a question."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One cell: what is there, what would be, and why that cannot be ("" where it can)."""

    row: int
    column: int
    before: str
    after: str
    why: str = ""

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Plan:
    """A block with a place for each of its cells.

    Attributes:
        rows: Rows of the grid that it covers, those yet to be made after the last one.
        columns: Columns of the grid that it covers.
        lost_rows: Rows of the block below the grid.
        lost_columns: Columns of the block right of it.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: tuple[Planned, ...]
    lost_rows: int
    lost_columns: int

    @property
    def taken(self) -> list[Planned]:
        """What would change."""
        return [one for one in self.cells if not one.why and not one.same]

    @property
    def refused(self) -> list[Planned]:
        """What would not go in; where the same stands already there is nothing to say."""
        return [one for one in self.cells if one.why and not one.same]

    @property
    def same(self) -> int:
        return sum(one.same for one in self.cells)

    @property
    def unasked(self) -> bool:
        """Whether it is so little, and so clean, that it simply goes in."""
        lost = self.lost_rows or self.lost_columns
        return len(self.cells) <= _UNASKED and not self.refused and not lost

    def to_put(self) -> list[Cell]:
        """What to put in, row by row."""
        return [(one.row, one.column, one.after) for one in self.taken]

    @property
    def lost_text(self) -> str:
        """What runs over the edge, or nothing."""
        said = [f"下面多出 {self.lost_rows} 行"] * bool(self.lost_rows)
        said += [f"右边多出 {self.lost_columns} 列"] * bool(self.lost_columns)
        return f"{'，'.join(said)}，表里没有位置，不会贴入。" if said else ""


def lay(
    model: EntryModel, rows: Sequence[int], columns: Sequence[int], block: Sequence[Sequence[str]]
) -> Plan:
    """Lay a block on these rows and columns of a grid, from its first cell on."""
    wide = max(map(len, block), default=0)
    cells = [
        (row, column, text)
        for row, texts in zip(rows, block, strict=False)
        for column, text in zip(columns, texts, strict=False)
    ]
    have = model.rowCount()
    planned = tuple(
        Planned(row, column, model.text_at(row, column) if row < have else "", one.text, one.why)
        for (row, column, _), one in zip(cells, model.rehearse(cells), strict=True)
    )
    return Plan(
        tuple(rows[: len(block)]),
        tuple(columns[:wide]),
        planned,
        max(len(block) - len(rows), 0),
        max(wide - len(columns), 0),
    )


def one_value(model: EntryModel, cells: Sequence[tuple[int, int]], text: str) -> Plan:
    """One value for all of these cells that may be changed."""
    return _each(model, [(row, column, text) for row, column in cells])


def down(model: EntryModel, rows: Sequence[int], columns: Sequence[int]) -> Plan:
    """What stands in the first of these rows for all others."""
    texts = [model.text_at(rows[0], column) for column in columns]
    return _each(
        model,
        [(row, *both) for row in rows[1:] for both in zip(columns, texts, strict=True)],
    )


def _each(model: EntryModel, cells: Sequence[Cell]) -> Plan:
    cells = [one for one in cells if model.may(one[0], one[1])]
    planned = tuple(
        Planned(row, column, model.text_at(row, column), one.text, one.why)
        for (row, column, _), one in zip(cells, model.rehearse(cells), strict=True)
    )
    return Plan((), (), planned, 0, 0)
