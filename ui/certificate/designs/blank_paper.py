"""A bought blank from above: rulers along two edges, every field at its place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jyguide.certificate.blank import BlankField
from jyguide.certificate.fields import FIELDS, PICTURES
from jyguide.certificate.overprint import LEADING, SENTENCE
from jyguide.documents.page import MM_PER_POINT
from ui.theme import PALETTE

_RULER = 22.0
_EXAMPLES = {one.name: one.example for one in FIELDS}
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class BlankPaper(QWidget):
    """Draws fields by their measures; a field is chosen by a click and moved by dragging.

    Places are tenths of a millimetre; whoever owns it keeps them.
    """

    chosen = Signal(str)
    moved = Signal(str, int, int)
    """Name of a field, and where its upper left corner is now."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("blank_paper")
        self.setAccessibleName("空白证书上各字段的位置")
        self.setMinimumSize(QSize(420, 320))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._paper = (2970, 2100)
        self._fields: Mapping[str, BlankField] = {}
        self._current = ""
        self._held: tuple[str, QPointF] | None = None

    def show_fields(
        self, paper: tuple[int, int], fields: Mapping[str, BlankField], current: str
    ) -> None:
        """Draw these on paper of this size."""
        self._paper, self._fields, self._current = paper, fields, current
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, sheet = self._scale(), self._sheet()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(PALETTE.line), 1))
        painter.drawRect(sheet)
        self._paint_rulers(painter, sheet, scale)
        painter.setClipRect(sheet)
        for name, one in self._fields.items():
            if one.width:
                self._paint_field(painter, name, one, scale)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._at(event.position())
        if name:
            self._held = (name, event.position() - self._area(name).topLeft())
            self.chosen.emit(name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        name, grip = self._held
        corner = event.position() - grip - self._sheet().topLeft()
        one, (width, height) = self._fields[name], self._paper
        x = round(corner.x() / self._scale() / 5) * 5
        y = round(corner.y() / self._scale() / 5) * 5
        self.moved.emit(name, min(max(x, 0), width - one.width), min(max(y, 0), height - 50))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def _scale(self) -> float:
        """Dots a tenth of a millimetre."""
        width, height = self._paper
        return min((self.width() - _RULER - 4) / width, (self.height() - _RULER - 4) / height)

    def _sheet(self) -> QRectF:
        width, height = self._paper
        scale = self._scale()
        return QRectF(_RULER, _RULER, width * scale, height * scale)

    def _area(self, name: str) -> QRectF:
        one, scale, sheet = self._fields[name], self._scale(), self._sheet()
        high = one.size if name in PICTURES else one.size * MM_PER_POINT * LEADING
        if name == SENTENCE:
            high *= 2
        return QRectF(
            sheet.left() + one.x * scale, sheet.top() + one.y * scale,
            one.width * scale, high * scale,
        )  # fmt: skip

    def _at(self, point: QPointF) -> str:
        found = [
            name
            for name, one in self._fields.items()
            if one.width and self._area(name).contains(point)
        ]
        return found[-1] if found else ""

    def _paint_field(self, painter: QPainter, name: str, one: BlankField, scale: float) -> None:
        area, current = self._area(name), name == self._current
        colour = QColor(PALETTE.red if current else PALETTE.ink_soft)
        painter.setPen(QPen(colour, 1.5 if current else 0.6, Qt.PenStyle.DashLine))
        painter.drawRect(area)
        font = QFont(self.font())
        picture = name in PICTURES
        size = one.size * MM_PER_POINT * scale
        font.setPixelSize(max(7, round(11 if picture else size)))
        painter.setFont(font)
        painter.setPen(colour)
        where = Qt.AlignmentFlag.AlignCenter if picture else _ALIGN[one.align]
        text = name if picture else _EXAMPLES[name]
        wrap = Qt.TextFlag.TextWordWrap if name == SENTENCE else Qt.TextFlag.TextSingleLine
        painter.drawText(area, where | Qt.AlignmentFlag.AlignTop | wrap, text)

    def _paint_rulers(self, painter: QPainter, sheet: QRectF, scale: float) -> None:
        font = QFont(self.font())
        font.setPixelSize(9)
        painter.setFont(font)
        painter.setPen(QColor(PALETTE.ink_soft))
        for across, most in ((True, self._paper[0]), (False, self._paper[1])):
            for at in range(0, most + 1, 50):
                self._paint_mark(painter, sheet, at, scale, across=across)

    def _paint_mark(
        self, painter: QPainter, sheet: QRectF, at: int, scale: float, *, across: bool
    ) -> None:
        tens, labelled = at % 100 == 0, at % 200 == 0
        long = 7.0 if tens else 4.0
        if across:
            x = sheet.left() + at * scale
            painter.drawLine(QPointF(x, sheet.top() - long), QPointF(x, sheet.top()))
            area = QRectF(x - 14, 0, 28, sheet.top() - 8)
        else:
            y = sheet.top() + at * scale
            painter.drawLine(QPointF(sheet.left() - long, y), QPointF(sheet.left(), y))
            area = QRectF(0, y - 7, sheet.left() - 8, 14)
        if labelled:
            where = Qt.AlignmentFlag.AlignCenter if across else Qt.AlignmentFlag.AlignRight
            painter.drawText(area, where | Qt.AlignmentFlag.AlignVCenter, str(at // 10))
