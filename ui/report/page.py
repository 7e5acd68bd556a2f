"""The page of reports."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.changes import Changed
from ui.desk import Desk
from ui.report.tabs import TABS
from ui.tabbed_page import TabbedPage


class ReportPage(TabbedPage):
    """Object names: `report_tabs`, and those of the tabs."""

    name = "report"
    title = "报表"
    icon_name = "report"
    hint = "月报、季报、年报；每个数字都能点开看依据"
    cares_about = Changed.EVERYTHING
    TABS = TABS

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__(desk, app)
        if not app.place.is_city:  # a station has one line, and that is its first page
            for at, entry in enumerate(TABS):
                if entry.name == "report_city":
                    self.tabs.setTabVisible(at, False)  # noqa: FBT003 - Qt takes no name
