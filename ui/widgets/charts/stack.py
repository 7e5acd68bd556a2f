"""Bands cut into shares: colour, hatching, order and the count written in it tell them apart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from jyguide.documents.chart import Chart, Stack
from ui.theme import PALETTE, Tone
from ui.widgets.charts.drawing import LEGEND, SMALL, Drawing, font, metrics, write

_ROW, _BAND = 40.0, 26.0
_LOWEST = 32.0
_MOST_NAME = 0.34
_SAMPLE = 18.0
_GAP = 14.0
_HATCHES = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.HorPattern,
)
"""Over the grounds in turn, so that they are told on grey paper too."""


class StackDrawing(Drawing):
    """One band a line; a share too narrow for its count is read from the legend or by pointing."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        tones = chart.tones if isinstance(chart, Stack) else ()
        self._tones = [Tone(one) for one in tones] or [Tone.INFO] * len(chart.heads)

    def height(self, width: float) -> float:
        return _ROW * max(1, len(self.chart.lines)) + 6 + LEGEND * len(self._legend_rows(width))

    def least_height(self, width: float) -> float:
        return self.height(width) - (_ROW - _LOWEST) * max(1, len(self.chart.lines))

    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        names = self._names(room)
        left, wide = room.left() + names, room.width() - names
        values = [value or 0 for value in self.chart.lines[line].values]
        whole = max(1, sum(values))
        row = self._row(room)
        before, own = sum(values[:column]), values[column]
        top = room.top() + line * row + (row - _BAND) / 2
        return QRectF(left + wide * before / whole, top, wide * own / whole, _BAND)

    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        del clip
        for line in range(len(self.chart.lines)):
            self._draw_band(painter, room, line)
        self._draw_legend(painter, room)

    def _is_shown(self, line: int, column: int) -> bool:
        return bool(self.chart.lines[line].values[column])

    def _row(self, room: QRectF) -> float:
        free = room.height() - 6 - LEGEND * len(self._legend_rows(room.width()))
        return min(_ROW, free / max(1, len(self.chart.lines)))

    def _names(self, room: QRectF) -> float:
        widest = max(
            (metrics(SMALL).horizontalAdvance(line.name) for line in self.chart.lines), default=0
        )
        return min(widest + 10, room.width() * _MOST_NAME) if widest else 0.0

    def _draw_band(self, painter: QPainter, room: QRectF, line: int) -> None:
        one, names = self.chart.lines[line], self._names(room)
        row = self._row(room)
        painter.setFont(font(SMALL))
        place = QRectF(room.left(), room.top() + line * row, max(0.0, names - 8), row)
        write(painter, place, one.name, PALETTE.ink, Qt.AlignmentFlag.AlignVCenter)
        if not any(one.values):
            band = self.place(room, line, 0)
            band = QRectF(room.left() + names, band.top(), room.width() - names, _BAND)
            painter.fillRect(band, QColor(PALETTE.sunken))
            write(painter, band, "没有", PALETTE.ink_soft, Qt.AlignmentFlag.AlignCenter)
            return
        for column, value in enumerate(one.values):
            if value:
                self._draw_share(painter, self.place(room, line, column), column, value)

    def _draw_share(self, painter: QPainter, place: QRectF, column: int, value: int) -> None:
        self._fill(painter, place, column)
        text = self.chart.said(value)
        measure = metrics(SMALL, bold=True)
        wide = measure.horizontalAdvance(text) + 8
        if wide <= place.width():
            painter.setFont(font(SMALL, bold=True))
            label = QRectF(place.center().x() - wide / 2, place.center().y() - 8, wide, 16)
            tone = self._tones[column % len(self._tones)]
            painter.fillRect(label, QColor(PALETTE.soft(tone)))
            write(painter, label, text, PALETTE.of(tone), Qt.AlignmentFlag.AlignCenter)

    def _fill(self, painter: QPainter, place: QRectF, column: int) -> None:
        tone = self._tones[column % len(self._tones)]
        ink = QColor(PALETTE.of(tone))
        painter.fillRect(place, QColor(PALETTE.soft(tone)))
        hatch = _HATCHES[column % len(_HATCHES)]
        if hatch is not Qt.BrushStyle.NoBrush:
            ink.setAlpha(110)
            painter.fillRect(place, QBrush(ink, hatch))
        painter.setPen(QPen(QColor(PALETTE.of(tone)), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _names_with_counts(self) -> list[str]:
        """Of a single band with its counts, since a narrow share has no room for them."""
        if len(self.chart.lines) != 1:
            return list(self.chart.heads)
        pairs = zip(self.chart.heads, self.chart.lines[0].values, strict=True)
        return [f"{head} {self.chart.said(value or 0)}" for head, value in pairs]

    def _legend_rows(self, width: float) -> list[list[tuple[int, str, float]]]:
        rows: list[list[tuple[int, str, float]]] = [[]]
        used = 0.0
        for at, name in enumerate(self._names_with_counts()):
            wide = _SAMPLE + 6 + metrics(SMALL).horizontalAdvance(name) + _GAP
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0.0
            rows[-1].append((at, name, wide))
            used += wide
        return rows

    def _draw_legend(self, painter: QPainter, room: QRectF) -> None:
        painter.setFont(font(SMALL))
        rows = self._legend_rows(room.width())
        top = room.bottom() - LEGEND * len(rows)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for number, row in enumerate(rows):
            corner = QPointF(room.left(), top + number * LEGEND)
            for at, name, wide in row:
                self._fill(painter, QRectF(corner.x(), corner.y() + 4, _SAMPLE, LEGEND - 8), at)
                text = QRectF(corner.x() + _SAMPLE + 6, corner.y(), wide - _SAMPLE - 6, LEGEND)
                write(painter, text, name, PALETTE.ink, middle)
                corner.setX(corner.x() + wide)
