"""What happened to a measure, one under the other, with its days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from jyguide.standard.measure import Event
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import icon_label, make_label

_TONES = {"good": Tone.GOOD, "bad": Tone.WARN, "": Tone.NEUTRAL}
_ICONS = {"good": "good", "bad": "undo", "": "clock"}
_MARK = 16
_TOP = Qt.AlignmentFlag.AlignTop


class Timeline(QWidget):
    """Mark, day, what, and by whom with what words; object name `timeline`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.s)
        self._grid.setVerticalSpacing(SPACE.xs)
        self._grid.setColumnStretch(2, 1)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these, the earliest first."""
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, one in enumerate(events):
            mark = icon_label(_ICONS[one.tone], PALETTE.of(_TONES[one.tone]), _MARK)
            day = make_label(f"{one.on:%Y-%m-%d}" if one.on else "", "small")
            self._grid.addWidget(mark, at, 0, _TOP)
            self._grid.addWidget(day, at, 1, _TOP)
            self._grid.addWidget(_words(one), at, 2)
        said = "；".join(f"{one.on or ''} {one.what} {one.said}".strip() for one in events)
        self.setAccessibleName(f"经过：{said}")


def _words(one: Event) -> QLabel:
    label = make_label(f"{one.what}　{one.said}" if one.said else one.what, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
