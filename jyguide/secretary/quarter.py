"""A quarter of a year, as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from jyguide.errors import RuleError

_MONTHS = 3
_WORDS = "一二三四"
_WRITTEN = re.compile(r"(20\d\d)\s*[-年]?\s*[Qq第]?\s*([1-4一二三四])\s*(?:季度)?")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """`number` from 1 to 4."""

    year: int
    number: int

    @property
    def title(self) -> str:
        """``2026 年第四季度``."""
        return f"{self.year} 年第{_WORDS[self.number - 1]}季度"


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def read_quarter(text: str) -> Quarter:
    """A quarter as it is typed: ``2026Q4``, ``2026-4``, ``2026年第四季度``.

    Raises:
        RuleError: it is none.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise RuleError(f"“{text}”不是一个季度。", hint="请写成 2026Q4 这样。")
    number = found[2]
    at = _WORDS.index(number) + 1 if number in _WORDS else int(number)
    return Quarter(int(found[1]), at)
