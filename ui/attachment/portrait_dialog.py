"""A portrait cut out of a picture: seen before it is kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from jyguide.attachment.portrait import PORTRAIT_SIZE, Crop, crop_at, first_crop
from ui.theme import PALETTE, SPACE
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SHOWN = QSize(250, 350)
_WHOLE = QSize(380, 350)
_STEPS = 100
_MOST_ZOOM = 4
_SMALL = "这张照片较小，打印出来会有些模糊，建议换一张清楚的。"


class PortraitDialog(FittingDialog):
    """Three sliders choose the part; the picture at the right is what is kept.

    Object names: `portrait_dialog`, `zoom`, `across`, `down`, `portrait_note`, `keep_portrait`,
    `cancel`.
    """

    chosen = Signal(object)
    """A `Crop`."""

    def __init__(self, picture: bytes, parent: QWidget) -> None:
        """`picture` is what `AttachmentService.uncropped` gives."""
        super().__init__(parent)
        self.setObjectName("portrait_dialog")
        self.setWindowTitle("裁剪证件照")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._picture = QPixmap()
        self._picture.loadFromData(picture)
        first = first_crop(self._picture.width(), self._picture.height())
        self._zoom = _slider("zoom", "放大", 0)
        self._across = _slider("across", "左右", _STEPS // 2)
        self._down = _slider("down", "上下", _share(first.top, 1 - (first.bottom - first.top)))
        self._build()
        for slider in (self._zoom, self._across, self._down):
            slider.valueChanged.connect(self._show)
        self._show()

    def crop(self) -> Crop:
        """The part chosen now."""
        return crop_at(
            self._picture.width(),
            self._picture.height(),
            1 + (_MOST_ZOOM - 1) * self._zoom.value() / _STEPS,
            self._across.value() / _STEPS,
            self._down.value() / _STEPS,
        )

    def _build(self) -> None:
        self._whole = _Framed(self._picture)
        self._cut = QLabel()
        self._cut.setFixedSize(_SHOWN)
        self._cut.setAccessibleName("裁剪后的证件照")
        pictures = QHBoxLayout()
        pictures.setSpacing(SPACE.l)
        pictures.addWidget(self._whole)
        pictures.addWidget(self._cut)
        form = Form()
        form.add("zoom", "放大", self._zoom)
        form.add("across", "左右", self._across)
        form.add("down", "上下", self._down)
        self._note = make_label("", "small", "portrait_note", wrap=True)
        keep = make_button("用这张", Kind.PRIMARY, name="keep_portrait")
        keep.setDefault(True)
        cancel = make_button("取消", name="cancel")
        keep.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        foot = ButtonRow(keep, leave=cancel, said=self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(pictures)
        layout.addWidget(form)
        layout.addLayout(foot)
        self._zoom.setFocus()

    @Slot()
    def _show(self, *_: object) -> None:
        crop = self.crop()
        self._whole.show_crop(crop)
        width, height = self._picture.width(), self._picture.height()
        left, top, right, bottom = crop.box
        part = QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.IgnoreAspectRatio
        cut = self._picture.copy(part.toRect()).scaled(_SHOWN * ratio, keep, smooth)
        cut.setDevicePixelRatio(ratio)
        self._cut.setPixmap(cut)
        self._note.setText(_SMALL if part.width() < PORTRAIT_SIZE[0] / 2 else "")

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.crop())
        self.accept()


class _Framed(QWidget):
    """The whole picture with all that is cut away under a veil."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._small = picture.scaled(_WHOLE, keep, smooth)
        self._crop = Crop(0, 0, 1, 1)
        self.setFixedSize(_WHOLE)
        self.setAccessibleName("原来的照片")

    def show_crop(self, crop: Crop) -> None:
        self._crop = crop
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self._small.rect()
        place.moveCenter(self.rect().center())
        painter.drawPixmap(place, self._small)
        veil = QColor(PALETTE.surface)
        veil.setAlpha(170)
        painter.fillRect(place, veil)
        left, top, right, bottom = self._crop.box
        width, height = place.width(), place.height()
        part = QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)
        painter.drawPixmap(part.translated(place.topLeft()), self._small, part)
        painter.setPen(QColor(PALETTE.red))
        painter.drawRect(part.translated(place.topLeft()))
        painter.end()


def _slider(name: str, label: str, value: int) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setRange(0, _STEPS)
    made.setValue(value)
    return made


def _share(of: float, room: float) -> int:
    return round(_STEPS * of / room) if room > 0 else 0
