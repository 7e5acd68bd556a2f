"""A tab of a person's file: it fetches when it is first shown for somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.ids import PersonId
from ui.desk import Desk
from ui.people.file.facts import PersonFacts
from ui.theme import SPACE
from ui.widgets import Column, EmptyText, RowTable

Row = TypeVar("Row")


class FileTab(QWidget):
    """Subclasses override `fetch`; `show_person` is called on screen only."""

    title = ""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, SPACE.s, 0, 0)
        self._shown: PersonFacts | None = None

    def show_person(self, facts: PersonFacts) -> None:
        """Show somebody, unless he is shown as he is now."""
        if facts is not self._shown:
            self._shown = facts
            self.fetch(facts)

    def fetch(self, facts: PersonFacts) -> None:
        """Fetch what belongs to somebody and show it."""
        raise NotImplementedError  # each tab reads from another area


class ListTab(FileTab, Generic[Row]):
    """A tab that is one table; its object name is the tab's with `_list` after it."""

    def __init__(
        self,
        name: str,
        desk: Desk,
        read: Callable[[PersonId], Sequence[Row]],
        columns: Sequence[Column[Row]],
        empty: EmptyText,
    ) -> None:
        super().__init__(name)
        self._desk = desk
        self._read = read
        self.table: RowTable[Row] = RowTable(columns, empty=empty)
        self.table.setObjectName(f"{name}_list")
        self.table.hide()  # until the rows are known: "nothing yet" must not flash up
        self.layout_.addWidget(self.table)

    def fetch(self, facts: PersonFacts) -> None:
        show = partial(self._show, facts)
        self._desk.load(self, partial(self._read, facts.row.id), show)

    def _show(self, facts: PersonFacts, rows: Sequence[Row]) -> None:
        if facts is self._shown:  # else somebody else has been opened meanwhile
            self.table.set_rows(rows)
            self.table.show()
