"""The program's icon in the sizes that desktops ask for, drawn from the one picture."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

PICTURE = Path(__file__).parents[2] / "resources" / "program.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
"""Pixels: what the hicolor theme lists, and desktops' panels take."""


def write_png(target: Path, side: int) -> None:
    """The icon as a square PNG on a transparent ground.

    Args:
        target: Where to; its folder is there.
        side: Pixels.

    Raises:
        OSError: it could not be written.
    """
    _application = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(PICTURE)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    if not image.save(str(target), "PNG"):  # type: ignore[call-overload] # the stub wants bytes
        raise OSError(f"图标没有写成：{target}")
