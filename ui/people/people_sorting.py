"""The orders of the list of people as the menu of its heads offers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jyguide.people.finding import NAME_ORDERS, PeopleOrder
from ui.people.columns import NAME_COLUMN
from ui.widgets.heads.sorting import Sorted
from ui.widgets.heads.state import SortMode

_NAME_MODES = tuple(SortMode(order.value) for order in NAME_ORDERS)


class PeopleSorting:
    """Who sorts is the service that reads the list; a head only asks for another order."""

    def __init__(
        self,
        orders: Sequence[PeopleOrder | None],
        now: Callable[[], tuple[PeopleOrder, bool]],
        choose: Callable[[PeopleOrder, bool], object],
    ) -> None:
        """See `PersonCells.columns` for `orders`.

        Args:
            orders: What each head sorts by.
            now: The order in force, and whether it runs backwards.
            choose: Told another order to put in force.
        """
        self._orders = orders
        self._now = now
        self._choose = choose

    def modes(self, column: int) -> Sequence[SortMode]:
        if column == NAME_COLUMN:
            return _NAME_MODES
        return () if self._orders[column] is None else (SortMode.VALUE,)

    def now(self) -> Sorted | None:
        order, descending = self._now()
        if order in NAME_ORDERS:
            return Sorted(NAME_COLUMN, descending, SortMode(order.value))
        return Sorted(self._orders.index(order), descending, SortMode.VALUE)

    def sort(self, column: int, mode: SortMode, *, descending: bool) -> None:
        """Without a column, by pinyin: a list of people always has an order."""
        wanted = self._wanted(column, mode)
        if (wanted, descending) != self._now():
            self._choose(wanted, descending)

    def _wanted(self, column: int, mode: SortMode) -> PeopleOrder:
        if column == NAME_COLUMN and mode in _NAME_MODES:
            return PeopleOrder(mode.value)
        of = self._orders[column] if column >= 0 else None
        return PeopleOrder.PINYIN if of is None else of
