"""The line under a grid of numbers: what the selected cells add up to, as in Excel and WPS."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot

from ui.widgets.adds import Adds
from ui.widgets.entry.view import EntryView
from ui.widgets.labels import ElidedLabel
from ui.widgets.totals import Tally

_SEVERAL = 2


class CellTotals(ElidedLabel):
    """Such as 选中 12 格　求和 960，平均 80; nothing of a single number. Name `cell_totals`."""

    def __init__(self, view: EntryView) -> None:
        super().__init__("small", "cell_totals")
        self._view = view
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._count)
        view.selectionModel().selectionChanged.connect(self._again)
        for changed in (view.entries.dataChanged, view.entries.modelReset):
            changed.connect(self._again)

    @Slot()
    def _again(self, *_: object) -> None:
        self._soon.start()

    @Slot()
    def _count(self) -> None:
        model, tally, sums = self._view.entries, Tally(), True
        for index in self._view.selectedIndexes():
            adds = model.adds(index.column())
            if adds is not Adds.NOTHING and not self._view.isRowHidden(index.row()):
                before = tally.count
                tally.add(model.text_at(index.row(), index.column()))
                sums = sums and (adds is Adds.SUM or tally.count == before)
        if tally.count < _SEVERAL:
            self.setText("")
            return
        total = f"求和 {tally.sum_text()}，" if sums else ""
        self.setText(f"选中 {tally.count} 个数　{total}平均 {tally.mean_text()}")
