"""The window the class looks at. It is given pictures and knows nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

from jyguide.quiz.wall import Slide, Stage
from ui.quiz.wall_pages import DESIGN_HEIGHT, Scale, WallPage, first_page, pages_of
from ui.quiz.wall_paint import (
    Face,
    draw_clock,
    draw_closing,
    draw_hand_bars,
    draw_head,
    draw_page,
    draw_title,
)
from ui.quiz.wall_tiles import draw_tiles, foot_height
from ui.screen_need import keep_screen
from ui.theme import PALETTE

_MARGIN = 72
_HEAD = 164
_BAR = 64
_FADE_MS = 280


class Wall(QWidget):
    """A question, then its answer, then the next; the teams at its foot. Name: `quiz_wall`."""

    pressed = Signal(QKeyEvent)
    """A key pressed while this window has the keyboard; the instructor's window reads it."""
    put_away = Signal()
    """Closed by the window system or by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quiz_wall")
        keep_screen(self)
        self.setAccessibleName("课堂竞答投影")
        self.setWindowTitle("课堂竞答 · 投影")
        self.setMinimumSize(640, 360)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._slide: Slide | None = None
        self._pages: tuple[WallPage, ...] = ()
        self._page = 0
        self._face = Face(None)
        self._bar = ""
        self._black = False
        self._before: QPixmap | None = None
        self._fade = QVariantAnimation(self, duration=_FADE_MS, startValue=0.0, endValue=1.0)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._forget_before)

    @property
    def slide(self) -> Slide | None:
        """The picture shown."""
        return self._slide

    @property
    def steps(self) -> tuple[int, int]:
        """Which step of how many the picture takes, from 1."""
        return self._page + 1, max(1, len(self._pages))

    @property
    def black(self) -> bool:
        return self._black

    @property
    def bar(self) -> str:
        """What the slim bar at the foot says; it is there on a single screen only."""
        return self._bar

    def show_slide(self, slide: Slide, *, animated: bool) -> None:
        """Show another picture, from its first step.

        The step stays where only the teams' standing has changed.
        """
        before, self._slide = self._slide, slide
        same = before is not None and _body(before) == _body(slide)
        if animated and self.isVisible() and not same and self._may_move():
            self._keep_before(before)
        if not same:
            self._lay_out()
            self._page = first_page(self._pages)
        self.update()

    def turn(self, steps: int) -> bool:
        """Go on or back within the picture; whether there was somewhere to go."""
        wanted = self._page + steps
        if not 0 <= wanted < len(self._pages):
            return False
        self._page = wanted
        self.update()
        return True

    @Slot(object)
    def show_face(self, face: Face) -> None:
        """Show the countdown as it stands."""
        if face != self._face:
            self._face = face
            self.update(self._clock_box().toAlignedRect())

    def show_bar(self, text: str) -> None:
        """Show the slim bar, or take it away for an empty text."""
        had, self._bar = bool(self._bar), text
        if had != bool(text):
            self._lay_out()
        self.update()

    def blacken(self, *, black: bool) -> None:
        """Show nothing at all, or what was shown."""
        self._black = black
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.put_away.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        if self._black:
            painter.fillRect(self.rect(), QColor("#000000"))
        else:
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(PALETTE.surface))
        if self._before is not None:
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(float(self._fade.currentValue() or 0.0))
            painter.fillRect(self.rect(), QColor(PALETTE.surface))
        if self._slide is not None:
            self._draw(painter, self._slide)
        painter.setOpacity(1.0)
        self._draw_bar(painter)

    def _draw(self, painter: QPainter, slide: Slide) -> None:
        scale = self._scale()
        body = self._body_box()
        if slide.stage is Stage.TITLE:
            draw_title(painter, slide, body, scale)
        elif slide.stage is Stage.CLOSING:
            draw_closing(painter, slide, self._whole_box(), scale)
        elif self._pages:
            self._draw_item(painter, slide, scale)
        draw_tiles(painter, slide.tiles, self._foot_box(), scale)

    def _draw_item(self, painter: QPainter, slide: Slide, scale: Scale) -> None:
        unit, body = scale.unit, self._body_box()
        head = QRectF(body.left(), 24 * unit, body.width(), (_HEAD - 40) * unit)
        step, steps = self.steps
        draw_head(painter, slide, head, scale, f"{step}/{steps} 页" if steps > 1 else "")
        if slide.stage is Stage.QUESTION:
            draw_clock(painter, self._face, self._clock_box(), scale)
        page = self._pages[self._page]
        spare = max(0.0, body.height() - page.height)
        origin = QPointF(body.left(), body.top() + spare * 0.3)
        draw_page(painter, page, origin, scale)
        draw_hand_bars(painter, page, origin, scale)

    def _draw_bar(self, painter: QPainter) -> None:
        if not self._bar:
            return
        scale = self._scale()
        height = _BAR * scale.unit
        box = QRectF(0, self.height() - height, self.width(), height)
        painter.fillRect(box, QColor(PALETTE.sunken))
        painter.setPen(QColor(PALETTE.ink_soft))
        painter.setFont(scale.font(17))
        inner = box.adjusted(_MARGIN * scale.unit, 0, -_MARGIN * scale.unit, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._bar)

    def _lay_out(self) -> None:
        if self._slide is not None and self._slide.stem:
            self._pages = pages_of(self._slide, self._scale())
        else:
            self._pages = ()
        self._page = min(self._page, max(0, len(self._pages) - 1))

    def _scale(self) -> Scale:
        unit = self._unit()
        body = self._body_box()
        return Scale(unit, body.width(), body.height())

    def _unit(self) -> float:
        return min(self.height() / DESIGN_HEIGHT, self.width() / (DESIGN_HEIGHT * 4 / 3))

    def _body_box(self) -> QRectF:
        unit = self._unit()
        foot = self._foot_box()
        margin = _MARGIN * unit
        top = _HEAD * unit
        bottom = foot.top() - 24 * unit
        return QRectF(margin, top, self.width() - 2 * margin, max(1.0, bottom - top))

    def _whole_box(self) -> QRectF:
        unit = self._unit()
        margin = _MARGIN * unit
        bar = _BAR * unit if self._bar else 0
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin - bar)

    def _foot_box(self) -> QRectF:
        unit = self._unit()
        margin = _MARGIN * unit
        height = foot_height(len(self._slide.tiles) if self._slide else 0) * unit
        bottom = self.height() - 30 * unit - (_BAR * unit if self._bar else 0)
        return QRectF(margin, bottom - height, self.width() - 2 * margin, height)

    def _clock_box(self) -> QRectF:
        unit = self._unit()
        side = 148 * unit
        return QRectF(self.width() - _MARGIN * unit - side, 8 * unit, side, side)

    def _may_move(self) -> bool:
        """Whether this desktop wants anything to move at all."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.style().styleHint(hint, None, self) > 0

    def _keep_before(self, before: Slide | None) -> None:
        if before is None or self._black:
            return
        after, self._slide = self._slide, before
        self._forget_before()
        self._before = self.grab()
        self._slide = after
        self._fade.start()

    @Slot()
    def _forget_before(self) -> None:
        self._fade.stop()
        self._before = None
        self.update()


def _body(slide: Slide) -> tuple[object, ...]:
    """What of a picture decides where everything stands."""
    return (slide.stage, slide.heading, slide.stem, slide.options, slide.notes, len(slide.tiles))
