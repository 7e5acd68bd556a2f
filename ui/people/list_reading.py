"""Reads for the list of people what it shows, on the worker, the newest question first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from jyguide.access.disclosure import DisclosureKind
from jyguide.ids import PersonId
from jyguide.people.finding import FoundPeople, PeopleOrder, PeopleView
from jyguide.people.organisation import OrganisationRow
from jyguide.people.row import PersonRow
from jyguide.people.service.finding import PeopleFinder
from ui.desk import Desk
from ui.people.people_list import PeopleList
from ui.people.services import PeopleServices
from ui.widgets.listed import Listed

_PATIENCE_S = 0.2
_OPENING = PeopleView(order=PeopleOrder.PINYIN)


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    found: FoundPeople | None


@dataclass(frozen=True, slots=True)
class _Rows:
    number: int
    start: int
    rows: list[PersonRow]


@dataclass(frozen=True, slots=True)
class _Copy:
    rows: list[PersonRow]
    heads: bool


class ListReading(QObject):
    """Stands between the list and the worker.

    A list that opens is shown at once from the database's own index; everybody's text is read
    right after that, so that typing finds it ready.
    """

    totalled = Signal(int)
    """How many people there are in all."""

    def __init__(
        self,
        people: PeopleList,
        desk: Desk,
        services: PeopleServices,
        told: Callable[[str], object],
    ) -> None:
        """`told` says something in passing."""
        super().__init__(people)
        self._list = people
        self._desk = desk
        self._services = services
        self._told = told
        self._number = 0
        self._opened = False
        self._drawn = Event()
        self._view: PeopleView | None = None
        self.stations: Sequence[str] = ()
        self.organisations: Sequence[OrganisationRow] = ()
        self.shown: FoundPeople | None = None
        people.view_wanted.connect(self.find)
        people.table.rows_wanted.connect(self._read_rows)
        people.table.copy_wanted.connect(self._read_copy)
        people.table.list_by(self._listed)

    def reload(self) -> None:
        """Read everything anew: what there is to choose from has perhaps changed as well."""
        if not self._opened and self._list.view() == _OPENING:
            self._opened = True
            self._desk.load(self, self._services.finder.opening, self._show_opening)
        else:
            self._drawn.set()
        self._desk.load(self, self._choices, self._show_choices)
        self._find(stay=True)

    def find(self) -> None:
        """Read whom the list is to show now."""
        self._find(stay=False)

    def _find(self, *, stay: bool) -> None:
        self._number += 1
        self._view = self._list.view()
        start = max(self._list.table.view.rowAt(0), 0) if stay else 0
        work = partial(self._answer, self._number, self._view, start)
        self._desk.load(self, work, self._show_found)

    def _choices(self) -> tuple[list[str], list[OrganisationRow]]:
        # This and reading everybody would take turns with drawing the first rows.
        self._drawn.wait(_PATIENCE_S)
        stations = [name for _, name in self._services.people.stations()]
        return stations, self._services.organisations.rows()

    def _answer(self, number: int, view: PeopleView, start: int) -> _Answer:
        """Called on the worker: a question that a newer one has overtaken is not looked into."""
        if number != self._number:
            return _Answer(number, None)
        return _Answer(number, self._services.finder.find(view, start))

    def _show_opening(self, found: FoundPeople) -> None:
        if self.shown is None:
            self._show(found)
        if found.count:
            self._list.table.view.viewport().installEventFilter(self)
        else:
            self._drawn.set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice that the first rows have been drawn; they are once this event is dealt with."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._drawn.set)
        return super().eventFilter(watched, event)

    def _show_found(self, answer: _Answer) -> None:
        if answer.number == self._number and answer.found is not None:
            self._show(answer.found)

    def _show(self, found: FoundPeople) -> None:
        self.shown = found
        self.totalled.emit(found.total)
        self._list.show_people(found)

    def _show_choices(self, choices: tuple[list[str], list[OrganisationRow]]) -> None:
        self.stations, self.organisations = choices
        self._list.offer(*choices)

    def _read_rows(self, start: int, keys: Sequence[PersonId]) -> None:
        work = partial(_rows, self._services.finder, self._number, start, keys)
        self._desk.load(self, work, self._keep)

    def _keep(self, read: _Rows) -> None:
        if read.number == self._number:
            self._list.table.keep(read.start, read.rows)

    def _read_copy(self, keys: Sequence[PersonId], heads: bool) -> None:  # noqa: FBT001 - a signal's
        if self._list.full:  # what is copied leaves the program
            read = partial(_copy_in_full, self._services, keys, heads=heads)
            self._desk.load(self, read, self._put_copy)
            return
        work = partial(_copy, self._services.finder, keys, heads=heads)
        self._desk.load(self, work, self._put_copy)

    def _listed(self) -> Listed:
        from ui.people.list_export import listed_people  # noqa: PLC0415 - seldom wanted

        return listed_people(self, self._list, self._desk, self._services)

    def _put_copy(self, copy: _Copy) -> None:
        self._list.table.put_copy(copy.rows, heads=copy.heads)
        self._told(f"已复制 {len(copy.rows)} 人")


def _rows(finder: PeopleFinder, number: int, start: int, keys: Sequence[PersonId]) -> _Rows:
    return _Rows(number, start, finder.rows(keys))


def _copy_in_full(services: PeopleServices, keys: Sequence[PersonId], *, heads: bool) -> _Copy:
    services.disclosures.record(DisclosureKind.EXPORTED, "复制人员名单", len(keys))
    return _copy(services.finder, keys, heads=heads)


def _copy(finder: PeopleFinder, keys: Sequence[PersonId], *, heads: bool) -> _Copy:
    return _Copy(finder.rows(keys), heads)
