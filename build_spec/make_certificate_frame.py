"""Draws resources/documents/certificate_frame.png: the border of certificates, A4 landscape.

Run by hand after a change of design: ``python build_spec/make_certificate_frame.py``. Lengths
are millimetres. The border is a red rule, a gold band of 回纹 (fret), and fine gold rules that
step in at the corners; behind the text lies a rosette, pale enough to write on.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen, QPolygonF

TARGET = Path(__file__).resolve().parent.parent / "resources/documents/certificate_frame.png"
DPI = 200
WIDTH, HEIGHT = 297.0, 210.0
RED = QColor("#A81C1C")
GOLD = QColor("#B8893B")
PALE = QColor("#F3E7CE")
WATER = QColor("#F6EFE0")


def pen(colour: QColor, width: float) -> QPen:
    """A line with square corners."""
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
    )


def inset(distance: float) -> QRectF:
    """The page less so much on every side."""
    return QRectF(0, 0, WIDTH, HEIGHT).adjusted(distance, distance, -distance, -distance)


# One pair of mirrored spirals on a grid 9 wide and 4 high; a gap of 1 parts it from the next.
SPIRAL = ((4, 4), (0, 4), (0, 0), (4, 0), (4, 3), (1, 3), (1, 1), (3, 1), (3, 2), (2, 2))
PAIR = tuple(reversed(SPIRAL)) + tuple((9 - x, y) for x, y in SPIRAL)
PAIR_PITCH, PAIR_HEIGHT = 10, 4
PHASES = 4


def fret_line(painter: QPainter, length: float, height: float) -> None:
    """回纹 along the x axis from the origin, as many pairs as fit, stretched to fill it."""
    count = round(length / (height / PAIR_HEIGHT * PAIR_PITCH))
    across, down = length / (count * PAIR_PITCH - 1), height / PAIR_HEIGHT
    for pair in range(count):
        start = pair * PAIR_PITCH
        points = [QPointF((start + x) * across, y * down) for x, y in PAIR]
        painter.drawPolyline(QPolygonF(points))


def fret_band(painter: QPainter, outer: float, height: float, corner: float) -> None:
    """Four fret lines around the page, leaving a square free at each corner."""
    painter.setPen(pen(GOLD, 0.5))
    for side in range(4):
        length = (WIDTH, HEIGHT)[side % 2]
        painter.save()
        painter.translate(WIDTH / 2, HEIGHT / 2)
        painter.rotate(90 * side)
        across = (HEIGHT, WIDTH)[side % 2]
        painter.translate(-length / 2 + outer + corner, -across / 2 + outer)
        fret_line(painter, length - 2 * (outer + corner), height)
        painter.restore()


def petal(length: float, width: float) -> QPainterPath:
    """One petal from the origin upwards."""
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(-width, -length * 0.45, -width * 0.7, -length * 0.9, 0, -length)
    path.cubicTo(width * 0.7, -length * 0.9, width, -length * 0.45, 0, 0)
    return path


def blossom(painter: QPainter, centre: QPointF, radius: float) -> None:
    """A flower of eight petals with a red heart."""
    painter.save()
    painter.translate(centre)
    painter.setPen(pen(GOLD, 0.28))
    for index in range(8):
        painter.setBrush(PALE if index % 2 else QColor("white"))
        painter.drawPath(petal(radius * (0.88 if index % 2 else 1), radius * 0.36))
        painter.rotate(45)
    painter.setBrush(RED)
    painter.drawEllipse(QPointF(0, 0), radius * 0.2, radius * 0.2)
    painter.restore()


def corners(painter: QPainter, distance: float, size: float) -> None:
    """A ruled square with a blossom at each corner of the band."""
    for x in (distance, WIDTH - distance - size):
        for y in (distance, HEIGHT - distance - size):
            painter.setPen(pen(GOLD, 0.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(x, y, size, size))
            blossom(painter, QPointF(x + size / 2, y + size / 2), size * 0.42)


def stepped(distance: float, step: float) -> QPolygonF:
    """A rectangle whose corners step inward twice."""
    box = inset(distance)
    steps = ((0, 2), (1, 2), (1, 1), (2, 1), (2, 0))
    corner = [(x * step, y * step) for x, y in steps]
    points = [QPointF(box.left() + x, box.top() + y) for x, y in corner]
    points += [QPointF(box.right() - x, box.top() + y) for x, y in reversed(corner)]
    points += [QPointF(box.right() - x, box.bottom() - y) for x, y in corner]
    points += [QPointF(box.left() + x, box.bottom() - y) for x, y in reversed(corner)]
    return QPolygonF(points)


def rosette(painter: QPainter, centre: QPointF, radius: float) -> None:
    """Rings of fine waves, such as guard bank notes, so pale that text stays easy to read."""
    painter.setPen(pen(WATER, 0.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring, (middle, swing, waves) in enumerate(
        ((0.84, 0.16, 24), (0.5, 0.17, 16), (0.2, 0.12, 8))
    ):
        for phase in range(PHASES):
            points = []
            for step in range(1441):
                angle = math.tau * step / 1440
                wave = math.sin(waves * angle + math.tau * phase / PHASES + ring)
                reach = radius * (middle + swing * wave)
                points.append(centre + QPointF(math.cos(angle), math.sin(angle)) * reach)
            painter.drawPolyline(QPolygonF(points))


def rules(painter: QPainter) -> None:
    """The straight lines from the outside in."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width, distance in (
        (RED, 1.5, 9.0),
        (RED, 0.35, 10.6),
        (GOLD, 0.35, 18.9),
        (RED, 0.6, 20.1),
    ):
        painter.setPen(pen(colour, width))
        painter.drawRect(inset(distance))
    painter.setPen(pen(GOLD, 0.35))
    painter.drawPolygon(stepped(22.2, 2.4))


def frame(painter: QPainter, width: float, height: float) -> None:
    """All of it, from the paper up."""
    rosette(painter, QPointF(width / 2, height / 2), 62)
    rules(painter)
    fret_band(painter, outer=12.6, height=4.4, corner=6.0)
    corners(painter, distance=11.8, size=6.0)


def draw(paint: Callable[[QPainter, float, float], None], width: float, height: float) -> QImage:
    """A page on white paper."""
    scale = DPI / 25.4
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    paint(painter, width, height)
    painter.end()
    return image


def save(image: QImage, colours: list[int], target: Path) -> None:
    """With a palette: an eighth of the size, and no difference to be seen."""
    flat = image.convertToFormat(
        QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither
    )
    flat.setDotsPerMeterX(round(DPI / 0.0254))
    flat.setDotsPerMeterY(round(DPI / 0.0254))
    flat.save(str(target), quality=0)


def palette() -> list[int]:
    """White, each colour, and the steps between that smooth edges need."""
    table = {QColor("white").rgb()}
    for colour, steps in ((RED, 6), (GOLD, 6), (PALE, 1), (WATER, 2)):
        for step in range(1, steps + 1):
            share = step / steps
            parts = (colour.red(), colour.green(), colour.blue())
            mixed = (round(255 + (part - 255) * share) for part in parts)
            table.add(QColor(*mixed).rgb())
    return sorted(table, reverse=True)


def main() -> None:
    """Draw and save it."""
    application = QGuiApplication([])
    save(draw(frame, WIDTH, HEIGHT), palette(), TARGET)
    application.quit()


if __name__ == "__main__":
    main()
