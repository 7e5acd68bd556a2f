"""What the tabs of the three ledgers have in common: a bar, a table, a detail, and the sum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from jyguide.app import Application
from ui.desk import Desk
from ui.history.record_dialog import Subject, open_record
from ui.openness.deals.paged_table import DealTable
from ui.openness.ledger_bar import LedgerBar
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import EmptyText, MenuGroup, RowTable, SplitDetail, make_label


class _Deeds(Protocol):
    """What every ledger can do."""

    def add(self) -> None: ...

    def import_list(self) -> None: ...

    def template(self) -> None: ...


class LedgerTab(PageTab):
    """Subclasses make `bar` and `table`, then `_lay_out` and `_connect_ledger`."""

    bar: LedgerBar

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page

    def _lay_out(
        self, name: str, table: QWidget, nothing: EmptyText, share: int
    ) -> tuple[SplitDetail, QLabel]:
        """The table with its detail beside it, and the line of the sum, `<name>_sum`."""
        table.setObjectName(name)
        split = SplitDetail(table, nothing, share=share)
        total = make_label("", "small", f"{name}_sum", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)
        layout.addWidget(total)
        return split, total

    def _tell_sum(self, label: QLabel, sentence: str) -> None:
        """Say the sum; a ledger that is empty has none, and leaves its room to the table."""
        label.setText(sentence)
        label.setVisible(bool(sentence))

    def _connect_ledger(
        self,
        deeds: _Deeds,
        table: RowTable[Any] | DealTable,
        change: Callable[[], object],
        remove: Callable[[], object],
    ) -> None:
        """The bar, the menu and the keys; Delete takes out what is chosen."""
        bar = self.bar
        bar.add.connect(deeds.add)
        bar.edit.connect(change)
        bar.remove.connect(remove)
        bar.take_in.connect(deeds.import_list)
        bar.template.connect(deeds.template)
        table.empty_action.connect(deeds.add)
        table.activated.connect(change)
        table.add_action("修改…", change, "edit", group=MenuGroup.OPEN)
        table.add_action("删除", remove, "delete", group=MenuGroup.DELETE)

    def _open_history(self, subject: Subject) -> None:
        open_record(self._desk, self._app.history, subject, self._page)
