"""The tabs of the page of the grid, each made when first shown."""

from __future__ import annotations

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab, TabEntry


def _tree(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.grid.tree.tab import GridTab  # noqa: PLC0415 - when first shown

    return GridTab(desk, app, page)


def _visits(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.grid.visits.tab import VisitsTab  # noqa: PLC0415 - when first shown

    return VisitsTab(desk, app, page)


def _matters(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.grid.matters.tab import MattersTab  # noqa: PLC0415 - when first shown

    return MattersTab(desk, app, page)


TABS: tuple[TabEntry, ...] = (
    TabEntry("grid_tree", "网格与联系", _tree),
    TabEntry("grid_visits", "月联季访", _visits),
    TabEntry("grid_matters", "民情事项", _matters),
)
"""From left to right, in the order of the work."""
