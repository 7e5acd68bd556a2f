"""Who may be given a certificate, with a box to tick before each who may."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from jyguide.certificate.row import Recipient
from jyguide.exam.points import format_points
from jyguide.ids import PersonId
from ui.theme import Tone
from ui.widgets import RIGHT, ROW_ROLE, Adds, Column, EmptyText, RowTable

READY, HELD, LACKING = "可以发证", "已发证", "尚缺条件"
_BOX_COLUMN = 0
_STATION_COLUMN = 2
_POINTS_COLUMN = 3
_EMPTY = EmptyText(
    "还没有人",
    "培训：请先报名、签到；考试：请等有人交卷；上岗证：请先登记指导员。",
    icon_name="people",
)


class RecipientTable(QWidget):
    """Ticks everybody who is ready; a click on the box or Space changes it.

    What is remembered is who was left out by hand, so that somebody who becomes ready later is
    ticked like the others. Object name of the table: `recipients`.
    """

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._left_out: set[PersonId] = set()
        self.table: RowTable[Recipient] = RowTable(
            self._columns(),
            unit="人",
            search_hint="搜索姓名、拼音、编号",
            search_text=_search,
            key=_key,
            empty=_EMPTY,
        )
        self.table.setObjectName("recipients")
        self.table.add_choice("state", "全部状态", state_text)
        self._boxes = _Boxes(self)
        self.table.view.setItemDelegateForColumn(_BOX_COLUMN, self._boxes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.table.view.clicked.connect(self._click)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.turn_selected)

    def show_rows(self, rows: Sequence[Recipient]) -> None:
        """Show a list anew; the station has a column only where there is more than one."""
        self.table.set_rows(rows)
        several = len({row.station for row in rows}) > 1
        self.table.view.setColumnHidden(_STATION_COLUMN, not several)
        self.ticked_changed.emit()

    def show_points(self, shown: bool) -> None:  # noqa: FBT001 - a state
        """Whether there are points to be shown."""
        self.table.view.setColumnHidden(_POINTS_COLUMN, not shown)

    def tick_anew(self) -> None:
        """Forget whom the user left out: another session or kind is shown from now on."""
        self._left_out.clear()

    def ticked(self) -> list[Recipient]:
        """Who is to be given one, in the order of the list whatever is searched for."""
        return [row for row in self.table.rows() if self.is_ticked(row)]

    def is_ticked(self, row: Recipient) -> bool:
        return row.ready and row.person_id not in self._left_out

    @Slot()
    def tick_all(self) -> None:
        """Tick everybody shown who is ready."""
        self._left_out -= {row.person_id for row in self.table.shown_rows()}
        self._changed()

    @Slot()
    def tick_none(self) -> None:
        """Leave out everybody shown."""
        self._left_out |= {row.person_id for row in self.table.shown_rows()}
        self._changed()

    @Slot()
    def turn_selected(self) -> None:
        """Untick the selected when all of them are ticked, else tick them."""
        ready = [row for row in self.table.selected_rows() if row.ready]
        people = {row.person_id for row in ready}
        if all(self.is_ticked(row) for row in ready):
            self._left_out |= people
        else:
            self._left_out -= people
        self._changed()

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        row: Recipient = index.data(ROW_ROLE)
        if index.column() == _BOX_COLUMN and row.ready:
            self._left_out ^= {row.person_id}
            self._changed()

    def _changed(self) -> None:
        self.table.view.viewport().update()
        self.ticked_changed.emit()

    def _columns(self) -> list[Column[Recipient]]:
        return [
            Column("发放", self._box_text, self._box_key, width=64),
            Column("姓名", lambda row: row.name, _name_key, width=110, names=True),
            Column("所在指导站", lambda row: row.station, width=130),
            Column("得分", _points_text, lambda row: row.points, RIGHT, 72, adds=Adds.MEAN),
            Column("状态", state_text, width=104, tone=_tone),
            Column("编号或所缺的一步", _remark, width=260),
        ]

    def _box_text(self, row: Recipient) -> str:
        return "✓" if self.is_ticked(row) else ""

    def _box_key(self, row: Recipient) -> int:
        return 0 if self.is_ticked(row) else 1 if row.ready else 2


class _Boxes(QStyledItemDelegate):
    """Draws a box in place of the tick's text, and none for who cannot be given one."""

    def __init__(self, owner: RecipientTable) -> None:
        super().__init__(owner)
        self._owner = owner

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        row: Recipient = index.data(ROW_ROLE)
        option.text = ""  # type: ignore[attr-defined]  # missing from the stubs
        if row.ready:
            feature = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
            option.features |= feature  # type: ignore[attr-defined]  # missing from the stubs
            state = Qt.CheckState.Checked if self._owner.is_ticked(row) else _UNTICKED
            option.checkState = state  # type: ignore[attr-defined]  # missing from the stubs


_UNTICKED = Qt.CheckState.Unchecked


def state_text(row: Recipient) -> str:
    """One of three words, for the filter."""
    if row.number:
        return HELD
    return LACKING if row.missing else READY


def _tone(row: Recipient) -> Tone:
    return {HELD: Tone.GOLD, LACKING: Tone.WARN, READY: Tone.GOOD}[state_text(row)]


def _remark(row: Recipient) -> str:
    return row.number or row.missing


def _points_text(row: Recipient) -> str:
    return "" if row.points is None else format_points(row.points)


def _name_key(row: Recipient) -> str:
    return row.search.partition(" ")[0] or row.name


def _search(row: Recipient) -> str:
    return row.search


def _key(row: Recipient) -> object:
    return row.person_id
