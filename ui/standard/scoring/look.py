"""The look of scoring: one large question, big answers, calm marks."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.theme import PALETTE

_SHEET = """
QLabel[role="question"] { font-size: 16pt; font-weight: 600; color: $ink; }
QLabel[role="total"] { font-size: 26pt; font-weight: 600; color: $ink; }
QLabel[role="count"] { font-size: 26pt; font-weight: 600; color: $ink; }
QLabel[role="result"] { font-size: 12pt; font-weight: 600; color: $ink; }
QLabel[role="result"][tone="bad"] { color: $bad; }
QLabel[role="result"][tone="good"] { color: $good; }
QPushButton[kind="answer"] {
    text-align: left; padding: 0; min-height: 44px; border: 2px solid $line;
    border-radius: 8px; background: $surface;
}
QPushButton[kind="answer"]:hover { border-color: $line_strong; background: $canvas; }
QPushButton[kind="answer"]:checked { background: $good_soft; border-color: $good; }
QPushButton[kind="answer"][tone="bad"]:checked { background: $bad_soft; border-color: $bad; }
QPushButton[kind="answer"][tone="neutral"]:checked {
    background: $sunken; border-color: $ink_faint;
}
QPushButton[kind="answer"]:disabled { background: $surface; color: $ink_soft; }
QPushButton[kind="answer"] QLabel { font-size: 12pt; }
QPushButton[kind="answer"] QLabel[role="letter"] {
    font-weight: 600; color: $ink_soft; background: $sunken; border-radius: 14px;
    min-width: 28px; max-width: 28px; min-height: 28px; max-height: 28px;
}
QPushButton[kind="step"] {
    font-size: 18pt; padding: 0; min-width: 48px; max-width: 48px;
    min-height: 44px; max-height: 44px; border-radius: 8px;
}
QPushButton[kind="chip"] {
    padding: 4px 12px; border-radius: 15px; min-height: 26px;
    background: $gold_soft; border: 1px solid $gold_line; color: $ink;
}
QPushButton[kind="chip"]:hover { border-color: $gold; }
QPushButton[kind="chip"]:focus { border-color: $focus; }
QPushButton[kind="big"] { min-height: 28px; }
QLineEdit[role="number"] { font-size: 18pt; min-height: 34px; }
QListView#criteria { border: none; background: transparent; }
"""


def scoring_sheet() -> str:
    """The style sheet laid over that of the application."""
    return Template(_SHEET).substitute(
        {name: str(value) for name, value in asdict(PALETTE).items()}
    )
