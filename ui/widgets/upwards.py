"""The one way from a widget deep in a page to what it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.at_work import AtWork


def upwards(part: QObject | None) -> Iterator[QObject]:
    """The part, what it lies in, and so on; a dialog lies in the page it was opened over."""
    while part is not None:
        yield part
        part = part.parent()


def from_above(part: QObject | None, name: str) -> Any:
    """An attribute of the nearest that has one other than None; None where nobody has."""
    found = (getattr(one, name, None) for one in upwards(part))
    return next((value for value in found if value is not None), None)


def at_work_above(part: QObject | None) -> AtWork | None:
    """What the window carries; None where nothing is open, or a widget stands alone."""
    found: AtWork | None = from_above(part, "at_work")
    return found
