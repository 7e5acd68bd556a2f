"""Shares as horizontal bars with their names before and their figures behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import PALETTE, SPACE

_ROW = 28
_BAR = 14
_MOST_NAME = 0.4
"""Of the width, for the names."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row.

    Attributes:
        share: Length, 0 to 1 of the longest possible.
        figure: Written behind the bar; it says all that the bar does.
        marked: To be looked at: hatched, so that it is seen without colour.
        quiet: Drawn grey, because it is not to be trusted.
    """

    name: str
    share: float
    figure: str
    marked: bool = False
    quiet: bool = False


class BarList(QWidget):
    """A chart that a screen reader can read: its description says every row in words."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these rows from the top."""
        self._bars = tuple(bars)
        said = "；".join(f"{bar.name}：{bar.figure}" for bar in self._bars)
        self.setAccessibleDescription(said)
        self.setToolTip("" if not said else f"<p>{'<br>'.join(said.split('；'))}</p>")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, max(1, len(self._bars)) * _ROW)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt calls it
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bars(painter, self._bars, QRectF(self.rect()), _MOST_NAME)
        painter.end()


def draw_bars(
    painter: QPainter, bars: Sequence[Bar], room: QRectF, most_name: float, row: float = _ROW
) -> None:
    """Rows from the top of the room, in the painter's font.

    Args:
        painter: Of a widget or a picture.
        bars: One a row.
        room: Where.
        most_name: Of the width, for the names.
        row: Height of a row.
    """
    measure = painter.fontMetrics()
    widest = max((measure.horizontalAdvance(bar.name) for bar in bars), default=0)
    names = min(widest, int(room.width() * most_name))
    figures = max((measure.horizontalAdvance(bar.figure) for bar in bars), default=0)
    long = max(20, room.width() - names - figures - 2 * SPACE.s)
    for at, bar in enumerate(bars):
        place = QRectF(room.left(), room.top() + at * row, room.width(), row)
        _draw(painter, bar, place, (names, long))


def _draw(painter: QPainter, bar: Bar, row: QRectF, widths: tuple[float, float]) -> None:
    names, room = widths
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(PALETTE.ink_faint if bar.quiet else PALETTE.ink))
    shown = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(names))
    painter.drawText(QRectF(row.left(), row.top(), names, row.height()), middle, shown)
    left, top = row.left() + names + SPACE.s, row.top() + (row.height() - _BAR) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(PALETTE.sunken))
    painter.drawRoundedRect(QRectF(left, top, room, _BAR), 3, 3)
    length = room * max(0.0, min(1.0, bar.share))
    _fill(painter, bar, QRectF(left, top, length, _BAR))
    painter.setPen(QColor(PALETTE.ink_faint if bar.quiet else PALETTE.ink))
    end = QRectF(left + room + SPACE.s, row.top(), row.width(), row.height())
    painter.drawText(end, middle, bar.figure)


def _fill(painter: QPainter, bar: Bar, place: QRectF) -> None:
    if place.width() <= 0:
        return
    plain = PALETTE.line_strong if bar.quiet else PALETTE.info
    painter.setBrush(QColor(PALETTE.warn if bar.marked and not bar.quiet else plain))
    painter.drawRoundedRect(place, 3, 3)
    if bar.marked:
        painter.setPen(QPen(QColor(PALETTE.surface), 1.5))
        painter.save()
        painter.setClipRect(place)
        for x in range(int(place.left()) - _BAR, int(place.right()), 7):
            painter.drawLine(x, int(place.bottom()), x + _BAR, int(place.top()))
        painter.restore()
        painter.setPen(Qt.PenStyle.NoPen)
