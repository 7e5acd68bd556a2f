"""The page of openness."""

from __future__ import annotations

from jyguide.changes import Changed
from ui.openness.tabs import TABS
from ui.tabbed_page import TabbedPage


class OpennessPage(TabbedPage):
    """Object names: `openness_tabs`, and those of the tabs."""

    name = "openness"
    title = "公开"
    icon_name = "openness"
    hint = "三务公开日历、三资台账、合作社、产权交易"
    cares_about = Changed.OPENNESS | Changed.ORGANISATIONS | Changed.ATTACHMENTS
    TABS = TABS
