"""Person-times and people, by what the user asks; every figure opens the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from jyguide.training.person_times import (
    COUNTING,
    DIMENSION_NAMES,
    Attended,
    Dimension,
    Tally,
    line,
    tally,
)
from ui.theme import SPACE
from ui.training.credit.columns import attended_columns, tally_columns
from ui.widgets import EmptyText, FittingDialog, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_EMPTY = EmptyText("这一年还没有人次", "培训班签到以后，这里按类型、月份等统计人次和人数。")


class TimesPane(QWidget):
    """Object names: `dimension`, `person_times`, `times_total`, `times_rule`, `open_rows`."""

    def __init__(self, *, with_station: bool) -> None:
        super().__init__()
        self._with_station = with_station
        self._rows: Sequence[Attended] = ()
        self._stations: Sequence[str] = ()
        self._build()

    def show_rows(self, rows: Sequence[Attended], stations: Sequence[str]) -> None:
        """Count these."""
        self._rows, self._stations = rows, stations
        self._count()

    def _build(self) -> None:
        self.dimension = QComboBox()
        self.dimension.setObjectName("dimension")
        self.dimension.setAccessibleName("按什么统计")
        for by, name in DIMENSION_NAMES.items():
            self.dimension.addItem(f"按{name}", by)
        self.dimension.currentIndexChanged.connect(self._count)
        self.table: RowTable[Tally] = RowTable(
            tally_columns(), unit="项", search_hint="搜索", key=_label, empty=_EMPTY
        )
        self.table.setObjectName("person_times")
        self.table.bar.add_choice(self.dimension)
        self._open = make_button("查看名单", Kind.PLAIN, "people", "open_rows")
        self._open.setToolTip("列出这些人次（Enter）；没有选中时列出全部")
        self.table.add_tool(self._open)
        self.table.add_action("查看名单", self._open_rows, "people")
        self.table.activated.connect(self._open_rows)
        self._open.clicked.connect(self._open_rows)
        self._total = make_label("", "sentence", "times_total")
        self._rule = make_label(f"说明：{COUNTING}", "hint", "times_rule", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.s, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._total)
        layout.addWidget(self._rule)
        self.table.view.setToolTip(COUNTING)
        self.setFocusProxy(self.table.view)

    @Slot()
    def _count(self) -> None:
        by = Dimension(self.dimension.currentData())
        self.table.set_rows(tally(self._rows, by, self._stations))
        whole = line("合计", self._rows)
        self._total.setText(
            f"合计 {whole.sessions} 期，{whole.times} 人次，{whole.people} 人"
            if whole.times
            else ""
        )
        self._total.setVisible(bool(whole.times))
        self._open.setEnabled(bool(whole.times))

    @Slot()
    def _open_rows(self, _row: object = None) -> None:
        chosen = self.table.selected_rows()
        rows = [row for one in chosen for row in one.rows] if chosen else list(self._rows)
        label = "、".join(one.label for one in chosen) if chosen else "合计"
        RowsDialog(line(label, rows), self, with_station=self._with_station).open()


class RowsDialog(FittingDialog):
    """The rows behind a figure: `rows_dialog`, `rows_behind`, `rows_line`, `close`."""

    def __init__(self, behind: Tally, parent: QWidget, *, with_station: bool) -> None:
        super().__init__(parent)
        self.setObjectName("rows_dialog")
        self.setWindowTitle(f"人次明细：{behind.label}"[:60])
        self.setMinimumSize(860, 520)
        table: RowTable[Attended] = RowTable(
            attended_columns(with_station=with_station),
            unit="人次",
            search_hint="搜索姓名、培训班、单位",
            search_text=_pinyin,
        )
        table.setObjectName("rows_behind")
        table.set_rows(behind.rows)
        close = make_button("关闭", name="close")
        close.clicked.connect(self.accept)
        said = f"{behind.sessions} 期，{behind.times} 人次，{behind.people} 人"
        foot = ButtonRow(leave=close, said=make_label(said, "sentence", "rows_line"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(table, 1)
        layout.addLayout(foot)
        self.finished.connect(self.deleteLater)
        table.view.setFocus()


def _label(row: Tally) -> object:
    return row.label


def _pinyin(row: Attended) -> str:
    return row.person.pinyin_key
