"""One picture large, and from it to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QSizePolicy, QVBoxLayout, QWidget

from jyguide.attachment.row import AttachmentRow
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import make_button, make_label
from ui.widgets.button_row import ButtonRow

Fetch = Callable[[AttachmentRow], bytes]
"""The picture as a JPEG that fills a screen; called on the worker."""


class PictureViewer(QDialog):
    """← and → lead through the pictures, Esc closes.

    Object names: `picture_viewer`, `picture`, `picture_caption`, `picture_place`, `previous`,
    `next`, `close`.
    """

    def __init__(
        self, desk: Desk, rows: Sequence[AttachmentRow], at: int, fetch: Fetch, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows = list(rows)
        self._at = at
        self._fetch = fetch
        self._whole = QPixmap()
        self.setObjectName("picture_viewer")
        self.setWindowTitle("查看照片")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 700)
        self._build()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self.picture = QLabel()
        self.picture.setObjectName("picture")
        self.picture.setAccessibleName("照片")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setMinimumSize(QSize(320, 240))
        self._caption = make_label("", "sentence", "picture_caption", wrap=True)
        self._place = make_label("", "small", "picture_place")
        self._previous = make_button("上一张（←）", name="previous")
        self._next = make_button("下一张（→）", name="next")
        close = make_button("关闭", name="close")
        foot = ButtonRow(self._place, self._previous, self._next, leave=close, said=self._caption)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.picture, 1)
        layout.addLayout(foot)
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        close.clicked.connect(self.reject)
        for key, slot in (("Left", self._go_back), ("Right", self._go_on)):
            QShortcut(QKeySequence(key), self, slot)

    @Slot()
    def _go_back(self) -> None:
        self._go(-1)

    @Slot()
    def _go_on(self) -> None:
        self._go(1)

    def _go(self, by: int) -> None:
        if 0 <= self._at + by < len(self._rows):
            self._at += by
            self._show()

    def _show(self) -> None:
        row = self._rows[self._at]
        self._caption.setText(row.caption or row.name)
        self._place.setText(f"第 {self._at + 1} 张，共 {len(self._rows)} 张")
        self._previous.setEnabled(self._at > 0)
        self._next.setEnabled(self._at < len(self._rows) - 1)
        self._whole = QPixmap()
        self.picture.setText(row.elsewhere or "正在读取…")
        if row.here:
            job = self._desk.load(self, partial(self._fetch, row), partial(self._take, row))
            job.failed.connect(self._say_failed)

    def _take(self, row: AttachmentRow, data: bytes) -> None:
        """Another may have been asked for while this one was decoded."""
        if row.id == self._rows[self._at].id and self._whole.loadFromData(data):
            self._fit()

    @Slot(object)
    def _say_failed(self, _error: BaseException) -> None:
        self.picture.setText("这张照片打不开")

    def _fit(self) -> None:
        if self._whole.isNull():
            return
        ratio = self.devicePixelRatioF()
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = self._whole.scaled(self.picture.size() * ratio, keep, smooth)
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)
