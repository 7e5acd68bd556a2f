"""What somebody drags here or pastes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

PICTURE_FILES = "照片 (*.jpg *.jpeg *.png *.webp *.bmp *.gif *.tif *.tiff *.heic);;所有文件 (*)"


def dropped_files(data: QMimeData) -> list[Path]:
    """The files on this PC that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def pasted_picture(data: QMimeData) -> bytes:
    """A picture copied out of another program, as a PNG; b"" where there is none."""
    image = data.imageData()
    if not data.hasImage() or not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
