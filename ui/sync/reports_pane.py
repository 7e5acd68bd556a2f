"""The files in hand, and the report of the one looked at; a single one needs no list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.sync.entry import Entry
from ui.sync.report_view import ReportView
from ui.theme import SPACE, Tone
from ui.widgets import Column, RowTable

_LIST_WIDTH = 344


class ReportsPane(QWidget):
    """Object names: `entries` (the table), and those of `ReportView`."""

    shown = Signal()
    """Another file is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.table: RowTable[tuple[int, Entry]] = RowTable(
            _columns(), unit="个文件", search_hint="来自、文件名", key=_key
        )
        self.table.setObjectName("entries")
        self.view = ReportView()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 3 * _LIST_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.table.selection_changed.connect(self._look)

    @property
    def current(self) -> tuple[int, Entry]:
        """The file looked at, and its place; the first where none is chosen."""
        row = self.table.current_row() or next(iter(self.table.selected_rows()), None)
        at = row[0] if row else 0
        return at, self.entries[at]

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these files instead."""
        self.entries = list(entries)
        self.table.setVisible(len(self.entries) > 1)
        self._fill()
        self.table.view.select_positions([0])

    def put(self, at: int, entry: Entry) -> None:
        """Something has become of one of them."""
        self.entries[at] = entry
        self._fill()
        self._look(None)

    def _fill(self) -> None:
        with QSignalBlocker(self.table):
            self.table.set_rows(list(enumerate(self.entries)))

    @Slot(object)
    def _look(self, _rows: object) -> None:
        if self.entries:
            self.view.show_entry(self.current[1])
            self.shown.emit()


def _columns() -> list[Column[tuple[int, Entry]]]:
    return [
        Column("来自", _sender, width=104),
        Column("编号", _number, width=76),
        Column("结果", _outcome, width=96, tone=_tone),
    ]


def _sender(row: tuple[int, Entry]) -> str:
    report = row[1].report
    return report.sender if report else row[1].path.name


def _number(row: tuple[int, Entry]) -> str:
    report = row[1].report
    return f"第{report.number}号" if report else ""


def _outcome(row: tuple[int, Entry]) -> str:
    entry = row[1]
    if entry.report is None or not entry.ready:
        return entry.state[0]
    return f"{entry.report.applied} 处改动" if entry.report.applied else "没有新内容"


def _tone(row: tuple[int, Entry]) -> Tone:
    return row[1].state[1]


def _key(row: tuple[int, Entry]) -> object:
    return row[0]
