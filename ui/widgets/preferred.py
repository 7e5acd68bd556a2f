"""What was chosen among the settings, asked by a widget deep in a page."""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtCore import QObject

from ui.widgets.upwards import at_work_above

T = TypeVar("T")


def preferred(part: QObject | None, name: str, *, otherwise: T) -> T:
    """The value of a setting, or `otherwise` where no window with open data is above `part`."""
    at_work = at_work_above(part)
    if at_work is None or at_work.preferences is None:
        return otherwise
    return cast("T", at_work.preferences[name])
