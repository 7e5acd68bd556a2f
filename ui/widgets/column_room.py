"""Gives columns whose text is cut off the room that a wide window has to spare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTableView


def shared(widths: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """Widths of columns in `room` pixels: as they are, or nearer to what each wants.

    What there is to spare is shared out by what each lacks; nobody gets more than he wants, or
    less than he has.
    """
    spare = max(room - sum(widths), 0)
    lacks = [max(want - width, 0) for width, want in zip(widths, wanted, strict=True)]
    part = min(spare / (sum(lacks) or 1), 1)
    return [width + int(lack * part) for width, lack in zip(widths, lacks, strict=True)]


class ColumnRoom(QObject):
    """Widens columns of a table as far as there is room; one set by hand stays as it was set.

    Columns only grow while rows come and go, so that nothing jumps about under the eye.
    """

    set_by_hand = Signal()
    """Somebody has made a column wider or narrower."""

    def __init__(self, view: QTableView, widths: Sequence[int]) -> None:
        """`widths` is what the columns are to have at least."""
        super().__init__(view)
        self._view = view
        self._head = view.horizontalHeader()
        self._head.setResizeContentsPrecision(0)  # what is on screen is looked at, no more
        self._made = tuple(widths)
        self._widths = list(widths)
        self._wanted = list(self._widths)
        self._by_hand: set[int] = set()
        self._sharing = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._share)
        self._head.sectionResized.connect(self._note)
        model = view.model()
        for changed in (model.modelReset, model.dataChanged, model.layoutChanged):
            changed.connect(self.share_soon)

    @property
    def by_hand(self) -> dict[int, int]:
        """The widths that were set by hand."""
        return {at: self._widths[at] for at in sorted(self._by_hand)}

    def show_by_hand(self, widths: Mapping[int, int]) -> None:
        """Let exactly these columns be as if set by hand, the others as they were made."""
        self._by_hand = set(widths)
        self._widths = [widths.get(at, made) for at, made in enumerate(self._made)]
        self._wanted = list(self._widths)
        self._set(range(len(self._widths)), self._widths)
        self.share_soon()

    @Slot()
    def share_soon(self, *_: object) -> None:
        """Share anew once everything that is going on has come to rest."""
        self._timer.start()

    @Slot(int, int, int)
    def _note(self, at: int, before: int, now: int) -> None:
        """A hidden section is 0 wide, and some are stretched by Qt, such as the last."""
        if self._sharing or not (before and now) or at == self._last():
            return
        if self._head.sectionResizeMode(at) is QHeaderView.ResizeMode.Interactive:
            self._widths[at] = now
            self._by_hand.add(at)
            self.set_by_hand.emit()

    def _last(self) -> int:
        shown = [at for at in range(self._head.count()) if not self._head.isSectionHidden(at)]
        return max(shown, key=self._head.visualIndex, default=-1)

    @Slot()
    def _share(self) -> None:
        head = self._head
        shown = [at for at in range(head.count()) if not head.isSectionHidden(at)]
        interactive = QHeaderView.ResizeMode.Interactive
        if not self._view.isVisible() or any(
            head.sectionResizeMode(at) is not interactive for at in shown
        ):
            return
        room = self._view.viewport().width()
        spare = room > sum(self._widths[at] for at in shown)
        for at in shown:
            if spare and at not in self._by_hand:  # measuring takes a millisecond a column
                self._wanted[at] = max(self._wanted[at], self._view.sizeHintForColumn(at) + 1)
        widths = [self._widths[at] for at in shown]
        wanted = [self._widths[at] if at in self._by_hand else self._wanted[at] for at in shown]
        self._set(shown, shared(widths, wanted, room))

    def _set(self, shown: Sequence[int], widths: Sequence[int]) -> None:
        last = self._last()
        self._sharing = True
        for at, width in zip(shown, widths, strict=True):
            if at != last:  # which takes what is left
                self._head.resizeSection(at, width)
        self._sharing = False
