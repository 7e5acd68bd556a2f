"""The jury's sheets keyed in: a row a juror, a column a brand; written as one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from jyguide.brand.scheme import Candidate
from jyguide.brand.sheet import Sheet, Word, gaps, mark_text, own_unit, read_mark, same_name
from jyguide.brand.sheet_table import HEADS, column_names
from jyguide.brand.vote import VoteRow
from jyguide.errors import RuleError
from ui.theme import PALETTE, Tone, scaled
from ui.widgets.ground import GroundDelegate
from ui.widgets.heads.frozen_view import FrozenView

Index = QModelIndex | QPersistentModelIndex
_FIRST = len(HEADS)
_WIDTHS = (144, 120, 130)
_MARK_WIDTH = 104
_LONGEST_HEAD = 6
_DISPLAYED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class SheetModel(QAbstractTableModel):
    """Sheets as they are being entered."""

    edited = Signal()
    refused = Signal(str)
    """Why what was typed was not taken; "" once something was."""

    def __init__(self, vote: VoteRow, sheets: Sequence[Sheet], parent: QWidget) -> None:
        super().__init__(parent)
        self.vote = vote
        self._kept = {sheet.key: sheet for sheet in sheets}
        self.sheets = list(sheets)
        self._heads = (*HEADS, *column_names(vote.candidates))
        self._groups = vote.facts.scheme.groups

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sheets)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._heads[section]
        return _short(self._heads[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sheet, at = self.sheets[index.row()], index.column()
        if role in _DISPLAYED:
            return self._text(sheet, at)
        if role == Qt.ItemDataRole.TextAlignmentRole and at >= _FIRST:
            return int(Qt.AlignmentFlag.AlignCenter)
        if at < _FIRST:
            return None
        mark = sheet.mark(self._candidate(at))
        if role == Qt.ItemDataRole.ForegroundRole and isinstance(mark, Word):
            return QColor(PALETTE.ink_soft)
        if role == Qt.ItemDataRole.BackgroundRole and mark is Word.GAP and sheet.juror:
            return QColor(PALETTE.soft(Tone.WARN))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        try:
            self._put(index.row(), index.column(), str(value))
        except RuleError as error:
            self.refused.emit(f"{error.message}{error.hint}")
            return False
        self._tell(index.row())
        return True

    def add(self) -> int:
        """One more juror, in the group of the last one; returns his row."""
        at = len(self.sheets)
        group = self.sheets[-1].group if self.sheets else self._groups[0].code
        self.beginInsertRows(QModelIndex(), at, at)
        self.sheets.append(Sheet("", group))
        self.endInsertRows()
        self.edited.emit()
        return at

    def remove(self, rows: Sequence[int]) -> None:
        """Take jurors out."""
        for at in sorted(set(rows), reverse=True):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.sheets[at]
            self.endRemoveRows()
        self.edited.emit()

    def leave_out_rest(self, rows: Sequence[int]) -> None:
        """Leave out on purpose what these jurors did not rate."""
        for at in set(rows):
            for one in gaps(self.sheets[at], self.vote.candidates):
                self.sheets[at] = self.sheets[at].marked(one, Word.LEFT_OUT)
            self._tell(at)

    def paste(self, at: QModelIndex, text: str) -> int:
        """Put a block from a spreadsheet at a field, adding jurors; returns fields refused."""
        wrong = 0
        last = ""
        for down, line in enumerate(text.rstrip("\n").split("\n")):
            row = at.row() + down
            if row >= len(self.sheets):
                self.add()
            for right, cell in enumerate(line.rstrip("\r").split("\t")):
                column = at.column() + right
                if column >= len(self._heads):
                    break
                try:
                    self._put(row, column, cell)
                except RuleError as error:
                    wrong += 1
                    last = error.message
            self._tell(row)
        if wrong:
            self.refused.emit(f"有 {wrong} 格没有贴上，最后一处：{last}")
        return wrong

    @property
    def changed(self) -> list[Sheet]:
        """What is to be written; lines without a name and anything else are nobody's."""
        return [
            one
            for one in self.sheets
            if self._kept.get(one.key) != one and (one.juror or one.points or one.key)
        ]

    @property
    def removed(self) -> dict[Any, str]:
        """Keys of kept sheets that were taken out, with their versions."""
        still = {one.key for one in self.sheets}
        return {key: one.version for key, one in self._kept.items() if key not in still}

    def field(self, index: Index) -> str:
        """Whose field it is, in full: names may be cut off in the grid."""
        if not index.isValid():
            return ""
        who = self.sheets[index.row()].juror or f"第 {index.row() + 1} 位评委"
        return f"{who}：{self._heads[index.column()]}"

    def said(self) -> str:
        """How far keying in is."""
        named = [one for one in self.sheets if one.juror]
        open_ = [one for one in named if gaps(one, self.vote.candidates)]
        rest = f"，{len(open_)} 位还有空格（空格不作零分，补上或弃评后才计入）" if open_ else ""
        return f"{len(named)} 位评委{rest}"

    def _text(self, sheet: Sheet, at: int) -> str:
        if at >= _FIRST:
            return mark_text(sheet.mark(self._candidate(at)))
        group = next((one.name for one in self._groups if one.code == sheet.group), "")
        return (sheet.juror, group, sheet.unit)[at]

    def _put(self, row: int, at: int, text: str) -> None:
        sheet, text = self.sheets[row], " ".join(text.split())
        if at == 0:
            self._refuse_second(row, text)
            self.sheets[row] = replace(sheet, juror=text)
        elif at == 1:
            self.sheets[row] = replace(sheet, group=self._group(text))
        elif at == _FIRST - 1:
            self.sheets[row] = self._without_own(replace(sheet, unit=text))
        else:
            mark = read_mark(text, self.vote.facts.scheme.full_points)
            self.sheets[row] = sheet.marked(self._candidate(at), mark)

    def _without_own(self, sheet: Sheet) -> Sheet:
        """Points of a brand that turns out to be of his own unit fall away."""
        for one in self.vote.candidates:
            if one.key in sheet.points and own_unit(sheet, one):
                sheet = sheet.marked(one, Word.GAP)
        return sheet

    def _refuse_second(self, row: int, name: str) -> None:
        for at, one in enumerate(self.sheets):
            if at != row and name and same_name(one.juror) == same_name(name):
                raise RuleError(
                    f"评委“{name}”在第 {at + 1} 行已经有一张评分表。",
                    hint="同名的两位评委请加上单位区分。",
                )

    def _group(self, text: str) -> str:
        for one in self._groups:
            if same_name(text) and same_name(text) in same_name(one.name):
                return one.code
        names = "、".join(one.name for one in self._groups)
        raise RuleError(f"没有“{text}”这个评委组。", hint=f"可以填：{names}。")

    def _candidate(self, at: int) -> Candidate:
        return self.vote.candidates[at - _FIRST]

    def _tell(self, row: int) -> None:
        self.refused.emit("")
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._heads) - 1))
        self.edited.emit()


class SheetView(FrozenView):
    """Typing begins a field anew, Enter goes on to the next, Ctrl+V takes a block from Excel.

    Object name `sheet_grid`.
    """

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.setObjectName("sheet_grid")
        self.setAccessibleName("评分表，每行一位评委，每列一个品牌")
        self.setModel(model)
        self._sheets = model
        self.setItemDelegate(GroundDelegate(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for at in range(model.columnCount()):
            self.setColumnWidth(at, scaled(_WIDTHS[at] if at < _FIRST else _MARK_WIDTH))
        self.keep(lambda: [0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # Enter, which a field hands on before it is closed
        elif event.matches(QKeySequence.StandardKey.Paste):
            at = self.currentIndex()
            if at.isValid():
                self._sheets.paste(at, QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                if index.column() >= _FIRST:
                    self._sheets.setData(index, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Enter goes on to the next field as soon as one is filled in."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_on()

    def enter(self, row: int) -> None:
        """Put the cursor on a juror's name."""
        self.setFocus()
        self.setCurrentIndex(self._sheets.index(row, 0))

    def rows(self) -> list[int]:
        """Rows of which anything is selected."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def _go_on(self) -> None:
        """To the next field of the line, then to the next line."""
        at = self.currentIndex()
        column, row = at.column() + 1, at.row()
        if column >= self._sheets.columnCount():
            column, row = 0, row + 1
        if row < self._sheets.rowCount():
            self.setCurrentIndex(self._sheets.index(row, column))


def _short(head: str) -> str:
    """A head that has room over its column; the tip says all of it."""
    return head if len(head) <= _LONGEST_HEAD else f"{head[: _LONGEST_HEAD - 1]}…"
