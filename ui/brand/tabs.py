"""The tabs of the page of brands, each made when first shown."""

from __future__ import annotations

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab, TabEntry


def _board(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.brand.board.tab import BoardTab  # noqa: PLC0415 - when first shown

    return BoardTab(desk, app, page)


def _vote(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.brand.vote.tab import VoteTab  # noqa: PLC0415 - when first shown

    return VoteTab(desk, app, page)


def _stars(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.brand.stars.tab import StarsTab  # noqa: PLC0415 - when first shown

    return StarsTab(desk, app, page)


TABS: tuple[TabEntry, ...] = (
    TabEntry("brand_board", "六个阶段", _board),
    TabEntry("brand_vote", "年度评选", _vote),
    TabEntry("brand_stars", "5A 雁阵", _stars),
)
"""From left to right, in the order of the work."""
