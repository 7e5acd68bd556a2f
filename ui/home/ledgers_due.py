"""What the ledgers of secretaries, the grid, brands and openness want today, one area a line.

Read after everything else of the first page: what falls due there has a week's time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jyguide.app import Application


@dataclass(frozen=True, slots=True)
class LedgersDue:
    """One area: the page where it is dealt with, and how to read what waits there."""

    page: str
    title: str
    button: str
    dues: Callable[[Application], str]

    def read(self, app: Application) -> str:
        """What waits, or nothing; an area without a row is not even loaded."""
        return self.dues(app) if self.page in app.ledgers_in_use() else ""


def _secretaries(app: Application) -> str:
    return (
        app.filings.due()
        + app.appraisal_lists.due()
        + app.secretary_measures.due()
        + app.mentors.due()
    )


def _grid(app: Application) -> str:
    return app.visits.due() + app.grid_gaps.due() + app.matters.due()


def _brands(app: Application) -> str:
    return app.brands.due() + app.brand_votes.due() + app.stars.due()


def _openness(app: Application) -> str:
    return (
        app.openness_notices.due()
        + app.collective_assets.due()
        + app.cooperatives.due()
        + app.property_deals.due()
    )


LEDGERS_DUE = (
    LedgersDue("secretary", "书记", "打开书记", _secretaries),
    LedgersDue("grid", "网格", "打开网格", _grid),
    LedgersDue("brand", "品牌", "打开品牌", _brands),
    LedgersDue("openness", "公开", "打开公开", _openness),
)
"""In the order of the navigation."""
