"""What tells the lists on an axis without colour: the shape of dots, the hatch of bars.

Whoever is on another list than his points open by themselves is not told by where he stands.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPolygonF

from ui.theme import PALETTE

_SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0.0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)),
)
"""Of the dots in turn; the first is round."""
_HATCHES = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
)


def paint_dot(painter: QPainter, at: int, where: QPointF, radius: float) -> None:
    """A dot of the n-th list, in the painter's brush."""
    shape = _SHAPES[at % len(_SHAPES)]
    if shape:
        painter.drawPolygon(QPolygonF([where + QPointF(x, y) * radius for x, y in shape]))
    else:
        painter.drawEllipse(where, radius, radius)


def paint_bar(painter: QPainter, at: int, bar: QRectF, colour: str) -> None:
    """A bar of the n-th list."""
    painter.fillRect(bar, QColor(colour))
    painter.fillRect(bar, QBrush(QColor(PALETTE.surface), _HATCHES[at % len(_HATCHES)]))
