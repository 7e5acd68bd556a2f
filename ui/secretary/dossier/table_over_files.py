"""A table of the dossier with the files of what is chosen in it below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.attachment.subject_pane import SubjectPane
from ui.theme import SPACE
from ui.widgets import RowTable

_LOWEST = 170
"""Of the table: what it says while it is empty asks for more than a low window has."""


def lay_out(
    pane: QWidget, table: RowTable[Any], files: SubjectPane, names: tuple[str, str]
) -> None:
    """Put both into a pane; `names` are the object name of the table and what is said aloud."""
    name, spoken = names
    table.setObjectName(name)
    table.setMinimumHeight(_LOWEST)
    table.view.setAccessibleName(spoken)
    layout = QVBoxLayout(pane)
    layout.setContentsMargins(0, SPACE.s, 0, 0)
    layout.setSpacing(SPACE.s)
    layout.addWidget(table, 1)
    layout.addWidget(files)


def on_delete(table: RowTable[Any], act: Callable[[], object]) -> None:
    """The key Delete, while the table has the keyboard."""
    keys = QShortcut(QKeySequence.StandardKey.Delete, table.view, act)
    keys.setContext(Qt.ShortcutContext.WidgetShortcut)
