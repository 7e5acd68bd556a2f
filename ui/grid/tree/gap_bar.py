"""What is missing, as words that open the rows behind them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jyguide.grid.gaps import GAP_NAMES, GAP_UNITS, Gap, UnitCounts, count_sentence
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label
from ui.widgets.flow_layout import FlowLayout

_ALL_WELL = "每户每人都有人联系。"


class GapBar(QWidget):
    """Object names: `grid_counts`, and `gap_<gap>` for each gap there is."""

    opened = Signal(object)
    """A `Gap`."""

    def __init__(self) -> None:
        super().__init__()
        self._line = make_label("", "small", "grid_counts", wrap=True)
        self._buttons: dict[Gap, QPushButton] = {}
        flow = QWidget()
        row = FlowLayout(SPACE.xs, flow)
        for gap in Gap:
            button = make_button("", Kind.QUIET, name=f"gap_{gap.value}")
            button.clicked.connect(partial(self.opened.emit, gap))
            button.hide()
            self._buttons[gap] = button
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        layout.addWidget(self._line)
        layout.addWidget(flow)

    def show_counts(self, label: str, counts: UnitCounts) -> None:
        """Say what there is, and offer each gap."""
        well = f"。{_ALL_WELL}" if not counts.total and counts.members + counts.households else ""
        self._line.setText(f"{label}：{count_sentence(counts)}{well}")
        for gap, button in self._buttons.items():
            count = counts.of(gap)
            button.setVisible(count > 0)
            button.setText(f"{GAP_NAMES[gap]} {count} {GAP_UNITS[gap]}")
            button.setAccessibleName(f"列出{GAP_NAMES[gap]}，共 {count} {GAP_UNITS[gap]}")
