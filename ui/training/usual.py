"""What the form of a new session begins with, as the station has chosen it."""

from __future__ import annotations

from jyguide.settings.preferences import Preferences
from jyguide.training.usual_session import UsualSession, usual_session


def usual_of(chosen: Preferences) -> UsualSession:
    """Place and times of day."""
    times = (chosen.number("session_start"), chosen.number("session_end"))
    return usual_session(str(chosen["session_place"]), *times)
