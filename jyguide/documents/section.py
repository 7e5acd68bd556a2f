"""A table of a report, whatever it is written into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jyguide.documents.dates import date_text

Cell = str | int | float | Decimal | date | None
"""A sum of money or an area is a decimal: workbooks add it up, texts group its digits."""


class Percent(float):
    """A share of one that people read in percent: 0.855 is 85.5%; workbooks reckon with it."""


TOTAL = "合计"
"""How a row begins that sums up those above it."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One table of the report.

    Attributes:
        name: Short enough for the tab of a sheet.
        note: The rule by which its figures were counted.
        widths: Of the columns, in characters.
        names: So many columns at the left say whose row it is: they stay in sight, and are
            repeated where the others go on to another sheet of paper.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    note: str = ""
    names: int = 1


def cell_text(value: object) -> str:
    """A cell as it stands in running text: whole figures without a point."""
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, Percent):
        return f"{100 * value:.12g}%"
    if isinstance(value, float):
        return f"{value:.12g}"
    return "" if value is None else str(value)
