"""Windows that others look at or sit at: no lock may come over them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_PROPERTY = "needsScreen"


def keep_screen(window: QWidget) -> None:
    """Say of a window that as long as it is open the screen is not the user's own."""
    window.setProperty(_PROPERTY, True)  # noqa: FBT003 - Qt's signature


def needs_screen(window: QWidget) -> bool:
    """Whether that was said of it."""
    return bool(window.property(_PROPERTY))
