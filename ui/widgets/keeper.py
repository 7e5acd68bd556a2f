"""How a table deep in a page finds what the window does for all tables."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ui.widgets.upwards import at_work_above


class TableKeeper(Protocol):
    """Remembers how tables are arranged, and writes them into files."""

    def attend(self, table: Any) -> None:
        """Arrange a table as it was left; called when it is shown for the first time."""
        ...

    def export(self, table: Any) -> None:
        """Ask what of a table is to be written, and write it."""
        ...


def keeper_of(widget: QWidget | None) -> TableKeeper | None:
    """The window's, found upwards; None where a table stands alone or nothing is open yet."""
    at_work = at_work_above(widget)
    return None if at_work is None else at_work.tables
