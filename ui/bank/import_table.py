"""The pieces of a file in heaps, each piece with a tick that can be taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from jyguide.bank.doubles import mark_of
from ui.bank.fitted import MiddleElided, widen
from ui.bank.preview_rows import Group, PreviewRow, preview_columns, preview_text
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, make_button

_EVERYTHING = "全部"
_LEAVE_ALIKE, _TAKE_ALIKE = "相似的都不导入", "相似的都导入"
_TICK_COLUMN, _PLACE_COLUMN = 0, 1
_NOTHING = EmptyText("没有题目", "这里列出程序看懂的每一道题。")


class PreviewTable(QWidget):
    """Object names: `groups` (the heaps), `leave_alike`, `preview` (the table)."""

    choice_changed = Signal()
    """Other pieces are left out now."""
    shown = Signal(object)
    """The `PreviewRow` with the cursor, or None."""

    def __init__(self, empty: EmptyText = _NOTHING) -> None:
        super().__init__()
        self.left_out: set[int] = set()
        """Places in the plan that will not be imported though they could be."""
        self._counts: Counter[Group] = Counter()
        self._groups = QTabBar(drawBase=False, expanding=False)
        self._groups.setObjectName("groups")
        self._alike = make_button(_LEAVE_ALIKE, name="leave_alike")
        self.table: RowTable[PreviewRow] = RowTable(
            preview_columns(self.left_out),
            unit="处",
            search_hint="在文件里搜索",
            search_text=preview_text,
            key=lambda row: row.key,
            empty=empty,
        )
        self.table.setObjectName("preview")
        self.table.view.setItemDelegateForColumn(_PLACE_COLUMN, MiddleElided(self.table.view))
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[PreviewRow], *, anew: bool) -> None:
        """Show other pieces.

        Args:
            rows: Of one plan.
            anew: Of another file: nothing is left out, every condition is lifted and the first
                piece chosen. Else what was chosen stays, as far as it is still there.
        """
        self._counts = Counter(row.group for row in rows)
        kept = set() if anew else self._left_out_marks()
        self.left_out.clear()
        self.left_out |= {row.at for row in rows if kept and _mark(row) in kept}
        self._name_groups()
        self.table.set_rows(rows)
        widen(self.table.view, (_TICK_COLUMN, _PLACE_COLUMN))
        if anew:
            self._groups.setCurrentIndex(0)
            self.table.clear_conditions()
            self.table.view.select_positions([0] if rows else [])
        self._say_alike()

    def leave_out(self, rows: Sequence[PreviewRow], *, left_out: bool) -> None:
        """Leave these out, or take them after all; refused ones stay refused."""
        places = {row.at for row in rows if row.at >= 0}
        if left_out:
            self.left_out |= places
        else:
            self.left_out -= places
        self.table.view.viewport().update()
        self._say_alike()
        self.choice_changed.emit()

    def _left_out_marks(self) -> set[object]:
        """What is left out, by what it says: its place in the plan changes with the text."""
        return {_mark(row) for row in self.table.rows() if row.at in self.left_out}

    def _build(self) -> None:
        for _ in range(len(Group) + 1):
            self._groups.addTab("")
        self._name_groups()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._groups)
        self.table.add_tool(self._alike)
        column.addWidget(self.table, 1)
        self.table.add_action(
            "不导入选中的题", partial(self._set_selected, left_out=True), "close"
        )
        self.table.add_action("导入选中的题", partial(self._set_selected, left_out=False), "check")

    def _connect(self) -> None:
        self._groups.currentChanged.connect(self._narrow)
        self._alike.clicked.connect(self._turn_alike)
        self.table.view.clicked.connect(self._click)
        self.table.selection_changed.connect(self._tell_shown)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view, self._turn_selected)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _name_groups(self) -> None:
        total = sum(self._counts.values())
        self._groups.setTabText(0, f"{_EVERYTHING} {total}")
        for at, group in enumerate(Group, start=1):
            self._groups.setTabText(at, f"{group} {self._counts[group]}")
            self._groups.setTabVisible(at, self._counts[group] > 0)

    @Slot(int)
    def _narrow(self, at: int) -> None:
        group = list(Group)[at - 1] if at > 0 else None
        self.table.set_condition("group", None if group is None else partial(_in_group, group))
        if not self.table.selected_rows():
            self.table.view.select_positions([0] if self.table.shown_rows() else [])

    def _alike_rows(self) -> list[PreviewRow]:
        return [row for row in self.table.rows() if row.twin is not None]

    def _say_alike(self) -> None:
        rows = self._alike_rows()
        self._alike.setVisible(bool(rows))
        all_out = all(row.at in self.left_out for row in rows)
        self._alike.setText(_TAKE_ALIKE if all_out else f"{_LEAVE_ALIKE}（{len(rows)} 道）")

    @Slot()
    def _turn_alike(self) -> None:
        rows = self._alike_rows()
        self.leave_out(rows, left_out=not all(row.at in self.left_out for row in rows))

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        if index.column() == _TICK_COLUMN:
            row = self.table.model.rows[index.row()]
            self.leave_out([row], left_out=row.at not in self.left_out)

    @Slot()
    def _turn_selected(self) -> None:
        """All alike: if any of them is to be taken, none is from now on."""
        rows = [row for row in self.table.selected_rows() if row.at >= 0]
        if rows:
            self.leave_out(rows, left_out=any(row.at not in self.left_out for row in rows))

    def _set_selected(self, *, left_out: bool) -> None:
        self.leave_out(self.table.selected_rows(), left_out=left_out)

    @Slot(list)
    def _tell_shown(self, selected: list[PreviewRow]) -> None:
        self.shown.emit(self.table.current_row() or next(iter(selected), None))


def _in_group(group: Group, row: PreviewRow) -> bool:
    return row.group is group


def _mark(row: PreviewRow) -> object:
    return None if row.content is None else mark_of(row.content)
