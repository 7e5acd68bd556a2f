"""The key of an item in its form, for kinds without options: judged, filled in, written, said."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.check import count_blanks
from jyguide.bank.item import Answer, KeyPoint
from ui.bank.editor_rows import EditorRow, EditorRows
from ui.theme import SPACE
from ui.widgets import make_label

_BETWEEN = re.compile(r"[|｜]")
_MANY_WAYS = "一个空有几种写法都算对的，用 | 隔开，如：5|五|五人"
_HEAVIEST = 9
_MOST_POINTS = 30
_ANSWER_HEIGHT = 72


class JudgePart(QWidget):
    """Object names: `judged_true`, `judged_false`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._true, self._false = QRadioButton("正确"), QRadioButton("错误")
        self._true.setObjectName("judged_true")
        self._false.setObjectName("judged_false")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE.xs, 0, SPACE.xs)
        row.setSpacing(SPACE.l)
        for part in (self._true, self._false):
            row.addWidget(part)
            part.toggled.connect(self.changed)
        row.addStretch()

    def show_answer(self, answer: Answer) -> None:
        for part, letter in ((self._true, "T"), (self._false, "F")):
            part.setAutoExclusive(False)
            part.setChecked(answer == letter)
            part.setAutoExclusive(True)

    def answer(self) -> Answer:
        if self._true.isChecked():
            return "T"
        return "F" if self._false.isChecked() else None


class BlanksPart(QWidget):
    """One field for each blank of the stem, `blank_1` and on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[QLineEdit] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.xs)
        self._note = make_label("", "small", "blanks_note", wrap=True)
        self._column.addWidget(self._note)
        self.follow("")

    def follow(self, stem: str) -> None:
        """Have as many fields as the stem has blanks; what was written stays."""
        count = count_blanks(stem)
        while len(self._fields) < count:
            self._append()
        for at, field in enumerate(self._fields):
            field.setVisible(at < count)
        self._count = count
        self._note.setText(_MANY_WAYS if count else "请先在题干里插入要填的空（____）。")

    def show_answer(self, answer: Answer) -> None:
        blanks = answer if isinstance(answer, tuple) else ()
        while len(self._fields) < len(blanks):
            self._append()
        for at, field in enumerate(self._fields):
            field.setText("|".join(blanks[at]) if at < len(blanks) else "")

    def answer(self) -> Answer:
        """Variants by blank, None while all are empty."""
        blanks = tuple(map(_variants, self._fields[: self._count]))
        return blanks if any(blanks) else None

    def _append(self) -> None:
        number = len(self._fields) + 1
        field = QLineEdit(placeholderText=f"第 {number} 空")
        field.setObjectName(f"blank_{number}")
        field.textChanged.connect(self.changed)
        self._column.insertWidget(len(self._fields), field)
        self._fields.append(field)


def _variants(field: QLineEdit) -> tuple[str, ...]:
    return tuple(part.strip() for part in _BETWEEN.split(field.text()) if part.strip())


class TextPart(QPlainTextEdit):
    """The model answer; Tab leaves it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("model_answer")
        self.setPlaceholderText("参考答案")
        self.setTabChangesFocus(True)
        self.setFixedHeight(_ANSWER_HEIGHT)
        self.textChanged.connect(self.changed)

    def show_answer(self, answer: Answer) -> None:
        self.setPlainText(answer if isinstance(answer, str) else "")

    def answer(self) -> Answer:
        return self.toPlainText().strip() or None


class PointRow(EditorRow):
    """Object names: `weight`, `required`, and those of `EditorRow`."""

    def __init__(self) -> None:
        super().__init__()
        self._weight = QSpinBox()
        self._weight.setObjectName("weight")
        self._weight.setRange(1, _HEAVIEST)
        self._weight.setPrefix("分量 ")
        self._required = QCheckBox("必答")
        self._required.setObjectName("required")
        self._required.setToolTip("没有答到这一点，这道题就不算通过")
        after = self.line.indexOf(self.field) + 1
        self.line.insertWidget(after, self._weight)
        self.line.insertWidget(after + 1, self._required)
        self._weight.valueChanged.connect(self.changed)
        self._required.toggled.connect(self.changed)

    def state(self) -> KeyPoint:
        text = self.field.text().strip()
        return KeyPoint(text, self._weight.value(), self._required.isChecked())

    def show_state(self, state: KeyPoint, at: int) -> None:
        self.field.setPlaceholderText(f"要点 {at + 1}")
        with QSignalBlocker(self):
            self.show_text(state.text)
            self._weight.setValue(state.weight)
            self._required.setChecked(state.required)


class PointsPart(QWidget):
    """What an answer has to name; object names `points` (the lines), `points_sum`."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = EditorRows(PointRow, lambda _: KeyPoint(""), "添加要点", (1, _MOST_POINTS))
        self._lines.setObjectName("points")
        self._sum = make_label("", "small", "points_sum")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._lines)
        column.addWidget(self._sum)
        self._lines.changed.connect(self._changed)
        self._lines.left.connect(self.left)
        self.show_points(())

    def show_points(self, points: tuple[KeyPoint, ...]) -> None:
        self._lines.show_states(points)

    def points(self) -> tuple[KeyPoint, ...]:
        """All lines; empty ones at the end do not count."""
        states: list[KeyPoint] = self._lines.states()
        while states and not states[-1].text:
            states.pop()
        return tuple(states)

    @Slot()
    def _changed(self) -> None:
        points = self.points()
        required = sum(point.required for point in points)
        total = sum(point.weight for point in points)
        said = f"共 {len(points)} 个要点，分量合计 {total}，必答 {required} 个" if points else ""
        self._sum.setText(said)
        self._sum.setVisible(bool(said))
        self.changed.emit()
