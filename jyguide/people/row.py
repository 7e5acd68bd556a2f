"""A person as lists, pages and other areas see him."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jyguide.ids import OrganisationId, PersonId
from jyguide.masking import masked_birth, masked_id, masked_phone, numbers_masked
from jyguide.people.person import InstructorKind, PersonRole

INSTRUCTOR_KIND_NAMES = {
    "": "",
    InstructorKind.FULL_TIME: "专职",
    InstructorKind.PART_TIME: "兼职",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the database.

    Attributes:
        kind: ``full_time``, ``part_time``, or empty for someone who is no instructor.
        search: Pinyin and initials of every reading of the name, separated by spaces.
        organisation: Where he belongs: the tree's name for it, or what was written.
        stroke_key: Sorts 按姓氏笔画; `name_stroke_key` sorts 按姓名笔画.
        position: His place in lists ordered by hand; None: after all who have one.
        removed: Taken off the list since; met only where he is asked for by key.
        version: Changes with every change of what is kept about him; says nothing else.
    """

    id: PersonId
    name: str
    sex: str
    ethnic: str
    birth: date | None
    id_number: str
    phone: str
    education: str
    joined: date | None
    organisation: str
    post: str
    station: str
    kind: str
    search: str
    pinyin_key: str
    stroke_key: str
    name_stroke_key: str = ""
    organisation_id: OrganisationId | None = None
    role: PersonRole = PersonRole.NONE
    reading: str = ""
    position: int | None = None
    note: str = ""
    removed: bool = False
    version: str = field(default="", compare=False, repr=False)

    @property
    def masked_id(self) -> str:
        """The ID number with its birth date and sequence hidden: ``320281********9998``."""
        return masked_id(self.id_number)

    @property
    def masked_phone(self) -> str:
        """The phone with its middle hidden: ``139****1234``."""
        return masked_phone(self.phone)

    @property
    def masked_birth(self) -> str:
        """The year, where the masked ID number stands beside it: ``1990-**-**``."""
        return masked_birth(self.birth) if self.id_number else _day(self.birth)

    @property
    def masked_note(self) -> str:
        """The remark with the numbers that somebody wrote into it hidden."""
        return numbers_masked(self.note)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
