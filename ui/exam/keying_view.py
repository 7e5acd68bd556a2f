"""The grid of a class: always in a cell, Enter goes down, a block from Excel goes in."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jyguide.exam.keyed import ANSWERS
from ui.exam.keying_model import ABSENT, NAME, STATE, VARIANT, KeyingModel
from ui.theme import PALETTE, SPACE, mono_font

_Index = QModelIndex | QPersistentModelIndex
_ROW, _WITH_COMPLAINT = 36, 58
_WIDTHS = {NAME: 184, STATE: 164, VARIANT: 64, ANSWERS: 620, ABSENT: 64}
_FIELD = 116
_BEFORE = "before"
_DOWN = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class KeyingView(QTableView):
    """Draws a `KeyingModel`; object name `keying`. The editor of a cell is named `cell`."""

    moved_to = Signal(int)
    """Another row is being typed."""
    left_row = Signal()
    pasted = Signal(int, int)
    """Rows of a block that had a place in the class, and rows of the block."""

    def __init__(self, model: KeyingModel) -> None:
        super().__init__()
        self.setObjectName("keying")
        self.setAccessibleName("录入表")
        self.model_ = model
        self.setModel(model)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.CurrentChanged | trigger.SelectedClicked | trigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setMinimumWidth(36)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        model.modelReset.connect(self._lay_out)
        model.edited.connect(self._fit_row)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 - Qt's
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            for row in {current.row(), previous.row()} - {-1}:
                self._fit_row(row)
            self.left_row.emit()
            self.moved_to.emit(current.row())

    def edit(self, index: _Index, *how: Any) -> Any:
        """Open a cell with the cursor behind its text: a key adds to it and replaces nothing."""
        opened = super().edit(index, *how)
        editor = self.indexWidget(index)
        if isinstance(editor, QLineEdit):
            editor.end(False)  # noqa: FBT003 - Qt's own flag: no selection
        return opened

    def begin(self) -> None:
        """Put the cursor where typing goes on: the first row that is not complete."""
        model = self.model_
        rows = range(model.rowCount())
        open_ = [row for row in rows if not model.person(row).closed]
        first = next((row for row in open_ if model.person(row).row.empty), None)
        row = first if first is not None else (open_[0] if open_ else 0)
        if model.rowCount():
            self.setFocus()
            self.setCurrentIndex(model.index(row, model.keys.index(STATE) + 1))
            editing = self.state() is QAbstractItemView.State.EditingState
            if not editing and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())

    def step(self, rows: int) -> None:
        """To the same column so many rows on; stays where there is none."""
        here = self.currentIndex()
        row = here.row() + rows
        if 0 <= row < self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(row, here.column()))

    def put_back(self, text: str) -> None:
        """What stood in the current cell before it was typed into."""
        here = self.currentIndex()
        self.model_.set_text(here.row(), self.model_.keys[here.column()], text)

    def paste_block(self, text: str) -> None:
        """Put cells from a spreadsheet program in, from the current one on."""
        block = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        here = self.currentIndex()
        done = self.model_.paste(here.row(), here.column(), block)
        self._lay_out_rows()
        self.pasted.emit(done, len(block))

    def _lay_out(self) -> None:
        for at, key in enumerate(self.model_.keys):
            self.setColumnWidth(at, _WIDTHS.get(key, _FIELD))
        self._lay_out_rows()

    def _lay_out_rows(self) -> None:
        for row in range(self.model_.rowCount()):
            self._fit_row(row)

    def _fit_row(self, row: int) -> None:
        sentence, _ = self.model_.complaint(row, under_way=row == self.currentIndex().row())
        self.setRowHeight(row, _WITH_COMPLAINT if sentence else _ROW)


class _Cells(QStyledItemDelegate):
    """Edits texts as they are typed, and draws the sentence under a row."""

    def __init__(self, view: KeyingView) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        view = self._view
        key = view.model_.keys[index.column()]
        editor = QLineEdit(parent)
        editor.setObjectName("cell")
        editor.setFrame(False)
        head = view.model_.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(f"{view.model_.person(index.row()).name}　{head}")
        editor.setProperty(_BEFORE, index.data(Qt.ItemDataRole.EditRole))
        if key in {ANSWERS, VARIANT}:  # letters go straight in, whatever input method is on
            editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
            editor.setFont(mono_font())
        editor.textEdited.connect(partial(view.model_.set_text, index.row(), key))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QLineEdit) and editor.text() != text:
            editor.setText(text)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing from the stubs
        editor.setGeometry(rect.left(), rect.top() + 1, rect.width() - 1, _ROW - 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            rows = _DOWN.get(Qt.Key(event.key()))
            if rows is not None:
                self._view.step(rows)
                return True
            if event.key() == Qt.Key.Key_Escape and isinstance(watched, QLineEdit):
                self._view.put_back(str(watched.property(_BEFORE)))
            if event.matches(QKeySequence.StandardKey.Paste) and self._take_block():
                return True
        return super().eventFilter(watched, event)

    def _take_block(self) -> bool:
        text = QGuiApplication.clipboard().text()
        if not any(sign in text.rstrip("\r\n") for sign in "\t\r\n"):
            return False
        self._view.paste_block(text)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A cell in the upper part of its row, the sentence across the rest in one column."""
        view = self._view
        under_way = index.row() == view.currentIndex().row()
        sentence, tone = view.model_.complaint(index.row(), under_way=under_way)
        whole = QRect(option.rect)  # type: ignore[attr-defined]  # missing from the stubs
        if sentence:
            option.rect = QRect(  # type: ignore[attr-defined]
                whole.left(), whole.top(), whole.width(), _ROW
            )
        super().paint(painter, option, index)
        if not sentence or view.model_.keys[index.column()] != _sentence_column(view.model_):
            return
        painter.save()
        painter.setPen(QColor(PALETTE.of(tone)))
        below = QRect(whole.left() + SPACE.s, whole.top() + _ROW - 4, whole.width() - SPACE.s, 22)
        shown = painter.fontMetrics().elidedText(
            sentence, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _sentence_column(model: KeyingModel) -> str:
    return ANSWERS if ANSWERS in model.keys else STATE
