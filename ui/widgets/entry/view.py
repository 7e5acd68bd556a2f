"""The view of every grid to type into: its keys, its menu, copying, filling and pasting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu

from jyguide.exchange.pasted import MOST, read_pasted
from ui.widgets.clipboard import as_mime
from ui.widgets.entry.cell_editor import CellDelegate
from ui.widgets.entry.keys import Act, act_of
from ui.widgets.entry.model import EntryModel
from ui.widgets.entry.plan import Plan, Planned, down, lay, one_value
from ui.widgets.entry.walk import CellWalk

Index = QModelIndex | QPersistentModelIndex
_TAKEN_BACK = "可按 Ctrl+Z 撤销"

_TOO_MUCH = "剪贴板里的内容太多（超过 200 万字），没有粘贴，表格没有改动。请分几次复制。"


class EntryView(CellWalk):
    """Draws an `EntryModel`.

    Enter goes down, Tab to the right and on into the next row; after Tab, Enter goes to the
    column where that began, as in Excel. F2 opens a cell with the cursor behind its text, typing
    opens it anew; the first letter of an input method is not lost. Ctrl+D fills down, Ctrl+V
    lays a block against the corner of the selection and shows first what it would change. Ctrl+Z
    takes the last step back. Ctrl+Tab leaves the grid.
    """

    told = Signal(str)
    """What a step did, or why nothing was done, in a sentence."""

    def __init__(self, model: EntryModel, name: str, said: str) -> None:
        """`name` becomes the object name, `said` the accessible one."""
        super().__init__(model)
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setItemDelegate(CellDelegate(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._acts: dict[Act, Callable[[], object]] = {
            Act.EDIT: self.open_cell,
            Act.ENTER: self.enter_down,
            Act.NEXT: partial(self.step_columns, 1),
            Act.BEFORE: partial(self.step_columns, -1),
            Act.CLEAR: self.clear_cells,
            Act.COPY: self.copy_cells,
            Act.CUT: self._cut,
            Act.PASTE: self.paste,
            Act.FILL: self.fill_down,
            Act.UNDO: self.undo,
            Act.REDO: self.redo,
            Act.CHOICES: self.open_choices,
            Act.LEAVE: partial(self._leave, onward=True),
            Act.BACK: partial(self._leave, onward=False),
        }

    # -- keys

    def do(self, act: Act) -> None:
        """Do what a key means."""
        self._acts[act]()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and act_of(event) is not None
        ):
            event.accept()  # no shortcut of the window takes it away
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # what the line of a cell hands on is not meant for the grid
        elif (act := act_of(event)) is not None:
            self.do(act)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt hands what is composed on to the cell it opens, but loses what comes at once.

        So come full-width digits and signs, and words from an input method's own window.
        """
        here = self.currentIndex()
        at_once = bool(event.commitString()) and not event.preeditString()
        if (
            not at_once
            or self.state() is QAbstractItemView.State.EditingState
            or not (here.isValid() and here.flags() & Qt.ItemFlag.ItemIsEditable)
        ):
            super().inputMethodEvent(event)
            return
        self.edit(here)
        editor = self._line()
        if editor is not None:
            QCoreApplication.sendEvent(editor, event)

    # -- cells

    def open_cell(self) -> None:
        """Open the current cell with the cursor behind its text."""
        here = self.currentIndex()
        if here.isValid() and self.entries.may(here.row(), here.column()):
            self.edit(here)
            if (editor := self._line()) is not None:
                editor.end(False)  # noqa: FBT003 - Qt's own flag: no selection

    def _line(self) -> QLineEdit | None:
        """The line in which the current cell is being written."""
        editor = self.indexWidget(self.currentIndex())
        return editor if isinstance(editor, QLineEdit) else None

    def open_choices(self) -> None:
        """Open the list of what the current cell can be filled with, where there is one."""
        here = self.currentIndex()
        choices = self.entries.choices(here.row(), here.column()) if here.isValid() else ()
        if not choices:
            self.open_cell()
            return
        menu = QMenu(self)
        for text in choices:
            menu.addAction(text, partial(self._give, here.row(), here.column(), text))
        self._pop_up(menu, self.visualRect(here).bottomLeft())

    def _give(self, row: int, column: int, text: str) -> None:
        self._put(lay(self.entries, [row], [column], [[text]]), "已填")

    def clear_cells(self) -> None:
        """Empty the selected cells that may be changed."""
        self._put_each("", "已清除")

    def fill_down(self) -> None:
        """The topmost selected value into the rows below; of one row, the value above it."""
        rows, columns = self._selected()
        shown = self.shown()
        if len(rows) == 1 and rows[0] in shown and shown.index(rows[0]):
            rows = [shown[shown.index(rows[0]) - 1], *rows]
        if len(rows) < 2:  # noqa: PLR2004 - one to take from, one to fill
            return
        self._put(down(self.entries, rows, columns), "已向下填充")

    def copy_cells(self) -> None:
        """Copy the selected cells as a block; one between them that is not stays empty."""
        rows, columns = self._selected()
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes()}
        block = [
            [self.entries.text_at(row, at) if (row, at) in chosen else "" for at in columns]
            for row in rows
        ]
        if block:
            QGuiApplication.clipboard().setMimeData(as_mime(block))

    def _cut(self) -> None:
        self.copy_cells()
        self.clear_cells()

    # -- a block

    def paste(self) -> None:
        """Lay what was copied against the corner of the selection; ask where it is much."""
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, text: str) -> None:
        """As `paste`, of another block."""
        if len(text) > MOST:
            self.told.emit(_TOO_MUCH)
            return
        block = read_pasted(text)
        rows, columns = self._selected()
        if not block:
            self.told.emit("剪贴板里没有可以粘贴的表格，没有改动。")
        elif not rows:
            self.told.emit("请先选中要贴到的第一格，没有改动。")
        elif len(block) == len(block[0]) == 1 and len(rows) * len(columns) > 1:
            self._put_each(block[0][0], "已贴入")
        else:
            self._offer(self._laid(rows[0], columns[0], block))

    def _laid(self, row: int, column: int, block: Sequence[Sequence[str]]) -> Plan:
        model, shown = self.entries, self.shown()
        rows = shown[shown.index(row) :]
        if model.grows:
            lacking = max(len(block) - len(rows), 0)
            rows += range(model.rowCount(), model.rowCount() + lacking)
        columns = [at for at in model.landing(column) if not self.isColumnHidden(at)]
        return lay(model, rows, columns, model.laid_out(column, block))

    def _offer(self, plan: Plan) -> None:
        if plan.unasked:
            self._put(plan, "已贴入")
            return
        from ui.widgets.entry.paste_dialog import PasteDialog  # noqa: PLC0415 - when asked

        dialog = PasteDialog(self.entries, plan, self)
        dialog.accepted.connect(partial(self._put, plan, "已贴入"))
        dialog.open()

    # -- steps

    def undo(self) -> None:
        """Take the last step back."""
        self._turn(self.entries.undo, "已撤销上一步录入。", "没有可以撤销的录入。")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self.entries.redo, "已恢复。", "没有可以恢复的录入。")

    def _turn(self, turn: Callable[[], bool], done: str, nothing: str) -> None:
        here = self.currentIndex()
        row, column = here.row(), here.column()
        self.told.emit(done if turn() else nothing)
        if not self.currentIndex().isValid() and self.entries.rowCount():
            last = self.entries.rowCount() - 1
            self.go_to(min(max(row, 0), last), max(column, 0))

    def _put_each(self, text: str, done: str) -> None:
        """One value into every selected cell that may be changed."""
        chosen = sorted(
            (index.row(), index.column())
            for index in self.selectedIndexes()
            if not self.isRowHidden(index.row())
        )
        self._put(one_value(self.entries, chosen, text), done)

    def _put(self, plan: Plan, done: str) -> None:
        taken, refused = plan.taken, plan.refused
        if taken:
            self.entries.put(plan.to_put())
            if plan.rows:  # a block; what was selected to be filled stays so
                self._select(taken)
        said = f"{done} {len(taken)} 格，{_TAKEN_BACK}。" if taken else ""
        if refused:
            first = refused[0]
            where = f"{self.entries.row_name(first.row)}，" if not taken else ""
            more = f"另有 {len(refused)} 格" if taken else f"有 {len(refused)} 格"
            said += f"{more}保持原样：{where}{first.why.rstrip('。')}。"
        self.told.emit((said or "没有改动。") + plan.lost_text)

    def _select(self, cells: Sequence[Planned]) -> None:
        """Let what was put in be seen."""
        rows = [one.row for one in cells]
        columns = [one.column for one in cells]
        if self.selectionMode() is not QAbstractItemView.SelectionMode.ExtendedSelection:
            return
        chosen = QItemSelection(
            self.entries.index(min(rows), min(columns)),
            self.entries.index(max(rows), max(columns)),
        )
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _selected(self) -> tuple[list[int], list[int]]:
        """Rows and columns of which anything is selected, else those of the current cell."""
        chosen = [
            (index.row(), index.column())
            for index in (self.selectedIndexes() or [self.currentIndex()])
            if index.isValid() and not self.isRowHidden(index.row())
        ]
        return sorted({row for row, _ in chosen}), sorted({column for _, column in chosen})

    # -- menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key opens it at the cell."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        here = self.visualRect(self.currentIndex()).bottomLeft()
        self._pop_up(self.make_menu(), here if by_key else event.pos())

    def make_menu(self) -> QMenu:
        """The menu as it would open now."""
        from ui.widgets.entry.menu import make_menu  # noqa: PLC0415 - when first opened

        return make_menu(self)

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(at))
        menu.setActiveAction(menu.actions()[0])
