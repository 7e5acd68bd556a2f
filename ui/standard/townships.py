"""What a table says of where a branch is, as far as it is not the same in every row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QComboBox

from ui.widgets import RowTable

Row = TypeVar("Row")
TOWNSHIP = "镇街园区"
"""Head of the column."""
_CHOICE = "township"
_USUAL_END = "党支部"


def short_name(branch: str) -> str:
    """Without the end that nearly all have: the head says it, and what differs has room."""
    return branch.removesuffix(_USUAL_END) or branch


def narrow_by_township(table: RowTable[Row], township_of: Callable[[Row], str]) -> None:
    """Offer the townships that occur (`choice_township`), and hide them while there is one."""
    table.add_choice(_CHOICE, f"全部{TOWNSHIP}", township_of)
    hide_one_township(table, township_of)


def hide_one_township(table: RowTable[Row], township_of: Callable[[Row], str]) -> None:
    """Hide the column, and the choice if there is one, while all rows are of one township."""
    column = [each.title for each in table.model.columns].index(TOWNSHIP)
    choice = table.findChild(QComboBox, f"choice_{_CHOICE}")

    def show_if_several() -> None:
        several = len({township_of(row) for row in table.model.all_rows}) > 1
        table.view.setColumnHidden(column, not several)
        if isinstance(choice, QComboBox):
            choice.setVisible(several or choice.currentIndex() > 0)

    table.model.modelReset.connect(show_if_several)
    show_if_several()
