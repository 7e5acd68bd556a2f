"""The grid of a class: always in a cell, Enter goes down, a block from Excel goes in."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jyguide.exam.keying.rows import ANSWERS
from ui.exam.keying.model import ABSENT, STATE, VARIANT, KeyingModel
from ui.theme import PALETTE, SPACE, mono_font
from ui.widgets import make_label

_Index = QModelIndex | QPersistentModelIndex
_ROW, _WITH_COMPLAINT = 36, 58
_WIDTHS = {STATE: 150, VARIANT: 64, ANSWERS: 620, ABSENT: 64}
_FIELD = 116
_NAMES = 208
_BEFORE = "before"
_NEXT_SHEET = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
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
        self.verticalHeader().setFixedWidth(_NAMES)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            head = QHBoxLayout(corner)
            head.setContentsMargins(SPACE.s, 0, 0, 0)
            head.addWidget(make_label("姓名", "small"))
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

    def step(self, rows: int, *, next_sheet: bool = False) -> None:
        """To the same column so many rows on; stays where there is none.

        Args:
            rows: Down, or up where negative.
            next_sheet: Another sheet is taken in hand: it begins with its variant, unless that
                is known.
        """
        here, keys = self.currentIndex(), self.model_.keys
        row, column = here.row() + rows, here.column()
        if not 0 <= row < self.model_.rowCount():
            return
        if next_sheet and VARIANT in keys and not self.model_.person(row).row.variant:
            column = keys.index(VARIANT)
        self.setCurrentIndex(self.model_.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):  # outside an editor, which has its own
            self.paste_block(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row that is being typed in view when the room under it changes."""
        super().resizeEvent(event)
        self._widen_run()
        self.scrollTo(self.currentIndex())

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
        head = self.horizontalHeader().fontMetrics()
        for at, key in enumerate(self.model_.keys):
            title = self.model_.headerData(at, Qt.Orientation.Horizontal)
            wanted = head.horizontalAdvance(title) + 2 * SPACE.m
            self.setColumnWidth(at, _WIDTHS.get(key) or max(_FIELD, wanted))
        self._widen_run()
        self._lay_out_rows()

    def _widen_run(self) -> None:
        """Give the run of answers what room the other columns leave."""
        keys = self.model_.keys
        if ANSWERS not in keys:
            return
        at = keys.index(ANSWERS)
        others = sum(self.columnWidth(one) for one in range(len(keys)) if one != at)
        self.setColumnWidth(at, max(_WIDTHS[ANSWERS], self.viewport().width() - others))

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
                self._view.step(rows, next_sheet=event.key() in _NEXT_SHEET)
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
