"""Whom a row of a list means that says a name, perhaps a number or its end, perhaps a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jyguide.exchange.cell import compact
from jyguide.people.id_number import ID_LENGTH
from jyguide.people.row import PersonRow

_NAMED = 3
"""Namesakes that a sentence names."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a row means, or the key of the column at fault and why nobody can say.

    Attributes:
        key: ``name`` or ``id_number``.
    """

    person: PersonRow | None = None
    key: str = ""
    reason: str = ""


class Listed:
    """Everybody on the list, by name and by number."""

    def __init__(self, people: Iterable[PersonRow]) -> None:
        self._named: defaultdict[str, list[PersonRow]] = defaultdict(list)
        self._numbered: defaultdict[str, list[PersonRow]] = defaultdict(list)
        for person in people:
            self._named[person.name].append(person)
            self._numbered[person.id_number].append(person)

    def meant(self, name: str, number: str, place: str) -> Meant:
        """The one person a row means.

        Args:
            name: As the list has it.
            number: A whole ID number, its last four characters or more, or "".
            place: Tells namesakes apart: a station or an organisation, or "".
        """
        holders = self._numbered.get(number, []) if len(number) == ID_LENGTH else []
        if len(holders) == 1:
            if holders[0].name == name:
                return Meant(holders[0])
            said = f"这个身份证号在人员名单里是“{holders[0].name}”，姓名不符"
            return Meant(None, "name", said)
        found = self._named.get(name, [])
        if not found:
            return Meant(None, "name", f"人员名单里没有“{name}”，请先录入此人或核对姓名")
        if number:
            found = _told_by_number(found, number)
            if not found:
                return Meant(None, "id_number", f"“{name}”的身份证号与人员名单里的不一致")
        if len(found) > 1:
            found = _told_by_place(found, place) or found
        return Meant(found[0]) if len(found) == 1 else Meant(None, "name", _namesakes(name, found))

    def told_apart(self, person: PersonRow) -> str:
        """Where somebody is who has namesakes; "" for whoever has none."""
        return f"记到：{_where(person)}" if len(self._named[person.name]) > 1 else ""


def _told_by_number(found: Sequence[PersonRow], number: str) -> list[PersonRow]:
    """Those whose number it is; else those whose number nobody has entered yet."""
    exact = [one for one in found if one.id_number.endswith(number)]
    return exact or [one for one in found if not one.id_number]


def _namesakes(name: str, found: Sequence[PersonRow]) -> str:
    where = "、".join(map(_where, found[:_NAMED]))
    more = "等" if len(found) > _NAMED else ""
    return f"有 {len(found)} 位“{name}”（{where}{more}），请填身份证号或后四位来分清"


def _told_by_place(found: Sequence[PersonRow], place: str) -> list[PersonRow]:
    if not place:
        return []
    return [
        one
        for one in found
        if any(text and (place in text or text in place) for text in _places(one))
    ]


def _places(person: PersonRow) -> tuple[str, str]:
    return compact(person.station), compact(person.organisation)


def _where(person: PersonRow) -> str:
    return person.organisation or person.station or "单位未填写"
