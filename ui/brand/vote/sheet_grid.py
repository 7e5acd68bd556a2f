"""The jury's sheets keyed in: a row a juror, a column a brand; written as one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from jyguide.brand.scheme import Candidate
from jyguide.brand.sheet import Sheet, Word, gaps, mark_text, own_unit, read_mark, same_name
from jyguide.brand.sheet_table import HEADS, column_names
from jyguide.brand.vote import VoteRow
from jyguide.errors import RuleError
from ui.theme import PALETTE, Tone, scaled
from ui.widgets.adds import Adds
from ui.widgets.entry.model import Cell, EntryModel, Trial
from ui.widgets.entry.view import EntryView

Index = QModelIndex | QPersistentModelIndex
_FIRST = len(HEADS)
_GROUP = 1
_WIDTHS = (144, 120, 130)
_MARK_WIDTH = 104
_ROW = 32
_LONGEST_HEAD = 6
_DISPLAYED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class SheetModel(EntryModel):
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
            with self.step():
                self._put(index.row(), index.column(), str(value))
        except RuleError as error:
            self.refused.emit(f"{error.message}{error.hint}")
            return False
        self._tell(index.row())
        return True

    def add(self) -> int:
        """One more juror, in the group of the last one; returns his row."""
        with self.step():
            self._add_rows(1)
        return len(self.sheets) - 1

    def remove(self, rows: Sequence[int]) -> None:
        """Take jurors out."""
        with self.step():
            for at in sorted(set(rows), reverse=True):
                self.beginRemoveRows(QModelIndex(), at, at)
                del self.sheets[at]
                self.endRemoveRows()
        self.edited.emit()

    def leave_out_rest(self, rows: Sequence[int]) -> None:
        """Leave out on purpose what these jurors did not rate."""
        with self.step():
            for at in set(rows):
                for one in gaps(self.sheets[at], self.vote.candidates):
                    self.sheets[at] = self.sheets[at].marked(one, Word.LEFT_OUT)
                self._tell(at)

    # -- as a grid to type into

    def text_at(self, row: int, column: int) -> str:
        return self._text(self.sheets[row], column)

    def may(self, row: int, column: int) -> bool:  # noqa: ARG002 - all may be typed into
        return True

    def row_name(self, row: int) -> str:
        return self.sheets[row].juror or f"第 {row + 1} 位评委"

    def column_name(self, column: int) -> str:
        return self._heads[column]

    def choices(self, _row: int, column: int) -> Sequence[str]:
        return [one.name for one in self._groups] if column == _GROUP else ()

    def adds(self, column: int) -> Adds:
        return Adds.MEAN if column >= _FIRST else Adds.NOTHING

    @property
    def grows(self) -> bool:
        return True

    def names_row(self, column: int) -> bool:
        return column == 0

    def tried(self, cells: Sequence[Cell]) -> list[Trial]:
        """One after another: a name may stand twice in what is pasted, a unit shut fields."""
        kept = self.sheets
        self.sheets = list(kept)
        trials = []
        for row, column, text in cells:
            self.sheets += [self._blank() for _ in range(row + 1 - len(self.sheets))]
            try:
                self._put(row, column, text)
            except RuleError as error:
                trials.append(Trial(text, error.message))
            else:
                trials.append(Trial(self._text(self.sheets[row], column)))
        self.sheets = kept
        return trials

    def take(self, cells: Sequence[Cell]) -> None:
        rows = [row for row, _, _ in cells]
        self._add_rows(max(rows, default=-1) + 1 - len(self.sheets))
        for row, column, text in cells:
            self._put(row, column, text)
        for row in sorted(set(rows)):
            self._tell(row)

    def state(self) -> tuple[Sheet, ...]:
        return tuple(self.sheets)

    def restore(self, state: tuple[Sheet, ...]) -> None:
        if len(state) != len(self.sheets):
            self.beginResetModel()
            self.sheets = list(state)
            self.endResetModel()
        self.sheets = list(state)
        for row in range(len(self.sheets)):
            self._tell(row)
        self.edited.emit()

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
        elif at == _GROUP:
            self.sheets[row] = replace(sheet, group=self._group(text) if text else sheet.group)
        elif at == _FIRST - 1:
            self.sheets[row] = self._without_own(replace(sheet, unit=text))
        else:
            mark = read_mark(text, self.vote.facts.scheme.full_points)
            self.sheets[row] = sheet.marked(self._candidate(at), mark)

    def _blank(self) -> Sheet:
        """Of nobody yet, in the group of the last one."""
        return Sheet("", self.sheets[-1].group if self.sheets else self._groups[0].code)

    def _add_rows(self, count: int) -> None:
        if count > 0:
            at = len(self.sheets)
            self.beginInsertRows(QModelIndex(), at, at + count - 1)
            self.sheets += [self._blank() for _ in range(count)]
            self.endInsertRows()
            self.edited.emit()

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


class SheetView(EntryView):
    """Keys, copying and pasting are those of every grid to type into; names stay in view.

    Object name `sheet_grid`.
    """

    def __init__(self, model: SheetModel) -> None:
        super().__init__(model, "sheet_grid", "评分表，每行一位评委，每列一个品牌")
        self._sheets = model
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        for at in range(model.columnCount()):
            self.setColumnWidth(at, scaled(_WIDTHS[at] if at < _FIRST else _MARK_WIDTH))
        self.keep(lambda: [0])

    def enter(self, row: int) -> None:
        """Put the cursor on a juror's name."""
        self.setFocus()
        self.setCurrentIndex(self._sheets.index(row, 0))

    def rows(self) -> list[int]:
        """Rows of which anything is selected."""
        return sorted({index.row() for index in self.selectedIndexes()})


def _short(head: str) -> str:
    """A head that has room over its column; the tip says all of it."""
    return head if len(head) <= _LONGEST_HEAD else f"{head[: _LONGEST_HEAD - 1]}…"
