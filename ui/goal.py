"""Which of a PC's two folders a window is over: one at a time, so that nobody mistakes them."""

from __future__ import annotations

from enum import Enum


class Goal(Enum):
    """Where the program goes to next, when its window has closed to go there."""

    STATION = "station"
    """The data folder itself."""
    PRACTICE = "practice"
    """The folder of made-up people beside it."""
