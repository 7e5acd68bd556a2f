"""Every lot of a round on record, to be drawn again by anybody who doubts it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from jyguide.standard.lot_record import LotRow
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.history.records import tell_history
from ui.standard.lots.columns import lot_columns
from ui.standard.lots.deeds import LotDeeds
from ui.standard.tab import RoundTab
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, make_button, make_label

_EMPTY = EmptyText(
    "还没有抽签记录",
    "到“互查分配”或“抽查抽样”里抽签，保存以后都记在这里，随时可以重抽核对。",
    icon_name="history",
)
_HELP = (
    "每次保存的抽签都连同当时的名单、规则和种子记录在案，撤销任务也不会抹去记录。"
    "“按种子重抽核对”会用当时的名单重新抽一次，看结果是否一致，并列出支部后来的变动。"
)


class RecordsPane(RoundTab):
    """Object names: `lot_records` (the table), `redraw`."""

    def __init__(self, desk: Desk, app: Application, deeds: LotDeeds) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._deeds = deeds
        self.table: RowTable[LotRow] = RowTable(
            lot_columns(), unit="次抽签", key=lambda row: row.id, empty=_EMPTY
        )
        self.table.setObjectName("lot_records")
        tell_history(self.table, "standard_lot", lambda row: (row.id, row.sentence))
        self._redraw = make_button("按种子重抽核对", icon_name="check", name="redraw")
        self._redraw.setToolTip("用当时的名单和种子再抽一次，看是否一致（回车）")
        self.table.add_tool(self._redraw)
        self.table.add_action("按种子重抽核对", self._check, "check")
        self.table.activated.connect(self._check)
        self.table.selection_changed.connect(self._allow)
        self._redraw.clicked.connect(self._check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.table, 1)
        layout.addWidget(make_label(_HELP, "small", "records_help", wrap=True))
        self._allow()

    def show_round(self, row: RoundRow | None) -> None:
        if row is not None:
            self._desk.load(self, partial(self._app.lots.lots, row.id), self._show)

    def _show(self, rows: list[LotRow]) -> None:
        self.table.set_rows(rows)
        self._allow()

    @Slot()
    def _allow(self, *_: object) -> None:
        self._redraw.setEnabled(len(self.table.selected_rows()) == 1)

    @Slot()
    def _check(self, *_: object) -> None:
        rows = self.table.selected_rows()
        if len(rows) == 1:
            self._deeds.redraw(rows[0].id)
