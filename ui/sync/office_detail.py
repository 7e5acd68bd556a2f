"""One station of the board: what went to and fro, and the records on both sides."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from jyguide.sync.row import OfficeRow, Total
from ui.sync.columns import total_columns
from ui.sync.words import moment_text, numbers_text, state_of
from ui.theme import SPACE
from ui.widgets import Badge, Card, EmptyText, Facts, RowTable, make_button, make_label

_NO_TOTALS = EmptyText("还没有可对照的数", "导入该站的文件后，这里逐类对照。", icon_name="report")


class OfficeDetail(Card):
    """Object names: `office_name`, `office_state`, `export_one`, `office_totals` (the table)."""

    export_wanted = Signal(object)
    """The `OfficeRow`."""

    def __init__(self) -> None:
        super().__init__()
        self._office: OfficeRow | None = None
        self._name = make_label("", "section", "office_name", wrap=True)
        self._state = Badge()
        self._state.setObjectName("office_state")
        self._export = make_button("导出给该站…", icon_name="export", name="export_one")
        self._facts = Facts()
        self.table: RowTable[Total] = RowTable(
            total_columns("市级", "该站"), unit="类", search_hint="类别", empty=_NO_TOTALS
        )
        self.table.setObjectName("office_totals")
        self.table.view.verticalHeader().hide()
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._name, 1)
        head.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._export)
        self.body.setSpacing(SPACE.m)
        self.body.addLayout(head)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.table, 1)
        self._export.clicked.connect(self._ask_export)

    def show_office(self, office: OfficeRow) -> None:
        """Show one station."""
        self._office = office
        self._name.setText(office.name)
        self._state.show_state(*state_of(office))
        self._export.setEnabled(bool(office.devices))
        self._facts.show_facts(_facts(office))
        self.table.set_rows(office.totals)
        self.table.bar.forgo()  # eight lines need no search

    @Slot()
    def _ask_export(self) -> None:
        if self._office is not None:
            self.export_wanted.emit(self._office)


def _facts(office: OfficeRow) -> list[tuple[str, str]]:
    return [
        ("最近收到", _dated(office.last_in, moment_text(office.last_in_at))),
        ("缺号", numbers_text(office.missing_in)),
        ("已发到", _dated(office.last_out, moment_text(office.last_out_at))),
        ("对方已收", office.got),
        ("未确认", numbers_text(office.missing_out)),
        ("待发改动", f"{office.unsent} 处" if office.unsent else ""),
    ]


def _dated(number: int, at: str) -> str:
    return f"第{number}号　{at}" if number else ""
