"""The guidance stations: name, order and establishment, which the city lays down."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jyguide.people.establishment import MOST_POSTS, StationFacts, StationRow
from ui.history.records import tell_history
from ui.theme import SPACE
from ui.widgets import RIGHT, Column, RowTable, make_button
from ui.widgets.form_dialog import FormDialog

_UNKNOWN = "未核定"


class StationTab(QWidget):
    """Object names: `stations` (the table), `change_station`, `station_up`, `station_down`."""

    change_wanted = Signal(object)
    """A `StationRow`."""
    move_wanted = Signal(object, int)
    """A `StationRow`, and its new place from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.table: RowTable[StationRow] = RowTable(
            (
                Column[StationRow]("编号", lambda row: row.code, width=120),
                Column[StationRow]("指导站", lambda row: row.name, width=360),
                Column[StationRow](
                    "专职编制",
                    lambda row: _posts(row.full_time_posts),
                    lambda row: row.full_time_posts,
                    RIGHT,
                    width=180,
                ),
                Column[StationRow](
                    "兼职编制",
                    lambda row: _posts(row.part_time_posts),
                    lambda row: row.part_time_posts,
                    RIGHT,
                    width=180,
                ),
                Column[StationRow]("", lambda _: ""),
            ),
            unit="个指导站",
            search_hint="名称或编号",
            key=lambda row: row.id,
        )
        self.table.setObjectName("stations")
        tell_history(self.table, "station", lambda row: (row.id, row.name))
        self._change = make_button("修改…", icon_name="edit", name="change_station")
        self._up = make_button("上移", name="station_up")
        self._down = make_button("下移", name="station_down")
        self._up.setToolTip("上移（Alt+↑）")
        self._down.setToolTip("下移（Alt+↓）")
        for tool in (self._up, self._down, self._change):
            self.table.add_tool(tool)
        self.table.add_action("修改…", self._tell_change, "edit")
        self._change.clicked.connect(self._tell_change)
        self.table.activated.connect(self.change_wanted)
        self.table.selection_changed.connect(self._offer)
        for button, keys, by in ((self._up, "Alt+Up", -1), (self._down, "Alt+Down", 1)):
            step = partial(self._step, by)
            button.clicked.connect(step)
            key = QShortcut(QKeySequence(keys), self.table.view, step)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.addWidget(self.table)
        self._offer([])

    def show_stations(self, rows: Sequence[StationRow]) -> None:
        """List these, in their order."""
        self.table.set_rows(rows)

    @Slot(object)
    def _offer(self, rows: list[StationRow]) -> None:
        for button in (self._change, self._up, self._down):
            button.setEnabled(len(rows) == 1)

    @Slot()
    def _tell_change(self) -> None:
        if (row := self.table.current_row()) is not None:
            self.change_wanted.emit(row)

    def _step(self, by: int) -> None:
        row = self.table.current_row()
        if row is None:
            return
        listed = sorted(self.table.rows(), key=lambda one: (one.position, one.code))
        at = [one.id for one in listed].index(row.id) + by
        if 0 <= at < len(listed):
            self.move_wanted.emit(row, at)


class StationDialog(FormDialog):
    """Name and establishment; object names `field_name`, `field_full`, `field_part`."""

    wanted = Signal(object)
    """The `StationFacts`."""

    def __init__(self, row: StationRow, parent: QWidget) -> None:
        super().__init__(f"修改“{row.name}”", "保存", parent, width=520)
        self.setObjectName("station_dialog")
        self._name = QLineEdit(row.name, maxLength=30)
        self._full = QLineEdit(_number(row.full_time_posts), placeholderText=_UNKNOWN)
        self._part = QLineEdit(_number(row.part_time_posts), placeholderText=_UNKNOWN)
        self.form.add("name", "名称", self._name, required=True)
        self.form.add("full", "专职编制", self._full, hint="专职指导员的名额；没有核定的留空。")
        self.form.add("part", "兼职编制", self._part, hint="兼职指导员的名额；没有核定的留空。")
        self._name.setFocus()
        self._name.selectAll()

    @Slot()
    def _confirm(self) -> None:
        problems = {
            name: f"请填 0 到 {MOST_POSTS} 的整数，或留空。"
            for name, field in (("full", self._full), ("part", self._part))
            if field.text().strip() and _read(field) is None
        }
        if not self._name.text().strip():
            problems["name"] = "请填写名称。"
        if self.form.show_problems(problems):
            self.wanted.emit(StationFacts(self._name.text(), _read(self._full), _read(self._part)))


def _read(field: QLineEdit) -> int | None:
    text = field.text().strip()
    return int(text) if text.isdecimal() and int(text) <= MOST_POSTS else None


def _number(posts: int | None) -> str:
    return "" if posts is None else str(posts)


def _posts(posts: int | None) -> str:
    return _UNKNOWN if posts is None else str(posts)
