"""One ledger: its buttons, its lines, the one chosen beside them, totals under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.secretary.ledger_person import town_of
from ui.secretary.ledger.columns import Facts as FactList
from ui.secretary.ledger.columns import search_text
from ui.theme import SPACE
from ui.widgets import (
    Card,
    Column,
    EmptyText,
    Facts,
    RowTable,
    SplitDetail,
    make_label,
    scrolling,
)
from ui.widgets.tab_order import tab_along

_SHARE = 69


class LedgerPane(QWidget):
    """Object names: `name` given (the table), `<name>_sum`, `<name>_facts`."""

    record_wanted = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Any]],
        empty: EmptyText,
        facts: Callable[[Any], FactList],
        total: Callable[[Sequence[Any]], str],
        *,
        key: Callable[[Any], object] = lambda row: row.id,
    ) -> None:
        """Build an empty ledger.

        Args:
            name: Object name of the table.
            columns: Of the table.
            empty: Shown while there is no line.
            facts: One line, all of it.
            total: What lines come to, for the foot.
            key: What stays the same of a line after a reload.
        """
        super().__init__()
        self._facts_of = facts
        self._total_of = total
        self.table: RowTable[Any] = RowTable(
            columns,
            search_hint="搜索姓名、拼音、单位",
            search_text=search_text,
            key=key,
            empty=empty,
        )
        self.table.setObjectName(name)
        self.table.add_choice("township", "全部镇街园区", lambda row: town_of(row.person))
        self.total = make_label("", "small", f"{name}_sum", wrap=True)
        self._facts = Facts()
        self._facts.setObjectName(f"{name}_facts")
        self.card = Card()
        self.card.body.addWidget(self._facts)
        self.card.body.addStretch()
        nothing = EmptyText("没有选中", "在左边选一条，这里显示全部内容。")
        self._split = SplitDetail(self.table, nothing, share=_SHARE)
        self._detail = scrolling(self.card)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(SPACE.s)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.s, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(self.bar)
        layout.addWidget(self._split, 1)
        layout.addWidget(self.total)
        self.table.selection_changed.connect(self._show_chosen)
        self.setFocusProxy(self.table.view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tab_along(self.bar, self._split)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put buttons over the table, at the right end; the last one begins a line."""
        self.bar.addStretch()
        for button in buttons:
            self.bar.addWidget(button)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these lines; search, conditions and selection stay."""
        self.table.set_rows(rows)
        self._show_chosen()

    def chosen(self) -> list[Any]:
        """The lines selected."""
        return self.table.selected_rows()

    def one(self) -> Any | None:
        """The line selected, if it is one."""
        rows = self.chosen()
        return rows[0] if len(rows) == 1 else None

    @Slot()
    def _show_chosen(self, *_: object) -> None:
        self.total.setText(self._total_of(self.table.shown_rows()))
        self.show_detail()

    def show_detail(self) -> None:
        """Show the line chosen anew: more is known of it."""
        row = self.table.current_row() or next(iter(self.chosen()), None)
        if row is None:
            self._split.show_nothing()
            return
        self._facts.show_facts(self._facts_of(row))
        self._split.show_detail(self._detail)
