"""Bare floors: what nothing can do without, by the driver and by Qt alone.

No rules, no journal, no masks, no worker: what ours takes beyond them is what those cost.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QMarginsF, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jyguide.place import DATABASE
from tests.bench.ratio import bare

_Index = QModelIndex | QPersistentModelIndex
_SIZE = (1142, 640)
_SHOWN_COLUMNS = 12
_LINE_POINTS = 14
_LABELS = 24
_STACKED = 1_000


def read(folder: Path, *statements: str) -> Callable[[], None]:
    """Read all rows of statements by the driver from the database of a folder."""

    def work() -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            for statement in statements:
                database.execute(statement).fetchall()

    return work


def unpacked(folder: Path, statement: str) -> Callable[[], None]:
    """Read rows whose first column is JSON, and unpack it."""

    def work() -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            for row in database.execute(statement):
                json.loads(row[0])

    return work


def shown(folder: Path, statement: str) -> Callable[[], None]:
    """Read rows by the driver and draw a bare window with a bare table of them."""
    application = QApplication.instance() or QApplication(sys.argv[:1])

    def work() -> None:
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            rows = database.execute(statement).fetchall()
        window = QMainWindow()
        table = QTableView(window)
        model = _Rows(rows, window)
        table.setModel(model)
        window.setCentralWidget(table)
        window.resize(*_SIZE)
        window.show()
        application.processEvents()  # a shown window lays its parts out in its events
        window.grab()
        window.close()
        window.deleteLater()

    return work


def table_ms(folder: Path, statement: str) -> float:
    """The middle of some rounds of `shown`, in milliseconds."""
    return bare(shown(folder, statement))


def repainted_ms(width: int, height: int) -> float:
    """The middle of some rounds of changing two dozen labels of a bare window and drawing it."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    window = QMainWindow()
    page = QWidget()
    lines = QVBoxLayout(page)
    labels = [QLabel() for _ in range(_LABELS)]
    for label in labels:
        lines.addWidget(label)
    window.setCentralWidget(page)
    window.resize(width, height)
    window.show()
    application.processEvents()  # laid out before the rounds
    turns = iter(range(1_000))

    def work() -> None:
        turn = next(turns)
        for label in labels:
            label.setText(f"第 {turn} 题：下列说法正确的是")
        window.grab()

    try:
        return bare(work)
    finally:
        window.close()
        window.deleteLater()


def switched_ms(width: int, height: int) -> float:
    """The middle of some rounds of turning a bare stack of two tables over and drawing it."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    window = QMainWindow()
    stack = QStackedWidget()
    for first in (0, _STACKED):
        table = QTableView()
        rows = [(f"{at}", "欧阳建国", "周庄镇") * 3 for at in range(first, first + _STACKED)]
        table.setModel(_Rows(rows, window))
        stack.addWidget(table)
    window.setCentralWidget(stack)
    window.resize(width, height)
    window.show()
    application.processEvents()  # laid out before the rounds

    def work() -> None:
        stack.setCurrentIndex(1 - stack.currentIndex())
        window.grab()

    try:
        return bare(work, rounds=20)
    finally:
        window.close()
        window.deleteLater()


class _Rows(QAbstractTableModel):
    """As plain as a model can be."""

    def __init__(self, rows: Sequence[Sequence[object]], parent: QMainWindow) -> None:
        super().__init__(parent)
        self._held = rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return len(self._held)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return min(_SHOWN_COLUMNS, len(self._held[0])) if self._held else 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self._held[index.row()][index.column()])
        return None


def painted(target: Path, pages: int, lines: Sequence[str]) -> Callable[[], None]:
    """So many pages of so many lines of plain text to PDF by Qt's painter."""

    def work() -> None:
        writer = QPdfWriter(str(target))
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(20, 20, 20, 20),
            )
        )
        writer.setResolution(72)
        painter = QPainter(writer)
        painter.setFont(QFont("serif", 10))
        for number in range(pages):
            if number:
                writer.newPage()
            for at, line in enumerate(lines, start=1):
                painter.drawText(0, at * _LINE_POINTS, line)
        painter.end()

    return work
