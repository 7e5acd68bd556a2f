"""The field at the head of the page in which a round is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot

from jyguide.ids import RoundId
from jyguide.standard.round import RoundRow
from ui.theme import scaled
from ui.widgets.elided_combo import ElidedCombo

_WIDTH = 264
_NOTHING = "还没有轮次"


class RoundPicker(ElidedCombo):
    """The rounds, the newest first. Object name `round_picker`."""

    picked = Signal(object)
    """Another `RoundRow` than before, chosen by the user."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("round_picker")
        self.setAccessibleName("标准化建设轮次")
        self.setFixedWidth(scaled(_WIDTH))
        self._rows: list[RoundRow] = []
        self.show_rounds((), None)
        self.activated.connect(self._tell)

    @property
    def chosen(self) -> RoundRow | None:
        """The round shown."""
        return self._rows[self.currentIndex()] if self._rows else None

    def show_rounds(self, rows: Sequence[RoundRow], chosen: RoundId | None) -> None:
        """Offer `rows`; what was shown stays shown, else `chosen`, else the first."""
        shown = None if chosen is not None else self._shown_id()
        wanted = chosen or shown
        with QSignalBlocker(self):
            self._rows = list(rows)
            self.clear()
            self.addItems([row.label for row in self._rows] or [_NOTHING])
            keys = [row.id for row in self._rows]
            self.setCurrentIndex(keys.index(wanted) if wanted in keys else 0)
        self.setToolTip(self.currentText())
        self.setEnabled(bool(self._rows))

    def _shown_id(self) -> RoundId | None:
        return None if self.chosen is None else self.chosen.id

    @Slot(int)
    def _tell(self, at: int) -> None:
        if self._rows:
            self.picked.emit(self._rows[at])
