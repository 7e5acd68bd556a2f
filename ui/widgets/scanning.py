"""What fields for codes have in common: a scanner types, a picture is dropped or pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif", ".tif", ".tiff")
PICTURE_PATTERNS = f"图片 ({' '.join(f'*{ending}' for ending in _PICTURES)})"
"""Of files that may be chosen."""
_MOST_SIGNS = 2000
_SCANNED = 40
"""Signs that nobody types by hand."""


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


def pasted_picture() -> bytes | None:
    """The picture on the clipboard as PNG; None where there is none."""
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        return None
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(kept, b"PNG")
    return bytes(kept.data().data())
