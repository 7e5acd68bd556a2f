"""What the details of assets and co-operatives have in common: facts over a table of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets import Badge, Banner, Card, Kind, RowTable, make_button, make_label, scrolling

_TABLE_HEIGHT = 240


class LedgerDetail(Card):
    """What is on the right of a ledger.

    Object names: `<name>_title`, `<name>_record`, and that of the banner.
    """

    def __init__(self, name: str, banner: str) -> None:
        """`banner` is the object name of what is to be minded."""
        super().__init__()
        self._title = make_label("", "section", f"{name}_title", wrap=True)
        self._badge = Badge()
        self._banner = Banner()
        self._banner.setObjectName(banner)
        self._record = make_button("修改记录…", Kind.QUIET, "history", f"{name}_record")

    def _lay_out(
        self,
        facts: QWidget,
        tools: Sequence[QPushButton],
        table: RowTable[Any],
        files: QWidget | None = None,
    ) -> None:
        """From top to bottom; `files` stand under the table."""
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for button in tools:
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._record)
        table.setMinimumHeight(_TABLE_HEIGHT)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SPACE.xs, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(facts)
        column.addWidget(self._banner)
        column.addLayout(row)
        column.addWidget(table, 1)
        if files is not None:
            column.addWidget(files)
        self.body.addLayout(head)
        self.body.addWidget(scrolling(content), 1)

    def _connect_table(
        self,
        table: RowTable[Any],
        edit: tuple[str, Callable[[], object]],
        remove: Callable[[], object],
        allow: Callable[[], object],
    ) -> None:
        """Its menu and keys; `edit` with what the menu calls it, Delete takes out the chosen."""
        name, act = edit
        table.selection_changed.connect(allow)
        table.activated.connect(act)
        table.add_action(name, act, "edit")
        table.add_action("删除", remove, "delete")
