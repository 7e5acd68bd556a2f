"""Charts as pictures: PNG for documents and chats, SVG for whoever goes on drawing."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from jyguide.documents.chart import Chart, Drawn
from jyguide.errors import RuleError
from ui.theme import PALETTE
from ui.theme.tokens import UI_FAMILIES
from ui.widgets.charts.drawing import BODY, Drawing, font, write
from ui.widgets.charts.making import drawing_of

WIDTH = 760.0
_SCALE = 2.0
_MARGIN, _TITLE = 16.0, 30.0
_HIGHEST = 15_000
"""Pixels; Qt paints no picture of more than 32,767, and no program is glad of one."""
_PER_MM = 96 / 25.4
_FAMILY = re.compile(r'font-family="[^"]*"')
_FAMILIES = ", ".join(f"'{name}'" for name in UI_FAMILIES)


def picture(chart: Chart, width: float = WIDTH, *, titled: bool = True) -> QImage:
    """The whole chart, however little of it is on screen, at twice the screen's fineness.

    Raises:
        RuleError: it has more rows than a picture can hold.
    """
    drawing, size = _sized(chart, width, titled=titled)
    image = QImage((size * _SCALE).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    _paint(painter, drawing, size, titled=titled)
    painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """A PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs ask for bytes
    return bytes(buffer.data().data())


def svg_bytes(chart: Chart, width: float = WIDTH) -> bytes:
    """An SVG file whose text is text, in a Chinese typeface wherever it is opened.

    Raises:
        RuleError: it has more rows than a picture can hold.
    """
    drawing, size = _sized(chart, width, titled=True)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(size.toSize())
    generator.setViewBox(QRect(QPoint(0, 0), size.toSize()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.words)
    painter = QPainter(generator)
    _paint(painter, drawing, size, titled=True)
    painter.end()
    text = bytes(buffer.data().data()).decode("utf-8")
    return _FAMILY.sub(f'font-family="{_FAMILIES}, sans-serif"', text).encode("utf-8")


def drawn_for_page(chart: Chart, width_mm: float) -> Drawn:
    """A chart for a report; its title is the document's. See `jyguide.documents.chart.Draw`.

    Raises:
        RuleError: it has more rows than a picture can hold.
    """
    image = picture(chart, width_mm * _PER_MM, titled=False)
    height = width_mm * image.height() / image.width()
    return Drawn(png_bytes(image), width_mm, height)


def _sized(chart: Chart, width: float, *, titled: bool) -> tuple[Drawing, QSizeF]:
    drawing = drawing_of(chart)
    margin, title = (_MARGIN, _TITLE) if titled else (1.0, 0.0)
    wide = max(width, drawing.least_width + 2 * margin)
    high = drawing.height(wide - 2 * margin) + 2 * margin + title
    if high > _HIGHEST:
        raise RuleError(
            f"“{chart.title}”有 {len(chart.lines)} 行，画成一张图太长，没有生成图片。",
            hint="请先选一个站、镇街或支部类型再存图；全部数字可以用“复制数据”粘贴到 Excel。",
        )
    return drawing, QSizeF(QSize(round(wide), round(high)))


def _paint(painter: QPainter, drawing: Drawing, size: QSizeF, *, titled: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size.width(), size.height())
    painter.fillRect(whole, QColor(PALETTE.surface))
    margin, title = (_MARGIN, _TITLE) if titled else (1.0, 0.0)
    room = whole.adjusted(margin, margin + title, -margin, -margin)
    if titled:
        painter.setFont(font(BODY * 1.3, bold=True))
        place = QRectF(margin, margin, room.width(), title - 6)
        write(painter, place, drawing.chart.title, PALETTE.ink, Qt.AlignmentFlag.AlignVCenter)
    drawing.draw(painter, room, room)
