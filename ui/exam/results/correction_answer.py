"""Where the answers are given that are to count instead of a key: by ticks, or typed."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.exam.marking.key_change import Answer
from ui.theme import SPACE
from ui.widgets import FormRow, make_label

_BETWEEN = {
    ItemKind.SINGLE: re.compile(r"[或，,；;、/\s]+"),
    ItemKind.MULTIPLE: re.compile(r"[或；;/]+"),
    ItemKind.ORDERING: re.compile(r"[或；;/]+"),
}
_HINTS = {
    ItemKind.SINGLE: "几个都算对的，一并选上，例如 B 或 C。",
    ItemKind.MULTIPLE: "几种选法都算对的，用“或”分开，例如 AC 或 ABC；勾选的是最后一种。",
    ItemKind.ORDERING: "几种顺序都算对的，用“或”分开，例如 CABD 或 ABCD。",
}
_TOP = Qt.AlignmentFlag.AlignTop
_VARIANTS = re.compile(r"[；;]+")
_JUDGEMENTS = (("T", "正确"), ("F", "错误"))
_NO_KEY = (
    "简答题由人评阅，没有可以改正的答案；题目有误的，可以作废。"
    "作废后不能整批恢复，只能在成绩里逐人更正分数。"
)


class AnswerField(QWidget):
    """One item's options to tick and a line to type in, or a line for each blank.

    Object names: `tick_<letter>`, `new_answer`, `blank_<n>`.
    """

    changed = Signal()

    def __init__(self, content: ItemContent) -> None:
        super().__init__()
        self._content = content
        self._ticks: dict[str, QCheckBox] = {}
        self._blanks: list[QLineEdit] = []
        self._typed = QLineEdit()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE.s)
        if isinstance(content.answer, tuple):
            self._lay_blanks(content.answer)
        elif content.kind is ItemKind.TRUE_FALSE:
            self._rows.addLayout(self._options(_JUDGEMENTS))
        elif content.kind in _HINTS:
            options = zip(OPTION_LETTERS, content.options, strict=False)
            self._rows.addLayout(self._options(tuple(options)))
            self._lay_line(_HINTS[content.kind])
        else:
            self._rows.addWidget(make_label(_NO_KEY, "hint", wrap=True))

    def answers(self) -> tuple[Answer, ...]:
        """Each right by itself, in the letters shown; none while nothing is given."""
        if self._blanks:
            said = tuple(_variants(line.text()) for line in self._blanks)
            return () if said == self._content.answer else (said,)
        if self._content.kind is ItemKind.TRUE_FALSE:
            return tuple(letter for letter, tick in self._ticks.items() if tick.isChecked())
        return tuple(self._alternatives())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order; the first is where answering begins."""
        typed = (self._typed,) if self._content.kind in _HINTS else ()
        return (*self._ticks.values(), *self._blanks, *typed)

    def _options(self, options: tuple[tuple[str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.s)
        grid.setVerticalSpacing(SPACE.xs)
        grid.setColumnStretch(1, 1)
        for at, (letter, text) in enumerate(options):
            if self._content.kind is ItemKind.ORDERING:
                grid.addWidget(make_label(f"{letter}."), at, 0, _TOP)
                grid.addWidget(make_label(text, wrap=True), at, 1)
                continue
            judged = self._content.kind is ItemKind.TRUE_FALSE
            tick = QCheckBox(text if judged else letter)
            tick.setObjectName(f"tick_{letter}")
            tick.setAccessibleName(text if judged else f"{letter} {text}")
            tick.toggled.connect(partial(self._tick, letter))
            self._ticks[letter] = tick
            grid.addWidget(tick, at, 0, _TOP)
            if not judged:
                grid.addWidget(make_label(text, wrap=True), at, 1)
        return grid

    def _lay_line(self, hint: str) -> None:
        self._typed.setObjectName("new_answer")
        self._typed.textChanged.connect(self._show_ticks)
        self._rows.addWidget(FormRow("正确答案", self._typed, required=True, hint=hint))

    def _lay_blanks(self, accepted: tuple[tuple[str, ...], ...]) -> None:
        for number, variants in enumerate(accepted, start=1):
            line = QLineEdit("；".join(variants))
            line.setObjectName(f"blank_{number}")
            line.textChanged.connect(self.changed)
            self._blanks.append(line)
            self._rows.addWidget(FormRow(f"第 {number} 空", line, required=True))
        self._rows.addWidget(make_label("几种写法都算对的，用“；”分开。", "small", wrap=True))

    def _alternatives(self) -> list[str]:
        between = _BETWEEN.get(self._content.kind)
        if between is None:
            return []
        said = between.split(self._typed.text().upper())
        return [text for one in said if (text := "".join(filter(str.isalnum, one)))]

    def _tick(self, letter: str, checked: bool) -> None:  # noqa: FBT001 - Qt calls it
        """Write into the line what the ticks say; a judgement has no line."""
        if self._content.kind is ItemKind.TRUE_FALSE:
            self.changed.emit()
            return
        said = self._alternatives()
        if self._content.kind is ItemKind.SINGLE:
            said = sorted({*said, letter} if checked else {*said} - {letter})
        else:
            last = {*(said.pop() if said else "")}
            kept = "".join(sorted({*last, letter} if checked else last - {letter}))
            said += [kept] if kept else []
        self._typed.setText(" 或 ".join(said))

    @Slot()
    def _show_ticks(self) -> None:
        said = self._alternatives()
        single = self._content.kind is ItemKind.SINGLE
        ticked = set(said) if single else set(said[-1] if said else "")
        for letter, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(letter in ticked)
        self.changed.emit()


def _variants(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in _VARIANTS.split(text) if one.strip())
