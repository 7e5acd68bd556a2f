"""The day's list, over the services of all fields of work."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sqlalchemy import literal, select, table

from jyguide.access.permission import Permission
from jyguide.report.day_due import When
from jyguide.wiring.brand import BrandServices
from jyguide.wiring.grid import GridServices
from jyguide.wiring.openness import OpennessServices
from jyguide.wiring.report import ReportServices
from jyguide.wiring.standard import StandardServices

if TYPE_CHECKING:
    from jyguide.report.service.day import DayService
    from jyguide.report.service.overview import OverviewService
    from jyguide.search.service import SearchService

_LEDGERS = {
    "secretary": ("secretary_filing", "secretary_measure", "mentor_pair", "appraisal_subject"),
    "grid": ("grid_unit",),
    "brand": ("brand", "brand_vote", "star_award"),
    "openness": ("openness_notice", "collective_asset", "cooperative", "property_deal"),
}
"""Areas that many a station has nothing of, and the tables with which each begins."""


class DayServices(
    StandardServices,
    ReportServices,
    GridServices,
    BrandServices,
    OpennessServices,
):
    """All fields of work, and the list of what is due in them."""

    @cached_property
    def search(self) -> SearchService:
        from jyguide.search.service import SearchService  # noqa: PLC0415 - loaded when needed

        trees = (self.organisations, self.rounds)
        return SearchService(self.history.latest, self.finder, trees, self.training, self.bank)

    @cached_property
    def day(self) -> DayService:
        from jyguide.report.service.day import (  # noqa: PLC0415 - loaded when needed
            DayService,
            LedgerDue,
            Told,
        )

        told = Told(
            ledgers=tuple(
                LedgerDue(area, key, tab, partial(say, self)) for area, key, tab, say in _SAYING
            ),
            in_use=self.ledgers_in_use,
            backup=self._backup_due,
        )
        return DayService(self._store, self, told)

    @cached_property
    def station_overview(self) -> OverviewService:
        from jyguide.report.service.overview import OverviewService  # noqa: PLC0415 - loaded when needed

        return OverviewService(
            self._store, self.place, self.clock, self.report_figures, self.credit
        )

    def _backup_due(self) -> str:
        """Whoever may not make backups is not asked to."""
        return self.backups.reminder() if self.permits.may(Permission.BACK_UP) else ""

    def ledgers_in_use(self) -> frozenset[str]:
        """The areas whose ledgers hold anything, by name; of others nothing falls due.

        Asked without their tables being mapped: a start that has none of them loads none.
        """
        with self._store.read() as session:
            return frozenset(
                area
                for area, names in _LEDGERS.items()
                if any(
                    session.scalar(select(literal(1)).select_from(table(name)).limit(1))
                    for name in names
                )
            )


_LATER, _WEEK = When.LATER, When.WEEK
_Say = Callable[["DayServices"], dict[When, str]]


def _at(when: When, say: Callable[[DayServices], str]) -> _Say:
    """All that it says stands in one group."""
    return lambda app: {when: say(app)}


def _by_day(say: Callable[[DayServices], tuple[str, str]]) -> _Say:
    """What is past its day stands under today, what is due within a week under the week."""
    return lambda app: dict(zip((When.TODAY, _WEEK), say(app), strict=True))


_SAYING: tuple[tuple[str, str, str, _Say], ...] = (
    ("secretary", "filings", "secretary_dossier", _at(_LATER, lambda app: app.filings.due())),
    (
        "secretary",
        "appraisal",
        "secretary_appraisal",
        _at(_LATER, lambda app: app.appraisal_lists.due()),
    ),
    (
        "secretary",
        "measures",
        "secretary_ledger",
        _by_day(lambda app: app.secretary_measures.due()),
    ),
    ("secretary", "mentors", "secretary_mentors", _at(_LATER, lambda app: app.mentors.due())),
    ("grid", "visits", "grid_visits", _at(_WEEK, lambda app: app.visits.due())),
    ("grid", "gaps", "grid_tree", _at(_LATER, lambda app: app.grid_gaps.due())),
    ("grid", "matters", "grid_matters", _by_day(lambda app: app.matters.due())),
    ("brand", "stages", "brand_board", _at(_LATER, lambda app: app.brands.due())),
    ("brand", "votes", "brand_vote", _at(_LATER, lambda app: app.brand_votes.due())),
    ("brand", "stars", "brand_stars", _at(_LATER, lambda app: app.stars.due())),
    (
        "openness",
        "calendar",
        "openness_calendar",
        _by_day(lambda app: app.openness_notices.due()),
    ),
    (
        "openness",
        "assets",
        "openness_assets",
        _at(_LATER, lambda app: app.collective_assets.due()),
    ),
    (
        "openness",
        "cooperatives",
        "openness_cooperatives",
        _at(_LATER, lambda app: app.cooperatives.due()),
    ),
    ("openness", "deals", "openness_deals", _at(_LATER, lambda app: app.property_deals.due())),
)
"""Area, line, tab, and what says the sentences: an area without a row is not even loaded."""
