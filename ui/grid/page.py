"""The page of the four-level grid."""

from __future__ import annotations

from jyguide.changes import Changed
from ui.grid.tabs import TABS
from ui.tabbed_page import TabbedPage


class GridPage(TabbedPage):
    """Object names: `grid_tabs`, and those of the tabs."""

    name = "grid"
    title = "网格"
    icon_name = "grid"
    hint = "双网融合：四级网格、“1+10+N”、月联季访、民情事项"
    cares_about = Changed.GRID | Changed.ORGANISATIONS
    TABS = TABS
