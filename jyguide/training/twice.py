"""One person on the list of one session twice, since two rows of him were merged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from jyguide.training.session import Attendance

_BETTER = (
    Attendance.PRESENT,
    Attendance.LATE,
    Attendance.LEFT_EARLY,
    Attendance.MADE_UP,
    Attendance.LEAVE,
    Attendance.ABSENT,
    Attendance.UNKNOWN,
)
_WORTH = {state.value: place for place, state in enumerate(_BETTER)}


class Attended(Protocol):
    """Whatever says how somebody attended."""

    @property
    def attendance(self) -> str: ...


T = TypeVar("T", bound=Attended)


def counted(enrolments: Iterable[T]) -> T:
    """Which of several enrolments of one person in one session counts: the better attendance."""
    return min(enrolments, key=lambda one: _WORTH.get(one.attendance, len(_WORTH)))
