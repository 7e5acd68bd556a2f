"""Secretaries as `ChosenPeople` offers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.ids import PersonId
from jyguide.people.secretary import SecretaryRow


@dataclass(frozen=True, slots=True)
class SecretaryChoice:
    """One who may be chosen.

    Attributes:
        organisation: Of several townships with its own before it: that tells villages of one name
            apart.
        place: The organisation alone.
    """

    id: PersonId
    name: str
    organisation: str
    station: str
    search: str
    place: str
    post: str


def choices(rows: Iterable[SecretaryRow]) -> list[SecretaryChoice]:
    """Everybody who serves, in list order; a township all of them share tells nobody apart."""
    rows = list(rows)
    several = len({row.township for row in rows}) > 1
    return [
        SecretaryChoice(
            row.person_id,
            row.name,
            " ".join(filter(None, (row.township if several else "", row.organisation))),
            row.station,
            row.search,
            row.organisation,
            row.post,
        )
        for row in rows
    ]
