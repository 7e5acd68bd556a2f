"""The time of day, handed in so that rules and tests never ask the machine for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns the present moment as an aware datetime in the station's own time zone."""


def system_clock() -> datetime:
    """The machine's clock, to the millisecond the journal keeps."""
    now = datetime.now().astimezone()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
