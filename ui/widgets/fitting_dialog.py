"""A dialog that is as high as what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

_CONCERNING = (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show)
_TITLE_BAR = 40


class FittingDialog(QDialog):
    """Never cuts its wrapped sentences, whatever they come to say and however narrow it is.

    Qt lets a window follow them only while it is first shown. One that the user has made higher
    stays so.
    """

    _fitted = -1
    """The height given here last."""

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in _CONCERNING:
            self._fit()
        return handled

    def _height_needed(self) -> int:
        """How high what is in it wants to be at the width it has."""
        layout = self.layout()
        if layout is None:
            return 0
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(self.width())
        return layout.totalSizeHint().height()

    def _height_at_most(self) -> int:
        """How high it may become without leaving the screen, its title bar on top."""
        return self.screen().availableGeometry().height() - _TITLE_BAR

    def _fit(self) -> None:
        if self.layout() is None:
            return
        needed = self._height_needed()
        follows = self.height() == self._fitted
        self.setMinimumHeight(needed)
        if follows or self.height() <= needed:
            self._fitted = needed
            self.resize(self.width(), needed)
