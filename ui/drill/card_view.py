"""One card: the question, and once it is turned over the answer with what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jyguide.bank.item import ItemKind
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.drill.card import DrillCard
from jyguide.drill.review import Grade
from jyguide.drill.suggest import by_key_points, by_letters
from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import PaperPlace
from ui.drill.choices import KeyPoints
from ui.exam.results.sheet_text import source_text
from ui.exam.sitting.choice_view import ChoiceView, OrderingView
from ui.exam.sitting.option_button import OptionButton
from ui.theme import SPACE, restyle
from ui.widgets import make_label

_LONG_STEM = 90
_AT_ONCE = frozenset({ItemKind.SINGLE, ItemKind.TRUE_FALSE})
"""Kinds whose answer is complete with the first letter."""
_MARKS = {"right": "✓", "wrong": "✗"}


class CardView(QWidget):
    """A card that can be turned over once.

    Object names: `stem`, `answer`, `verdict`, `explanation`, `source`, `point_<n>` and those of
    the exam's options.
    """

    answered = Signal()
    """An answer is complete at the first letter: turn over."""
    ticked = Signal()

    def __init__(self, card: DrillCard) -> None:
        super().__init__()
        self.card = card
        self.turned = False
        self.points: KeyPoints | None = None
        self.answer_parts: list[QWidget] = []
        """What came to light when it was turned, top to bottom."""
        self._response: Response = None
        self._choice: ChoiceView | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE.m)
        content = card.content
        head = "　".join(filter(None, [KIND_NAMES[content.kind], card.name, content.category]))
        self._rows.addWidget(make_label(head, "drill-small", "kind"))
        stem = make_label(content.stem, "drill-stem", "stem", wrap=True)
        restyle(stem, long="true" if len(content.stem) > _LONG_STEM else "false")
        self._rows.addWidget(stem)
        if card.by_letters:
            self._add_choice()
        self._rows.addStretch()

    def take_key(self, key: int) -> bool:
        """Choose by letters before the card is turned, tick by numbers after."""
        if not self.turned:
            return self._choice is not None and self._choice.take_key(key)
        return self.points is not None and self.points.take_key(key)

    def wants_letter(self, key: int) -> bool:
        """Whether a letter is one of an option that may still be chosen."""
        return not self.turned and 0 <= key - Qt.Key.Key_A < len(self.card.content.options)

    @property
    def ready(self) -> bool:
        """Whether there is an answer to judge; what is said aloud always is."""
        return self._choice is None or bool(self._response)

    def suggested(self, *, quick: bool = False) -> Grade:
        """The grade that the answer suggests."""
        if self.card.by_letters:
            return by_letters(self.card.content, self._response)
        named = self.points.named if self.points else ()
        return by_key_points(self.card.content, named, quick=quick)

    @property
    def missed(self) -> tuple[int, ...]:
        return self.points.missed if self.points else ()

    def turn(self, *, judged: bool = True) -> None:
        """Show the answer; `judged` where somebody has answered and is not just looking."""
        if self.turned:
            return
        self.turned = True
        if self.card.by_letters:
            self._show_letters(judged=judged)
        else:
            self._show_answer()
        self._show_basis()

    def _add_choice(self) -> None:
        place = PaperPlace(self.card.item_id, 1, self.card.revision_id, 100, self.card.content)
        ordering = self.card.content.kind is ItemKind.ORDERING
        self._choice = OrderingView(place) if ordering else ChoiceView(place)
        self._choice.given.connect(self._give)
        self._rows.addWidget(self._choice)

    @Slot(object)
    def _give(self, response: Response) -> None:
        if self.turned:
            return
        self._response = response
        if response and self.card.content.kind in _AT_ONCE:
            self.answered.emit()

    def _show_letters(self, *, judged: bool) -> None:
        content = self.card.content
        right = str(content.answer)
        assert self._choice is not None  # noqa: S101 - for the type checker: it has letters
        self._choice.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for again in self._choice.findChildren(QPushButton, "order_again"):
            again.hide()
        for button in self._choice.findChildren(OptionButton):
            if content.kind is not ItemKind.ORDERING:
                chosen = judged and button.letter in str(self._response or "")
                button.setChecked(chosen)
                wrong = "wrong" if chosen else ""
                _mark(button, "right" if button.letter in right else wrong)
        good = self.suggested() is Grade.GOOD
        said = f"正确答案：{answer_text(content.kind, content.answer)}"
        if judged:
            said = f"{'答对了' if good else '答错了'}。{said}"
        verdict = make_label(said, "drill-verdict", "verdict", wrap=True)
        restyle(verdict, tone="good" if good or not judged else "bad")
        self._insert(verdict)

    def _show_answer(self) -> None:
        content = self.card.content
        answer = make_label(
            answer_text(content.kind, content.answer), "drill-answer", "answer", wrap=True
        )
        self._insert(answer)
        if content.key_points:
            self.points = KeyPoints(content.key_points)
            self.points.ticked.connect(self.ticked)
            self._insert(make_label("要点（说到的打勾）", "drill-soft"))
            self._insert(self.points)

    def _show_basis(self) -> None:
        content = self.card.content
        for text, name in (
            (content.explanation, "explanation"),
            (source_text(content), "source"),
        ):
            if text:
                self._insert(make_label(text, "drill-soft", name, wrap=True))

    def _insert(self, widget: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, widget)
        self.answer_parts.append(widget)


def _mark(button: OptionButton, verdict: str) -> None:
    """Colour and, for whoever does not see it, a tick or a cross at the end of the line."""
    restyle(button, verdict=verdict)
    row = button.layout()
    if verdict and row is not None:
        mark = make_label(_MARKS[verdict], "option-mark", "option_mark")
        restyle(mark, verdict=verdict)
        row.addWidget(mark)
        said = {"right": "正确", "wrong": "选错"}[verdict]
        button.setAccessibleName(f"{button.accessibleName()}，{said}")
