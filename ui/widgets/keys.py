"""Keys of widgets, and what the keys of office programs mean for a row."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.widgets.verbs import Verb, verb_of

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class RowKey(StrEnum):
    """What is done with a row everywhere by the same key, as in WPS and in Explorer."""

    EDIT = "F2"
    ADD = "Ins"
    DELETE = "Del"
    PRINT = "Ctrl+P"


_KEYS = {
    Verb.EDIT: RowKey.EDIT,
    Verb.MAKE: RowKey.ADD,
    Verb.REMOVE: RowKey.DELETE,
    Verb.PRINT: RowKey.PRINT,
    Verb.PREVIEW: RowKey.PRINT,
}


def row_key_of(text: str) -> RowKey | None:
    """The key of a line or a button by what it says, None where none is its own."""
    verb = verb_of(text)
    return None if verb is None else _KEYS.get(verb)


def bind_key(
    keys: QKeySequence.StandardKey | str,
    owner: QWidget,
    slot: Callable[[], object],
    context: Qt.ShortcutContext = _INSIDE,
) -> QShortcut:
    """A key that works inside a widget, and not beside it.

    PySide takes a context given to the constructor beside a callable for nothing, without a word:
    the key then belongs to the whole window, and two tables side by side have none.
    """
    shortcut = QShortcut(owner)
    shortcut.setKeys([QKeySequence(keys)] if isinstance(keys, str) else keys)
    shortcut.setContext(context)
    shortcut.activated.connect(slot)
    return shortcut
