"""What a grid to type into says of its cells, and what was done to them, to be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.adds import Adds

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, int, str]
"""Row, column and the text to be there."""
_MOST_STEPS = 200
FIXED = "这一格不能改"
OTHERS = "名称贴不进的，同一行都不贴"


@dataclass(frozen=True, slots=True)
class Trial:
    """What would become of a cell.

    Attributes:
        text: What would stand there.
        why: Why it cannot, in a sentence; "" where it can.
    """

    text: str
    why: str = ""


class EntryModel(QAbstractTableModel):
    """Base of the models of entry grids. A step is what one Ctrl+Z takes back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[tuple[object, object]] = []
        self._undone: list[object] = []

    # -- what a grid says of itself

    def take(self, cells: Sequence[Cell]) -> None:
        """Put texts into cells that were tried; rows beyond the last are made where it grows."""
        raise NotImplementedError  # each grid holds its values its own way

    def state(self) -> object:
        """All that was typed, as a value that never changes."""
        raise NotImplementedError  # as `take`

    def restore(self, state: Any) -> None:
        """Show what was typed as it was."""
        raise NotImplementedError  # as `take`

    def text_at(self, row: int, column: int) -> str:
        """What stands in a cell."""
        return str(self.index(row, column).data() or "")

    def may(self, row: int, column: int) -> bool:
        """Whether anything may be put into a cell."""
        editable = self.index(row, column).flags() & Qt.ItemFlag.ItemIsEditable
        return editable == Qt.ItemFlag.ItemIsEditable

    def row_name(self, row: int) -> str:
        """Whose row it is."""
        return str(self.headerData(row, Qt.Orientation.Vertical) or row + 1)

    def column_name(self, column: int) -> str:
        """What stands in a column."""
        return str(self.headerData(column, Qt.Orientation.Horizontal) or "")

    def choices(self, _row: int, _column: int) -> Sequence[str]:
        """What a cell can be filled with, where that is a list; Alt+↓ opens it."""
        return ()

    def adds(self, _column: int) -> Adds:
        """Whether numbers of a column may be added up."""
        return Adds.NOTHING

    @property
    def grows(self) -> bool:
        """Whether a block that is longer than the grid makes rows."""
        return False

    def landing(self, column: int) -> list[int]:
        """The columns that a block fills from one on."""
        return list(range(column, self.columnCount()))

    def laid_out(self, _column: int, block: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        """The block with a cell for each column it fills from one on."""
        return block

    def names_row(self, _column: int) -> bool:
        """Whether a column says whose row it is."""
        return False

    def rehearse(self, cells: Sequence[Cell]) -> list[Trial]:
        """What would become of these cells if they were put in one after another.

        Where a row's name does not go in, what comes with it is somebody else's.
        """
        trials = self.tried(cells)
        wrong = {
            row
            for (row, column, _), one in zip(cells, trials, strict=True)
            if one.why and self.names_row(column)
        }
        return [
            Trial(one.text, one.why or OTHERS) if row in wrong else one
            for (row, _, _), one in zip(cells, trials, strict=True)
        ]

    def tried(self, cells: Sequence[Cell]) -> list[Trial]:
        """Each of these cells, tried after those before it."""
        return [self.trial(*cell) for cell in cells]

    def trial(self, row: int, column: int, text: str) -> Trial:
        """What would become of a cell."""
        text = " ".join(text.split())
        return Trial(text, "" if self.may(row, column) else FIXED)

    # -- what is done to it

    def put(self, cells: Sequence[Cell]) -> None:
        """Put texts into many cells, as one step."""
        with self.step():
            self.take(cells)

    @contextmanager
    def step(self, of: object = None) -> Iterator[None]:
        """Whatever is done within is one step, and part of the last one if that was `of` this."""
        before = self.state()
        yield
        if self.state() == before:
            return
        self._undone.clear()
        if of is None or not self._done or self._done[-1][1] != of:
            self._done.append((before, of))
            del self._done[:-_MOST_STEPS]

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        now = self.state()
        while self._done:
            before, _ = self._done.pop()
            if before != now:  # a cell may have been brought back by its own line
                self._undone.append(now)
                self.restore(before)
                return True
        return False

    def redo(self) -> bool:
        """Do again what was taken back last; False where there is nothing."""
        if not self._undone:
            return False
        self._done.append((self.state(), None))
        self.restore(self._undone.pop())
        return True

    def forget_steps(self) -> None:
        """Other rows are shown: what was done is not taken back any more."""
        self._done.clear()
        self._undone.clear()
