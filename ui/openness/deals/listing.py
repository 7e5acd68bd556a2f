"""What of the deals may be written into a file: all pages, read on the worker one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jyguide.openness.deal import DealFilter, DealPage, DealRow
from ui.openness.deals.paged_table import DealTable
from ui.widgets.listed import Listed, Scope

_PIECE = 1_000
ReadPage = Callable[[DealFilter, int, int], DealPage]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which deals each scope means."""

    page: ReadPage
    shown: DealFilter
    chosen: Sequence[DealRow]

    def read(self, scope: Scope) -> Iterator[DealRow]:
        """Called on the worker."""
        if scope is Scope.CHOSEN:
            yield from self.chosen
            return
        wanted, start, count = self._filter(scope), 0, 1
        while start < count:
            page = self.page(wanted, start, _PIECE)
            count = page.whole.count
            yield from page.rows
            start += _PIECE

    def _filter(self, scope: Scope) -> DealFilter:
        shown = self.shown
        if scope is Scope.SHOWN:
            return shown
        return DealFilter(shown.year, order=shown.order, rising=shown.rising)


def listed_deals(table: DealTable, shown: DealFilter, read_page: ReadPage) -> Listed:
    """The deals of a year; 全部 is whatever the year has.

    Args:
        table: As it stands.
        shown: What it shows, on all pages.
        read_page: Reads some of the deals of a filter: from where, and how many at most.
    """
    wanted = _Wanted(read_page, shown, table.selected_rows())
    places = table.view.columns_on_screen()
    return Listed(
        columns=[table.model.columns[at] for at in places],
        widths=[table.view.columnWidth(at) for at in places],
        unit="笔",
        counts={
            Scope.SHOWN: table.count,
            Scope.ALL: None,
            Scope.CHOSEN: len(wanted.chosen),
        },
        read=wanted.read,
        let=lambda _scope, write: write(),
    )
