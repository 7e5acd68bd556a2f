"""How a line of the list of criteria looks: the mark says in shape what it says in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.theme import PALETTE

if TYPE_CHECKING:
    from ui.standard.scoring.criteria_list import Line

_PAD = 12
_MARK = 9.0
_CODE_WIDTH = 38
_BETWEEN = Qt.AlignmentFlag.AlignVCenter
_FIGURE_COLOURS = {
    "full": PALETTE.good,
    "lost": PALETTE.bad,
    "unexplained": PALETTE.bad,
    "aside": PALETTE.ink_faint,
}


def paint_aspect(painter: QPainter, option: QStyleOptionViewItem, name: str, figure: str) -> None:
    """The head of an aspect with its sum."""
    rect: QRect = option.rect  # type: ignore[attr-defined] # missing in stubs
    painter.save()
    painter.fillRect(rect, QColor(PALETTE.sunken))
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    inside = rect.adjusted(_PAD, 0, -_PAD, 0)
    painter.setPen(QColor(PALETTE.ink))
    painter.drawText(inside, int(_BETWEEN | Qt.AlignmentFlag.AlignLeft), name)
    painter.drawText(inside, int(_BETWEEN | Qt.AlignmentFlag.AlignRight), figure)
    painter.restore()


def paint_criterion(painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
    """Mark, code, what is asked, points."""
    rect: QRect = option.rect  # type: ignore[attr-defined] # missing in stubs
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ground(painter, option, rect)
    inside = rect.adjusted(_PAD, 0, -_PAD, 0)
    centre = QPointF(inside.left() + _MARK, rect.center().y() + 1)
    _mark(painter, centre, line.state)
    inside.setLeft(inside.left() + round(2 * _MARK) + 8)
    painter.setPen(QColor(PALETTE.ink_soft))
    painter.drawText(inside, int(_BETWEEN | Qt.AlignmentFlag.AlignLeft), line.code)
    painter.setPen(QColor(_FIGURE_COLOURS.get(line.state, PALETTE.ink_faint)))
    painter.drawText(inside, int(_BETWEEN | Qt.AlignmentFlag.AlignRight), line.figure)
    width = painter.fontMetrics().horizontalAdvance(line.figure)
    inside.adjust(_CODE_WIDTH, 0, -width - 8, 0)
    if line.veto:
        inside.setRight(_veto(painter, inside))
    painter.setPen(QColor(PALETTE.ink))
    text = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, int(_BETWEEN | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()


def _ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
    state = option.state  # type: ignore[attr-defined] # missing in stubs
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(PALETTE.select))
        painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(PALETTE.red))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(PALETTE.canvas))


def _veto(painter: QPainter, inside: QRect) -> int:
    """``否决`` in its frame at the right; returns where the text before it ends."""
    width = painter.fontMetrics().horizontalAdvance("否决") + 8
    frame = QRectF(inside.right() - width, inside.center().y() - 9, width, 20)
    painter.setPen(QColor(PALETTE.gold_line))
    painter.setBrush(QColor(PALETTE.gold_soft))
    painter.drawRoundedRect(frame, 4, 4)
    painter.setPen(QColor(PALETTE.gold))
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), "否决")
    return round(frame.left()) - 6


def _mark(painter: QPainter, centre: QPointF, state: str) -> None:
    if state == "open":
        painter.setPen(QPen(QColor(PALETTE.line_strong), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, _MARK - 1, _MARK - 1)
        return
    fill = {"full": PALETTE.good_soft, "aside": PALETTE.sunken, "lost": PALETTE.bad_soft}
    line = {"full": PALETTE.good, "aside": PALETTE.ink_faint, "lost": PALETTE.bad}
    ground, pen = fill.get(state, PALETTE.bad), line.get(state, PALETTE.surface)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(centre, _MARK, _MARK)
    painter.setPen(QPen(QColor(pen), 2.0, c=Qt.PenCapStyle.RoundCap))
    for one, other in _STROKES[state]:
        painter.drawLine(centre + QPointF(*one), centre + QPointF(*other))


_STROKES = {
    "full": (((-4, 0), (-1, 3)), ((-1, 3), (4, -3))),
    "aside": (((-3.5, 3.5), (3.5, -3.5)),),
    "lost": (((-4, 0), (4, 0)),),
    "unexplained": (((0, -4.5), (0, 1)), ((0, 4.2), (0, 4.3))),
}
