"""The one place through which the window learns that stored data changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from jyguide.changes import Changed


class ChangeHub(QObject):
    """Passes on what a finished action altered; lives on the interface thread."""

    changed = Signal(object)
    """Carries a `Changed`; listeners decide for themselves whether they care."""

    def tell(self, what: Changed) -> None:
        """Announce a finished action; an empty flag is not worth a signal."""
        if what:
            self.changed.emit(what)
