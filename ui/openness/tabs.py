"""The tabs of the page of openness, each made when first shown."""

from __future__ import annotations

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab, TabEntry


def _calendar(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.openness.calendar.tab import CalendarTab  # noqa: PLC0415 - when first shown

    return CalendarTab(desk, app, page)


def _items(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.openness.items.tab import ItemsTab  # noqa: PLC0415 - when first shown

    return ItemsTab(desk, app, page)


def _assets(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.openness.assets.tab import AssetsTab  # noqa: PLC0415 - when first shown

    return AssetsTab(desk, app, page)


def _cooperatives(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.openness.cooperatives.tab import CooperativesTab  # noqa: PLC0415 - when first shown

    return CooperativesTab(desk, app, page)


def _deals(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.openness.deals.tab import DealsTab  # noqa: PLC0415 - when first shown

    return DealsTab(desk, app, page)


TABS: tuple[TabEntry, ...] = (
    TabEntry("openness_calendar", "公开日历", _calendar),
    TabEntry("openness_items", "公开事项", _items),
    TabEntry("openness_assets", "集体三资", _assets),
    TabEntry("openness_cooperatives", "合作社", _cooperatives),
    TabEntry("openness_deals", "产权交易", _deals),
)
"""From left to right, in the order of the work."""
