"""What was chosen among the settings, asked by a widget deep in a page."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

from ui.widgets.upwards import from_above

T = TypeVar("T")


def preferred(part: QObject | None, name: str, *, otherwise: T) -> T:
    """The value of a setting, or `otherwise` where no window with open data is above `part`."""
    preferences = from_above(part, "preferences")
    chosen: T = otherwise if preferences is None else preferences[name]
    return chosen
