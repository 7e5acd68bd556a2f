"""An item as it stands before a trainee: the question, and where it is answered, without key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from jyguide.bank.check import OPTION_KINDS, count_blanks
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.pinning import fixed_places
from jyguide.bank.row import KIND_NAMES
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import Badge, make_label

PINNED = "固定在最后"
HELD = "题目里提到了选项字母：打乱选项时，这道题保持原来的顺序。"
_HOW = {
    ItemKind.SINGLE: "选一项",
    ItemKind.MULTIPLE: "选一项或多项",
    ItemKind.TRUE_FALSE: "判断正误",
    ItemKind.FILL_IN: "填空",
    ItemKind.SHORT_ANSWER: "书面作答",
    ItemKind.ORDERING: "按先后顺序逐个选择",
    ItemKind.ORAL: "口头回答，按要点评分",
}
_NO_STEM = "（还没有题干）"
_LETTER_STYLE = (
    f"color: {PALETTE.ink_soft}; background: {PALETTE.sunken}; border-radius: 14px;"
    "font-weight: 600; border: none;"
)
_OPTION_STYLE = (
    f"QFrame#trainee_option {{ background: {PALETTE.surface};"
    f" border: 1px solid {PALETTE.line_strong}; border-radius: 8px; }}"
)
_LETTER_SIZE = 28


class TraineeSheet(QWidget):
    """Built for one content and thrown away with it.

    Object names: `how`, `stem`, `trainee_option` (each), `trainee_blank` (each), `held`.
    """

    def __init__(self, content: ItemContent) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.s)
        how = f"{KIND_NAMES[content.kind]}　·　{_HOW[content.kind]}"
        self.column.addWidget(make_label(how, "small", "how"))
        self.column.addWidget(make_label(content.stem or _NO_STEM, "sentence", "stem", wrap=True))
        self.column.addSpacing(SPACE.xs)
        for part in _answering(content):
            self.column.addWidget(part)


def _answering(content: ItemContent) -> list[QWidget]:
    if content.kind is ItemKind.TRUE_FALSE:
        return [_option("T", "正确"), _option("F", "错误")]
    if content.kind in OPTION_KINDS:
        return _options(content)
    if content.kind is ItemKind.FILL_IN:
        return [_blank(at) for at in range(1, max(count_blanks(content.stem), 1) + 1)]
    if content.kind is ItemKind.SHORT_ANSWER:
        return [_paper()]
    return []


def _options(content: ItemContent) -> list[QWidget]:
    fixed = fixed_places(content)
    held = len(fixed) == len(content.options) > 0
    made: list[QWidget] = [
        _option(letter, text, pinned=at in fixed and not held)
        for at, (letter, text) in enumerate(zip(OPTION_LETTERS, content.options, strict=False))
    ]
    if held:
        made.append(make_label(HELD, "small", "held", wrap=True))
    return made


def _option(letter: str, text: str, *, pinned: bool = False) -> QFrame:
    frame = QFrame()
    frame.setObjectName("trainee_option")
    frame.setStyleSheet(_OPTION_STYLE)
    mark = make_label(letter, name="trainee_letter")
    mark.setStyleSheet(_LETTER_STYLE)
    mark.setFixedSize(_LETTER_SIZE, _LETTER_SIZE)
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    row = QHBoxLayout(frame)
    row.setContentsMargins(SPACE.s + SPACE.xs, SPACE.s, SPACE.s + SPACE.xs, SPACE.s)
    row.setSpacing(SPACE.s + SPACE.xs)
    row.addWidget(mark)
    row.addWidget(make_label(text, wrap=True), 1)
    if pinned:
        row.addWidget(pin_badge(), alignment=Qt.AlignmentFlag.AlignVCenter)
    return frame


def pin_badge() -> QLabel:
    """Says that an option keeps to the end when options are shuffled."""
    made = Badge(PINNED, Tone.GOLD)
    made.setObjectName("pinned")
    made.setToolTip("打乱选项时，它始终排在最后")
    return made


def _blank(number: int) -> QLineEdit:
    field = QLineEdit(placeholderText=f"第 {number} 空")
    field.setObjectName("trainee_blank")
    field.setReadOnly(True)
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return field


def _paper() -> QFrame:
    frame = QFrame()
    frame.setObjectName("trainee_option")
    frame.setStyleSheet(_OPTION_STYLE)
    row = QVBoxLayout(frame)
    row.addWidget(make_label("请在这里作答", "hint"))
    row.addSpacing(SPACE.xl * 2)
    return frame
