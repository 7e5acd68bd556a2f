"""Sealed exams as pages and commands see them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jyguide.exam.points import Points
from jyguide.ids import PaperId, SealedExamId


@dataclass(frozen=True, slots=True)
class SealPlan:
    """What the open part of a file is to say.

    Attributes:
        starts_at: The hour; told to people, enforced by nothing. None: none is told.
    """

    title: str
    minutes: int
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A sealed exam in the city's list."""

    id: SealedExamId
    seal_id: uuid.UUID
    plan: SealPlan
    items: int
    total_points: Points
    pass_points: Points


@dataclass(frozen=True, slots=True)
class FoundSeal:
    """A file somebody is about to take in.

    Attributes:
        office: Who says to have issued it.
        checked: Whether that could be checked; a PC that is not let in yet cannot.
        known: Whether this PC has it already.
    """

    seal_id: uuid.UUID
    plan: SealPlan
    office: str
    checked: bool
    known: bool


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A sealed exam in a station's list.

    Attributes:
        here: Whether the file is on this PC; another one of the station may have it.
        office, checked: As in ``FoundSeal``; "" where the file is not here.
        paper_id: The paper it was opened to.
        wrong: Wrong codes on this PC since the last right one.
    """

    seal_id: uuid.UUID
    plan: SealPlan
    office: str
    checked: bool
    taken_in_at: datetime
    here: bool
    opened_at: datetime | None
    paper_id: PaperId | None
    wrong: int


class ReturnState(StrEnum):
    """How far a station has come with a sealed exam, as far as the city knows."""

    NOTHING = "nothing"
    RECEIVED = "received"
    OPENED = "opened"
    RETURNED = "returned"


RETURN_NAMES = {
    ReturnState.NOTHING: "尚无回音",
    ReturnState.RECEIVED: "已接收",
    ReturnState.OPENED: "已启封",
    ReturnState.RETURNED: "已交回",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a result that is not as the city issued or marks it.

    Attributes:
        name: Whose result; "" for what concerns the station's paper or its opening.
        grave: Not explained by any reason that the station gave.
    """

    name: str
    sentence: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One station on the city's board of a sealed exam.

    Attributes:
        opened_at: The earliest opening on any of its PCs.
        early_seconds: By how much that was before the hour; 0: it was not.
        wrong: Wrong codes on all its PCs.
        returned: Attempts handed in.
        sound: Those of them that nothing grave is said against.
    """

    code: str
    name: str
    state: ReturnState
    taken_in_at: datetime | None
    opened_at: datetime | None
    early_seconds: int
    wrong: int
    returned: int
    sound: int
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Returns:
    """The board of one sealed exam: every station, in the order of official lists."""

    issued: IssuedRow
    stations: tuple[ReturnRow, ...]

    @property
    def returned(self) -> int:
        return sum(row.returned for row in self.stations)
