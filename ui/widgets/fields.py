"""Fields of forms that are made alike."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit


def text_field(name: str, text: str = "", hint: str = "", *, height: int) -> QPlainTextEdit:
    """A field of a few lines that Tab leaves; `height` in pixels."""
    made = QPlainTextEdit(text, placeholderText=hint)
    made.setObjectName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(height)
    return made


def name_field(name: str, text: str, names: Iterable[str]) -> QLineEdit:
    """A field that completes the names known here, wherever in them one begins."""
    made = QLineEdit(text)
    made.setObjectName(name)
    completer = QCompleter(sorted(set(filter(None, names))), made)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCompleter(completer)
    return made
