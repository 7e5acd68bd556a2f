"""The list of the bank: conditions, and a search that does not wait for the interface."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHeaderView

from jyguide.bank.attention import needs_review
from jyguide.bank.row import ItemRow
from jyguide.bank.service import BankService
from ui.bank.columns import (
    ALWAYS,
    COLUMNS,
    IF_ROOM,
    STEM,
    category,
    difficulty,
    kind_name,
    regulation,
    source_name,
    status_name,
)
from ui.desk import Desk
from ui.jobs import Job
from ui.theme import scaled
from ui.widgets import Column, EmptyText, RowTable

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
_CHOICE_MIN, _CHOICE_MAX, _SEARCH_MIN = 76, 136, 150
_STEM_ROOM = 224
"""What a stem needs to be told from another: some fifteen signs."""
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
        self._lay_out_columns()
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
        waiting = sum(map(needs_review, rows))
        self._recalled.setText(f"需复核 {waiting}" if waiting else "需复核")
        self._recalled.setEnabled(waiting > 0 or self._recalled.isChecked())
        self.set_rows(rows)
        self._desk.load(self, partial(_prepare, self._bank, rows), self._note_ready)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return super().eventFilter(watched, event)

    def _lay_out_columns(self) -> None:
        """The stem takes what the others leave; all are wider in large type."""
        head = self.view.horizontalHeader()
        head.setStretchLastSection(False)
        for at, column in enumerate(COLUMNS):
            head.resizeSection(at, self._width(column))
            if column.title == STEM:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.view.viewport().installEventFilter(self)

    def _width(self, column: Column[ItemRow]) -> int:
        return scaled(column.width)

    def _fit_columns(self) -> None:
        """Show the columns that leave the stem room enough, so that nothing scrolls sideways."""
        widths = {column.title: self._width(column) for column in COLUMNS}
        room = self.view.viewport().width() - scaled(_STEM_ROOM)
        room -= sum(widths[title] for title in ALWAYS if title != STEM)
        shown = set(ALWAYS)
        for title in IF_ROOM:
            room -= widths[title]
            if room < 0:
                break
            shown.add(title)
        for at, column in enumerate(COLUMNS):
            self.view.setColumnHidden(at, column.title not in shown)

    @Slot()
    def clear_conditions(self) -> None:
        self._recalled.setChecked(False)
        super().clear_conditions()

    @Slot(bool)
    def _only_recalled(self, only: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.set_condition(_RECALLED, needs_review if only else None)

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
