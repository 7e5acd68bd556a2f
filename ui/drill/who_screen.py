"""Who practises: a name chosen from the list; the PC is everybody's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.apart import place_of, told_apart
from jyguide.people.row import PersonRow
from ui.theme import SPACE
from ui.widgets import ROW_ROLE, Card, Column, Kind, RowTableModel, make_button, make_label
from ui.widgets.row_model import RowSearch

_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 620


class WhoScreen(QWidget):
    """Object names: `drill_search`, `drill_people`, `drill_begin`, `people_count`."""

    chosen = Signal(object)
    """A `PersonRow`."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: dict[PersonId, str] = {}
        columns = [Column[PersonRow]("姓名", self._line)]
        self._model: RowTableModel[PersonRow] = RowTableModel(columns, self)
        self._search: RowSearch[PersonRow] = RowSearch(columns, lambda row: row.search)
        self._build()
        self._field.textChanged.connect(self._narrow)
        self._field.installEventFilter(self)
        self._list.activated.connect(self._choose)
        self._list.doubleClicked.connect(self._choose)
        self._begin.clicked.connect(self._choose_current)

    def show_people(self, rows: Iterable[PersonRow]) -> None:
        """List who may practise, by pinyin."""
        listed = list(rows)
        self._marks = told_apart(listed)
        self._search.forget_rows()
        self._model.set_rows(listed)
        self._tell_count()

    def restart(self) -> None:
        """Forget who was here and wait for the next."""
        self._field.clear()
        self._field.setFocus()

    def _build(self) -> None:
        self._field = QLineEdit(placeholderText="输入姓名或拼音首字母")
        self._field.setObjectName("drill_search")
        self._field.setAccessibleName("姓名")
        self._list = QListView()
        self._list.setObjectName("drill_people")
        self._list.setAccessibleName("人员")
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._count = make_label("", "small", "people_count")
        self._begin = make_button("开始练习", Kind.PRIMARY, name="drill_begin")
        card = Card("谁来练习？")
        card.setMaximumWidth(_WIDTH)
        card.body.addWidget(make_label("选自己的姓名；练习记录只在自己名下，不排名。", "hint"))
        card.body.addWidget(self._field)
        card.body.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._begin)
        card.body.addLayout(foot)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.s, 0, SPACE.l)
        layout.addLayout(middle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._field and isinstance(event, QKeyEvent) and _takes(event):
            self._enter_list(choose=event.key() != Qt.Key.Key_Down)
            return True
        return super().eventFilter(watched, event)

    def _enter_list(self, *, choose: bool) -> None:
        """Down goes into the list; Enter takes the only name found."""
        if not self._model.rows:
            return
        first = self._model.index(0, 0)
        self._list.setCurrentIndex(first)
        if choose and len(self._model.rows) == 1:
            self._choose(first)
        else:
            self._list.setFocus()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        self._search.look_for(text)
        self._model.narrow(self._search.sift)
        self._tell_count()

    def _line(self, row: PersonRow) -> str:
        """The name, where he works, and what tells him from another of that name there."""
        return "　".join(filter(None, (row.name, place_of(row), self._marks.get(row.id, ""))))

    def _tell_count(self) -> None:
        total, shown = len(self._model.all_rows), len(self._model.rows)
        said = f"共 {total} 人" if shown == total else f"共 {total} 人，找到 {shown} 人"
        self._count.setText(said if total else "还没有人员，请先在“人员”页登记。")
        self._begin.setEnabled(bool(shown))

    @Slot()
    def _choose_current(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            self._choose(index)
        else:
            self._enter_list(choose=True)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.chosen.emit(row)


def _takes(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() in _TO_LIST
