"""What was chosen among the settings, asked by a widget deep in a page."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T")


def preferred(part: QObject | None, name: str, *, otherwise: T) -> T:
    """The value of a setting, or `otherwise` where no window with open data is above `part`."""
    while part is not None:
        preferences = getattr(part, "preferences", None)
        if preferences is not None:
            chosen: T = preferences[name]
            return chosen
        part = part.parent()
    return otherwise
