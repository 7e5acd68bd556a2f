"""People of one name told apart on a list, without giving away what proves who somebody is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from jyguide.ids import PersonId
from jyguide.people.row import PersonRow


def place_of(row: PersonRow) -> str:
    """Where somebody works, else the station he belongs to."""
    return row.organisation or row.station


def told_apart(rows: Iterable[PersonRow]) -> dict[PersonId, str]:
    """For people who share name and place: what else tells them apart; others are not in here.

    The post, the month of birth or the end of the phone number, the first that differs between
    all of them; all of it where none does. Never the ID number: its end admits to an exam.
    """
    groups: defaultdict[tuple[str, str], list[PersonRow]] = defaultdict(list)
    for row in rows:
        groups[row.name, place_of(row)].append(row)
    return {
        row.id: said
        for group in groups.values()
        if len(group) > 1
        for row, said in zip(group, _marks(group), strict=True)
    }


def _marks(group: list[PersonRow]) -> list[str]:
    for mark in _MARKS:
        said = [mark(row) for row in group]
        if all(said) and len(set(said)) == len(said):
            return said
    return ["　".join(filter(None, (mark(row) for mark in _MARKS))) for row in group]


def _born(row: PersonRow) -> str:
    return f"{row.birth.year}年{row.birth.month}月生" if row.birth else ""


def _phone(row: PersonRow) -> str:
    return f"手机尾号 {row.phone[-4:]}" if row.phone else ""


_MARKS: tuple[Callable[[PersonRow], str], ...] = (lambda row: row.post, _born, _phone)
