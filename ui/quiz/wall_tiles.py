"""The teams at the foot of the wall, in type that is read from the last row."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from jyguide.quiz.wall import Tile, TileState
from ui.quiz.wall_pages import Scale
from ui.theme import PALETTE

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEAST = 24
"""Points below which nothing on the wall is set; what is longer yet ends in dots."""

_COLOURS = {
    TileState.WAITING: (PALETTE.canvas, PALETTE.line_strong, PALETTE.ink_soft),
    TileState.ANSWERING: (PALETTE.gold_soft, PALETTE.gold, PALETTE.gold),
    TileState.QUEUED: (PALETTE.canvas, PALETTE.gold_line, PALETTE.ink_soft),
    TileState.ANSWERED: (PALETTE.info_soft, PALETTE.info, PALETTE.info),
    TileState.OUT: (PALETTE.sunken, PALETTE.line_strong, PALETTE.bad),
    TileState.RIGHT: (PALETTE.good_soft, PALETTE.good, PALETTE.good),
    TileState.WRONG: (PALETTE.bad_soft, PALETTE.bad, PALETTE.bad),
}
_STRONG = (TileState.ANSWERING, TileState.RIGHT, TileState.WRONG)
_IN_A_ROW = 4
"""More teams than this stand in two rows: a name of twelve characters needs the width."""
_ONE_ROW, _TWO_ROWS = 148, 184
_GAP, _PADDING = 12, 10
_ROOMY = 100


def foot_height(tiles: int) -> int:
    """Pixels, at a screen 1080 high, that so many teams take."""
    if not tiles:
        return 0
    return _ONE_ROW if tiles <= _IN_A_ROW else _TWO_ROWS


def draw_tiles(painter: QPainter, tiles: tuple[Tile, ...], box: QRectF, scale: Scale) -> None:
    """The teams side by side, each with its key, its points and how it stands."""
    if not tiles:
        return
    rows = 1 if len(tiles) <= _IN_A_ROW else 2
    across = -(-len(tiles) // rows)
    gap = _GAP * scale.unit
    width = (box.width() - gap * (across - 1)) / across
    height = (box.height() - gap * (rows - 1)) / rows
    for at, tile in enumerate(tiles):
        row, column = divmod(at, across)
        left, top = box.left() + column * (width + gap), box.top() + row * (height + gap)
        _draw_tile(painter, tile, QRectF(left, top, width, height), scale)


def _draw_tile(painter: QPainter, tile: Tile, box: QRectF, scale: Scale) -> None:
    ground, edge, ink = _COLOURS[tile.state]
    unit = scale.unit
    strong = tile.state in _STRONG
    draw_rounded(painter, box, (ground, edge), 12 * unit, (5 if strong else 2) * unit)
    inner = box.adjusted(_PADDING * unit, 4 * unit, -_PADDING * unit, -4 * unit)
    large = 36 if inner.height() > _ROOMY * unit else 30
    upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.46)
    lower = QRectF(inner.left(), upper.bottom(), inner.width(), inner.height() * 0.54)
    name = (f"{tile.key} {tile.name}", 28, False)
    score_room = draw_fitted(painter, (tile.score, large, True), lower, scale, LEFT, PALETTE.ink)
    draw_fitted(painter, name, upper, scale, LEFT, PALETTE.ink)
    rest = lower.adjusted(score_room + _GAP * unit, 0, 0, 0)
    word = {TileState.RIGHT: "✓ ", TileState.WRONG: "✗ "}.get(tile.state, "") + tile.word
    draw_fitted(painter, (word, 28, True), rest, scale, RIGHT, ink)


def draw_fitted(
    painter: QPainter,
    said: tuple[str, float, bool],
    box: QRectF,
    scale: Scale,
    align: Qt.AlignmentFlag,
    colour: str,
) -> float:
    """Draw on one line, smaller where it is too wide; returns the width taken."""
    text, points, bold = said
    font = scale.font(points, bold=bold)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    if wide > box.width() > 0:
        points = max(LEAST, 0.98 * points * box.width() / wide)  # pixels are whole
        font = scale.font(points, bold=bold)
        wide = QFontMetricsF(font).horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetricsF(font)
    fits = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align, fits)
    return wide


def draw_rounded(
    painter: QPainter, box: QRectF, colours: tuple[str, str], radius: float, edge: float
) -> None:
    """A box with round corners: its ground and its edge."""
    painter.setBrush(QColor(colours[0]))
    painter.setPen(QPen(QColor(colours[1]), edge))
    half = edge / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)
