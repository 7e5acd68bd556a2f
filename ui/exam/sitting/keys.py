"""Keys as people press them: any keyboard, numeric pad, full-width or lower case."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_FULL_WIDTH = range(0xFF01, 0xFF5F)
"""The block of full-width forms, by which Qt numbers their keys."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def plain_key(event: QKeyEvent) -> int:
    """The key meant, as Qt numbers it: Ａ from an input method is A, １ is 1.

    A key that stands for no character is what it is.
    """
    return plain_character(event.text()) or plain_character(_character(event.key())) or event.key()


def plain_character(text: str) -> int:
    """The key of one printable character in any width and case; 0 where it is none."""
    levelled = unicodedata.normalize("NFKC", text).upper()
    plain = len(levelled) == 1 and levelled.isascii() and levelled.isprintable()
    return ord(levelled) if plain and levelled != " " else 0


def _character(key: int) -> str:
    return chr(key) if key in _FULL_WIDTH else ""


def controls(event: QKeyEvent) -> bool:
    """Whether the key was pressed with Ctrl."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
