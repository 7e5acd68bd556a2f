"""A brand as a card of the board: name, whose it is, how long it has been there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from jyguide.brand.pipeline import LONG
from jyguide.brand.row import BrandRow
from ui.theme import PALETTE, type_in_force
from ui.widgets import ROW_ROLE

HEIGHT = 68
_STRIP = 4
_INSET = 11
STATE_ROLE = int(ROW_ROLE) + 1
"""Of an item: what its third line says, and in which colour."""


def state_of(row: BrandRow, today: date) -> tuple[str, str]:
    """The third line of a card and the colour of its strip."""
    if row.ended_on is not None:
        return f"{row.ended_on:%Y-%m-%d} 停止", PALETTE.ink_faint
    if row.advice:
        return row.advice, PALETTE.bad
    days = row.days(today)
    if days is None:
        return "还没有登记实践阶段", PALETTE.bad
    if days > LONG and row.way.next is not None:
        return f"在本阶段超过一年（{days} 天）", PALETTE.gold_line
    return f"在本阶段 {days} 天", PALETTE.good


class BrandCard(QStyledItemDelegate):
    """Draws it; the words are the item's own, so that they are read aloud too."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        return QSize(option.rect.width(), HEIGHT)  # type: ignore[attr-defined] # missing in stubs

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, (state, colour) = index.data(ROW_ROLE), index.data(STATE_ROLE)
        rect: QRect = option.rect.adjusted(3, 3, -3, -3)  # type: ignore[attr-defined] # as above
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined] # as above
        painter.save()
        painter.setPen(QPen(QColor(PALETTE.red if chosen else PALETTE.line), 1))
        painter.setBrush(QColor(PALETTE.red_soft if chosen else PALETTE.surface))
        painter.drawRoundedRect(rect, 4, 4)
        painter.fillRect(rect.x(), rect.y(), _STRIP, rect.height() + 1, QColor(colour))
        self._words(painter, rect, row, state, option.font)  # type: ignore[attr-defined] # as above
        painter.restore()

    def _words(
        self, painter: QPainter, rect: QRect, row: BrandRow, state: str, font: QFont
    ) -> None:
        inner = rect.adjusted(_INSET, 4, -5, -4)
        third = inner.height() // 3
        faint = PALETTE.ink_faint if row.ended_on is not None else PALETTE.ink
        strong, small = QFont(font), QFont(font)
        strong.setBold(True)
        small.setPointSizeF(type_in_force().small)
        for at, (text, face, colour) in enumerate(
            (
                (row.facts.name, strong, faint),
                (row.facts.organisation, small, PALETTE.ink_soft),
                (state, small, PALETTE.bad if row.advice else PALETTE.ink_soft),
            )
        ):
            line = QRect(inner.x(), inner.y() + at * third, inner.width(), third)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
