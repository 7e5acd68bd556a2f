"""Names with a sign and words each, in as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from jyguide.documents.chart import Chart, Lights
from ui.theme import PALETTE, Tone
from ui.widgets.charts.drawing import BODY, SMALL, Drawing, font, metrics, write

_ROW = 26.0
_SIGN = 18.0
_GAP = 20.0
_WORDS_GAP = 10.0


class LightsDrawing(Drawing):
    """One reads down the columns, in the order of the lines."""

    points_at_lines = True

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._signs = chart.signs if isinstance(chart, Lights) else ()
        self._tones = [Tone(one) for one in chart.tones] if isinstance(chart, Lights) else []
        self._name_width = self._words_width = 0.0
        for line in chart.lines:
            self._name_width = max(self._name_width, metrics(BODY).horizontalAdvance(line.name))
            self._words_width = max(self._words_width, metrics(SMALL).horizontalAdvance(line.note))

    @property
    def _cell(self) -> float:
        return _SIGN + 8 + self._name_width + _WORDS_GAP + self._words_width + _GAP

    def height(self, width: float) -> float:
        return _ROW * max(1, self._down(width))

    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        del column
        down = self._down(room.width())
        wide = room.width() / self._across(room.width())
        left = room.left() + line // down * wide
        return QRectF(left, room.top() + line % down * _ROW, wide - 4, _ROW)

    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        del clip
        for line in range(len(self.chart.lines)):
            self._draw_light(painter, self.place(room, line, 0), line)

    def _across(self, width: float) -> int:
        most = max(1, int((width + _GAP) // max(1.0, self._cell)))
        return min(most, max(1, len(self.chart.lines)))

    def _down(self, width: float) -> int:
        return -(-len(self.chart.lines) // self._across(width)) or 1

    def _draw_light(self, painter: QPainter, place: QRectF, line: int) -> None:
        one, tone = self.chart.lines[line], self._tones[line]
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        centre = QPointF(place.left() + _SIGN / 2, place.center().y())
        painter.setPen(QPen(QColor(PALETTE.of(tone)), 1.25))
        painter.setBrush(QColor(PALETTE.soft(tone)))
        painter.drawEllipse(centre, _SIGN / 2 - 1, _SIGN / 2 - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(font(SMALL, bold=True))
        sign = QRectF(centre.x() - _SIGN / 2, centre.y() - _SIGN / 2, _SIGN, _SIGN)
        write(painter, sign, self._signs[line], PALETTE.of(tone), Qt.AlignmentFlag.AlignCenter)
        left = place.left() + _SIGN + 8
        names = min(self._name_width + 2, place.width() * 0.6)
        painter.setFont(font(BODY))
        write(painter, QRectF(left, place.top(), names, _ROW), one.name, PALETTE.ink, middle)
        left += names + _WORDS_GAP
        painter.setFont(font(SMALL))
        words = QRectF(left, place.top(), max(0.0, place.right() - left), _ROW)
        write(painter, words, one.note, PALETTE.of(tone), middle)
