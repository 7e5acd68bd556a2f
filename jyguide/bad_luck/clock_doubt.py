"""Whether this PC's clock can be right: told in words, and no reason to keep anybody from work.

A flat battery on the board sets a PC back by years, a mistyped year sets it forward; what is
entered then bears wrong days. Pure.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

RELEASED = datetime(2026, 11, 1, tzinfo=timezone(timedelta(hours=8)))
"""Before this release was made; moved on with each: no clock that is right is before it."""

_TOLERANCE = timedelta(minutes=5)
"""Clocks are set by a little all the time."""

_A_YEAR = timedelta(days=366)

_WHAT_NOW = "请核对日期和时间；改对之前录入的日期可能有错。已有数据不受影响。"


def clock_doubt(now: datetime, newest: datetime | None, released: datetime = RELEASED) -> str:
    """What to say of the clock, or "".

    Args:
        now: The present moment by the clock that may be wrong, with its zone.
        newest: When this PC last kept anything; None where it never did.
        released: When this release was made.
    """
    if newest is not None and now < newest - _TOLERANCE:
        return (
            f"电脑时间可能不对：现在显示 {_said(now)}，比上一次操作（{_said(newest)}）还早。"
            f"{_WHAT_NOW}"
        )
    if now < released - timedelta(days=1):
        return (
            f"电脑时间可能不对：现在显示 {_said(now)}，"
            f"比这个版本的程序做好的日子（{_day(released)}）还早。{_WHAT_NOW}"
        )
    if newest is not None and now > newest + _A_YEAR:
        return (
            f"电脑时间可能不对：现在显示 {_said(now)}，离上一次操作（{_said(newest)}）"
            f"已超过一年。{_WHAT_NOW}"
        )
    return ""


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
