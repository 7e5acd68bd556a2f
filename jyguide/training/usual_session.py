"""Where and when an office usually trains: what the form of a new session begins with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UsualSession:
    """What is filled in before anybody types.

    Attributes:
        starts_at: Minutes after midnight; None where none is usual.
        ends_at: As `starts_at`.
    """

    place: str = ""
    starts_at: int | None = None
    ends_at: int | None = None


def usual_session(place: str, starts_at: int, ends_at: int) -> UsualSession:
    """What was chosen: a negative time is none, an end before the beginning is dropped."""
    begins = starts_at if starts_at >= 0 else None
    ends = ends_at if ends_at >= 0 and ends_at > (begins or 0) else None
    return UsualSession(place, begins, ends)
