"""The look of practice: large type where a question stands, quiet tiles at the desk."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.theme import PALETTE

_DESK = """
QPushButton[kind="tile"] {
    text-align: left; padding: 10px 16px; border: 1px solid $line; border-radius: 8px;
    background: $surface; min-height: 44px;
}
QPushButton[kind="tile"]:hover { background: $canvas; border-color: $line_strong; }
QPushButton[kind="tile"]:focus { border: 2px solid $focus; padding: 9px 15px; }
QPushButton[kind="tile"]:disabled { color: $ink_faint; background: $sunken; }
"""

_WINDOW = """
QWidget#drill_window { background: $canvas; }
QLabel, QPushButton { font-size: 15pt; }
QLabel[role="drill-head"] { font-size: 15pt; color: $ink_soft; }
QLabel[role="drill-stem"] { font-size: 26pt; font-weight: 600; color: $ink; }
QLabel[role="drill-stem"][long="true"] { font-size: 19pt; font-weight: 400; }
QLabel[role="drill-answer"] { font-size: 18pt; color: $ink; }
QLabel[role="drill-soft"] { font-size: 14pt; color: $ink_soft; }
QLabel[role="drill-small"] { font-size: 12pt; color: $ink_soft; }
QLabel[role="drill-verdict"] { font-size: 20pt; font-weight: 600; }
QLabel[role="drill-verdict"][tone="good"] { color: $good; }
QLabel[role="drill-verdict"][tone="bad"] { color: $bad; }
QLabel[role="countdown"] { font-size: 26pt; font-weight: 600; color: $ink; }
QLabel[role="countdown"][tone="warn"] { color: $warn; }
QLabel[role="countdown"][tone="bad"] { color: $bad; }
QFrame#drill_head { background: $surface; border-bottom: 1px solid $line; }
QFrame#drill_foot { background: $surface; border-top: 1px solid $line; }
QPushButton { padding: 6px 20px; min-height: 30px; }
QPushButton[kind="quiet"] { padding: 6px 12px; font-size: 13pt; }
QPushButton[kind="point"], QPushButton[kind="option"] {
    text-align: left; padding: 0; background: $surface; border: 2px solid $line;
    border-radius: 8px;
}
QPushButton[kind="point"]:checked { background: $good_soft; border-color: $good; }
QPushButton[kind="option"][pointed="true"] { border-color: $focus; }
QPushButton[kind="option"]:checked { background: $info_soft; border-color: $info; }
QPushButton[kind="option"][verdict="right"] { background: $good_soft; border-color: $good; }
QPushButton[kind="option"][verdict="wrong"] { background: $bad_soft; border-color: $bad; }
QLabel[role="option-mark"] { font-size: 20pt; font-weight: 600; min-width: 36px; }
QLabel[role="option-mark"][verdict="right"] { color: $good; }
QLabel[role="option-mark"][verdict="wrong"] { color: $bad; }
QLabel[role="letter"] {
    font-size: 15pt; font-weight: 600; color: $ink_soft; background: $sunken;
    border-radius: 18px; min-width: 36px; max-width: 36px; min-height: 36px; max-height: 36px;
}
QLabel[role="letter"][chosen="true"] { background: $info; color: $surface; }
QLabel[role="letter"][named="true"] { background: $good; color: $surface; }
QPushButton[kind="grade"] {
    font-size: 15pt; min-height: 52px; padding: 6px 12px; border: 2px solid $line_strong;
    border-radius: 8px; background: $surface;
}
QPushButton[kind="grade"]:checked { border-color: $red; background: $red_soft; font-weight: 600; }
"""


def desk_sheet() -> str:
    """The style sheet of the desk, laid over that of the application."""
    return _filled(_DESK)


def window_sheet() -> str:
    """The style sheet of the window in which somebody practises."""
    return _filled(_WINDOW)


def _filled(sheet: str) -> str:
    return Template(sheet).substitute({key: str(value) for key, value in asdict(PALETTE).items()})
