"""Personal data is shown and written in full only here, and never without a line about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, select

from db.models import Disclosure, Person, User
from db.uow import Store
from jyguide.access.disclosure import (
    HEADS,
    DisclosureFilter,
    DisclosureKind,
    DisclosureRow,
    cells,
)
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.access.service.charge import refuse_former
from jyguide.clock import Clock
from jyguide.ids import PersonId
from jyguide.masking import numbers_masked
from jyguide.place import Place

_WIDTHS = (22, 14, 16, 34, 20)
_NEEDED = {
    DisclosureKind.SEEN: Permission.SEE_NUMBERS,
    DisclosureKind.EXPORTED: Permission.EXPORT_NUMBERS,
    DisclosureKind.ERRORS: Permission.SEE_NUMBERS,
}

_ASKED = {
    DisclosureKind.SEEN: "显示完整号码",
    DisclosureKind.EXPORTED: "导出完整号码",
    DisclosureKind.ERRORS: "给出错误清单里的完整号码",
}
"""In a refusal; before what it was about in the list of actions."""

_OF_LINE = (Disclosure.id, Disclosure.at, Disclosure.kind, Disclosure.what)
_COLUMNS = (*_OF_LINE, Disclosure.people, Disclosure.person_key, User.name, Person.name)
"""Whole rows bring their stamps, which nobody reads here and which take most of the time."""

EVERYTHING = DisclosureFilter()


class DisclosureService:
    """Who saw what, written down before it is seen."""

    def __init__(self, store: Store, place: Place, clock: Clock, permits: Permits) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._permits = permits

    def may(self, kind: DisclosureKind) -> bool:
        """Whether whoever is at work is allowed it; for choosing what to offer."""
        return self._permits.may(_NEEDED[kind])

    def require(self, kind: DisclosureKind) -> None:
        """Refuse what whoever is at work is not allowed; nothing is read or written for it.

        Raises:
            PermissionRefused: he may not.
        """
        self._permits.require(_NEEDED[kind], _ASKED[kind])

    def record(
        self, kind: DisclosureKind, what: str, people: int, person_id: PersonId | None = None
    ) -> None:
        """Write down what is about to be seen; call it first, and show nothing if it raises.

        Args:
            kind: How it comes to be seen.
            what: The list, page or file, in the user's words.
            people: Of how many.
            person_id: Of whom, where it is one.

        Raises:
            PermissionRefused: he may not; nothing may be shown.
        """
        self.require(kind)
        what = numbers_masked(what)  # a file may be called after a number
        with self._store.begin(f"{_ASKED[kind]}：{what}") as uow:
            refuse_former(uow.session, self._place, self._permits, _ASKED[kind])
            uow.session.add(
                Disclosure(
                    station_id=self._place.station_id,
                    user_id=self._permits.user_id,
                    at=self._clock(),
                    kind=kind.value,
                    what=what,
                    people=people,
                    person_key=person_id,
                )
            )
            uow.commit()

    def rows(
        self, wanted: DisclosureFilter = EVERYTHING, limit: int | None = None
    ) -> Sequence[DisclosureRow]:
        """What is known here, the newest first; of somebody erased only that it was one.

        Args:
            wanted: Which lines.
            limit: How many at most; None for all.
        """
        statement = (
            select(*_COLUMNS)
            .outerjoin(User, User.id == Disclosure.user_id)
            .outerjoin(Person, Person.id == Disclosure.person_key)
            .where(*_conditions(wanted))
            .order_by(Disclosure.at.desc(), Disclosure.id.desc())
            .limit(limit)
        )
        with self._store.read() as session:
            return [
                DisclosureRow(
                    key,
                    at,
                    user or "",
                    DisclosureKind(kind),
                    what,
                    people,
                    None if person_key is None else PersonId(person_key),
                    person or "",
                )
                for key, at, kind, what, people, person_key, user, person in session.execute(
                    statement
                )
            ]

    def export(self, target: Path, wanted: DisclosureFilter = EVERYTHING) -> int:
        """Write the list into a workbook; returns how many lines. No number stands in it.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.printed_tables import (  # noqa: PLC0415 - seldom needed
            PrintedTable,
            write_tables,
        )

        rows = self.rows(wanted)
        columns = tuple(zip(HEADS, _WIDTHS, strict=True))
        table = PrintedTable("谁看过号码", columns, [cells(row) for row in rows])
        write_tables("谁看过号码", [table], target)
        return len(rows)


def _conditions(wanted: DisclosureFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield Disclosure.at >= _midnight(wanted.since)
    if wanted.until is not None and wanted.until < date.max:
        yield Disclosure.at < _midnight(wanted.until + timedelta(days=1))
    if wanted.user:
        yield User.name == wanted.user


def _midnight(day: date) -> datetime:
    """When a day begins, as the text of a moment: they are kept as the clock read there."""
    return datetime.combine(day, time.min, UTC)
