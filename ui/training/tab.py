"""What a tab of the training page is, and one of a session opened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jyguide.training.session import SessionRow


class TrainingTab(QWidget):
    """A tab beside the list of sessions. Subclasses override `reload`."""

    said = Signal(str)
    """A sentence for the page's notice; `Undoing` says those that can be taken back."""
    opened = Signal(object)
    """The `SessionId` of a session to go into."""
    planning = Signal(object)
    """A `SessionPlan` to begin the form of a new session with."""
    editing = Signal(object)
    """A `SessionRow` to change."""

    def reload(self) -> None:
        """Fetch anew what the tab shows; called on screen only."""


class SessionTab(QWidget):
    """A tab of a session opened. Subclasses override `show_session`."""

    said = Signal(str)

    def show_session(self, row: SessionRow) -> None:
        """Fetch and show what belongs to a session.

        Called on screen only, and anew after each change the page cares about.
        """
