"""A small picture in a frame of one size, or words where the picture is elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.theme import PALETTE

FRAME = QSize(164, 123)
"""Device-independent pixels, 4 to 3 as most pictures are."""
_MARGIN = 10


def framed(thumbnail: bytes, words: str, ratio: float) -> QPixmap:
    """The picture in the middle of its frame.

    Args:
        thumbnail: A small JPEG; b"" where there is none.
        words: What the frame says then.
        ratio: Pixels of the screen to one of the window's.
    """
    frame = QPixmap(FRAME * ratio)
    frame.setDevicePixelRatio(ratio)
    frame.fill(QColor(PALETTE.sunken))
    picture = QPixmap()
    painter = QPainter(frame)
    inside = QRect(0, 0, FRAME.width(), FRAME.height())
    if thumbnail and picture.loadFromData(thumbnail):
        _draw(painter, picture, inside, ratio)
    else:
        painter.setPen(QColor(PALETTE.ink_soft))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inside.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), int(flags), words)
    painter.end()
    return frame


def _draw(painter: QPainter, picture: QPixmap, inside: QRect, ratio: float) -> None:
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = picture.scaled(inside.size() * ratio, keep, smooth)
    place = QRect(0, 0, round(small.width() / ratio), round(small.height() / ratio))
    place.moveCenter(inside.center())
    painter.drawPixmap(place, small)
