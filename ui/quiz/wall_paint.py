"""Draws the wall: dark type on white, few colours, and a mark wherever a colour says something."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from jyguide.quiz.wall import Slide, WallOption
from ui.quiz.wall_pages import (
    Piece,
    Scale,
    WallPage,
    label_width,
    letter_width,
    wall_font,
)
from ui.quiz.wall_tiles import LEFT, RIGHT, draw_fitted, draw_rounded
from ui.theme import PALETTE

_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Face:
    """The countdown as it stands.

    Attributes:
        seconds: Whole seconds left, None where none is shown.
        share: Of the time that is left, 0 to 1.
        low: Whether little is left.
    """

    seconds: int | None
    share: float = 1.0
    low: bool = False


def draw_page(painter: QPainter, page: WallPage, origin: QPointF, scale: Scale) -> None:
    """Question, options and notes, from ``origin`` down."""
    for piece in page.pieces:
        x, y = origin.x() + piece.x, origin.y() + piece.y
        if piece.role == "option":
            _draw_option(painter, piece, QPointF(x, y), (scale, page.size))
            continue
        if piece.role == "note":
            _draw_label(painter, piece, QPointF(origin.x(), y), scale)
        painter.setPen(QColor(PALETTE.ink))
        piece.block.draw(painter, x, y)


def _draw_label(painter: QPainter, piece: Piece, at: QPointF, scale: Scale) -> None:
    font = scale.font(28, bold=True)
    painter.setFont(font)
    painter.setPen(QColor(PALETTE.red_dark))
    box = QRectF(at.x(), at.y(), label_width(scale), piece.block.line_height)
    painter.drawText(box, LEFT, piece.label)


def _draw_option(painter: QPainter, piece: Piece, at: QPointF, set_at: tuple[Scale, int]) -> None:
    scale, size = set_at
    option = piece.option
    assert option is not None  # noqa: S101 - for the type checker: it is an option's piece
    box = QRectF(at.x(), at.y(), piece.width, piece.height)
    ground, edge, ink = _option_colours(option)
    draw_rounded(
        painter, box, (ground, edge), 12 * scale.unit, (5 if option.right else 2) * scale.unit
    )
    _draw_hands(painter, option, box, scale)
    disc = size * 1.55 * scale.unit
    centre = QPointF(box.left() + 16 * scale.unit + disc / 2, box.top() + piece.height / 2)
    _draw_letter(painter, option, QRectF(0, 0, disc, disc).translated(centre - _half(disc)))
    painter.setPen(QColor(ink))
    top = box.top() + (piece.height - piece.block.height) / 2
    piece.block.draw(painter, box.left() + letter_width(scale, size), top)
    if option.right:
        side = size * 1.1 * scale.unit
        _tick(painter, QRectF(box.right() - side * 1.4, centre.y() - side / 2, side, side))


def _option_colours(option: WallOption) -> tuple[str, str, str]:
    if option.word:
        gold = (PALETTE.gold_soft, PALETTE.gold, PALETTE.ink)
        return gold if option.right is None else (PALETTE.surface, PALETTE.bad, PALETTE.ink)
    if option.right is None:
        return PALETTE.canvas, PALETTE.line_strong, PALETTE.ink
    if option.right:
        return PALETTE.good_soft, PALETTE.good, PALETTE.ink
    return PALETTE.surface, PALETTE.line, PALETTE.ink_soft


def _draw_hands(painter: QPainter, option: WallOption, box: QRectF, scale: Scale) -> None:
    """A bar along the lower edge and the number; the longest bar is as wide as the option."""
    if option.word:
        painter.setFont(scale.font(30, bold=True))
        painter.setPen(QColor(PALETTE.gold if option.right is None else PALETTE.bad))
        painter.drawText(box.adjusted(0, 0, -24 * scale.unit, 0), RIGHT, option.word)
    if option.hands is None:
        return
    painter.setFont(scale.font(28, bold=True))
    painter.setPen(QColor(PALETTE.ink))
    room = box.adjusted(0, 0, -(84 if option.right else 24) * scale.unit, 0)
    painter.drawText(room, RIGHT, f"{option.hands} 人")


def draw_hand_bars(painter: QPainter, page: WallPage, origin: QPointF, scale: Scale) -> None:
    """Under each option how many hands were raised for it, against the most."""
    counted = [one for one in page.pieces if one.option and one.option.hands is not None]
    most = max((one.option.hands or 0 for one in counted if one.option), default=0)
    if not most:
        return
    height = 8 * scale.unit
    for piece in counted:
        assert piece.option is not None  # noqa: S101 - for the type checker, as counted above
        left = origin.x() + piece.x + letter_width(scale, page.size)
        room = piece.width - letter_width(scale, page.size) - 24 * scale.unit
        share = (piece.option.hands or 0) / most
        top = origin.y() + piece.y + piece.height - height - 6 * scale.unit
        colour = PALETTE.good if piece.option.right else PALETTE.ink_faint
        painter.fillRect(QRectF(left, top, room * share, height), QColor(colour))


def _draw_letter(painter: QPainter, option: WallOption, box: QRectF) -> None:
    filled = PALETTE.good if option.right else PALETTE.ink
    painter.setPen(Qt.PenStyle.NoPen)
    if option.right is False:
        filled = PALETTE.bad if option.word else PALETTE.line_strong
    painter.setBrush(QColor(filled))
    painter.drawEllipse(box)
    painter.setFont(wall_font(max(1, round(box.height() * 0.58)), bold=True))
    painter.setPen(QColor(PALETTE.surface))
    painter.drawText(box, _CENTRE, option.letter)


def draw_head(painter: QPainter, slide: Slide, box: QRectF, scale: Scale, pages: str) -> None:
    """Number of the item, how it is asked, and which step of several this is."""
    painter.setFont(scale.font(32, bold=True))
    painter.setPen(QColor(PALETTE.red_dark))
    width = QFontMetricsF(painter.font()).horizontalAdvance(slide.heading)
    painter.drawText(box, LEFT, slide.heading)
    painter.setFont(scale.font(28))
    painter.setPen(QColor(PALETTE.ink_soft))
    said = "　".join(filter(None, (slide.facts, slide.line, pages)))
    rest = box.adjusted(width + 48 * scale.unit, 0, -210 * scale.unit, 0)
    painter.drawText(rest, LEFT | Qt.TextFlag.TextWordWrap, said)


def draw_clock(painter: QPainter, face: Face, box: QRectF, scale: Scale) -> None:
    """A ring that empties, the seconds in it; 时间到 where it is empty."""
    if face.seconds is None:
        return
    pen_width = 12 * scale.unit
    ring = box.adjusted(pen_width, pen_width, -pen_width, -pen_width)
    painter.setBrush(QColor(PALETTE.surface))
    painter.setPen(QPen(QColor(PALETTE.line), pen_width))
    painter.drawEllipse(ring)
    colour = QColor(PALETTE.bad if face.low else PALETTE.good)
    pen = QPen(colour, pen_width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(ring, 90 * 16, round(face.share * 360 * 16))
    painter.setPen(colour if face.low else QColor(PALETTE.ink))
    painter.setFont(scale.font(28 if face.seconds <= 0 else 44, bold=True))
    painter.drawText(box, _CENTRE, "时间到" if face.seconds <= 0 else str(face.seconds))


def draw_title(painter: QPainter, slide: Slide, box: QRectF, scale: Scale) -> None:
    """The first picture: what this is, and by which rules."""
    _banner(painter, slide, box, scale)
    rules = QRectF(box.left(), box.top() + box.height() * 0.62, box.width(), 70 * scale.unit)
    draw_fitted(painter, (slide.line, 32, False), rules, scale, _CENTRE, PALETTE.ink)


def draw_closing(painter: QPainter, slide: Slide, box: QRectF, scale: Scale) -> None:
    """The last picture: teams by their points; of people nothing but thanks."""
    if not slide.closing:
        _banner(painter, slide, box, scale)
        line = QRectF(box.left(), box.top() + box.height() * 0.62, box.width(), 70 * scale.unit)
        draw_fitted(painter, (slide.line, 32, False), line, scale, _CENTRE, PALETTE.ink)
        return
    head = QRectF(box.left(), box.top(), box.width(), 96 * scale.unit)
    draw_fitted(painter, (slide.heading, 48, True), head, scale, _CENTRE, PALETTE.red_dark)
    under = QRectF(box.left(), head.bottom(), box.width(), 60 * scale.unit)
    draw_fitted(painter, (slide.line, 28, False), under, scale, _CENTRE, PALETTE.ink_soft)
    _draw_places(painter, slide, box.adjusted(0, 190 * scale.unit, 0, 0), scale)


def _draw_places(painter: QPainter, slide: Slide, box: QRectF, scale: Scale) -> None:
    gap = 14 * scale.unit
    height = min(132 * scale.unit, (box.height() + gap) / len(slide.closing) - gap)
    width = min(box.width(), 1240 * scale.unit)
    left = box.center().x() - width / 2
    spare = box.height() - len(slide.closing) * (height + gap)
    box = box.adjusted(0, max(0.0, spare) * 0.35, 0, 0)
    for at, line in enumerate(slide.closing):
        row = QRectF(left, box.top() + at * (height + gap), width, height)
        first = line.place == 1
        colours = (
            (PALETTE.gold_soft, PALETTE.gold_line) if first else (PALETTE.canvas, PALETTE.line)
        )
        draw_rounded(painter, row, colours, 12 * scale.unit, 3 * scale.unit)
        inner = row.adjusted(36 * scale.unit, 0, -36 * scale.unit, 0)
        size = 40 if height > 90 * scale.unit else 32
        third = inner.width() / 4
        place = QRectF(inner.left(), inner.top(), third, height)
        name = QRectF(place.right(), inner.top(), third * 2, height)
        points = QRectF(name.right(), inner.top(), third, height)
        draw_fitted(
            painter, (f"第 {line.place} 名", size - 4, False), place, scale, LEFT, PALETTE.gold
        )
        draw_fitted(painter, (line.name, size, True), name, scale, LEFT, PALETTE.ink)
        draw_fitted(painter, (f"{line.score} 分", size, True), points, scale, RIGHT, PALETTE.ink)


def _banner(painter: QPainter, slide: Slide, box: QRectF, scale: Scale) -> None:
    title = QRectF(box.left(), box.top() + box.height() * 0.22, box.width(), 150 * scale.unit)
    _draw_title_text(painter, slide.heading, title, scale)
    rule = QRectF(0, 0, 180 * scale.unit, 4 * scale.unit)
    rule.moveCenter(QPointF(box.center().x(), title.bottom() + 24 * scale.unit))
    painter.fillRect(rule, QColor(PALETTE.gold_line))
    under = QRectF(box.left(), rule.bottom() + 20 * scale.unit, box.width(), 70 * scale.unit)
    draw_fitted(painter, (slide.facts, 36, False), under, scale, _CENTRE, PALETTE.ink_soft)


def _draw_title_text(painter: QPainter, text: str, box: QRectF, scale: Scale) -> None:
    """As large as it fits on one line or two, upwards from where one line stands."""
    room = box.adjusted(0, -100 * scale.unit, 0, 0)
    wrapped = (
        Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
    )
    for points in (80, 72, 64, 56, 48, 40):
        font = scale.font(points, bold=True)
        painter.setFont(font)
        if painter.boundingRect(room, wrapped, text).height() <= room.height():
            break
    painter.setPen(QColor(PALETTE.red_dark))
    painter.drawText(room, wrapped, text)


def _tick(painter: QPainter, box: QRectF) -> None:
    """A tick drawn, not typed: no font need have it."""
    path = QPainterPath(QPointF(box.left(), box.top() + box.height() * 0.55))
    path.lineTo(box.left() + box.width() * 0.36, box.top() + box.height() * 0.88)
    path.lineTo(box.right(), box.top() + box.height() * 0.12)
    pen = QPen(QColor(PALETTE.good), box.height() * 0.17)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _half(side: float) -> QPointF:
    return QPointF(side / 2, side / 2)
