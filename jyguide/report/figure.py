"""A number of a report, and the rows it was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

TENTHS = 10
"""How many parts of an hour a value of hours counts."""
WAN_YUAN = 1_000_000
"""How many 分 there are in 万元, in which the city tells sums of money."""


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
        present: A stock of which nothing is kept but what it is now: no earlier day can be told.
        parts: How many of the value make one of the unit: `TENTHS` of an hour, `WAN_YUAN`.
        home: To which station a row is counted where one is asked about, where that may be asked.
    """

    key: str
    name: str
    unit: str
    area: str
    counting: str
    page: str
    standing: bool = False
    present: bool = False
    parts: int = 1
    home: str = ""

    def said(self, value: int) -> int | Decimal:
        """A value as it is told: hours with a place, 万元 with two, all else whole."""
        if self.parts == 1:
            return value
        place = Decimal("0.1") if self.parts == TENTHS else Decimal("0.01")
        return (Decimal(value) / self.parts).quantize(place, ROUND_HALF_UP)

    def text(self, value: int) -> str:
        """A value with its unit: ``5,123 人次``."""
        return f"{self.said(value):,} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what a number tells.

    Attributes:
        begins_on: First day of the period.
        ends_on: Last day, itself counted.
        station: Code of one station; "" is everything this folder holds, `CITY_CODE` what is
            the city office's own.
    """

    begins_on: date
    ends_on: date
    station: str = ""

    @property
    def whole_years(self) -> bool:
        """Whether it is a year or several: what belongs to a year is then counted by it."""
        first, last = self.begins_on, self.ends_on
        return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


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
    def number(self) -> int | Decimal:
        """As a table writes it: hours and 万元 with their places."""
        return self.what.said(self.value)

    @property
    def text(self) -> str:
        return self.what.text(self.value)
