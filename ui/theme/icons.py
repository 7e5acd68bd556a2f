"""The program's own line icons: one SVG family, coloured when it is asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.tokens import PALETTE

SVG_FOLDER = Path(__file__).parent / "svg"
_SIZES = (16, 20, 24, 32, 48, 64)


@lru_cache(maxsize=128)
def icon(name: str, color: str = PALETTE.ink_soft, on_color: str = "") -> QIcon:
    """The icon `name` (a file name in `svg/` without its ending).

    Args:
        name: For instance "people"; an unknown one raises `FileNotFoundError`.
        color: Line colour, `#RRGGBB`.
        on_color: Line colour of the checked state, where a button has one.
    """
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_draw(name, color, size))
        made.addPixmap(_draw(name, PALETTE.line_strong, size), QIcon.Mode.Disabled)
        if on_color:
            made.addPixmap(_draw(name, on_color, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _draw(name: str, color: str, size: int) -> QPixmap:
    source = (SVG_FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
