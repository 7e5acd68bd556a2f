"""The tab 纸面核对: whether a printed report still agrees with the data."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab


class CheckTab(PageTab):
    """Object names: those of its parts."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        QVBoxLayout(self)
