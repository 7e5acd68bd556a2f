"""What of the list of people may be written into a file: read on the worker, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from jyguide.access.disclosure import DisclosureKind
from jyguide.ids import PersonId
from jyguide.people.finding import PeopleView
from jyguide.people.row import PersonRow
from jyguide.people.service.finding import PeopleFinder
from ui.brief import brief
from ui.desk import Desk
from ui.people.people_list import PeopleList
from ui.people.services import PeopleServices
from ui.widgets.listed import Listed, Scope

_PIECE = 1_000
_WHAT = "导出人员名单"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whom each scope means: keys as far as they are known, else what finds them."""

    finder: PeopleFinder
    view: PeopleView
    shown: Sequence[PersonId]
    chosen: Sequence[PersonId]

    def read(self, scope: Scope) -> Iterator[PersonRow]:
        """Called on the worker."""
        keys = self._keys(scope)
        for start in range(0, len(keys), _PIECE):
            yield from self.finder.rows(keys[start : start + _PIECE])

    def _keys(self, scope: Scope) -> Sequence[PersonId]:
        if scope is Scope.CHOSEN:
            return self.chosen
        if scope is Scope.SHOWN:
            return self.shown or self.finder.find(self.view).keys
        everybody = PeopleView(order=self.view.order, descending=self.view.descending)
        return self.finder.find(everybody).keys


def listed_people(
    owner: QObject, people: PeopleList, desk: Desk, services: PeopleServices
) -> Listed:
    """The list as it stands; whole numbers are written down before they leave the program."""
    table, full = people.table, people.full
    wanted = _Wanted(services.finder, people.view(), table.model.keys, people.chosen())
    counts = {
        Scope.SHOWN: table.model.rowCount(),
        Scope.ALL: table.total,
        Scope.CHOSEN: len(wanted.chosen),
    }

    def let(scope: Scope, write: Callable[[], object]) -> object:
        if not full:
            return write()
        tell = partial(services.disclosures.record, DisclosureKind.EXPORTED, _WHAT, counts[scope])
        return desk.act(owner, brief(tell), lambda _: write(), title="正在登记")

    places = table.view.columns_on_screen()
    columns = people.columns(full=full)
    return Listed(
        columns=[columns[at] for at in places],
        widths=[table.view.columnWidth(at) for at in places],
        unit="人",
        counts=counts,
        read=wanted.read,
        let=let,
    )
