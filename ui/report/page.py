"""The page of reports."""

from __future__ import annotations

from jyguide.changes import Changed
from ui.report.tabs import TABS
from ui.tabbed_page import TabbedPage


class ReportPage(TabbedPage):
    """Object names: `report_tabs`, and those of the tabs."""

    name = "report"
    title = "报表"
    icon_name = "report"
    hint = "月报、季报、年报；每个数字都能点开看依据"
    cares_about = ~Changed(0)
    TABS = TABS
