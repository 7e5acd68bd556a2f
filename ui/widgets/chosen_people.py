"""People to be chosen one after another by typing, and those chosen so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QWidget

from jyguide.ids import PersonId
from ui.theme import SPACE
from ui.widgets.labels import make_label
from ui.widgets.name_list import NameList

_HEIGHT = 168
_HEIGHT_OF_ONE = 141


class Choosable(Protocol):
    """Somebody who may be chosen."""

    @property
    def id(self) -> PersonId: ...

    @property
    def name(self) -> str: ...

    @property
    def organisation(self) -> str: ...

    @property
    def station(self) -> str: ...

    @property
    def search(self) -> str:
        """Pinyin and initials of every reading of the name, separated by spaces."""
        ...


class ChosenPeople(QWidget):
    """Enter takes a name over, Delete takes it back.

    Object names: `person_search`, `person_found`, `person_chosen`.
    """

    changed = Signal()

    def __init__(self, *, one: bool = False) -> None:
        """With `one` somebody else stands for who was chosen before."""
        super().__init__()
        self._one = one
        self._chosen: dict[PersonId, str] = {}
        self.names = NameList(person_line)
        self.names.field.setObjectName("person_search")
        self.names.field.setAccessibleName("按姓名查找人员")
        self.names.list.setObjectName("person_found")
        self.names.list.setAccessibleName("找到的人员")
        self.names.list.clicked.connect(self.names.choose)
        self.names.chosen.connect(self._take)
        self.list = QListWidget()
        self.list.setObjectName("person_chosen")
        self.list.setAccessibleName("已选人员，按 Delete 去掉")
        self.list.installEventFilter(self)
        self._count = make_label("", "small", "chosen_count")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.xs)
        grid.addWidget(self.names, 0, 0, 2, 1)
        grid.addWidget(self._count, 0, 1)
        grid.addWidget(self.list, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.setFixedHeight(_HEIGHT_OF_ONE if one else _HEIGHT)
        self.setFocusProxy(self.names.field)
        self._tell()

    @property
    def ids(self) -> Sequence[PersonId]:
        """Who is chosen, in the order of choosing."""
        return list(self._chosen)

    def chosen_people(self) -> list[tuple[PersonId, str]]:
        """Who is chosen, with the name each is shown under."""
        return list(self._chosen.items())

    def offer(self, rows: Iterable[Choosable]) -> None:
        """Everybody who may be chosen."""
        self.names.set_rows(rows)

    def choose(self, people: Iterable[tuple[PersonId, str]]) -> None:
        """Choose these, whoever they are offered among."""
        for key, name in people:
            self._add(key, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.list and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._drop()
                return True
        return super().eventFilter(watched, event)

    @Slot(object)
    def _take(self, row: Choosable) -> None:
        self._add(row.id, person_line(row))
        self.names.restart()

    def _add(self, key: PersonId, name: str) -> None:
        if key not in self._chosen:
            if self._one:
                self._chosen.clear()
                self.list.clear()
            self._chosen[key] = name
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
            self._tell()

    def _drop(self) -> None:
        for item in [*self.list.selectedItems()]:
            self._chosen.pop(item.data(Qt.ItemDataRole.UserRole), None)
            self.list.takeItem(self.list.row(item))
        self._tell()

    def _tell(self) -> None:
        count = len(self._chosen)
        self._count.setText(f"已选 {count} 人（Delete 去掉）" if count else "还没有选人")
        self.changed.emit()


def person_line(row: Choosable) -> str:
    """How somebody reads among others: his name and where he is."""
    where = row.organisation or row.station
    return f"{row.name}　{where}" if where else row.name
