"""The line in which a cell is written: what its keys do is what they do in the grid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QWidget

from jyguide.exchange.pasted import has_cells
from ui.widgets.entry.keys import Act, act_of
from ui.widgets.ground import GroundDelegate

_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVES = frozenset({Act.ENTER, Act.NEXT, Act.BEFORE})


class CellDelegate(GroundDelegate):
    """Enter, Tab and ↑↓ take what was typed and go on; Esc leaves the cell as it was.

    A block from the clipboard goes into the grid, and Ctrl+Z takes back the last step once
    nothing is left to take back in the line itself.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and event.type() == QEvent.Type.KeyPress
            and self._handled(watched, event)
        ):
            return True
        return super().eventFilter(watched, event)

    def settle(self, editor: QWidget) -> None:
        """Take what was typed and close the line."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def abandon(self, editor: QWidget) -> None:
        """Close the line; what was typed in it counts for nothing."""
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)

    def _handled(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        from ui.widgets.entry.view import EntryView  # noqa: PLC0415 - made of this

        view, act = self.parent(), act_of(event)
        assert isinstance(view, EntryView)  # noqa: S101 - made by one
        lines = _LINES.get(Qt.Key(event.key())) if act is None else None
        if lines is not None:
            self.settle(editor)
            view.step_rows(lines)
            return True
        if act is not None and act in _MOVES:
            self.settle(editor)
            view.do(act)
            return True
        if act is Act.PASTE and has_cells(QGuiApplication.clipboard().text()):
            return self._hand_on(editor, view, act)
        if act is Act.UNDO and not editor.isUndoAvailable():
            return self._hand_on(editor, view, act)
        if act is Act.REDO and not editor.isRedoAvailable():
            return self._hand_on(editor, view, act)
        return False

    def _hand_on(self, editor: QLineEdit, view: QWidget, act: Act) -> bool:
        self.abandon(editor)
        view.do(act)  # type: ignore[attr-defined]  # an EntryView
        return True
