"""The grid of a class: always in a cell, Enter goes down, a block from Excel goes in."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from jyguide.exam.keying.rows import ANSWERS
from ui.exam.keying.model import ABSENT, STATE, VARIANT, KeyingModel
from ui.theme import PALETTE, SPACE, mono_font, scaled
from ui.widgets import make_label
from ui.widgets.entry.cell_editor import CellDelegate
from ui.widgets.entry.keys import Act, act_of
from ui.widgets.entry.plan import down
from ui.widgets.entry.view import EntryView

_Index = QModelIndex | QPersistentModelIndex
_ROW, _WITH_COMPLAINT = 36, 58
_WIDTHS = {STATE: 150, VARIANT: 64, ANSWERS: 620, ABSENT: 64}
_FIELD = 116
_RUN_LEAST = 400
_NAMES = 208
_BEFORE = "before"
_SENTENCE, _LIFT = 22, 4
_ALWAYS_OPEN = (Act.FILL, Act.CHOICES)
_NOT_FILLED = "每人的答案不一样，答案一栏不向下填充；没有改动。"


class KeyingView(EntryView):
    """Draws a `KeyingModel`; object name `keying`. The editor of a cell is named `cell`.

    A cell is always open, so that the first letter is never lost; keys, pasting and taking back
    are those of every grid to type into.
    """

    moved_to = Signal(int)
    """Another row is being typed."""
    left_row = Signal()

    def __init__(self, model: KeyingModel) -> None:
        super().__init__(model, "keying", "录入表")
        self.model_ = model
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.CurrentChanged | trigger.SelectedClicked | trigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        self.verticalHeader().setFixedWidth(scaled(_NAMES))
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A cell is always open; Qt closes it when another window comes to the front."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            self.open_cell()

    def enter_down(self) -> None:
        """Another sheet is taken in hand: it begins with its variant, unless that is known."""
        here, keys = self.currentIndex(), self.model_.keys
        row, column = here.row() + 1, here.column()
        if row >= self.model_.rowCount():
            return
        if VARIANT in keys and not self.model_.person(row).row.variant:
            column = keys.index(VARIANT)
        self.step_rows(1, column)

    def fill_down(self) -> None:
        """From the row above; answers are each one's own."""
        here = self.currentIndex()
        if here.row() < 1:
            return
        if self.model_.keys[here.column()] == ANSWERS:
            self.told.emit(_NOT_FILLED)
            return
        plan = down(self.model_, [here.row() - 1, here.row()], [here.column()])
        self.model_.put(plan.to_put())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row that is being typed in view when the room under it changes."""
        super().resizeEvent(event)
        self._widen_run()
        self.scrollTo(self.currentIndex())

    def put_back(self, text: str) -> None:
        """What stood in the current cell before it was typed into."""
        here = self.currentIndex()
        self.model_.set_text(here.row(), self.model_.keys[here.column()], text)

    def _lay_out(self) -> None:
        head = self.horizontalHeader().fontMetrics()
        for at, key in enumerate(self.model_.keys):
            title = self.model_.headerData(at, Qt.Orientation.Horizontal)
            wanted = head.horizontalAdvance(title) + 2 * SPACE.m
            self.setColumnWidth(at, max(scaled(_WIDTHS.get(key, _FIELD)), wanted))
        self._widen_run()
        self._lay_out_rows()

    def _widen_run(self) -> None:
        """Give the run of answers what room the other columns leave."""
        keys = self.model_.keys
        if ANSWERS not in keys:
            return
        at = keys.index(ANSWERS)
        others = sum(self.columnWidth(one) for one in range(len(keys)) if one != at)
        self.setColumnWidth(at, max(_RUN_LEAST, self.viewport().width() - others))

    def _lay_out_rows(self) -> None:
        for row in range(self.model_.rowCount()):
            self._fit_row(row)

    def _fit_row(self, row: int) -> None:
        sentence, _ = self.model_.complaint(row, under_way=row == self.currentIndex().row())
        self.setRowHeight(row, scaled(_WITH_COMPLAINT if sentence else _ROW))


class _Cells(CellDelegate):
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
        editor.setGeometry(rect.left(), rect.top() + 1, rect.width() - 1, scaled(_ROW) - 2)

    def settle(self, editor: QWidget) -> None:
        """What is typed is in the model already, and the cell stays open where nothing follows."""

    def abandon(self, editor: QWidget) -> None:
        """It stays open, and shows what the model comes to say."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QLineEdit)
        ):
            if event.key() == Qt.Key.Key_Escape:
                self._view.put_back(str(watched.property(_BEFORE)))
            act = act_of(event)
            if act is not None and act in _ALWAYS_OPEN:
                self._view.do(act)
                return True
        return super().eventFilter(watched, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A cell in the upper part of its row, the sentence across the rest in one column."""
        view = self._view
        under_way = index.row() == view.currentIndex().row()
        sentence, tone = view.model_.complaint(index.row(), under_way=under_way)
        whole = QRect(option.rect)  # type: ignore[attr-defined]  # missing from the stubs
        if sentence:
            option.rect = QRect(  # type: ignore[attr-defined]
                whole.left(), whole.top(), whole.width(), scaled(_ROW)
            )
        super().paint(painter, option, index)
        if not sentence or view.model_.keys[index.column()] != _sentence_column(view.model_):
            return
        painter.save()
        painter.setPen(QColor(PALETTE.of(tone)))
        top = whole.top() + scaled(_ROW) - _LIFT
        below = QRect(whole.left() + SPACE.s, top, whole.width() - SPACE.s, scaled(_SENTENCE))
        shown = painter.fontMetrics().elidedText(
            sentence, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _sentence_column(model: KeyingModel) -> str:
    return ANSWERS if ANSWERS in model.keys else STATE
