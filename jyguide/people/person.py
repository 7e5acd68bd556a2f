"""What a roster states about one person, once it has been checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.ids import OrganisationId


class InstructorKind(StrEnum):
    """专职 or 兼职; the value is what tables and the command line hold."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"


class PersonRole(StrEnum):
    """For whom training is counted apart; said by a person or a roster, never guessed unseen."""

    NONE = ""
    VILLAGE_SECRETARY = "village_secretary"
    COMMUNITY_SECRETARY = "community_secretary"
    TWO_NEW_SECRETARY = "two_new_secretary"
    OFFICE_SECRETARY = "office_secretary"
    PARTY_AFFAIRS = "party_affairs"
    OTHER = "other"


PERSON_ROLE_NAMES = {
    PersonRole.NONE: "",
    PersonRole.VILLAGE_SECRETARY: "村党组织书记",
    PersonRole.COMMUNITY_SECRETARY: "社区党组织书记",
    PersonRole.TWO_NEW_SECRETARY: "两新党组织书记",
    PersonRole.OFFICE_SECRETARY: "机关事业单位党组织书记",
    PersonRole.PARTY_AFFAIRS: "党务干部",
    PersonRole.OTHER: "其他",
}


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Facts in their one stored form; what the source left out is empty.

    Attributes:
        sex: ``男`` or ``女``, taken from the ID number where the source is silent.
        birth: From the ID number where the source is silent or names only the month.
        id_number: Eighteen characters, a final X in upper case.
        phone: Eleven digits, or empty.
        joined: When the person joined the Party.
        station: Name of the station as the caller's list spells it, or empty.
        kind: None where the source does not say, or says that he is no instructor.
        organisation_id: His place in the tree; None while only `organisation` says where he is.
        reading: Pinyin of his name where the table of readings would be wrong, syllables apart.
        position: His place in lists ordered by hand.
    """

    name: str
    sex: str
    birth: date | None
    id_number: str
    phone: str = ""
    education: str = ""
    joined: date | None = None
    station: str = ""
    kind: InstructorKind | None = None
    ethnic: str = ""
    post: str = ""
    organisation: str = ""
    organisation_id: OrganisationId | None = None
    role: PersonRole = PersonRole.NONE
    reading: str = ""
    position: int | None = None
    note: str = ""
