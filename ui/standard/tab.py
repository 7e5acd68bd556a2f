"""What a tab of the page of standardisation is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jyguide.standard.round import RoundRow


class RoundTab(QWidget):
    """A tab that shows something of the round chosen at the head of the page."""

    said = Signal(str)
    """A sentence for the page's notice; `Undoing` says those that can be taken back."""
    scoring = Signal(object)
    """The `InspectionId` of an inspection to score or to read."""
    tab_wanted = Signal(str)
    """The name of another tab to go to, see `ui.standard.tabs`."""

    def show_round(self, row: RoundRow | None) -> None:
        """Fetch and show what belongs to a round; None where there is no round yet.

        Called on screen only, and anew after whatever was done.
        """

    def may_close(self) -> str:
        """Why the program should not be closed now, or nothing; see `Page.may_close`."""
        return ""

    def leave(self) -> None:
        """Begin to end what `may_close` spoke of; see `Page.leave`."""
