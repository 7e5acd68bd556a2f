"""The periods of a year: their keys as they are kept, their days, how they read."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from jyguide.openness.kinds import Period

_MONTHS = {Period.MONTHLY: 1, Period.QUARTERLY: 3, Period.HALF_YEARLY: 6, Period.YEARLY: 12}
_KEY = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?")
_WRITTEN = (
    (re.compile(r"(\d{4})年?(?:全年|年度)?"), 12),
    (re.compile(r"(\d{4})[-年./]?(?:第?([1-4一二三四])季度?|Q([1-4]))", re.IGNORECASE), 3),
    (re.compile(r"(\d{4})[-年./]?(?:([上下])半年|H([12]))", re.IGNORECASE), 6),
    (re.compile(r"(\d{4})[-年./](\d{1,2})月?(份)?"), 1),
)
_PLACES = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """One period of a year.

    Attributes:
        key: ``2026-07``, ``2026-Q3``, ``2026-H1`` or ``2026``, as it is kept.
        last: Its last day.
    """

    key: str
    first: date
    last: date

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last.month - self.first.month + 1

    @property
    def numbers(self) -> range:
        """Its months by number."""
        return range(self.first.month, self.last.month + 1)

    def due_on(self, days_after: int) -> date:
        """Till when what happened in it has to hang."""
        return self.last + timedelta(days=days_after)


def spans(period: Period, year: int) -> list[Span]:
    """The periods of a year in order; none for what is posted at once."""
    months = _MONTHS.get(period)
    if months is None:
        return []
    return [_span(year, months, place) for place in range(1, _YEAR // months + 1)]


@lru_cache(maxsize=512)  # a year's postings have a handful
def span_of(key: str) -> Span | None:
    """The period that a kept key means; None where it means none."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    year, month, quarter, half = found.groups()
    months, place = 12, 1
    if month:
        months, place = 1, int(month)
    elif quarter:
        months, place = 3, int(quarter)
    elif half:
        months, place = 6, int(half)
    fits = date.min.year < int(year) < date.max.year and 1 <= place <= _YEAR // months
    return _span(int(year), months, place) if fits else None


def fits(key: str, period: Period) -> bool:
    """Whether a key is that of a period of this kind."""
    span = span_of(key)
    return span is not None and span.months == _MONTHS.get(period)


def period_of(key: str) -> Period:
    """How often something is posted whose period has this key; what has none, at once."""
    span = span_of(key)
    months = span.months if span is not None else 0
    return next((one for one, most in _MONTHS.items() if most == months), Period.AT_ONCE)


def period_text(key: str) -> str:
    """``2026年7月``, ``2026年第3季度``, ``2026年上半年``, ``2026年``; a key unknown stays."""
    span = span_of(key)
    if span is None:
        return key
    year, place = span.first.year, span.last.month // span.months
    names = {1: f"{place}月", 3: f"第{place}季度", 6: "上半年" if place == 1 else "下半年"}
    return f"{year}年{names.get(span.months, '')}"


def read_period(text: str) -> str:
    """The key of a period as somebody writes it; "" where it is none."""
    for pattern, months in _WRITTEN:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        year, *more = found.groups()
        written = next((one for one in more if one and one != "份"), "1")
        place = _PLACES.get(written) or int(written)
        return _key(int(year), months, place) if 1 <= place <= _YEAR // months else ""
    return ""


def _span(year: int, months: int, place: int) -> Span:
    last = months * place
    return Span(
        _key(year, months, place),
        date(year, last - months + 1, 1),
        date(year, last, monthrange(year, last)[1]),
    )


def _key(year: int, months: int, place: int) -> str:
    ends = {1: f"-{place:02}", 3: f"-Q{place}", 6: f"-H{place}"}
    return f"{year:04}{ends.get(months, '')}"
