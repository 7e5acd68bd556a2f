"""Secretaries of villages and communities, as the ledgers about them list and choose them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from jyguide.ids import OrganisationId, PersonId, StationId
from jyguide.masking import masked_id
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole

SECRETARY_ROLES = frozenset({PersonRole.VILLAGE_SECRETARY, PersonRole.COMMUNITY_SECRETARY})
"""Whose dossiers, appraisals and mentors these ledgers keep."""


@dataclass(frozen=True, slots=True)
class SecretaryRow:
    """One secretary who serves now.

    Attributes:
        organisation_id: His place in the tree; None while only `organisation` says where he is.
        township: The town, street or park he stands under; his station where the tree is silent.
        since: Since when he has been secretary without a break; None: nobody knows any more.
        search: Pinyin and initials of every reading of the name, separated by spaces.
        version: Changes with every change of his file; says nothing else.
    """

    person_id: PersonId
    name: str
    organisation: str
    organisation_id: OrganisationId | None
    township: str
    station_id: StationId | None
    station: str
    post: str
    role: PersonRole
    since: date | None = None
    sex: str = ""
    birth: date | None = None
    education: str = ""
    id_number: str = field(default="", repr=False)
    search: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def masked_id(self) -> str:
        """The ID number with its birth date and sequence hidden."""
        return masked_id(self.id_number)

    @property
    def label(self) -> str:
        """``陈明（祝塘镇 金庄村）``: tells people of one name apart."""
        where = " ".join(filter(None, (self.township, self.organisation)))
        return f"{self.name}（{where}）" if where else self.name

    @property
    def role_name(self) -> str:
        return PERSON_ROLE_NAMES[self.role]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Anybody of the list, as he is found by name to be filed for."""

    id: PersonId
    name: str
    organisation: str
    station: str
    post: str
    search: str


@dataclass(frozen=True, slots=True)
class ServedTerm:
    """What a posting says about how long somebody has been secretary."""

    role: PersonRole
    began_on: date | None
    ended_on: date | None


def in_post_since(terms: Iterable[ServedTerm], today: date) -> date | None:
    """Since when somebody has been secretary without a break, whatever the village.

    A term that ends on a day and one that begins on the next are one run. None where he holds no
    such term today, or where nobody knows when the run began.
    """
    served = sorted(
        (
            (term.ended_on or date.max, term.began_on or date.min)
            for term in terms
            if term.role in SECRETARY_ROLES and (term.began_on or date.min) <= today
        ),
        reverse=True,
    )
    tomorrow = began = today + timedelta(days=1)
    for last, first in served:
        if began == date.min or last < began - timedelta(days=1):
            break
        began = min(began, first)
    return began if date.min < began < tomorrow else None


def years_in_post(since: date | None, today: date) -> int | None:
    """Whole years served; None where nobody knows since when."""
    if since is None:
        return None
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))
