"""Draws the frames of the further certificate designs into resources/documents.

Run by hand after a change of design: ``python -m build_spec.make_certificate_designs``. Lengths
are millimetres. They share colours and ornaments with the first frame, make_certificate_frame.py.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPolygonF

from build_spec.make_certificate_frame import (
    GOLD,
    RED,
    blossom,
    draw,
    palette,
    pen,
    rosette,
    save,
)

TARGET = Path(__file__).resolve().parent.parent / "resources/documents"
INK = QColor("#1F2A44")


def inset(width: float, height: float, distance: float) -> QRectF:
    """A page less so much on every side."""
    return QRectF(0, 0, width, height).adjusted(distance, distance, -distance, -distance)


def ruled(painter: QPainter, box: QRectF, colour: QColor, width: float) -> None:
    """A rectangle of one line."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, width))
    painter.drawRect(box)


def cut_corners(painter: QPainter, box: QRectF, size: float, colour: QColor, width: float) -> None:
    """A rectangle whose corners are squares turned inward."""
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    points = [
        *((left + size, top), (right - size, top), (right - size, top + size)),
        *((right, top + size), (right, bottom - size), (right - size, bottom - size)),
        *((right - size, bottom), (left + size, bottom), (left + size, bottom - size)),
        *((left, bottom - size), (left, top + size), (left + size, top + size)),
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colour, width))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def corners(painter: QPainter, box: QRectF, radius: float) -> None:
    """A blossom at each corner of a rectangle."""
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        blossom(painter, corner, radius)


def fine(painter: QPainter, width: float, height: float) -> None:
    """Two fine lines, and a short gold rule under the title."""
    ruled(painter, inset(width, height, 13), INK, 0.9)
    ruled(painter, inset(width, height, 15), INK, 0.25)
    cut_corners(painter, inset(width, height, 18), 5, GOLD, 0.3)
    middle = width / 2
    painter.setPen(pen(GOLD, 0.5))
    painter.drawLine(QPointF(middle - 34, 60), QPointF(middle - 4, 60))
    painter.drawLine(QPointF(middle + 4, 60), QPointF(middle + 34, 60))
    painter.setPen(pen(GOLD, 0.3))
    diamond = ((0, -1.6), (2.4, 0), (0, 1.6), (-2.4, 0))
    painter.drawPolygon(QPolygonF([QPointF(middle + x, 60 + y) for x, y in diamond]))


def upright(painter: QPainter, width: float, height: float) -> None:
    """Red and gold lines with blossoms, on a rosette."""
    rosette(painter, QPointF(width / 2, height / 2), 66)
    ruled(painter, inset(width, height, 11), RED, 1.6)
    ruled(painter, inset(width, height, 13), GOLD, 0.5)
    cut_corners(painter, inset(width, height, 16.5), 9, GOLD, 0.45)
    cut_corners(painter, inset(width, height, 18), 9, RED, 0.25)
    corners(painter, inset(width, height, 20.4), 4.6)


def small(painter: QPainter, width: float, height: float) -> None:
    """One red line and one gold, close to the edge."""
    ruled(painter, inset(width, height, 7), RED, 1.0)
    ruled(painter, inset(width, height, 8.6), GOLD, 0.35)
    cut_corners(painter, inset(width, height, 10.5), 4, GOLD, 0.3)


def colours() -> list[int]:
    """Those of the first frame, and the steps of the dark ink."""
    table = set(palette())
    for step in range(1, 7):
        parts = (INK.red(), INK.green(), INK.blue())
        table.add(QColor(*(round(255 + (part - 255) * step / 6) for part in parts)).rgb())
    return sorted(table, reverse=True)


def main() -> None:
    """Save each with a palette, as the first frame is."""
    application = QGuiApplication([])
    for name, paint, width, height in (
        ("certificate_fine", fine, 297.0, 210.0),
        ("certificate_upright", upright, 210.0, 297.0),
        ("certificate_small", small, 210.0, 148.0),
    ):
        save(draw(paint, width, height), colours(), TARGET / f"{name}.png")
    application.quit()


if __name__ == "__main__":
    main()
