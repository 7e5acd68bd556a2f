"""What somebody drags here or pastes, where it is files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

PICTURE_FILES = "照片 (*.jpg *.jpeg *.png *.webp *.bmp *.gif *.tif *.tiff *.heic);;所有文件 (*)"


def dropped_files(data: QMimeData) -> list[Path]:
    """The files on this PC that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
