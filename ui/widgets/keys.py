"""Keys of widgets, and what the keys of office programs mean for a row."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class RowKey(StrEnum):
    """What is done with a row everywhere by the same key, as in WPS and in Explorer."""

    EDIT = "F2"
    ADD = "Ins"
    DELETE = "Del"
    PRINT = "Ctrl+P"


_MEANINGS = (
    (RowKey.EDIT, ("修改", "编辑", "更正", "改正")),
    (RowKey.ADD, ("新建", "新增", "添加")),
    (RowKey.DELETE, ("删除", "移除", "移出")),
    (RowKey.PRINT, ("打印", "预览")),
)
_NOT_MEANT = ("修改记录", "打印和导出")


def row_key_of(text: str) -> RowKey | None:
    """The key of a line or a button by what it says, None where none is its own."""
    if text.startswith(_NOT_MEANT):
        return None
    return next((key for key, words in _MEANINGS if text.startswith(words)), None)


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
