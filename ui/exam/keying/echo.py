"""What has been typed, item by item under its number: a slip by one place is seen at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jyguide.bank.row import KIND_NAMES
from jyguide.exam.keying.notation import AnswerText
from ui.theme import PALETTE, SPACE

_WIDTH, _HEIGHT = 46, 38
_GROUP = 5
"""A wider gap after so many, as on the printed sheet."""
_LONG = 3


@dataclass(frozen=True, slots=True)
class _Look:
    """Ground, border and ink of a cell, and what stands behind its number."""

    ground: str
    border: str
    ink: str
    sign: str = ""


_TO_COME = _Look(PALETTE.surface, PALETTE.line, PALETTE.ink_faint)
_NEXT = _Look(PALETTE.info_soft, PALETTE.focus, PALETTE.info)
_SOUND = _Look(PALETTE.surface, PALETTE.line_strong, PALETTE.ink)
_ODD = _Look(PALETTE.warn_soft, PALETTE.warn, PALETTE.warn, " ?")
_WRONG = _Look(PALETTE.bad_soft, PALETTE.bad, PALETTE.bad, " !")


class EchoGrid(QWidget):
    """A cell an item; object name `echo`. What it shows is its accessible description too."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("echo")
        self.setAccessibleName("逐题回显")
        self._text = AnswerText((), ())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: AnswerText) -> None:
        """Show another run of answers."""
        grown = len(text.slots) != len(self._text.slots)
        self._text = text
        said = " ".join(f"{one.slot.number}{one.shown}" for one in text.answered)
        self.setAccessibleDescription(said)
        if grown:
            self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        lines = -(-len(self._text.slots) // self._columns(width))
        return max(1, lines) * (_HEIGHT + SPACE.xs)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH * 20, self.heightForWidth(_WIDTH * 20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        columns = self._columns(self.width())
        small, strong = QFont(self.font()), QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * 0.78)
        strong.setBold(True)
        for at, slot in enumerate(self._text.slots):
            column, line = at % columns, at // columns
            left = column * _WIDTH + column // _GROUP * SPACE.s
            place = QRect(left, line * (_HEIGHT + SPACE.xs), _WIDTH - SPACE.xs, _HEIGHT)
            look, shown = self._look(at)
            painter.setPen(QColor(look.border))
            painter.setBrush(QColor(look.ground))
            painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 4, 4)
            painter.setPen(QColor(PALETTE.ink_faint))
            painter.setFont(small)
            top = place.adjusted(0, 2, 0, -_HEIGHT // 2 - 2)
            painter.drawText(top, Qt.AlignmentFlag.AlignCenter, f"{slot.number}{look.sign}")
            painter.setPen(QColor(look.ink))
            painter.setFont(small if len(shown) > _LONG else strong)
            below = place.adjusted(0, _HEIGHT // 2 - 4, 0, -1)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    def _columns(self, width: int) -> int:
        """As many as fit, in whole groups of five."""
        group = _GROUP * _WIDTH + SPACE.s
        return max(_GROUP, (width + SPACE.s) // group * _GROUP)

    def _look(self, at: int) -> tuple[_Look, str]:
        answered = self._text.answered
        if at >= len(answered):
            return (_NEXT if at == len(answered) else _TO_COME), ""
        one = answered[at]
        look = _WRONG if one.problem else _ODD if one.note else _SOUND
        return look, one.shown


def echo_head(text: AnswerText) -> str:
    """How far the run has come, and what comes next."""
    if not text.slots:
        return ""
    done = len(text.answered)
    said = f"已录 {done} / {len(text.slots)} 题"
    if done == len(text.slots):
        return said
    slot = text.slots[done]
    letters = f"，{slot.letters[0]}–{slot.letters[-1]}" if slot.letters else "，√ 或 ×"
    return f"{said}　下一题：第 {slot.number} 题（{KIND_NAMES[slot.kind]}{letters}）"
