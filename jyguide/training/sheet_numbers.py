"""The numbers of the sign-in sheet: what was printed keeps its numbers, whoever comes or goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.ids import PersonId
from jyguide.training.session import EnrolmentRow


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The sheet as it was printed last.

    Attributes:
        people: In the order of their numbers, from 1; who was withdrawn since keeps his place.
    """

    on: date
    people: tuple[PersonId, ...]


def numbered(rows: Sequence[EnrolmentRow], printed: Sequence[PersonId] = ()) -> list[EnrolmentRow]:
    """The rows with the numbers of the printed sheet; those it has not follow in their order.

    The rows stay in the order given. Two of one person in `printed`, who were merged since, are
    he at the first of their places.
    """
    places: dict[PersonId, int] = {}
    for at, key in enumerate(printed, 1):
        places.setdefault(key, at)
    last = len(printed)
    made = []
    for row in rows:
        number = places.get(row.person_id)
        if number is None:
            last += 1
            number = last
        made.append(replace(row, number=number))
    return made


def next_sheet(
    rows: Sequence[EnrolmentRow], before: PrintedSheet | None, today: date, starts_on: date
) -> PrintedSheet:
    """The sheet that is printed today.

    Until the session's first day a new sheet replaces the one before, and all of its rows are in
    their order. From that day on people have signed on the one before: whoever has a number
    keeps it, and the others follow.
    """
    kept = before.people if before is not None and today >= starts_on else ()
    there = set(kept)
    return PrintedSheet(
        today, kept + tuple(row.person_id for row in rows if row.person_id not in there)
    )
