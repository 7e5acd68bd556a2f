"""Person-times month by month as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.chart import Columns, Line
from jyguide.report.period import Period

MONTHS_SHOWN = 12


def months_chart(months: Sequence[Period], values: Sequence[int]) -> Columns | None:
    """Twelve months as columns, the twelve before them beside; None where there is nothing.

    Args:
        months: Twenty-four, earliest first.
        values: Of each.
    """
    if not any(values):
        return None
    shown, before = values[MONTHS_SHOWN:], values[:MONTHS_SHOWN]
    heads = tuple(f"{one.begins_on.month}月" for one in months[MONTHS_SHOWN:])
    first, last = months[MONTHS_SHOWN].name, months[-1].name
    lines = [Line(f"{first}至{last}", tuple(shown))]
    if any(before):
        lines.append(Line("上一年同月", tuple(before)))
    return Columns("各月培训人次", "月份", heads, tuple(lines))
