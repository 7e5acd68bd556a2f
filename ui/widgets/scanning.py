"""Where things with codes come in: a scanner types, a picture is dropped or pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.buttons import Kind, make_button
from ui.widgets.labels import make_label
from ui.widgets.pasted import pasted_picture
from ui.widgets.surfaces import Card

_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif", ".tif", ".tiff")
PICTURE_PATTERNS = f"图片 ({' '.join(f'*{ending}' for ending in _PICTURES)})"
"""Of files that may be chosen."""
_MOST_SIGNS = 2000
_SCANNED = 40
"""Signs that nobody types by hand."""


class AskingCard(Card):
    """Where something with a code comes in: one field for scanner and keyboard, and pictures.

    Subclasses lay the parts out, and say what a filled field means.

    Object names: `paste_picture`, `choose_picture`, and those a subclass gives.
    """

    scanned = Signal(str)
    """What a scanner typed, or somebody pasted."""
    choose = Signal()
    pasted = Signal(object)
    """A picture from the clipboard, a `QImage`."""

    def __init__(self, scan: QLineEdit, problem_name: str) -> None:
        super().__init__("扫码或输入")
        self.scan = scan
        self._paste = make_button("粘贴截图", Kind.PLAIN, "copy", "paste_picture")
        self._choose = make_button("选择图片…", Kind.PLAIN, "folder", "choose_picture")
        self._problem = make_label("", "problem", problem_name, wrap=True)
        self._problem.hide()
        self._paste.clicked.connect(self._take_picture)
        self._choose.clicked.connect(self.choose)

    def enter(self) -> None:
        """Ready for the next one: a scanner types over what stands there."""
        self.scan.setFocus()
        self.scan.selectAll()

    @Slot()
    def _take_picture(self) -> None:
        picture = pasted_picture(QGuiApplication.clipboard().mimeData())
        if picture is None:
            self._say("剪贴板里没有图片；请先截图，再按“粘贴截图”。")
        else:
            self.pasted.emit(picture)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()


class _ScanField(QLineEdit):
    """Takes Tab after a scan as Enter: some scanners are set to send it."""

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and len(self.text()) >= _SCANNED
        ):
            self.returnPressed.emit()
            return True
        return super().event(event)


def scan_field(name: str, called: str, hint: str) -> QLineEdit:
    """Without an input method: a scanner types letters, and none may end up as Chinese."""
    made = _ScanField()
    made.setObjectName(name)
    made.setAccessibleName(called)
    made.setPlaceholderText(hint)
    made.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
    made.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
    made.setMaxLength(_MOST_SIGNS)
    made.setAcceptDrops(False)  # a picture dropped on it is meant for what it stands in
    return made


def dropped_picture(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The one picture file that is dragged; None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    file = Path(urls[0].toLocalFile())
    return file if file.suffix.lower() in _PICTURES else None
