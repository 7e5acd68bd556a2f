"""The tabs of the page of reports, each made when first shown."""

from __future__ import annotations

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab, TabEntry


def _centre(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.report.centre.tab import CentreTab  # noqa: PLC0415 - when first shown

    return CentreTab(desk, app, page)


def _matrix(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.report.matrix.tab import MatrixTab  # noqa: PLC0415 - when first shown

    return MatrixTab(desk, app, page)


def _city(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.report.city.tab import CityTab  # noqa: PLC0415 - when first shown

    return CityTab(desk, app, page)


def _check(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.report.check.tab import CheckTab  # noqa: PLC0415 - when first shown

    return CheckTab(desk, app, page)


def _fonts(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.report.fonts.tab import FontsTab  # noqa: PLC0415 - when first shown

    return FontsTab(desk, app, page)


TABS: tuple[TabEntry, ...] = (
    TabEntry("report_centre", "报表", _centre),
    TabEntry("report_matrix", "培训矩阵", _matrix),
    TabEntry("report_city", "全市总览", _city),
    TabEntry("report_check", "纸面核对", _check),
    TabEntry("report_fonts", "字体检查", _fonts),
)
"""From left to right; the overview of the stations is the city's."""
