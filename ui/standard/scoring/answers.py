"""Answers to a criterion: one way for each method, by keys and by large buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from jyguide.standard.answering import MET, NOT_APPLICABLE, NOT_MET, points_text
from jyguide.standard.checklist import Criterion, Method
from jyguide.standard.scoring import Score
from ui.standard.scoring.figures import CountAnswer, RatioAnswer
from ui.theme import SPACE, restyle, scaled
from ui.widgets.text_button import TextButton

_MOST_GRADES = 8
_ASIDE_WIDTH = 136
_LEAST = 48
"""The height of one answer in a line."""


class AnswerButton(TextButton):
    """One answer: its key, its words, its points."""

    def __init__(self, name: str) -> None:
        super().__init__("", "", SPACE.xs)
        self.setObjectName(name)
        self.setProperty("kind", "answer")

    def show_answer(self, key: str, text: str, tone: str) -> None:
        """Say what it stands for; `tone` is good, bad or neutral."""
        self.show_text(key, text)
        self.setAccessibleName(f"{text}（按 {key}）")
        if self.property("tone") != tone:
            restyle(self, tone=tone)


class ChoiceAnswer(QWidget):
    """Yes or no side by side; grades under each other, the best first."""

    chosen = Signal(int)
    """The value: 1 or 0 of a yes-no criterion, the step of a graded one."""

    def __init__(self) -> None:
        super().__init__()
        self._values: list[int] = []
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.s)
        self._buttons = [AnswerButton(f"answer_{at + 1}") for at in range(_MOST_GRADES)]
        for button in self._buttons:
            button.clicked.connect(self._choose)
            self._layout.addWidget(button)

    def show_criterion(self, criterion: Criterion) -> None:
        """Offer what this one may be answered with."""
        if criterion.method is Method.YES_NO:
            self._layout.setDirection(QBoxLayout.Direction.LeftToRight)
            answers = [("1", 1, MET, criterion.points), ("0", 0, NOT_MET, 0)]
        else:
            self._layout.setDirection(QBoxLayout.Direction.TopToBottom)
            answers = [
                (str(at + 1), at, grade.label, grade.points)
                for at, grade in enumerate(criterion.grades)
            ]
        self._values = [value for _, value, _, _ in answers]
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(answers))
            if at < len(answers):
                key, _, label, points = answers[at]
                tone = "good" if points >= criterion.points else "bad"
                button.show_answer(key, f"{label}　{points_text(points)}", tone)

    def show_score(self, criterion: Criterion, score: Score) -> None:
        """Show which was chosen."""
        chosen = _chosen(criterion, score)
        for value, button in zip(self._values, self._buttons, strict=False):
            button.setChecked(score.applies and value == chosen)

    def by_digit(self, digit: int) -> None:
        """Choose by its key."""
        keys = [1, 0] if self._values == [1, 0] else [value + 1 for value in self._values]
        if digit in keys:
            self.chosen.emit(self._values[keys.index(digit)])

    def setEnabled(self, on: bool) -> None:  # noqa: FBT001, N802 - Qt's own
        for button in self._buttons:
            button.setEnabled(on)

    @Slot()
    def _choose(self) -> None:
        at = self._buttons.index(self.sender())  # type: ignore[arg-type] # one of them
        self.chosen.emit(self._values[at])


def _chosen(criterion: Criterion, score: Score) -> int | None:
    if score.points is None:
        return None
    if criterion.method is Method.YES_NO:
        return 1 if score.points == criterion.points else 0
    if len(score.value) == 1:
        return score.value[0]
    points = [grade.points for grade in criterion.grades]
    return points.index(score.points) if score.points in points else None


class Answers(QWidget):
    """Whatever the criterion is answered with, and that it does not apply.

    Object names: `answer_1` …, `not_applicable`, and those of the figures.
    """

    valued = Signal(tuple)
    """What was counted or chosen; see `Score.value`."""
    given = Signal(int)
    """Points given outright, in tenths."""
    aside = Signal()
    refused = Signal(str)
    """Why what was typed is impossible."""
    onward = Signal()
    """Enter in a field of figures."""

    def __init__(self) -> None:
        super().__init__()
        self._choice = ChoiceAnswer()
        self._count = CountAnswer()
        self._ratio = RatioAnswer()
        self._stack = QStackedWidget()
        self._aside = AnswerButton("not_applicable")
        self._aside.show_answer("N", NOT_APPLICABLE, "neutral")
        self._aside.setToolTip("这个支部没有这项工作：不计入总分，其余的按比例折算")
        self._criterion: Criterion | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        for part in (self._choice, self._count, self._ratio):
            self._stack.addWidget(part)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._aside, alignment=Qt.AlignmentFlag.AlignTop)
        self._aside.setFixedWidth(scaled(_ASIDE_WIDTH))

    def _connect(self) -> None:
        self._choice.chosen.connect(self._pass_choice)
        for part in (self._count, self._ratio):
            part.valued.connect(self.valued)
            part.given.connect(self.given)
            part.refused.connect(self.refused)
            part.onward.connect(self.onward)
        self._aside.clicked.connect(self._set_aside)

    def show_criterion(self, criterion: Criterion) -> None:
        """Offer the way of this one."""
        self._criterion = criterion
        part = self._part(criterion)
        part.show_criterion(criterion)
        self._stack.setCurrentWidget(part)
        height = part.sizeHint().height() if part is not self._choice else 0
        self._stack.setFixedHeight(max(height, self._choice_height()))

    def show_score(self, score: Score, *, writable: bool) -> None:
        """Show what was said."""
        if self._criterion is not None:
            part = self._part(self._criterion)
            part.show_score(self._criterion, score)
            part.setEnabled(writable)
        self._aside.setChecked(not score.applies)
        self._aside.setEnabled(writable)

    def enter(self) -> bool:
        """Put the keyboard where figures are typed; whether there is such a field."""
        if self._stack.currentWidget() is self._ratio:
            self._ratio.enter()
            return True
        return False

    def by_digit(self, digit: int) -> None:
        """Answer by a digit key."""
        part = self._stack.currentWidget()
        if part is self._choice:
            self._choice.by_digit(digit)
        elif part is self._count:
            self._count.set_count(digit)

    def by_yes(self) -> None:
        """Answer a yes-no criterion with yes."""
        if self._criterion is not None and self._criterion.method is Method.YES_NO:
            self.valued.emit((1,))

    def by_step(self, by: int) -> None:
        """One occurrence more or fewer."""
        if self._stack.currentWidget() is self._count:
            self._count.step(by)

    def enter_points(self) -> None:
        """Put the keyboard on the field for points given outright."""
        part = self._stack.currentWidget()
        if isinstance(part, CountAnswer | RatioAnswer):
            part.points.setFocus(Qt.FocusReason.OtherFocusReason)

    def _part(self, criterion: Criterion) -> ChoiceAnswer | CountAnswer | RatioAnswer:
        if criterion.method is Method.DEDUCTION:
            return self._count
        return self._ratio if criterion.method is Method.RATIO else self._choice

    def _choice_height(self) -> int:
        if self._stack.currentWidget() is not self._choice:
            return 0
        width = max(self._stack.width(), 320)
        layout = self._choice.layout()
        return _LEAST if layout is None else max(layout.totalHeightForWidth(width), _LEAST)

    @Slot(int)
    def _pass_choice(self, value: int) -> None:
        self.valued.emit((value,))

    @Slot()
    def _set_aside(self) -> None:
        self.aside.emit()
