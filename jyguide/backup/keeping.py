"""Which backups stay. Pure.

Days and months are counted among those that have backups and not by the calendar: a PC whose
clock is set far ahead, or that nobody switched on for a summer, must not find all of them too old.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

DAYS = 14
MONTHS = 6
OF_LAST_DAY = 5
"""Of the last day there is one before every merge: a few of them are enough."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One backup that is whole, as far as its age matters.

    Attributes:
        key: Names it.
        moment: When it was made, by the clock of its PC.
        lasting: Made before something that cannot be undone.
    """

    key: Hashable
    moment: datetime
    lasting: bool = False


def superfluous(backups: Iterable[Dated], now: datetime) -> set[Hashable]:
    """The keys of backups that may go.

    Of the last 14 days with backups the newest of each stays, with what was made before something
    that cannot be undone; of the last day the newest five; the newest of each of the last six
    months; the first of each year. What bears a date to come stays and counts for nothing: either
    that clock was wrong or this one is.
    """
    newest_first = sorted(backups, key=lambda one: one.moment, reverse=True)
    past = [one for one in newest_first if one.moment <= now]
    days = _newest_of(past, lambda moment: moment.date().isoformat())[:DAYS]
    months = _newest_of(past, lambda moment: f"{moment:%Y-%m}")[:MONTHS]
    years = _newest_of(past[::-1], lambda moment: f"{moment:%Y}")
    kept = {one.key for one in (*days, *months, *years)}
    if days:
        kept.update(one.key for one in _of_day(past, days[0])[:OF_LAST_DAY])
        since = days[-1].moment.date()
        kept.update(one.key for one in past if one.lasting and one.moment.date() >= since)
    return {one.key for one in past} - kept


def _of_day(backups: list[Dated], day: Dated) -> list[Dated]:
    return [one for one in backups if one.moment.date() == day.moment.date()]


def _newest_of(backups: list[Dated], period: Callable[[datetime], str]) -> list[Dated]:
    """The first met of each period, in the order given."""
    found: dict[str, Dated] = {}
    for one in backups:
        found.setdefault(period(one.moment), one)
    return list(found.values())
