"""What a roster states about one person, once it has been checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class InstructorKind(StrEnum):
    """专职 or 兼职; the value is what tables and the command line hold."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"


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
