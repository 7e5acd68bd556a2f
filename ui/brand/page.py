"""The page of brands."""

from __future__ import annotations

from jyguide.changes import Changed
from ui.brand.tabs import TABS
from ui.tabbed_page import TabbedPage


class BrandPage(TabbedPage):
    """Object names: `brand_tabs`, and those of the tabs."""

    name = "brand"
    title = "品牌"
    icon_name = "brand"
    hint = "品牌六个阶段、年度评选、5A 雁阵"
    cares_about = Changed.BRANDS | Changed.ORGANISATIONS | Changed.ATTACHMENTS
    TABS = TABS
