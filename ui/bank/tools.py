"""The menu 工具 of the bank, and the dialogs of other people's making that it opens."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from jyguide.bank.attention import Attention
from jyguide.bank.row import ItemRow
from ui.bank.services import BankServices
from ui.desk import Desk
from ui.theme import icon

_DIALOGS = {
    "similar": ("查重…", "search", "ui.bank.similar_dialog", "SimilarDialog"),
    "check": ("体检…", "check", "ui.bank.check_dialog", "CheckDialog"),
    "regulation": ("法规与修订…", "file", "ui.bank.regulation_dialog", "RegulationDialog"),
    "reports": ("报错处理…", "report", "ui.bank.report_list_dialog", "ReportListDialog"),
    "release": ("题库版本…", "station", "ui.bank.release_dialog", "ReleaseDialog"),
}
"""By name: the line of the menu, its icon, and where the dialog is; loaded when it is opened."""


class BankTools(QObject):
    """Opens the dialogs of the bank over a page; only one of each is open at a time.

    Object names of the menu's actions: `tool_<name>`.
    """

    item_wanted = Signal(object)
    """The `ItemId` that a dialog wants to see in the list."""

    def __init__(self, desk: Desk, services: BankServices, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page

    def fill(self, button: QPushButton, more: Callable[[], object]) -> None:
        """Give the button its menu; `more` saves the template."""
        menu = self._menu = QMenu(button)
        self._button = button
        for name, (text, mark, _, _) in _DIALOGS.items():
            action = menu.addAction(icon(mark), text)
            action.setObjectName(f"tool_{name}")
            action.setData(name)
        menu.addSeparator()
        template = menu.addAction(icon("file"), "下载 Excel 模板…")
        template.setObjectName("template")
        template.triggered.connect(more)
        menu.triggered.connect(self._open_tool)
        button.setMenu(menu)

    def show_attention(self, now: Attention) -> None:
        """Say beside the entries what waits behind them, and on the button how many reports."""
        for name, waiting in (("reports", now.reports), ("regulation", now.review)):
            action = self._menu.findChild(QAction, f"tool_{name}")
            if action is not None:
                text = _DIALOGS[name][0]
                action.setText(f"{text}（{waiting}）" if waiting else text)
        reports = now.open if now.at_city else now.answered
        self._button.setText(f"工具（{reports}）" if reports else "工具")
        self._button.setToolTip(now.sentence)

    def open_report(self, row: ItemRow) -> QDialog:
        """Tell the city of a fault in one of its items."""
        return self._open("ui.bank.report_dialog", "ReportDialog", row)

    def open_dialog(self, name: str) -> QDialog:
        """Open a dialog of the menu by its name."""
        _, _, module, class_name = _DIALOGS[name]
        return self._open(module, class_name)

    @Slot(object)
    def _open_tool(self, action: QObject) -> None:
        name = action.objectName().removeprefix("tool_")
        if name in _DIALOGS:
            self.open_dialog(name)

    def _open(self, module: str, class_name: str, *more: object) -> QDialog:
        make: Callable[..., QDialog] = getattr(import_module(module), class_name)
        dialog = make(self._desk, self._services, *more, self._page)
        wanted = getattr(dialog, "item_wanted", None)
        if wanted is not None:
            wanted.connect(self.item_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog
