"""两边数据: how many records of each kind there are here and with the city."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.sync.row import OfficeRow, Total
from ui.sync.columns import total_columns
from ui.sync.words import moment_text
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, make_label

_NONE = EmptyText(
    "还不知道市级有多少", "导入市级的文件后，这里逐类对照两边的记录数。", icon_name="report"
)


class TotalsTab(QWidget):
    """Object names: `totals` (the table), `totals_note`."""

    def __init__(self) -> None:
        super().__init__()
        self.table: RowTable[Total] = RowTable(
            total_columns("本机", "市级"), unit="类", search_hint="类别", empty=_NONE
        )
        self.table.setObjectName("totals")
        self._note = make_label("", "hint", "totals_note", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._note)
        layout.addWidget(self.table, 1)

    def show_city(self, city: OfficeRow | None) -> None:
        """Compare; the other side's figures are as old as its last file."""
        self.table.set_rows(city.totals if city else ())
        self.table.bar.forgo()  # eight lines need no search
        at = moment_text(city.last_in_at) if city else ""
        self._note.setText(f"市级一栏是它 {at} 导出文件时的数。" if at else "")
        self._note.setVisible(bool(at))
