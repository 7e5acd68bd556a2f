"""A dialog that is as high as what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

_CONCERNING = (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show)


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

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        wraps = layout.hasHeightForWidth()
        needed = (
            layout.totalHeightForWidth(self.width()) if wraps else layout.totalSizeHint().height()
        )
        follows = self.height() == self._fitted
        self.setMinimumHeight(needed)
        if follows or self.height() <= needed:
            self._fitted = needed
            self.resize(self.width(), needed)
