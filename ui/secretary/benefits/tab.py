"""The tab: social insurance and annuity, and the selection into township posts."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.secretary.benefits.insurance_pane import InsurancePane
from ui.secretary.benefits.selection_pane import SelectionPane
from ui.tabbed_page import PageTab


class BenefitsTab(PageTab):
    """Two parts. Object names: `benefits` (the inner tabs), and those of the panes."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self.insurance = InsurancePane(desk, app, page)
        self.selection = SelectionPane(desk, app, page)
        self.parts = QTabWidget()
        self.parts.setObjectName("benefits")
        self.parts.addTab(self.insurance, "社保与年金")
        self.parts.addTab(self.selection, "选聘到镇（街道）")
        self.parts.currentChanged.connect(self._show_part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)

    def reload(self) -> None:
        self._show_part()

    @Slot()
    def _show_part(self, *_: object) -> None:
        """Only what is on screen is read."""
        part = self.parts.currentWidget()
        if isinstance(part, InsurancePane | SelectionPane):
            part.reload()
