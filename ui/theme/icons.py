"""The program's own line icons: one SVG family, coloured when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleOption

from ui.theme.tokens import PALETTE

SVG_FOLDER = Path(__file__).parent / "svg"

_PROGRAM_SIDES = (32, 64)
"""Pixels of the window's own icon: title bars and task switchers scale these two down."""

_LARGEST = 64
"""Device-independent pixels."""

_Look = tuple[QIcon.Mode, QIcon.State]
_PLAIN: _Look = (QIcon.Mode.Normal, QIcon.State.Off)


@lru_cache(maxsize=256)
def icon(name: str, color: str = PALETTE.ink_soft, on_color: str = "") -> QIcon:
    """The icon `name` (a file name in `svg/` without its ending).

    Args:
        name: For instance "people"; an unknown one raises `FileNotFoundError`.
        color: Line colour, `#RRGGBB`.
        on_color: Line colour of the checked state, where a button has one.
    """
    source = (SVG_FOLDER / f"{name}.svg").read_text("utf-8")
    colours = {
        _PLAIN: color,
        (QIcon.Mode.Disabled, QIcon.State.Off): PALETTE.line_strong,
    }
    if on_color:
        colours[QIcon.Mode.Normal, QIcon.State.On] = on_color
    return QIcon(_LineIcon(source, colours))


def program_icon() -> QIcon:
    """The program's own, for title bars and the list of windows."""
    source = resources.files("resources").joinpath("program.svg").read_text("utf-8")
    whole = QIcon()
    for side in _PROGRAM_SIDES:
        whole.addPixmap(_draw(source, "", side))
    return whole


class _LineIcon(QIconEngine):
    """Draws a size when it is first asked for: of six drawn ahead one or two were ever seen.

    A hundred icons in all sizes, colours and states took ten megabytes.
    """

    def __init__(self, source: str, colours: Mapping[_Look, str]) -> None:
        """`colours` are of the looks that have one of their own, the plain one among them."""
        super().__init__()
        self._source = source
        self._colours = colours
        self._drawn: dict[tuple[int, _Look], QPixmap] = {}

    def clone(self) -> QIconEngine:
        return _LineIcon(self._source, self._colours)

    def actualSize(  # noqa: N802 - Qt's name
        self,
        size: QSize,
        mode: QIcon.Mode,  # noqa: ARG002 - Qt's signature
        state: QIcon.State,  # noqa: ARG002 - as above
    ) -> QSize:
        side = _side(size)
        return QSize(side, side)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1)

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        key = (round(_side(size) * scale), (mode, state))
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, side: int, look: _Look) -> QPixmap:
        mode, state = look
        asked = (look, (QIcon.Mode.Normal, state), (mode, QIcon.State.Off), _PLAIN)
        nearest = next(one for one in asked if one in self._colours)
        drawn = _draw(self._source, self._colours[nearest], side)
        if mode in (nearest[0], QIcon.Mode.Active):
            return drawn
        option = QStyleOption()
        option.palette = QApplication.palette()  # type: ignore[attr-defined] # missing in the stubs
        return QApplication.style().generatedIconPixmap(mode, drawn, option)


def _side(size: QSize) -> int:
    """How large an icon is drawn in so much room; in more than the largest it stays that."""
    return min(size.width(), size.height(), _LARGEST)


def _draw(source: str, color: str, side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing = QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap
