"""The look of the exam window: large type for people of every age, calm colours."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.theme import PALETTE

_SHEET = """
QWidget#exam_window { background: $canvas; }
QLabel, QLineEdit, QPlainTextEdit, QListView, QPushButton { font-size: 16pt; }
QLabel[role="exam-title"] { font-size: 18pt; font-weight: 600; color: $ink; }
QLabel[role="exam-name"] { font-size: 26pt; font-weight: 600; color: $ink; }
QLabel[role="exam-stem"] { font-size: 20pt; color: $ink; }
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
QLabel[role="letter"] {
    font-size: 16pt; font-weight: 600; color: $ink_soft; background: $sunken; border-radius: 19px;
    min-width: 38px; max-width: 38px; min-height: 38px; max-height: 38px;
}
QLabel[role="letter"][chosen="true"] { background: $info; color: $surface; }
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
"""


def exam_sheet() -> str:
    """The style sheet for an exam window, laid over that of the application."""
    return Template(_SHEET).substitute({key: str(value) for key, value in asdict(PALETTE).items()})
