"""What Qt's own Chinese texts lack of the dialogs that people see: kinds of files, printing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTranslator

_FILES = "QAbstractFileIconProvider"
TEXTS: Mapping[tuple[str, str], str] = {
    (_FILES, "Drive"): "驱动器",
    (_FILES, "File"): "文件",
    (_FILES, "File Folder"): "文件夹",
    (_FILES, "Folder"): "文件夹",
    (_FILES, "Shortcut"): "快捷方式",
    (_FILES, "Unknown"): "未知",
    (_FILES, "%1 File"): "%1 文件",
}
"""By the class that says it and its English."""


class FurtherTexts(QTranslator):
    """Asked after Qt's own, which know nearly everything; answers with the English otherwise."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name; an empty one is not installed
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's names
        disambiguation: str | None = None,  # noqa: ARG002 - as above
        n: int = -1,  # noqa: ARG002 - as above
    ) -> str:
        return TEXTS.get((context, sourceText), sourceText)
