"""A list of lines in a form, each with a text: added, removed and moved by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from jyguide.exchange.loose.options import cut_options
from ui.theme import SPACE, icon
from ui.widgets import Kind, make_button

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowField(QLineEdit):
    """The text of a line; keys that mean the line itself are passed on as signals."""

    entered = Signal()
    moved = Signal(int)
    removed = Signal()
    pasted = Signal(str)
    """Several lines from the clipboard, which would else become one long text."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.findChild(QAction, "edit-paste")
        if paste is not None:
            paste.triggered.disconnect()
            paste.triggered.connect(self.take_paste)
        menu.popup(event.globalPos())

    @Slot()
    def take_paste(self) -> None:
        """Paste what is one text; tell of a block of several."""
        text = QGuiApplication.clipboard().text()
        if len(block_lines(text)) > 1:
            self.pasted.emit(text)
        else:
            self.paste()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_paste()
        elif event.key() in _ENTER and not control:
            self.entered.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif control and event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class EditorRow(QWidget):
    """One line; a subclass adds what stands before and after its text.

    Object names: `row_text`, `row_up`, `row_down`, `row_remove`.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = RowField()
        self.field.setObjectName("row_text")
        self.up = _tool("control-up", "上移（Alt+↑）", "row_up")
        self.down = _tool("control-down", "下移（Alt+↓）", "row_down")
        self.remove = _tool("close", "删除这一行（Ctrl+Delete）", "row_remove")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(SPACE.s)
        self.line.addWidget(self.field, 1)
        for tool in (self.up, self.down, self.remove):
            self.line.addWidget(tool)
        self.field.textChanged.connect(self.changed)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this line, left to right."""
        parts = [self.line.itemAt(at).widget() for at in range(self.line.count())]
        return [
            part
            for part in parts
            if part is not None and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def show_text(self, text: str) -> None:
        """Say `text` from its beginning, however long it is."""
        if text != self.field.text():
            self.field.setText(text)
            self.field.setCursorPosition(0)

    def state(self) -> Any:
        """What the line says."""
        raise NotImplementedError  # each list has lines of its own

    def show_state(self, state: Any, at: int) -> None:
        """Say `state` instead, as line `at` from 0."""
        raise NotImplementedError  # as above


class EditorRows(QWidget):
    """Lines one under the other; object name `add_row` of the button under them."""

    changed = Signal()
    left = Signal()
    """Enter in the last line while it is empty: on to what follows."""

    def __init__(
        self,
        make_row: Callable[[], EditorRow],
        blank: Callable[[int], Any],
        add_label: str,
        limits: tuple[int, int],
    ) -> None:
        """Build an empty list.

        Args:
            make_row: Makes a line.
            blank: What an added line says, from its place.
            add_label: On the button that adds one.
            limits: The least and the most lines.
        """
        super().__init__()
        self._make_row = make_row
        self._blank = blank
        self._least, self._most = limits
        self.rows: list[EditorRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.xs)
        self._add = make_button(add_label, Kind.QUIET, "add", "add_row")
        self._add.clicked.connect(self.add)
        self._column.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignLeft)

    def call(self, add_label: str) -> None:
        """Say something else on the button that adds a line."""
        self._add.setText(add_label)

    def states(self) -> list[Any]:
        """What all lines say, top to bottom."""
        return [row.state() for row in self.rows]

    def show_states(self, states: Sequence[Any]) -> None:
        """Show these lines instead, filled up to the least number."""
        wanted = list(states)
        while len(wanted) < self._least:
            wanted.append(self._blank(len(wanted)))
        while len(self.rows) < len(wanted):
            self._append()
        while len(self.rows) > len(wanted):
            self._drop()
        for at, (row, state) in enumerate(zip(self.rows, wanted, strict=True)):
            row.show_state(state, at)
        self._offer()
        self.changed.emit()

    @Slot()
    def add(self) -> None:
        """An empty line at the end, with the cursor in it."""
        if len(self.rows) < self._most:
            self.show_states([*self.states(), self._blank(len(self.rows))])
            self.rows[-1].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the cursor into the first line."""
        if self.rows:
            self.rows[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self) -> None:
        row = self._make_row()
        row.changed.connect(self.changed)
        row.field.entered.connect(partial(self._enter, row))
        row.field.moved.connect(partial(self._move, row))
        row.field.removed.connect(partial(self._remove, row))
        row.field.pasted.connect(partial(self._paste, row))
        row.up.clicked.connect(partial(self._move, row, -1))
        row.down.clicked.connect(partial(self._move, row, 1))
        row.remove.clicked.connect(partial(self._remove, row))
        self._column.insertWidget(len(self.rows), row)
        row.show()  # now, not when the layout gets to it: the cursor may go there at once
        self.rows.append(row)
        self._chain()

    def _chain(self) -> None:
        """Let Tab go from line to line: to Qt the newest one comes after everything else."""
        stops = [stop for row in self.rows for stop in row.stops()]
        for one, following in pairwise([*stops, self._add]):
            QWidget.setTabOrder(one, following)

    def _drop(self) -> None:
        row = self.rows.pop()
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()

    def _offer(self) -> None:
        self._add.setVisible(len(self.rows) < self._most)
        for at, row in enumerate(self.rows):
            row.up.setVisible(at > 0)
            row.down.setVisible(at + 1 < len(self.rows))
            row.remove.setVisible(len(self.rows) > self._least)

    def _enter(self, row: EditorRow) -> None:
        at = self.rows.index(row)
        if at + 1 < len(self.rows):
            self.rows[at + 1].field.setFocus(Qt.FocusReason.TabFocusReason)
        elif row.field.text().strip() and len(self.rows) < self._most:
            self.add()
        else:
            self.left.emit()

    def _move(self, row: EditorRow, step: int, *_: object) -> None:
        at, states = self.rows.index(row), self.states()
        to = at + step
        if 0 <= to < len(states):
            states[at], states[to] = states[to], states[at]
            self.show_states(states)
            self.rows[to].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paste(self, row: EditorRow, text: str) -> None:
        """A block fills the lines from this one on; one that does not fit stays one text."""
        texts, first = block_lines(text), self.rows.index(row)
        if first + len(texts) > self._most:
            row.field.paste()
            return
        states = self.states()
        while len(states) < first + len(texts):
            states.append(self._blank(len(states)))
        for at, one in enumerate(texts, start=first):
            states[at] = replace(states[at], text=one)
        self.show_states(states)
        self.rows[first + len(texts) - 1].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: EditorRow, *_: object) -> None:
        if len(self.rows) <= self._least:
            return
        at, states = self.rows.index(row), self.states()
        del states[at]
        self.show_states(states)
        self.rows[min(at, len(self.rows) - 1)].field.setFocus(Qt.FocusReason.OtherFocusReason)


def block_lines(text: str) -> tuple[str, ...]:
    """What a pasted block says line by line: cut at its letters, else where a line ends.

    ``A. 每月  B. 每季度`` are two, whether on one line or on two; so are lines without letters.
    """
    cut = cut_options(text.strip())
    if cut.texts and cut.clear and not cut.stem.strip():
        return cut.texts
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _tool(icon_name: str, tip: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(icon_name))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room = made.sizePolicy()
    room.setRetainSizeWhenHidden(True)  # fields end in one line
    made.setSizePolicy(room)
    return made
