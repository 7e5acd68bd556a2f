"""A heat map: numbers in cells whose ground darkens as the figure falls."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from jyguide.documents.chart import Chart, figure_text
from ui.theme import PALETTE
from ui.theme.tokens import HEAT
from ui.widgets.charts.drawing import BODY, SMALL, Drawing, font, metrics, write

HEAD = 44.0
ROW = 26.0
_FOOT = 30.0
_CELL = 64.0
_MOST_NAME = 0.34
_GAP = 10.0
"""Before the last column, which stands apart."""
STEPS: tuple[tuple[int, str, str], ...] = tuple(
    (least, ground, words)
    for ground, (least, words) in zip(
        HEAT,
        (
            (950, "95 以上"),
            (900, "90—95"),
            (850, "85—90"),
            (800, "80—85"),
            (700, "70—80"),
            (600, "60—70"),
            (0, "60 以下"),
        ),
        strict=True,
    )
)
"""From which figure on a ground holds."""
_LIGHT_BELOW = 700


def ground(value: int | None) -> str:
    """The ground of a cell."""
    if value is None:
        return PALETTE.sunken
    return next(colour for least, colour, _ in STEPS if value >= least)


def ink(value: int | None) -> str:
    """The number on it."""
    if value is None:
        return PALETTE.ink_soft
    return PALETTE.surface if value < _LIGHT_BELOW else PALETTE.ink


class HeatDrawing(Drawing):
    """Rows under a head; `headless` where the head stands still above and is drawn apart."""

    def __init__(self, chart: Chart, *, headless: bool = False) -> None:
        super().__init__(chart)
        self._head = 0.0 if headless else HEAD
        self._foot = 0.0 if headless else _FOOT
        self._wanted = 0.0
        if chart.lines:
            longest = max((line.name for line in chart.lines), key=len)
            self._wanted = metrics(BODY).horizontalAdvance(longest) + 18

    @property
    def least_width(self) -> float:
        return 120 + _CELL * 0.75 * len(self.chart.heads)

    def height(self, width: float) -> float:
        del width
        return self._head + ROW * len(self.chart.lines) + self._foot

    def column(self, room: QRectF, at: int) -> tuple[float, float]:
        """Left edge and width of a column."""
        names = self._names(room)
        count = max(1, len(self.chart.heads))
        wide = (room.width() - names - _GAP) / count
        return room.left() + names + at * wide + (_GAP if at == count - 1 else 0), wide

    def _names(self, room: QRectF) -> float:
        return max(72.0, min(self._wanted, room.width() * _MOST_NAME))

    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        left, wide = self.column(room, column)
        return QRectF(left, room.top() + self._head + line * ROW, wide, ROW)

    def at(self, room: QRectF, where: QPointF) -> tuple[int, int] | None:
        """Worked out, not searched: there may be thousands of rows."""
        line = int((where.y() - room.top() - self._head) // ROW)
        if not 0 <= line < len(self.chart.lines):
            return None
        for column in range(len(self.chart.heads)):
            if self.place(room, line, column).contains(where):
                return line, column
        return None

    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        if self._head:
            self.draw_head(painter, room)
        top = room.top() + self._head
        first = max(0, int((clip.top() - top) // ROW))
        last = min(len(self.chart.lines), int((clip.bottom() - top) // ROW) + 1)
        painter.setFont(font())
        for line in range(first, last):
            self._draw_row(painter, room, line)
        if self._foot:
            top = room.top() + self.height(room.width()) - _FOOT + 8
            draw_key(painter, QRectF(room.left(), top, room.width(), _FOOT - 10))

    def draw_head(self, painter: QPainter, room: QRectF, marked: int = -1) -> None:
        """Names of the columns; the one that rows are sorted by is marked."""
        painter.setFont(font(SMALL, bold=True))
        bottom = Qt.AlignmentFlag.AlignVCenter
        place = QRectF(room.left(), room.top(), self._names(room) - 8, HEAD)
        write(painter, place, self.chart.corner, PALETTE.ink_soft, bottom)
        wrapped = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere)
        for at, head in enumerate(self.chart.heads):
            left, wide = self.column(room, at)
            painter.setPen(QColor(PALETTE.ink if at == marked else PALETTE.ink_soft))
            said = _halved(f"{head} ↑" if at == marked else head, painter, wide - 4)
            painter.drawText(QRectF(left + 2, room.top() + 2, wide - 4, HEAD - 4), wrapped, said)

    def _draw_row(self, painter: QPainter, room: QRectF, line: int) -> None:
        one = self.chart.lines[line]
        top = room.top() + self._head + line * ROW
        middle = Qt.AlignmentFlag.AlignVCenter
        names = QRectF(room.left(), top, self._names(room) - 8, ROW)
        write(painter, names, one.name, PALETTE.ink, middle)
        for column, value in enumerate(one.values):
            cell = self.place(room, line, column).adjusted(1, 1, -1, -1)
            painter.fillRect(cell, QColor(ground(value)))
            painter.setPen(QColor(PALETTE.line))
            painter.drawRect(cell)
            centre = Qt.AlignmentFlag.AlignCenter
            write(painter, cell, figure_text(value), ink(value), centre)


def _halved(head: str, painter: QPainter, wide: float) -> str:
    """In two lines of a length where it fits no single one."""
    if painter.fontMetrics().horizontalAdvance(head) <= wide:
        return head
    middle = (len(head) + 1) // 2
    return f"{head[:middle]}\n{head[middle:]}"


def draw_key(painter: QPainter, room: QRectF) -> None:
    """What the grounds mean, the lightest first."""
    painter.setFont(font(SMALL))
    wide = min(80.0, room.width() / (len(STEPS) + 1))
    for at, (least, colour, name) in enumerate(STEPS):
        place = QRectF(room.left() + at * wide, room.top(), wide - 2, room.height())
        painter.fillRect(place, QColor(colour))
        painter.setPen(QColor(PALETTE.line))
        painter.drawRect(place)
        write(painter, place, name, ink(least), Qt.AlignmentFlag.AlignCenter)
    place = QRectF(room.left() + len(STEPS) * wide, room.top(), wide, room.height())
    write(painter, place, " （%）", PALETTE.ink_soft, Qt.AlignmentFlag.AlignVCenter)
