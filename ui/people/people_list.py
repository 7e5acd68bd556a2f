"""The list of people with its filters and tools; takes a roster dropped onto it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.row import PersonRow
from ui.history.record_dialog import offer_record
from ui.people.columns import (
    NameOrder,
    PersonCells,
    kind_text,
    searched_text,
    station_text,
)
from ui.widgets import EmptyText, RowTable, make_button

ROSTER_ENDINGS = (".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".txt", ".tsv")
_NOBODY = EmptyText(
    "还没有人员",
    "从花名册导入，或把 Excel 文件直接拖到这里；也可以用右上角的“新增”逐个录入。",
    "导入花名册…",
    "people",
)


class PeopleList(QWidget):
    """Object names: `people` (the table), `order`, `full_numbers`, `edit`, `delete`."""

    roster_dropped = Signal(Path)
    edit_wanted = Signal()
    history_wanted = Signal()
    delete_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, *, is_city: bool) -> None:
        super().__init__()
        self._cells = PersonCells()
        self._people: Sequence[PersonRow] = ()
        self._is_city = is_city
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Show `rows` in the chosen order; selection, search and filters stay."""
        self._people = rows
        self.table.set_rows(sorted(rows, key=self._cells.name_key))
        self.table.show()

    def chosen(self) -> list[PersonRow]:
        """The selected people, top to bottom."""
        return self.table.selected_rows()

    def select(self, person_id: PersonId) -> None:
        """Select one person, if he is shown."""
        self.table.select_rows(lambda row: row.id == person_id)

    def _build(self) -> None:
        self.table: RowTable[PersonRow] = RowTable(
            self._cells.columns(with_station=self._is_city),
            unit="人",
            search_hint="姓名、拼音、首字母、身份证或手机尾号",
            search_text=searched_text,
            key=_key,
            empty=_NOBODY,
        )
        self.table.setObjectName("people")
        self.table.hide()  # until people are known: "nobody yet" must not flash up
        self.table.add_choice("kind", "全部类别", kind_text)
        if self._is_city:
            self.table.add_choice("station", "全部指导站", station_text)
        self._add_tools()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def _add_tools(self) -> None:
        self._order = QComboBox()
        self._order.setObjectName("order")
        self._order.addItems([order.value for order in NameOrder])
        self._full = QCheckBox("显示完整号码")
        self._full.setObjectName("full_numbers")
        self._edit = make_button("修改…", icon_name="edit", name="edit")
        self._delete = make_button("删除", icon_name="delete", name="delete")
        for tool in (self._full, self._order, self._edit, self._delete):
            self.table.add_tool(tool)
        self.table.add_action("修改…", self.edit_wanted.emit, "edit")
        offer_record(self.table, self.history_wanted.emit)
        self.table.add_action("删除", self.delete_wanted.emit, "delete")
        self._offer_tools([])

    def _connect(self) -> None:
        self._order.currentTextChanged.connect(self._change_order)
        self._full.toggled.connect(self._show_numbers)
        self._edit.clicked.connect(self.edit_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        self.table.activated.connect(self._edit_activated)
        self.table.empty_action.connect(self.import_wanted)
        self.table.selection_changed.connect(self._offer_tools)
        erase = QShortcut(QKeySequence.StandardKey.Delete, self.table.view, self._delete.click)
        erase.setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot(str)
    def _change_order(self, text: str) -> None:
        self._cells.order = NameOrder(text)
        self.table.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.show_people(self._people)

    @Slot(bool)
    def _show_numbers(self, full: bool) -> None:  # noqa: FBT001 - Qt calls it
        self._cells.full = full
        self.show_people(self._people)

    @Slot(object)
    def _edit_activated(self, _row: PersonRow) -> None:
        self.edit_wanted.emit()

    @Slot(object)
    def _offer_tools(self, rows: list[PersonRow]) -> None:
        self._edit.setEnabled(len(rows) == 1)
        self._delete.setEnabled(bool(rows))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _roster_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _roster_in(event)
        if file is not None:
            event.acceptProposedAction()
            self.roster_dropped.emit(file)


def _key(row: PersonRow) -> object:
    return row.id


def _roster_in(event: QDropEvent) -> Path | None:
    """The one dropped file that may be a roster."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return file if file.suffix.lower() in ROSTER_ENDINGS else None
