"""Whether a certificate is one of ours and still counts."""

from __future__ import annotations

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab


class VerifyTab(PageTab):
    """Whether a certificate is one of ours and still counts."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
