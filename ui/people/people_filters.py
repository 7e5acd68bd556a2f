"""What a list of people can be narrowed by, beside words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from jyguide.people.finding import PeopleOrder, PeopleView
from jyguide.people.organisation import OrganisationRow
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.row import INSTRUCTOR_KIND_NAMES
from ui.organisation.picker import OrganisationField
from ui.theme import scaled
from ui.widgets.choice_filter import ChoiceFilter
from ui.widgets.table_bar import TableBar

_KINDS = {name: kind for kind, name in INSTRUCTOR_KIND_NAMES.items() if kind}
_ROLES = {name: role.value for role, name in PERSON_ROLE_NAMES.items() if role}
BESIDE_ARROW = "padding-right: 2px"
"""The arrow has room of its own: a bar of many choices cannot give it to them twice."""
_WIDEST = 120
_ORGANISATION_WIDTH = 132


class PeopleFilters(QObject):
    """Object names: `choice_kind`, `choice_role`, `choice_station`, `choice_organisation`."""

    changed = Signal()

    def __init__(self, bar: TableBar, *, is_city: bool) -> None:
        super().__init__(bar)
        self._station = _choice("station", "全部指导站", ())
        self._kind = _choice("kind", "全部专兼职", tuple(_KINDS))
        self._role = _choice("role", "全部人员", tuple(_ROLES))
        self._organisation = OrganisationField()
        self._organisation.setObjectName("choice_organisation")
        self._organisation.setPlaceholderText("全部组织")
        self._organisation.setAccessibleName("只看这个组织和它下面的组织")
        self._organisation.setFixedWidth(scaled(_ORGANISATION_WIDTH))
        shown = (self._station, self._kind, self._role) if is_city else (self._kind, self._role)
        self._choices = shown
        self.fields: Mapping[PeopleOrder, ChoiceFilter[str]] = {
            PeopleOrder.STATION: self._station,
            PeopleOrder.KIND: self._kind,
            PeopleOrder.ROLE: self._role,
        }
        """The drop-downs that narrow by what a column says, by its order."""
        for choice in shown:
            choice.chosen.connect(self.changed)
            bar.add_choice(choice)
        if not is_city:
            self._station.setParent(bar)
            self._station.hide()
        self._organisation.changed.connect(self.changed)
        bar.add_choice(self._organisation)

    def offer(self, stations: Sequence[str], organisations: Sequence[OrganisationRow]) -> None:
        """What there is to choose from now; what is chosen stays."""
        self._station.offer(stations)
        self._organisation.set_rows(organisations)

    def clear(self) -> None:
        """Narrow by nothing; `changed` is not said."""
        for choice in self._choices:
            choice.blockSignals(True)  # noqa: FBT003 - Qt's switch
            choice.choose("")
            choice.blockSignals(False)  # noqa: FBT003 - Qt's switch
        self._organisation.set_value(None)

    def view(self, words: str, order: PeopleOrder, *, descending: bool) -> PeopleView:
        """The people wanted, with what else is said of them."""
        return PeopleView(
            search=words,
            order=order,
            descending=descending,
            station=self._station.value(),
            kind=_meant(_KINDS, self._kind.value()),
            role=_meant(_ROLES, self._role.value()),
            organisation_id=self._organisation.value(),
        )


def _choice(name: str, all_label: str, values: Sequence[str]) -> ChoiceFilter[str]:
    made: ChoiceFilter[str] = ChoiceFilter(name, all_label, str)
    made.setMaximumWidth(scaled(_WIDEST))
    made.offer(values)
    return made


def _meant(meanings: Mapping[str, str], value: str) -> str:
    return meanings.get(value, "")
