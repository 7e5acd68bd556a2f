"""A number of a report, and the rows it was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FigureName:
    """What a number counts; there is one for each, wherever it is shown.

    Attributes:
        key: Code: ``person_times``.
        name: In the city's own words: 培训人次.
        unit: Measure word: 人次.
        area: Section of a report it belongs to, in words: 培训.
        counting: The rule it is counted by, one sentence.
        page: Name of the page on which its rows are worked with.
        standing: A stock as of the last day of the period; else what came about in it.
    """

    key: str
    name: str
    unit: str
    area: str
    counting: str
    page: str
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what a number tells.

    Attributes:
        begins_on: First day of the period.
        ends_on: Last day, itself counted.
        station: Code of one station; "" is everything this folder holds.
    """

    begins_on: date
    ends_on: date
    station: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row behind a number.

    Attributes:
        table: Where it is kept; the page that shows a row's history opens it by both.
        stamp: Of its present state (``sync_v``): tells whether it changed since.
        weight: What it adds to the number; 1 where rows are counted.
        cells: As the list shows it, under `Sources.heads`; numbers of people are masked.
    """

    table: str
    id: UUID
    stamp: str
    weight: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The rows behind a number; their weights add up to it."""

    what: FigureName
    scope: Scope
    heads: tuple[str, ...]
    rows: tuple[SourceRow, ...]

    @property
    def value(self) -> int:
        return sum(row.weight for row in self.rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is shown; whoever points at it asks for the sources of `what` in `scope`."""

    what: FigureName
    scope: Scope
    value: int

    @property
    def text(self) -> str:
        return f"{self.value:,} {self.what.unit}".strip()
