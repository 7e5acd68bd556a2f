"""The look of the exam window: large type for people of every age, calm colours."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtCore import Qt

from ui.theme import PALETTE

SCALES = (0.85, 1.0, 1.2, 1.4, 1.6)
"""Sizes of type a candidate may choose for the item before him."""

_STEPS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Underscore: -1,
}

_SHEET = """
QWidget#exam_window { background: $canvas; }
QLabel, QLineEdit, QPlainTextEdit, QListView, QPushButton { font-size: 16pt; }
QLabel[role="exam-title"] { font-size: 18pt; font-weight: 600; color: $ink; }
QLabel[role="exam-name"] { font-size: 26pt; font-weight: 600; color: $ink; }
QLabel[role="exam-stem"] { font-size: 20pt; color: $ink; }
QWidget#item_content QLabel, QWidget#item_content QLineEdit,
QWidget#item_content QPlainTextEdit, QWidget#item_content QPushButton {
    font-size: ${body}pt;
}
QWidget#item_content QLabel[role="exam-stem"] { font-size: ${stem}pt; }
QLabel[role="exam-soft"] { color: $ink_soft; }
QLabel[role="exam-small"] { font-size: 13pt; color: $ink_soft; }
QLabel[role="exam-problem"] { color: $bad; }
QLabel[role="countdown"] { font-size: 28pt; font-weight: 600; color: $ink; }
QLabel[role="countdown"][tone="warn"] { color: $warn; }
QLabel[role="countdown"][tone="bad"] { color: $bad; }
QFrame#exam_head { background: $surface; border-bottom: 1px solid $line; }
QFrame#exam_foot { background: $surface; border-top: 1px solid $line; }
QLineEdit { padding: 8px 12px; min-height: 32px; }
QPlainTextEdit { padding: 8px; }
QListView { padding: 4px; }
QListView::item { padding: 10px 12px; }
QPushButton { padding: 8px 24px; min-height: 32px; }
QPushButton[kind="option"] {
    text-align: left; padding: 0;
    background: $surface; border: 2px solid $line; border-radius: 8px;
}
QPushButton[kind="option"]:hover { border-color: $line_strong; background: $surface; }
QPushButton[kind="option"][pointed="true"] { border-color: $focus; }
QPushButton[kind="option"]:checked { background: $info_soft; border-color: $info; }
QWidget#item_content QLabel[role="letter"] {
    font-size: ${body}pt; font-weight: 600; color: $ink_soft; background: $sunken;
    border-radius: 19px;
    min-width: 38px; max-width: 38px; min-height: 38px; max-height: 38px;
}
QWidget#item_content QLabel[role="letter"][chosen="true"] {
    background: $info; color: $surface;
}
QPushButton[kind="cell"] {
    font-size: 13pt; padding: 0; border: 2px solid $line; border-radius: 6px;
    background: $surface; color: $ink_soft; min-height: 30px; max-height: 30px;
}
QPushButton[kind="cell"][state="answered"] {
    background: $info_soft; border-color: $info_soft; color: $info; font-weight: 600;
}
QPushButton[kind="cell"][state="unsaved"] { background: $bad_soft; color: $bad; }
QPushButton[kind="cell"][later="true"] { border-color: $gold_line; }
QPushButton[kind="cell"][here="true"] { border-color: $ink; }
QPushButton[kind="cell"][pointed="true"] { background: $focus; color: $surface; }
QSpinBox { font-size: 16pt; padding: 8px 12px; min-height: 32px; }
"""


def exam_sheet(scale: float = 1.0) -> str:
    """The style sheet for an exam window, laid over that of the application.

    Args:
        scale: By which the type of the item before the candidate is larger than usual.
    """
    colours = {key: str(value) for key, value in asdict(PALETTE).items()}
    sizes = {"body": f"{16 * scale:.1f}", "stem": f"{20 * scale:.1f}"}
    return Template(_SHEET).substitute(colours | sizes)


def next_scale(scale: float, key: int) -> float:
    """The size after a key pressed with Ctrl, at most one step on; 0 where it is no such key."""
    if key == Qt.Key.Key_0:
        return 1.0
    step = _STEPS.get(Qt.Key(key), 0)
    at = SCALES.index(scale) + step
    return SCALES[min(max(at, 0), len(SCALES) - 1)] if step else 0
