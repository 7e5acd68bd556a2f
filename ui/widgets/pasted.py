"""A picture copied out of another program."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter


def pasted_picture(data: QMimeData) -> QImage | None:
    """The picture on the clipboard; None where there is none."""
    image = data.imageData()
    if not data.hasImage() or not isinstance(image, QImage) or image.isNull():
        return None
    return image


def png_of(picture: QImage) -> bytes:
    """A picture as PNG: half a second for a whole screen, so that the worker calls it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())
