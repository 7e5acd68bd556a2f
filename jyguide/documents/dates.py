"""Dates as they stand in official papers."""

from __future__ import annotations

from datetime import date

_DIGITS = "〇一二三四五六七八九"


def chinese_date(day: date) -> str:
    """``二〇二六年十一月二十一日``: for certificates."""
    year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04}")
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def date_text(day: date) -> str:
    """``2026年11月21日``: for running text."""
    return f"{day.year}年{day.month}月{day.day}日"


def span_text(start: date, end: date) -> str:
    """``2026年11月20日至21日``: nothing is said twice that both days share."""
    if end <= start:
        return date_text(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{date_text(start)}至{end.day}日"
    if start.year == end.year:
        return f"{date_text(start)}至{end.month}月{end.day}日"
    return f"{date_text(start)}至{date_text(end)}"


def tenths_text(tenths: int) -> str:
    """``15`` as ``1.5``, ``20`` as ``2``: points and hours are kept in whole tenths."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def tenths_cell(tenths: int | None, unknown: str = "") -> str:
    """``78.0``: for columns, where figures stand under one another.

    Args:
        tenths: None where nothing is known.
        unknown: What is said then.
    """
    return unknown if tenths is None else f"{tenths // 10}.{tenths % 10}"


def chinese_number(number: int) -> str:
    """``21`` as ``二十一``: for numbers from 1 to 99; larger ones stay as they are."""
    if number > 99:  # noqa: PLR2004 - two digits
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")
