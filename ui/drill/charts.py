"""Two quiet charts: the load of the coming days, and how far each category has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jyguide.drill.queue import DayLoad, Progress
from ui.theme import PALETTE, ui_font

_AXIS, _HEAD, _GAP = 24.0, 20.0, 0.3
_ROW, _NAME, _SHARE, _PERCENT = 26.0, 118.0, 136.0, 44.0
_EVERY, _DATE = 5, 60.0
_SMALL, _BODY = 9.0, 10.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: what is seen again below, what is new on top of it."""

    day: date
    again: int
    new: int = 0


class DayBars(QWidget):
    """A bar a day. What it shows is also its accessible description and tool tip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar], description: str) -> None:
        """Show days in order, and say the same in a sentence."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 170)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(_SMALL))
        most = max(1, *(bar.again + bar.new for bar in self._bars))
        width = self.width() / len(self._bars)
        height = self.height() - _AXIS - _HEAD
        base = self.height() - _AXIS
        painter.setPen(QPen(QColor(PALETTE.line_strong), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        for at, bar in enumerate(self._bars):
            left = at * width
            total = height * (bar.again + bar.new) / most
            again = height * bar.again / most
            new = QRectF(left, base - total, width, total - again)
            _fill(painter, new, QColor(PALETTE.gold_line))
            _fill(painter, new, QBrush(QColor(PALETTE.gold), Qt.BrushStyle.BDiagPattern))
            again_part = QRectF(left, base - again, width, again)
            _fill(painter, again_part, QColor(PALETTE.info))
            self._label(painter, at, QRectF(left, base - total - _HEAD, width, _HEAD))
        painter.end()

    def _label(self, painter: QPainter, at: int, over: QRectF) -> None:
        """The number over a bar where there is room, the date under every fifth."""
        bar = self._bars[at]
        room = over.width() * (3 if len(self._bars) <= _EVERY * 4 else 1 if at else 2)
        number = str(bar.again + bar.new)
        painter.setPen(QColor(PALETTE.ink_soft))
        fits = QFontMetricsF(painter.font()).horizontalAdvance(number) <= room
        if bar.again + bar.new and fits:
            wide = over.adjusted(-room, 0, room, 0) if at else over.adjusted(0, 0, room, 0)
            side = Qt.AlignmentFlag.AlignHCenter if at else Qt.AlignmentFlag.AlignLeft
            painter.drawText(wide, side | _BOTTOM, number)
        if at % _EVERY == 0:
            said = "今天" if at == 0 else f"{bar.day.month}月{bar.day.day}日"
            left = max(0.0, min(over.left() - 2, self.width() - _DATE))
            space = QRectF(left, self.height() - _AXIS + 4, _DATE, _AXIS - 4)
            painter.drawText(space, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, said)


class CategoryBars(QWidget):
    """A row a category: its name, the share recalled today as a bar, and the figures."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: tuple[Progress, ...] = ()

    def show_progress(self, rows: Sequence[Progress]) -> None:
        self._rows = tuple(rows)
        self.setAccessibleDescription(progress_text(rows))
        self.setFixedHeight(max(1, round(_ROW * len(self._rows))))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(_BODY))
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(painter.font())
        for at, row in enumerate(self._rows):
            top = at * _ROW
            name = metrics.elidedText(row.category, Qt.TextElideMode.ElideRight, _NAME - 8)
            painter.setPen(QColor(PALETTE.ink))
            painter.drawText(QRectF(0, top, _NAME, _ROW), middle, name)
            track = QRectF(_NAME, top + 9, self.width() - _NAME - _SHARE - 12, _ROW - 18)
            _round(painter, track, PALETTE.sunken)
            track.setWidth(track.width() * row.share)
            _round(painter, track, PALETTE.good)
            painter.setPen(QColor(PALETTE.ink_soft))
            space = QRectF(self.width() - _SHARE, top, _SHARE, _ROW)
            seen = f"练过 {row.seen}/{row.items}"
            painter.drawText(space, middle | Qt.AlignmentFlag.AlignRight, seen)
            space.setWidth(_PERCENT)
            painter.drawText(space, middle | Qt.AlignmentFlag.AlignRight, f"{row.share:.0%}")
        painter.end()


def load_bars(loads: Sequence[DayLoad]) -> list[Bar]:
    """The forecast as bars."""
    return [Bar(load.day, load.again, load.new) for load in loads]


def load_text(loads: Sequence[DayLoad]) -> str:
    """The forecast in a sentence, for those who do not see the chart."""
    totals = [load.again + load.new for load in loads]
    if not any(totals):
        return "今后没有要温习的题。"
    heaviest = max(loads, key=lambda load: load.again + load.new)
    mean = sum(totals) / len(totals)
    return (
        f"今后 {len(loads)} 天：今天 {totals[0]} 题，平均每天 {mean:.0f} 题，"
        f"最多的是 {heaviest.day.month}月{heaviest.day.day}日，{max(totals)} 题。"
    )


def progress_text(rows: Sequence[Progress]) -> str:
    """The bars in sentences, for those who do not see them."""
    return "；".join(
        f"{row.category}：今天大约记得 {row.share:.0%}，练过 {row.seen}/{row.items} 题"
        for row in rows
    )


_BOTTOM = Qt.AlignmentFlag.AlignBottom


def _fill(painter: QPainter, slot: QRectF, brush: QBrush | QColor) -> None:
    """A bar in its slot, a gap left on both sides."""
    gap = slot.width() * _GAP / 2
    painter.fillRect(slot.adjusted(gap, 0, -gap, 0), QBrush(brush))


def _round(painter: QPainter, track: QRectF, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    radius = track.height() / 2
    painter.drawRoundedRect(track, radius, radius)
