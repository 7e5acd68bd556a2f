"""修改记录: everything that was ever done to a person's file and to those merged into it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox

from jyguide.history.row import RecordChange
from ui.access.unmask import Numbers, Unmasking
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
        self.table.add_tool(self._full)
        self.layout_.addWidget(self.table)
        self._numbers = Unmasking(self, desk, self._full, self._about_numbers, self._again)
        self._numbers.guard(self.table, self._telling_copied)

    def fetch(self, facts: PersonFacts) -> None:
        self._numbers.mask()
        self._read(facts, full=False)

    def _read(self, facts: PersonFacts, *, full: bool) -> None:
        read = partial(self._history.record, _TABLE, facts.row.id, full=full, whole=True)
        job = self._desk.load(self, read, partial(self._show, facts))
        if full:
            self._numbers.follow(job)

    def _about_numbers(self) -> Numbers | None:
        row = self._shown.row if self._shown else None
        return Numbers(f"“{row.name}”修改记录里", "", 1, row.id) if row else None

    def _show(self, facts: PersonFacts, changes: list[RecordChange]) -> None:
        if facts is self._shown:
            self.table.set_rows(changes)
            self.table.show()

    def _telling_copied(self) -> Callable[[], object]:
        whose = self._shown.row.id if self._shown else None
        return partial(self._history.tell_copied, 1, whose)

    def _again(self, full: bool) -> None:  # noqa: FBT001 - `Unmasking` calls it
        if self._shown is not None:
            self._read(self._shown, full=full)
