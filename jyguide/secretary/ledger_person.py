"""Whom a line of the secretaries' ledgers is about: people who serve, and who served once."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.ids import PersonId


@dataclass(frozen=True, slots=True)
class LedgerPerson:
    """Somebody a line is about, as his file says today.

    Attributes:
        person_id: The key he lives on as, where he was merged.
        township: The town or street above his place in the tree; his station without one.
        search: Pinyin and initials of every reading of the name.
        order: Sorts people as lists do.
    """

    person_id: PersonId
    name: str
    organisation: str
    township: str
    station: str
    post: str = ""
    search: str = ""
    order: tuple[object, ...] = ()

    @property
    def label(self) -> str:
        """``陈明（祝塘镇 金庄村）``: tells people of one name apart."""
        where = " ".join(filter(None, (self.township, self.organisation)))
        return f"{self.name}（{where}）" if where else self.name


NOBODY = "未写镇街园区"
"""Stands for the township of people of whom nothing says where they are."""


def town_of(person: LedgerPerson) -> str:
    """Under what his lines are added up."""
    return person.township or NOBODY
