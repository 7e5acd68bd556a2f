"""All items of the paper at a glance: answered, to come back to, not saved, here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.bank.row import KIND_NAMES
from jyguide.exam.paper import PaperPlace
from ui.exam.sitting.keys import ENTER, plain_key
from ui.theme import SPACE, restyle
from ui.widgets import make_label, scrolling

_COLUMNS = 8
_CELL = 38
StateOf = Callable[[int], tuple[str, bool]]
"""For a position: "empty", "answered" or "unsaved", and whether it is marked for later."""


class Overview(QFrame):
    """A cell per item, `cell_<position>`, under the name of its section.

    With the keyboard: `enter` points at the item on screen, arrows walk, Enter goes there, Esc or
    G goes back to the item.
    """

    wanted = Signal(int)
    """The position of a cell that was chosen."""
    left = Signal()
    """The keyboard is to go back to the item."""

    def __init__(self, places: Sequence[PaperPlace], state_of: StateOf) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(_COLUMNS * (_CELL + SPACE.xs) + 2 * SPACE.m + SPACE.m)
        self._state_of = state_of
        self._here = 0
        self._pointed = 0
        self._rows: list[list[int]] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("答题卡")
        self._cells: dict[int, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.wanted)
        self._count = make_label("", "exam-soft", "answered_count")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.m, SPACE.s, SPACE.xs, SPACE.s)
        outer.setSpacing(SPACE.xs)
        outer.addWidget(self._count)
        self._scroll = scrolling(self._make_cells(places))
        outer.addWidget(self._scroll, 1)
        outer.addWidget(
            make_label(
                "蓝底 已答　金框 稍后再答\n黑框 当前题　橙底 没有存入\n"
                "按 G 进入，方向键选题，回车跳转",
                "exam-small",
            )
        )
        self.refresh()

    def _make_cells(self, places: Sequence[PaperPlace]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, SPACE.s, 0)
        grid.setSpacing(SPACE.xs)
        kind, row, column = None, -1, 0
        for place in places:
            if place.content.kind is not kind:
                kind, row, column = place.content.kind, row + 2, 0
                head = make_label(KIND_NAMES[kind], "exam-small")
                grid.addWidget(head, row - 1, 0, 1, _COLUMNS)
            elif column == _COLUMNS:
                row, column = row + 1, 0
            if column == 0:
                self._rows.append([])
            grid.addWidget(self._make_cell(place), row, column)
            self._rows[-1].append(place.position)
            column += 1
        grid.setRowStretch(row + 1, 1)
        grid.setColumnStretch(_COLUMNS, 1)
        return inside

    def _make_cell(self, place: PaperPlace) -> QPushButton:
        cell = QPushButton(str(place.position))
        cell.setObjectName(f"cell_{place.position}")
        cell.setProperty("kind", "cell")
        cell.setFixedWidth(_CELL)
        cell.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._group.addButton(cell, place.position)
        self._cells[place.position] = cell
        return cell

    def enter(self) -> None:
        """Take the keyboard, pointing at the item on screen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._point(self._here)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = plain_key(event)
        if key in ENTER and self._pointed:
            self.wanted.emit(self._pointed)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_G):
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._climb(1 if key == Qt.Key.Key_Down else -1)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        # Any other key would answer an item that he is not looking at.

    def _walk(self, step: int) -> None:
        order = list(self._cells)
        at = order.index(self._pointed) + step if self._pointed in order else 0
        self._point(order[min(max(at, 0), len(order) - 1)])

    def _climb(self, step: int) -> None:
        """To the cell above or below, also across the names of sections."""
        row = next(n for n, cells in enumerate(self._rows) if self._pointed in cells)
        cells = self._rows[min(max(row + step, 0), len(self._rows) - 1)]
        column = self._rows[row].index(self._pointed)
        self._point(cells[min(column, len(cells) - 1)])

    def _point(self, position: int) -> None:
        before, self._pointed = self._pointed, position
        for changed in {before, position} & set(self._cells):
            self._restyle(changed)
        if position:
            self._scroll.ensureWidgetVisible(self._cells[position])

    def show_here(self, position: int) -> None:
        """Frame the item on screen."""
        before, self._here = self._here, position
        for changed in {before, position} & set(self._cells):
            self._restyle(changed)
        self._scroll.ensureWidgetVisible(self._cells[position])

    @Slot(int)
    def refresh_cell(self, position: int) -> None:
        """Look at one item again."""
        self._restyle(position)
        self._show_count()

    def _restyle(self, position: int) -> None:
        cell = self._cells[position]
        state, later = self._state_of(position)
        wanted = {
            "state": state,
            "later": str(later).lower(),
            "here": str(position == self._here).lower(),
            "pointed": str(position == self._pointed).lower(),
        }
        if any(cell.property(name) != value for name, value in wanted.items()):
            restyle(cell, **wanted)

    def refresh(self) -> None:
        """Look at every item again."""
        for position in self._cells:
            self._restyle(position)
        self._show_count()

    def _show_count(self) -> None:
        done = sum(cell.property("state") == "answered" for cell in self._cells.values())
        self._count.setText(f"已答 {done} / {len(self._cells)} 题")
