"""The tab 字体检查: which typefaces documents are set in here."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab


class FontsTab(PageTab):
    """Object names: those of its parts."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        QVBoxLayout(self)
