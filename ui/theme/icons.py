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
    source = (SVG_FOLDER / f"{name}.svg").read_text("utf-8")
    made = QIcon()
    _draw(made, source, color, QIcon.Mode.Normal, QIcon.State.Off)
    _draw(made, source, PALETTE.line_strong, QIcon.Mode.Disabled, QIcon.State.Off)
    if on_color:
        _draw(made, source, on_color, QIcon.Mode.Normal, QIcon.State.On)
    return made


def _draw(icon: QIcon, source: str, color: str, mode: QIcon.Mode, state: QIcon.State) -> None:
    """Every size of one colour: what is drawn is read once, for reading it is what takes time."""
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap, mode, state)
