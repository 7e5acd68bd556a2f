"""Everybody to choose one from: a field that narrows a list, whose rows are read as they show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from jyguide.ids import PersonId
from jyguide.people.apart import place_of
from jyguide.people.finding import FoundPeople, PeopleView
from jyguide.people.row import PersonRow
from jyguide.people.service.finding import PeopleFinder
from ui.desk import Desk
from ui.people.people_model import PeopleModel
from ui.widgets.empty_state import EmptyState, EmptyText
from ui.widgets.name_list import NamesBelowField
from ui.widgets.row_model import Column

_SCREEN = 60
_NUMBER = re.compile(r"[0-9]+[xX]?")
_NOBODY = EmptyText(
    "还没有人员",
    "在“人员”页导入花名册或逐个新增以后，从这里选姓名。",
    "去人员页",
    "people",
)
_NONE_FOUND = EmptyText(
    "没有找到这个姓名",
    "换一个字，或只输入拼音首字母；清空后全部列出。",
    icon_name="search",
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """People read, and what tells those of one name and place apart.

    Attributes:
        number: Of the question.
        found: None where a newer question has overtaken this one.
    """

    number: int
    found: FoundPeople | None
    marks: Mapping[PersonId, str]


class FoundNames(NamesBelowField):
    """As `NameList`, over everybody on the list; holds the rows that were on screen, not all.

    What is chosen is a `PersonRow`. Digits find nobody here: who tries endings of numbers must not
    learn whose they are. Object names inside: `nobody_…` and `none_found_…` (see `EmptyState`).
    """

    people_wanted = Signal()
    """There is nobody at all, and he wants to go where people are entered."""

    def __init__(self, desk: Desk, finder: PeopleFinder) -> None:
        super().__init__()
        self._desk = desk
        self._finder = finder
        self._number = 0
        self._total = 0
        self._waiting = False
        self._entering: bool | None = None
        self._marks: dict[PersonId, str] = {}
        columns = [Column[PersonRow]("姓名", self._line, tip=self._line, names=True)]
        self._model = PeopleModel(columns, self)
        self._soon = QTimer(self, singleShot=True, interval=0)  # one question for all rows drawn
        self._soon.timeout.connect(self._ask_for_rows)
        self._model.wanted.connect(self._soon.start)
        self._build()

    @property
    def counts(self) -> tuple[int, int]:
        """How many are listed, of how many."""
        return self._model.rowCount(), self._total

    @Slot()
    def reload(self) -> None:
        """Find anew whom the field means."""
        self._number += 1
        self._waiting = True
        words = self.field.text()
        self._desk.load(self, partial(self._answer, self._number, words), self._show)

    def _build(self) -> None:
        self.field.textChanged.connect(self.reload)
        self.list.setModel(self._model)
        self.list.verticalScrollBar().valueChanged.connect(self._ask_soon)
        self._nobody = EmptyState(_NOBODY, "nobody")
        self._nobody.clicked.connect(self.people_wanted)
        self._none_found = EmptyState(_NONE_FOUND, "none_found")
        self._stack = QStackedWidget()
        for shown in (self.list, self._nobody, self._none_found):
            self._stack.addWidget(shown)
        self._lay_out(self._stack)

    def _show_state(self) -> None:
        listed, total = self.counts
        nothing = self._none_found if total else self._nobody
        self._stack.setCurrentWidget(self.list if listed else nothing)

    def _line(self, row: PersonRow) -> str:
        """The name, where he works, and what tells him from another of that name there."""
        return "　".join(filter(None, (row.name, place_of(row), self._marks.get(row.id, ""))))

    def _answer(self, number: int, words: str) -> _Answer:
        """Called on the worker: a question that a newer one has overtaken is not looked into."""
        if number != self._number:
            return _Answer(number, None, {})
        found = self._finder.find(PeopleView(words))
        if any(map(_NUMBER.fullmatch, words.split())):
            found = FoundPeople(found.total, 0, ())
        return _Answer(number, found, self._finder.told_apart(found.rows))

    def _read(self, number: int, start: int, keys: Sequence[PersonId]) -> _Answer:
        """Called on the worker: the rows of these people, who stand there from `start` on."""
        rows = self._finder.rows(keys)
        found = FoundPeople(self._total, 0, tuple(rows), start=start)
        return _Answer(number, found, self._finder.told_apart(rows))

    def _show(self, answer: _Answer) -> None:
        if answer.number != self._number or answer.found is None:
            return
        self._waiting = False
        self._total = answer.found.total
        self._marks = dict(answer.marks)
        self._model.show_found(answer.found)
        self._show_state()
        self.narrowed.emit()
        if self._entering is not None:
            self._enter_list(choose=self._entering)

    @Slot()
    def _ask_soon(self) -> None:
        self._soon.start()  # not connected itself: it would take where it scrolled to for a time

    def _ask_for_rows(self) -> None:
        first = max(self.list.indexAt(QPoint(1, 1)).row(), 0)
        last = self.list.indexAt(QPoint(1, self.list.viewport().height() - 1)).row()
        start, keys = self._model.lacking(first, last if last >= 0 else first + _SCREEN)
        if keys:
            self._desk.load(self, partial(self._read, self._number, start, keys), self._keep)

    def _keep(self, answer: _Answer) -> None:
        if answer.number == self._number and answer.found is not None:
            self._marks.update(answer.marks)
            self._model.keep(answer.found.start, answer.found.rows)

    def _enter_list(self, *, choose: bool) -> None:
        """As without a worker, once there is the answer to what was typed."""
        self._entering = choose if self._waiting else None
        if not self._waiting:
            super()._enter_list(choose=choose)
