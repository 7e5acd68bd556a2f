"""The list of the bank: conditions, and a search that does not wait for the interface."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox

from jyguide.bank.row import ItemRow
from jyguide.bank.service import BankService
from ui.bank.columns import (
    COLUMNS,
    category,
    difficulty,
    kind_name,
    regulation,
    source_name,
    status_name,
)
from ui.desk import Desk
from ui.jobs import Job
from ui.theme.tokens import TypeScale
from ui.widgets import EmptyText, RowTable

_EMPTY = EmptyText(
    "题库里还没有试题",
    "可以导入 Word、Excel 或文本文件里的试题，导入前会逐题核对。",
    "导入试题…",
    "bank",
)
_CHOICES = (
    ("kind", "题型", kind_name),
    ("category", "类别", category),
    ("difficulty", "难度", difficulty),
    ("status", "状态", status_name),
    ("source", "来源", source_name),
    ("regulation", "法规", regulation),
)
_COUNTED = ("kind", "status")
_CHOICE_MIN, _CHOICE_MAX, _SEARCH_MIN = 84, 136, 220
_RECALLED = "recalled"


class ItemTable(RowTable[ItemRow]):
    """Object names: `items` (the table), `recalled` (the switch), and those of `RowTable`."""

    def __init__(self, desk: Desk, bank: BankService) -> None:
        super().__init__(
            COLUMNS,
            unit="道",
            search_hint="搜索题干、选项、答案、解析、依据或题号",
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.setObjectName("items")
        self._desk = desk
        self._bank = bank
        self._job: Job | None = None
        self.ask_elsewhere()
        self.search_wanted.connect(self._look_for)
        for name, label, value_of in _CHOICES:
            self.add_choice(name, label, value_of, counted=name in _COUNTED)
        self._widen_columns()
        for choice in self.bar.findChildren(QComboBox):
            choice.setMinimumWidth(_CHOICE_MIN)
            choice.setMaximumWidth(_CHOICE_MAX)
        self.bar.search.setMinimumWidth(_SEARCH_MIN)
        self._recalled = QCheckBox("需复核")
        self._recalled.setObjectName(_RECALLED)
        self._recalled.setToolTip("只看依据的条款已经修订、等待复核的题")
        self._recalled.toggled.connect(self._only_recalled)
        self.add_tool(self._recalled)

    def show_items(self, rows: Sequence[ItemRow]) -> None:
        """Show these; the index is made ready for what will be typed."""
        waiting = sum(row.recalled is not None for row in rows)
        self._recalled.setText(f"需复核 {waiting}" if waiting else "需复核")
        self._recalled.setEnabled(waiting > 0 or self._recalled.isChecked())
        self.set_rows(rows)
        self._desk.load(self, partial(_prepare, self._bank, rows), self._note_ready)

    def _widen_columns(self) -> None:
        """In large type, by as much as the type is larger."""
        larger = QApplication.font().pointSizeF() / TypeScale().body
        head = self.view.horizontalHeader()
        for at, column in enumerate(COLUMNS):
            head.resizeSection(at, round(column.width * max(larger, 1.0)))

    @Slot()
    def clear_conditions(self) -> None:
        self._recalled.setChecked(False)
        super().clear_conditions()

    @Slot(bool)
    def _only_recalled(self, only: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.set_condition(_RECALLED, _is_recalled if only else None)

    @Slot(str)
    def _look_for(self, words: str) -> None:
        """Ask the worker; a question that waits there is given up for the newer one."""
        if self._job is not None:
            self._job.cancel()
        work = partial(self._bank.find, words)
        self._job = self._desk.load(self, work, partial(self.show_found, words))
        self._job.ended.connect(self._forget)

    @Slot(object)
    def _forget(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _note_ready(self, _done: None) -> None:
        """Nothing to show: the first word typed is answered at once."""


def _prepare(bank: BankService, rows: Sequence[ItemRow]) -> None:
    """Make the index ready from what was just read, so that it need not be read again."""
    bank.remember({row.revision_id: row.content for row in rows})
    bank.find("", 0)


def _is_recalled(row: ItemRow) -> bool:
    return row.recalled is not None
