"""A period as it is typed: 2026-11, 2026-Q4, 2026."""

from __future__ import annotations

import re
from datetime import date

from jyguide.errors import RuleError
from jyguide.report.period import QUARTERS, Period, PeriodKind

_PERIOD = re.compile(
    r"(20\d\d)(?:[-年/.]?(?:(?:[Qq]|第)([1-4一二三四])(?:季度)?|(\d{1,2})月?))?年?"
)
_MONTHS = 12


def read_period(text: str) -> Period:
    """The period that somebody means.

    Raises:
        RuleError: it is none.
    """
    found = _PERIOD.fullmatch(text.strip().replace("年度", ""))
    month = int(found[3]) if found and found[3] else 1
    if found is None or not 1 <= month <= _MONTHS:
        raise RuleError(
            f"“{text}”不是月份、季度或年份，没有生成报表。",
            hint="月份写 2026-11，季度写 2026-Q4，年份写 2026。",
        )
    year = int(found[1])
    if found[2]:
        quarter = QUARTERS.index(found[2]) if found[2] in QUARTERS else int(found[2]) - 1
        return Period(date(year, 3 * quarter + 1, 1), PeriodKind.QUARTER)
    if found[3]:
        return Period(date(year, month, 1), PeriodKind.MONTH)
    return Period(date(year, 1, 1), PeriodKind.YEAR)


def period_text(period: Period) -> str:
    """As `read_period` reads it."""
    first = period.begins_on
    match period.kind:
        case PeriodKind.MONTH:
            return f"{first.year}-{first.month:02}"
        case PeriodKind.QUARTER:
            return f"{first.year}-Q{(first.month + 2) // 3}"
    return str(first.year)
