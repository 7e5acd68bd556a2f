"""A session as a small card on the board of a year."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from jyguide.documents.dates import tenths_text
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SessionKind,
    SessionRow,
    SessionStage,
)
from ui.theme import PALETTE, type_in_force
from ui.widgets import ROW_ROLE

HEIGHT = 44
_STRIP = 4
_INSET = 10
_KIND_COLOURS = {
    SessionKind.TOPIC_LECTURE: PALETTE.info,
    SessionKind.STUDY_VISIT: PALETTE.good,
    SessionKind.EXCHANGE: PALETTE.gold_line,
    SessionKind.QUARTERLY_FORUM: PALETTE.red,
    SessionKind.PRE_POST: PALETTE.bad,
    SessionKind.RESERVE_TALENT: PALETTE.ink_soft,
}
"""Of the strip; the card says the kind in words too."""


def kind_colour(kind: SessionKind) -> str:
    """The colour of a kind's strip and bar."""
    return _KIND_COLOURS[kind]


def card_text(row: SessionRow) -> str:
    """The second line: day, kind, level, days, and who holds it where that is not this office."""
    plan = row.plan
    parts = [
        day_words(row),
        SESSION_KIND_NAMES[plan.kind],
        SESSION_LEVEL_NAMES[plan.level],
        f"{tenths_text(plan.training_days)}天" if plan.training_days else "",
        f"{row.enrolled}人" if row.enrolled else "",
        "" if row.own else row.station,
    ]
    return " · ".join(part for part in parts if part)


def day_words(row: SessionRow) -> str:
    """``12日``, ``12–14日``, ``30日–8月2日``; 日期待定, 已取消."""
    plan = row.plan
    if plan.stage is SessionStage.PLANNED:
        return "日期待定"
    start, end = plan.starts_on, plan.ends_on
    if start == end:
        said = f"{start.day}日"
    elif start.month == end.month:
        said = f"{start.day}–{end.day}日"
    else:
        said = f"{start.day}日–{end.month}月{end.day}日"
    return f"已取消（{said}）" if plan.stage is SessionStage.CANCELLED else said


class CardDelegate(QStyledItemDelegate):
    """Draws a `SessionRow`: framed when its day is fixed, broken lines where it is open."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(0, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, SessionRow):
            return
        rect: QRect = option.rect.adjusted(2, 2, -3, -2)  # type: ignore[attr-defined] # missing in the stubs
        state = option.state  # type: ignore[attr-defined] # as above
        chosen = bool(state & QStyle.StateFlag.State_Selected) and bool(
            state & QStyle.StateFlag.State_Active
        )
        painter.save()
        self._frame(painter, rect, row, chosen=chosen)
        self._words(painter, rect, row, option.font)  # type: ignore[attr-defined] # as above
        painter.restore()

    def _frame(self, painter: QPainter, rect: QRect, row: SessionRow, *, chosen: bool) -> None:
        fixed = row.plan.stage is SessionStage.FIXED
        painter.setBrush(
            QColor(PALETTE.select if chosen else PALETTE.surface if fixed else PALETTE.zebra)
        )
        style = Qt.PenStyle.SolidLine if fixed else Qt.PenStyle.DashLine
        colour = PALETTE.focus if chosen else PALETTE.line_strong
        painter.setPen(QPen(QColor(colour), 1, style))
        painter.drawRect(rect)
        cancelled = row.plan.stage is SessionStage.CANCELLED
        strip = PALETTE.line_strong if cancelled else kind_colour(row.plan.kind)
        painter.fillRect(rect.x(), rect.y(), _STRIP, rect.height() + 1, QColor(strip))

    def _words(self, painter: QPainter, rect: QRect, row: SessionRow, font: QFont) -> None:
        cancelled = row.plan.stage is SessionStage.CANCELLED
        inner = rect.adjusted(_INSET, 3, -4, -3)
        half = inner.height() // 2
        title = QFont(font)
        title.setStrikeOut(cancelled)
        self._line(
            painter,
            inner.adjusted(0, 0, 0, -half),
            row.plan.title,
            title,
            PALETTE.ink_faint if cancelled else PALETTE.ink,
        )
        small = QFont(font)
        small.setPointSizeF(type_in_force().small)
        self._line(painter, inner.adjusted(0, half, 0, 0), card_text(row), small, PALETTE.ink_soft)

    def _line(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
