"""A hand whose clicks and keys are counted."""

from __future__ import annotations

from typing import Any


class Counted:
    """A `QtBot` that counts what it does at the window.

    Attributes:
        clicks: Of the mouse.
        keys: Pressed, each letter of a text one.
    """

    def __init__(self, qtbot: Any) -> None:
        self._qtbot = qtbot
        self.clicks = self.keys = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._qtbot, name)

    def mouseClick(self, *how: Any, **more: Any) -> None:  # noqa: N802 - its name there
        self.clicks += 1
        self._qtbot.mouseClick(*how, **more)

    def keyClick(self, *how: Any, **more: Any) -> None:  # noqa: N802 - as above
        self.keys += 1
        self._qtbot.keyClick(*how, **more)

    def keyClicks(self, widget: Any, text: str) -> None:  # noqa: N802 - as above
        self.keys += len(text)
        self._qtbot.keyClicks(widget, text)
