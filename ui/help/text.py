"""The text of a chapter on screen, whose pictures come one by one while it can be read already."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QTextBrowser

from jyguide.help.chapters import Chapter, help_bytes, picture_size
from jyguide.help.markup import Shot
from ui.help.page_html import PICTURE, TOPIC, anchor, page_html
from ui.theme import SPACE, restyle

_WIDEST = 900
"""Of a picture in the text: wider ones say no more."""
_RESIZED_MS = 120
_IMAGE = QTextDocument.ResourceType.ImageResource


class HelpText(QTextBrowser):
    """Object name `help_text`."""

    topic_wanted = Signal(str)
    picture_wanted = Signal(str)
    """The file of a picture to be shown in its own size."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help_text")
        self.setAccessibleName("帮助正文")
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setIndentWidth(26)
        self.document().setDocumentMargin(SPACE.m)
        restyle(self, role="sheet")
        self._chapter: Chapter | None = None
        self._waiting: list[str] = []
        self._width = 0
        self._resized = QTimer(self, singleShot=True, interval=_RESIZED_MS)
        self._resized.timeout.connect(self._fit_pictures)
        self._loading = QTimer(self, interval=0)
        self._loading.timeout.connect(self._load_next)
        self.anchorClicked.connect(self._follow)

    @property
    def pictures_waiting(self) -> int:
        """How many pictures of the chapter are still to come."""
        return len(self._waiting)

    def show_chapter(self, chapter: Chapter, section: str = "") -> None:
        """Show a chapter from its beginning, or from the head of a section."""
        self._chapter = chapter
        self._fill()
        if section in chapter.sections:
            self.scrollToAnchor(anchor(section))
        else:
            self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        if kind == _IMAGE:  # its turn comes: until then its room is empty
            return _nothing()
        return super().loadResource(kind, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._chapter is not None and self._room() != self._width:
            self._resized.start()

    def _fill(self) -> None:
        chapter = self._chapter
        if chapter is None:
            return
        self._width = self._room()
        self.setHtml(page_html(chapter, QApplication.font().pointSizeF(), self._size))
        self._waiting = [part.file for part in chapter.parts if isinstance(part, Shot)]
        self._loading.start()

    @Slot()
    def _fit_pictures(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._fill()
        bar.setValue(round(share * bar.maximum()))

    @Slot()
    def _load_next(self) -> None:
        """A picture a turn of the loop: each takes as long as a key pressed."""
        if not self._waiting:
            self._loading.stop()
            return
        file = self._waiting.pop(0)
        ratio = self.devicePixelRatioF()
        size = QSize(*self._size(file)) * ratio
        image = QImage.fromData(help_bytes(file)).scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        image.setDevicePixelRatio(ratio)
        document = self.document()
        document.addResource(_IMAGE, QUrl(file), image)
        document.markContentsDirty(0, document.characterCount())
        self.viewport().update()

    def _size(self, file: str) -> tuple[int, int]:
        across, down = picture_size(file)
        width = min(across, self._width)
        return width, round(down * width / across)

    def _room(self) -> int:
        return max(240, min(_WIDEST, self.viewport().width() - 3 * SPACE.m))

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        where = url.toString(QUrl.ComponentFormattingOption.FullyDecoded)
        if where.startswith(TOPIC):
            self.topic_wanted.emit(where.removeprefix(TOPIC))
        elif where.startswith(PICTURE):
            self.picture_wanted.emit(where.removeprefix(PICTURE))


def _nothing() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
