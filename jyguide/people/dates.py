"""Dates in all the styles offices write them; an incomplete or doubtful one is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jyguide.people.cell import CellError, CellValue, compact

_FULL = re.compile(
    r"([0-9]{4})(?:年([0-9]{1,2})月([0-9]{1,2})[日号]?"
    r"|([-./、])([0-9]{1,2})\4([0-9]{1,2})[日号.]?"
    r"|([0-9]{2})([0-9]{2}))"
    r"(?:T?0{1,2}:00(?::00(?:\.0+)?)?)?"
)
_MONTH = re.compile(r"([0-9]{4})(?:年([0-9]{1,2})月?|[-./、]([0-9]{1,2})|([0-9]{2}))")
_NUMBER = re.compile(r"([0-9]{5,8})\.0+")
_NUMERIC_MONTH = re.compile(r"((?:19|20)[0-9]{2})\.([0-9]{1,2})")
_SERIAL = re.compile(r"[0-9]{5}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-") | {"。": ".", "．": ".", "\\": "/"})
_SERIAL_ORIGIN = date(1899, 12, 30)
_LAST_SERIAL = 73050
"""31 December 2099. Serials below 10000 (before 18 May 1927) look like bare years: refused."""
_FIRST_SERIAL = 10000
_FIRST_YEAR = 1900
_LAST_YEAR = 2099


@dataclass(frozen=True, slots=True)
class Month:
    """A date of which the day is not stated, such as ``1998.03``.

    Attributes:
        months: More than one where a numeric cell ``1998.1`` leaves January and October open.
    """

    year: int
    months: tuple[int, ...]

    def holds(self, day: date) -> bool:
        return day.year == self.year and day.month in self.months

    def __str__(self) -> str:
        return f"{self.year} 年 {'或 '.join(f'{m} 月' for m in self.months)}"


def read_date(value: CellValue) -> date | None:
    """The calendar day a cell states; None for an empty cell.

    Accepts 1998-03-22, 1998.3.22, 1998/3/22, 1998年3月22日, 19980322, real dates and spreadsheet
    serials (also as text). Two-digit years and day-first order are refused: they need guessing.

    Raises:
        CellError: Not a date, or one without its day.
    """
    found = read_date_or_month(value)
    if isinstance(found, Month):
        raise CellError(f"日期不完整：只有 {found}，请补上“日”")
    return found


def read_date_or_month(value: CellValue) -> date | Month | None:
    """Like read_date, but a year with its month is handed back for the caller to judge.

    Raises:
        CellError: Neither a day nor a month.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, datetime):
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, (bool, time, timedelta)):
        raise CellError(f"“{value}”不是日期")
    return _from_number(value)


def _from_text(value: str) -> date | Month | None:
    text = compact(value).translate(_DASHES)
    if not text:
        return None
    if plain := _NUMBER.fullmatch(text):
        text = plain[1]
    if found := _FULL.fullmatch(text):
        year, *parts = (p for p in found.groups() if p and p.isdigit())
        return _day(int(year), int(parts[0]), int(parts[1]))
    if _SERIAL.fullmatch(text):
        return _from_serial(int(text))
    if found := _MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2] or found[3] or found[4]))
    raise CellError(f"“{value.strip()}”看不出是哪一天，请写成 1998-03-22 的样子")


def _from_number(value: float) -> date | Month | None:
    if _FIRST_SERIAL <= value <= _LAST_SERIAL + 1:
        return _from_serial(int(value))
    if float(value).is_integer():
        return _from_text(str(int(value)))
    if found := _NUMERIC_MONTH.fullmatch(str(value)):
        return _numeric_month(int(found[1]), found[2])
    raise CellError(f"“{value}”是一个数字，看不出是哪一天，请写成 1998-03-22 的样子")


def _numeric_month(year: int, decimals: str) -> Month:
    """1998.03 as a number; 1998.1 was typed as January or as October, nobody can tell."""
    if decimals == "1":
        return Month(year, (1, 10))
    return _month(year, int(decimals))


def _from_serial(serial: int) -> date:
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        raise CellError(f"“{serial}”不是日期")
    return _SERIAL_ORIGIN + timedelta(days=serial)


def _day(year: int, month: int, day: int) -> date:
    try:
        return _in_range(date(year, month, day))
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(f"{year} 年 {month} 月 {day} 日不存在") from None


def _month(year: int, month: int) -> Month:
    _day(year, month, 1)
    return Month(year, (month,))


def _in_range(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise CellError(f"年份 {day.year} 不合情理")
    return day
