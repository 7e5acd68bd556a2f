"""One item on a sheet: as a trainee reads it, then the key and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jyguide.bank.check import CHOICE_KINDS
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind, KeyPoint
from jyguide.bank.pinning import fixed_places
from jyguide.bank.row import answer_text
from ui.bank.trainee_sheet import HELD, pin_badge
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import Banner, Facts, icon_label, make_label

NO_KEY = "这道题还没有答案，先存为草稿，考试不会抽到它。"
_SPOKEN = "（口头回答）"
_WRITTEN = "（书面回答）"
_ASKED_ALOUD = {ItemKind.ORAL: _SPOKEN, ItemKind.SHORT_ANSWER: _WRITTEN}


class ItemView(QWidget):
    """Built for one content and thrown away with it.

    Object names: `stem`, `option` (each), `key`, `explanation`, `key_point` (each), `basis`.
    """

    def __init__(self, content: ItemContent) -> None:
        super().__init__()
        self._content = content
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.s)
        self._add_question()
        self._add_key()
        self._add_lines("要点", [point_text(point) for point in content.key_points], "key_point")
        self._add_lines(
            "解析", [content.explanation] if content.explanation else [], "explanation"
        )
        self._add_basis()

    def _add_question(self) -> None:
        stem = _copyable(self._content.stem, "sentence", "stem")
        self.column.addWidget(stem)
        fixed = fixed_places(self._content)
        held = len(fixed) == len(self._content.options)
        for at, line in enumerate(_choices(self._content)):
            self.column.addLayout(_option_row(line, pinned=at in fixed and not held))
        if held and fixed:
            self.column.addWidget(make_label(HELD, "small", "held", wrap=True))
        if asked := _ASKED_ALOUD.get(self._content.kind):
            self.column.addWidget(make_label(asked, "hint"))

    def _add_key(self) -> None:
        self._head("答案")
        lines = key_lines(self._content)
        self.column.addWidget(key_box(lines) if lines else Banner(NO_KEY, Tone.WARN))

    def _add_lines(self, title: str, lines: Sequence[str], name: str) -> None:
        if not lines:
            return
        self._head(title)
        many = len(lines) > 1
        for place, line in enumerate(lines, start=1):
            self.column.addWidget(_copyable(f"{place}. {line}" if many else line, "body", name))

    def _add_basis(self) -> None:
        content = self._content
        if not (content.regulation or content.article):
            return
        self._head("依据")
        facts = Facts()
        facts.setObjectName("basis")
        facts.show_facts(
            [("规定", content.regulation), ("版本", content.edition), ("条款", content.article)]
        )
        self.column.addWidget(facts)

    def _head(self, title: str) -> None:
        self.column.addSpacing(SPACE.s)
        self.column.addWidget(make_label(title, "key"))


def key_lines(content: ItemContent) -> list[str]:
    """The key in full, a line for each part of it; empty without one.

    Choices are given with their texts: ``B　正式党员满3人``; an order as ``1. …``, a blank as
    ``第 1 空：3 或 三``.
    """
    answer = content.answer
    if answer is None:
        return []
    if isinstance(answer, tuple):
        return [f"第 {at} 空：{' 或 '.join(blank)}" for at, blank in enumerate(answer, start=1)]
    if content.kind in CHOICE_KINDS:
        return [_option(content, letter) for letter in answer]
    if content.kind is ItemKind.ORDERING:
        return [answer_text(content.kind, answer)] + [
            f"{at}. {_option(content, letter)}" for at, letter in enumerate(answer, start=1)
        ]
    return [answer_text(content.kind, answer)]


def point_text(point: KeyPoint) -> str:
    """A key point as a person reads it, with its weight and whether it is required."""
    weight = f"{point.weight} 份" if point.weight > 1 else ""
    said = "，".join(part for part in ("必答" if point.required else "", weight) if part)
    return f"{point.text}（{said}）" if said else point.text


def _choices(content: ItemContent) -> Iterable[str]:
    if content.kind is ItemKind.TRUE_FALSE:
        return ("正确", "错误")
    lettered = zip(OPTION_LETTERS, content.options, strict=False)
    return [f"{letter}　{text}" for letter, text in lettered]


def _option(content: ItemContent, letter: str) -> str:
    at = OPTION_LETTERS.find(letter)
    text = content.options[at] if 0 <= at < len(content.options) else ""
    return f"{letter}　{text}"


def _option_row(line: str, *, pinned: bool) -> QHBoxLayout:
    option = _copyable(line, "body", "option")
    option.setIndent(SPACE.s)
    row = QHBoxLayout()
    row.setSpacing(SPACE.s)
    row.addWidget(option, 1)
    if pinned:
        row.addWidget(pin_badge(), alignment=Qt.AlignmentFlag.AlignTop)
    return row


def key_box(lines: Iterable[str]) -> QFrame:
    """The key on green, with a tick for those who do not see the colour."""
    frame = QFrame()
    frame.setProperty("role", "banner")
    frame.setProperty("tone", Tone.GOOD.value)
    row = QHBoxLayout(frame)
    row.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
    row.setSpacing(SPACE.s)
    mark = icon_label("check", PALETTE.good, 20)
    row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(_copyable("\n".join(lines), "body", "key"), 1)
    return frame


def _copyable(text: str, role: str, name: str) -> QLabel:
    made = make_label(text, role, name, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
