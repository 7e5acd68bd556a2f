"""A month as weeks with sessions as bars, led by the keyboard."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from jyguide.training.calendar import Bar, month_weeks, on_day, week_bars
from jyguide.training.session import SESSION_KIND_NAMES, SessionRow, SessionStage
from jyguide.training.session_time import when_text
from ui.theme import PALETTE, type_in_force
from ui.training.year.card import kind_colour

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_HEAD = 28
_NUMBER = 24
_BAR = 18
_MORE = 16
_GAP = 2
_RADIUS = 4.0


class MonthView(QWidget):
    """Arrows go by days, PageUp and PageDown by months, Home to today; Enter opens.

    Object name `month_view`. What it shows is said in its accessible description too.
    """

    day_changed = Signal(object)
    """The `date` with the cursor."""
    opened = Signal(object)
    """A `SessionRow`, by Enter where it is the day's only one, or by double click."""
    many = Signal()
    """Enter on a day of several sessions."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setObjectName("month_view")
        self.setAccessibleName("月历")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(560, 360)
        self._today = today
        self.day = today
        self._rows: Sequence[SessionRow] = ()
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self._by(-1),
            Qt.Key.Key_Right: lambda: self._by(1),
            Qt.Key.Key_Up: lambda: self._by(-7),
            Qt.Key.Key_Down: lambda: self._by(7),
            Qt.Key.Key_PageUp: lambda: self.go_months(-1),
            Qt.Key.Key_PageDown: lambda: self.go_months(1),
            Qt.Key.Key_Home: lambda: self.go(self._today),
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
        }

    def show_rows(self, rows: Sequence[SessionRow], today: date) -> None:
        """Show these sessions; the cursor stays where it is."""
        self._rows, self._today = rows, today
        self._describe()
        self.update()

    def go(self, day: date) -> None:
        """Put the cursor on a day."""
        self.day = day
        self._describe()
        self.update()
        self.day_changed.emit(day)

    def go_months(self, months: int) -> None:
        """So many months on or back, to the same day or the last there is."""
        at = self.day.year * 12 + self.day.month - 1 + months
        year, month = at // 12, at % 12 + 1
        self.go(date(year, month, min(self.day.day, monthrange(year, month)[1])))

    @property
    def of_day(self) -> list[SessionRow]:
        """The sessions on the day with the cursor."""
        return on_day(self._rows, self.day)

    def sizeHint(self) -> QSize:
        return QSize(760, 460)

    def day_at(self, point: QPoint) -> date | None:
        """The day there, of whatever month; None above the days."""
        weeks = self._weeks()
        week, column = self._place(point, len(weeks))
        return weeks[week][column] if 0 <= week < len(weeks) else None

    def bar_at(self, point: QPoint) -> SessionRow | None:
        """The session whose bar is there."""
        for at, days in enumerate(self._weeks()):
            for bar in self._bars(days[0]):
                if bar.lane < self._lanes() and self._bar_rect(at, bar).contains(point):
                    return bar.row
        return None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.bar_at(event.pos())
            QToolTip.showText(event.globalPos(), _tip(row) if row else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(event.key())
        if act is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.go(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.bar_at(event.position().toPoint())
        if row is not None:
            self.opened.emit(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(PALETTE.surface))
        self._paint_heads(painter)
        for at, days in enumerate(self._weeks()):
            for column, day in enumerate(days):
                self._paint_day(painter, self._day_rect(at, column), day)
            bars = self._bars(days[0])
            for bar in bars:
                if bar.lane < self._lanes():
                    self._paint_bar(painter, self._bar_rect(at, bar), bar)
            self._paint_rest(painter, at, bars)
        painter.setPen(QColor(PALETTE.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _weeks(self) -> list[list[date]]:
        return month_weeks(self.day.year, self.day.month)

    def _bars(self, monday: date) -> list[Bar]:
        return week_bars(self._rows, monday)

    def _row_height(self) -> float:
        return (self.height() - _HEAD) / len(self._weeks())

    def _lanes(self) -> int:
        """How many bars fit under the number of a day, the line that tells of more aside."""
        return max(1, int((self._row_height() - _NUMBER - _MORE) // (_BAR + _GAP)))

    def _day_rect(self, week: int, column: int) -> QRect:
        width, height = self.width() / 7, self._row_height()
        left, top = round(column * width), round(_HEAD + week * height)
        return QRect(
            left, top, round((column + 1) * width) - left, round(_HEAD + (week + 1) * height) - top
        )

    def _bar_rect(self, week: int, bar: Bar) -> QRect:
        first, last = self._day_rect(week, bar.first), self._day_rect(week, bar.last)
        top = first.top() + _NUMBER + bar.lane * (_BAR + _GAP)
        left = first.left() + (4 if bar.begins else 0)
        right = last.right() - (4 if bar.ends else 0)
        return QRect(left, top, right - left, _BAR)

    def _place(self, point: QPoint, weeks: int) -> tuple[int, int]:
        if point.y() < _HEAD:
            return -1, 0
        week = int((point.y() - _HEAD) // self._row_height())
        column = min(6, max(0, int(point.x() // (self.width() / 7))))
        return min(week, weeks - 1), column

    def _paint_heads(self, painter: QPainter) -> None:
        for column, name in enumerate(WEEKDAYS):
            rect = QRect(
                self._day_rect(0, column).left(), 0, self._day_rect(0, column).width(), _HEAD
            )
            painter.fillRect(rect, QColor(PALETTE.sunken))
            painter.setPen(QColor(PALETTE.gold if column > 4 else PALETTE.ink_soft))  # noqa: PLR2004 - the weekend
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_day(self, painter: QPainter, rect: QRect, day: date) -> None:
        here = day.month == self.day.month
        if not here:
            painter.fillRect(rect, QColor(PALETTE.zebra))
        painter.setPen(QColor(PALETTE.line))
        painter.drawRect(rect)
        if day == self.day:
            colour = PALETTE.focus if self.hasFocus() else PALETTE.line_strong
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawRect(rect.adjusted(2, 2, -2, -2))
        number = QRect(rect.left() + 5, rect.top() + 4, 26, _NUMBER - 5)
        if day == self._today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(PALETTE.red))
            painter.drawRoundedRect(QRectF(number), 9, 9)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(PALETTE.surface))
        else:
            painter.setPen(QColor(PALETTE.ink if here else PALETTE.ink_faint))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_bar(self, painter: QPainter, rect: QRect, bar: Bar) -> None:
        cancelled = bar.row.plan.stage is SessionStage.CANCELLED
        colour = QColor(PALETTE.line_strong if cancelled else kind_colour(bar.row.plan.kind))
        back = QColor(colour)
        back.setAlpha(38)
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in (QColor(PALETTE.surface), back):  # no line between days shows through
            painter.setBrush(brush)
            painter.drawRoundedRect(QRectF(rect), _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if bar.begins:
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), colour)
        font = _small(self.font())
        font.setStrikeOut(cancelled)
        painter.setFont(font)
        painter.setPen(QColor(PALETTE.ink_faint if cancelled else PALETTE.ink))
        inner = rect.adjusted(8, 0, -4, 0)
        title = f"{_kind(bar.row)[0]}｜{bar.row.plan.title}"  # no two kinds begin alike
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(self.font())

    def _paint_rest(self, painter: QPainter, week: int, bars: Sequence[Bar]) -> None:
        """How many more there are on a day than there is room for."""
        painter.setFont(_small(self.font()))
        for column in range(7):
            more = sum(
                bar.lane >= self._lanes() and bar.first <= column <= bar.last for bar in bars
            )
            if more:
                rect = self._day_rect(week, column).adjusted(6, 0, -4, -2)
                painter.setPen(QColor(PALETTE.ink_soft))
                painter.drawText(rect, Qt.AlignmentFlag.AlignBottom, f"还有 {more} 期")
        painter.setFont(self.font())

    def _by(self, days: int) -> None:
        self.go(self.day + timedelta(days=days))

    def _enter(self) -> None:
        rows = self.of_day
        if len(rows) == 1:
            self.opened.emit(rows[0])
        elif rows:
            self.many.emit()

    def _describe(self) -> None:
        said = "，".join(f"{row.plan.title}（{_kind(row)}）" for row in self.of_day) or "没有培训"
        weekday = WEEKDAYS[self.day.weekday()]
        self.setAccessibleDescription(f"{self.day.month}月{self.day.day}日{weekday}：{said}")


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(type_in_force().small)
    return made


def _kind(row: SessionRow) -> str:
    return SESSION_KIND_NAMES[row.plan.kind]


def _tip(row: SessionRow) -> str:
    plan = row.plan
    return f"{plan.title}\n{_kind(row)}　{when_text(plan)}　{plan.place}"
