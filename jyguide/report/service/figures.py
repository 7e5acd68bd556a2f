"""Use cases of numbers: counted in a few statements, and opened to the rows behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import union_all
from sqlalchemy.orm import Session

from db.uow import Store
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.pause import collector_paused
from jyguide.place import Place
from jyguide.report.figure import Figure, FigureName, Scope, SourceRow, Sources
from jyguide.report.service.counting.asked import Asked, Counting
from jyguide.report.service.counting.everything import COUNTINGS
from jyguide.report.service.counting.roster import Roster, StandingsOn

_TOGETHER = 24
"""Numbers asked for in one statement; SQLite joins up to five hundred."""
_DIGITS = 9
"""More than any number in a cell has."""


class FigureService:
    """Every number of the report centre, and of whatever page shows one."""

    def __init__(self, store: Store, place: Place, clock: Clock, standings: StandingsOn) -> None:
        """`standings` tells who was on a roster on a day: `ApprovalService.standings`."""
        self._store = store
        self._place = place
        self._clock = clock
        self._standings = standings

    def names(self) -> list[FigureName]:
        """Every number there is, in the order of a report."""
        return [one.what for one in COUNTINGS.values()]

    def figures(self, scope: Scope, keys: Collection[str] | None = None) -> list[Figure]:
        """Numbers of a period, in the order of a report; all of them unless `keys` says which.

        Raises:
            RuleError: there is no such number, or no such station.
        """
        return self.of_all([scope], keys)[0]

    @collector_paused()
    def of_all(
        self, scopes: Sequence[Scope], keys: Collection[str] | None = None
    ) -> list[list[Figure]]:
        """As `figures`, for several periods or stations at once: the parts of a table or chart.

        Raises:
            RuleError: as `figures`.
        """
        wanted = countings(keys)
        standings = cache(self._standings)  # of eighteen stations they are read once
        with self._store.read() as session:
            return [
                [Figure(one.what, asked.scope, value) for one, value in _sums(asked, wanted)]
                for scope in scopes
                for asked in (self.asked(session, scope, standings),)
            ]

    @collector_paused()
    def sources(self, key: str, scope: Scope) -> Sources:
        """The rows behind a number.

        Raises:
            RuleError: as `figures`.
        """
        (one,) = countings([key])
        with self._store.read() as session:
            asked = self.asked(session, scope)
            rows = tuple(sorted(one.listed(asked), key=_in_order))
        return Sources(one.what, asked.scope, tuple(cell.head for cell in one.cells), rows)

    def asked(self, session: Session, scope: Scope, standings: StandingsOn | None = None) -> Asked:
        """What statements about a scope are made for; a station speaks of itself alone.

        Raises:
            RuleError: there is no such station.
        """
        if not self._place.is_city and not scope.station:
            scope = replace(scope, station=self._place.station_code)
        roster = Roster(
            session, min(scope.ends_on, self._clock().date()), standings or self._standings
        )
        return Asked(session, self._place, scope, roster)


def countings(keys: Collection[str] | None = None) -> list[Counting]:
    """Numbers by their keys, in the order of a report.

    Raises:
        RuleError: there is no such number.
    """
    if keys is None:
        return list(COUNTINGS.values())
    if unknown := [key for key in keys if key not in COUNTINGS]:
        raise RuleError(
            f"本机没有名为“{'、'.join(unknown)}”的统计数字。", hint="请更新程序后再试。"
        )
    return COUNTINGS.some(keys)


def _in_order(row: SourceRow) -> tuple[object, ...]:
    """As its cells say, the day mostly first, 2 before 10; rows that read alike by their keys."""
    cells = (one.zfill(_DIGITS) if one.isdecimal() else one for one in row.cells)
    return (*cells, row.id)


def _sums(asked: Asked, wanted: Sequence[Counting]) -> Iterator[tuple[Counting, int]]:
    for some in _lots(wanted):
        statement: Any = union_all(*(one.sum(asked) for one in some))
        values = {key: int(value) for key, value in asked.session.execute(statement)}
        for one in some:
            yield one, values[one.what.key]


def _lots(wanted: Sequence[Counting]) -> Iterator[Sequence[Counting]]:
    for start in range(0, len(wanted), _TOGETHER):
        yield wanted[start : start + _TOGETHER]
