"""A person as lists, pages and other areas see him."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jyguide.ids import PersonId
from jyguide.people.person import InstructorKind

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
    removed: bool = False
    version: str = field(default="", compare=False, repr=False)

    @property
    def masked_id(self) -> str:
        """The ID number with its birth date and sequence hidden: ``320281********9998``."""
        return masked(self.id_number, 6, 4)

    @property
    def masked_phone(self) -> str:
        """The phone with its middle hidden: ``139****1234``."""
        return masked(self.phone, 3, 4)


def masked(text: str, head: int, tail: int) -> str:
    """A number with all but its ends hidden; a short one is hidden whole."""
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]
