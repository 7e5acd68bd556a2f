"""修改记录: everything that was ever done to a person's file and to those merged into it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from jyguide.history.row import RecordChange
from ui.desk import Desk
from ui.history.columns import RECORD_VALUES, record_columns, share_width
from ui.people.file.facts import PersonFacts
from ui.people.file.services import FileServices
from ui.people.file.tab import FileTab
from ui.widgets import EmptyText, RowTable

_TABLE = "person"
_FIELD_WIDTH = 176  # 任职经历 所在组织: it says of which record, too
_NEVER = EmptyText("还没有改动过", "这份档案录入以后没有人改过。", icon_name="history")


class HistoryTab(FileTab):
    """Object names: `file_history`, `file_changes` (the table), `full_history`."""

    def __init__(self, desk: Desk, services: FileServices) -> None:
        super().__init__("file_history")
        self._desk = desk
        self._history = services.history
        self.table: RowTable[RecordChange] = RowTable(
            record_columns(_TABLE),
            unit="项改动",
            search_hint="搜索项目、内容、使用人",
            empty=_NEVER,
        )
        self.table.setObjectName("file_changes")
        share_width(self.table.view, *RECORD_VALUES)
        self.table.view.setColumnWidth(RECORD_VALUES[0] - 1, _FIELD_WIDTH)
        self.table.hide()
        self._full = QCheckBox("显示完整号码")
        self._full.setObjectName("full_history")
        self._full.toggled.connect(self._again)
        self.table.add_tool(self._full)
        self.layout_.addWidget(self.table)

    def fetch(self, facts: PersonFacts) -> None:
        read = partial(
            self._history.record, _TABLE, facts.row.id, full=self._full.isChecked(), whole=True
        )
        self._desk.load(self, read, partial(self._show, facts))

    def _show(self, facts: PersonFacts, changes: list[RecordChange]) -> None:
        if facts is self._shown:
            self.table.set_rows(changes)
            self.table.show()

    @Slot()
    def _again(self) -> None:
        if self._shown is not None:
            self.fetch(self._shown)
