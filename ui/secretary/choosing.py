"""Secretaries as `ChosenPeople` offers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.ids import PersonId
from jyguide.people.secretary import SecretaryRow


@dataclass(frozen=True, slots=True)
class SecretaryChoice:
    """One who may be chosen; his township tells villages of one name apart."""

    id: PersonId
    name: str
    organisation: str
    station: str
    search: str
    post: str


def choices(rows: Iterable[SecretaryRow]) -> list[SecretaryChoice]:
    """Everybody who serves, in list order."""
    return [
        SecretaryChoice(
            row.person_id,
            row.name,
            " ".join(filter(None, (row.township, row.organisation))),
            row.station,
            row.search,
            row.post,
        )
        for row in rows
    ]
