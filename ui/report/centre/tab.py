"""The tab 报表: one report of a period, its numbers, the ways out of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab


class CentreTab(PageTab):
    """Object names: those of its parts."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        QVBoxLayout(self)
