"""The tick of who was there, drawn: the typefaces of screens have a root sign in its place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from jyguide.report.matrix import CAME
from ui.theme import PALETTE
from ui.widgets.ground import GroundDelegate

_TICK = ((-4.5, 0.5), (-1.5, 3.5), (5.0, -4.0))
"""Pixels from the middle of the cell."""
_PEN = 1.8


class MarkDelegate(GroundDelegate):
    """Draws a tick where the text is one; what is copied and heard stays text."""

    def initStyleOption(  # noqa: N802 - Qt
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if option.text == CAME:  # type: ignore[attr-defined] # missing in stubs
            option.text = ""  # type: ignore[attr-defined] # as above

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.DisplayRole) != CAME:
            return
        middle = QPointF(option.rect.center())  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(PALETTE.ink), _PEN, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in _TICK])
        painter.restore()
