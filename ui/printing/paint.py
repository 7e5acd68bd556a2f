"""Draws laid-out pages with a QPainter, on whatever device it stands."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from jyguide.documents.page import PictureSource
from jyguide.documents.pictures import picture_bytes
from ui.printing.fonts import qt_font
from ui.printing.shapes import Image, Mark, Page, Stroke, Text


def paint_page(painter: QPainter, page: Page, units_to_device: float) -> None:
    """Draw a page with its top left corner at the painter's origin.

    Args:
        painter: Active on a screen, an image, a PDF file or a printer.
        page: What to draw.
        units_to_device: Device pixels for one layout unit (a twentieth of a point).
    """
    painter.save()
    painter.scale(units_to_device, units_to_device)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    for mark in page.marks:
        _paint(painter, mark)
    painter.restore()


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Text():
            painter.setFont(qt_font(mark.style))
            painter.setPen(_colour(mark.style.colour))
            painter.drawText(QPointF(mark.x, mark.y), mark.text)
        case Stroke():
            painter.setPen(_pen(mark.thickness, mark.colour))
            painter.drawLine(QPointF(mark.x, mark.y), QPointF(mark.to_x, mark.to_y))
        case Image():
            area = QRectF(mark.x, mark.y, mark.width, mark.height)
            painter.drawImage(area, decoded(mark.source))


@lru_cache(maxsize=64)
def _colour(digits: str) -> QColor:
    return QColor(f"#{digits}")


@lru_cache(maxsize=64)
def _pen(thickness: float, colour: str) -> QPen:
    """Kept: a page of tables has hundreds of lines and two or three pens."""
    pen = QPen(_colour(colour), thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


@lru_cache(maxsize=16)
def decoded(source: PictureSource) -> QImage:
    """The picture as pixels; kept, so that a PDF of hundreds of pages holds it only once.

    No more than a few: those of a volume's photos take 4 MB each.
    """
    return QImage.fromData(picture_bytes(source))
