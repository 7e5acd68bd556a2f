"""The form of an item: everything a revision fixes, with what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.check import BLANK, LETTER_PLACE, OPTION_KINDS
from jyguide.bank.edition import Edition
from jyguide.bank.hints import ANSWER, BASIS, EXPLANATION, POINTS, REASON, STEM
from jyguide.bank.item import Answer, ItemContent, ItemKind, KeyPoint
from jyguide.bank.pinning import fixed_places
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES
from ui.bank.editor_answers import BlanksPart, JudgePart, PointsPart, TextPart
from ui.bank.editor_basis import BasisPart
from ui.bank.editor_options import OptionsPart
from ui.theme import SPACE
from ui.widgets import Form, FormRow, Kind, make_button, make_label

_STEM_HEIGHT, _EXPLANATION_HEIGHT = 72, 60
_IN_WORDS = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})
_ANSWER_LABELS = {
    ItemKind.SINGLE: "选项",
    ItemKind.MULTIPLE: "选项",
    ItemKind.ORDERING: "步骤",
}


class EditorForm(QWidget):
    """Tells of every change; what is wrong is found out elsewhere.

    `reason_row` is for the dialog to put where it is always seen: an item in force is not kept
    without a reason, and the form is longer than a small screen.

    Object names: `kind`, `difficulty`, `category`, `stem`, `insert_blank`, `insert_place`,
    `explanation`, `tests`, `reason`, and those of its parts.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._touched: set[str] = set()
        self._filling = False
        self._shown = ItemContent(ItemKind.SINGLE, "")
        self._make_fields()
        self._build()
        self._connect()
        self._show_kind()

    def show_content(self, content: ItemContent, *, untouched: bool) -> None:
        """Fill the form.

        Args:
            content: What it shows.
            untouched: A new item: nothing is wrong with a field before somebody was in it.
        """
        self._filling = True
        self._shown = content
        self._touched = set() if untouched else {STEM, ANSWER, POINTS, EXPLANATION, BASIS}
        self.kind.setCurrentIndex(list(ItemKind).index(content.kind))
        self.difficulty.setCurrentIndex(list(DIFFICULTY_NAMES).index(content.difficulty))
        self.category.setEditText(content.category)
        self.stem.setPlainText(content.stem)
        self._blanks.follow(content.stem)
        self._options.show_content(content)
        for part in (self._judge, self._blanks, self._text):
            part.show_answer(content.answer)
        self._points.show_points(content.key_points)
        self.explanation.setPlainText(content.explanation)
        self.tests.setText(content.tests)
        self.basis.show_basis(content.regulation, content.edition, content.article)
        self.reason.clear()
        self._filling = False
        self._show_kind()

    def content(self) -> ItemContent:
        """What the form says now."""
        kind = self.chosen_kind
        regulation, edition, article = self.basis.basis()
        return ItemContent(
            kind=kind,
            stem=self.stem.toPlainText().strip(),
            options=self._options.options() if kind in OPTION_KINDS else (),
            answer=self._answer(kind),
            explanation=self.explanation.toPlainText().strip(),
            key_points=self._key_points(kind),
            category=self.category.currentText().strip(),
            difficulty=self.difficulty.currentIndex() + 1,
            regulation=regulation,
            edition=edition,
            article=article,
            tests=self.tests.text().strip(),
        )

    @property
    def chosen_kind(self) -> ItemKind:
        return list(ItemKind)[self.kind.currentIndex()]

    @property
    def pending(self) -> dict[str, str]:
        """What the fields themselves cannot say yet, by part."""
        if self.chosen_kind is ItemKind.ORDERING and self._options.problem:
            return {ANSWER: self._options.problem}
        return {}

    def offer(self, categories: Sequence[str], editions: Sequence[Edition]) -> None:
        """Offer what the bank knows; what is written stays."""
        written = self.category.currentText()
        self.category.clear()
        self.category.addItems(list(categories))
        self.category.setEditText(written)
        self.basis.offer(editions)

    def show_reason(self, *, needed: bool, shown: bool) -> None:
        """Ask why; only an item that was there before has a reason to change."""
        self._rows[REASON].setVisible(shown)
        self.reason.setPlaceholderText("必填，如：条例修订" if needed else "可不填")

    def show_problems(self, problems: Mapping[str, str], *, everywhere: bool = False) -> None:
        """Show what is wrong, at first only where somebody has been; `everywhere` on saving."""
        if everywhere:
            self._touched |= set(self._rows)
        for part, row in self._rows.items():
            row.show_problem(problems.get(part, "") if part in self._touched else "")

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Show what is worth knowing."""
        for part, row in self._rows.items():
            row.show_note(notes.get(part, ""))
        self._options.show_pinned(fixed_places(self.content()))

    def labels(self, parts: Iterable[str]) -> list[str]:
        """What parts are called on screen, in the order of the form."""
        wanted = set(parts)
        return [row.label for part, row in self._rows.items() if part in wanted]

    def row(self, part: str) -> FormRow:
        """A part with its label and what is wrong with it."""
        return self._rows[part]

    def enter(self, part: str = STEM) -> None:
        """Put the cursor into a part of the form."""
        if part == ANSWER and self.chosen_kind in OPTION_KINDS:
            self._options.take_focus()
        elif part in self._rows:
            self._rows[part].field.setFocus()

    def _make_fields(self) -> None:
        self.kind, self.difficulty, self.category = QComboBox(), QComboBox(), QComboBox()
        self.kind.addItems([KIND_NAMES[kind] for kind in ItemKind])
        self.difficulty.addItems(list(DIFFICULTY_NAMES.values()))
        self.category.setEditable(True)
        self.category.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for field, name in (
            (self.kind, "kind"),
            (self.difficulty, "difficulty"),
            (self.category, "category"),
        ):
            field.setObjectName(name)
        self.stem = _text("stem", "题目怎么问", _STEM_HEIGHT)
        self.explanation = _text("explanation", "为什么这样答，容易错在哪里", _EXPLANATION_HEIGHT)
        self.tests, self.reason = QLineEdit(placeholderText="一句话，可不填"), QLineEdit()
        self.tests.setObjectName("tests")
        self.reason.setObjectName("reason")
        self.reason_row = FormRow("修改原因", self.reason)
        self._options, self._judge = OptionsPart(), JudgePart()
        self._blanks, self._text = BlanksPart(), TextPart()
        self._points, self.basis = PointsPart(), BasisPart()

    def _build(self) -> None:
        form = Form()
        form.add("kind", "题型", self._head())
        stem = form.add(STEM, "题干", self.stem, required=True)
        stem.add_below(self._inserting())  # before what follows: Tab goes in the order of making
        self._rows: dict[str, FormRow] = {
            STEM: stem,
            ANSWER: form.add(ANSWER, "答案", self._answering()),
            POINTS: form.add(POINTS, "要点", self._points),
            EXPLANATION: form.add(EXPLANATION, "解析", self.explanation),
            BASIS: form.add(BASIS, "依据", self.basis),
            "tests": form.add("tests", "考查", self.tests),
            REASON: self.reason_row,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE.m, 0)
        column.addWidget(form)
        column.addStretch()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.kind)
        for label, field, stretch in (("类别", self.category, 1), ("难度", self.difficulty, 0)):
            row.addSpacing(SPACE.s)
            row.addWidget(make_label(label, "key"))
            field.setAccessibleName(label)
            row.addWidget(field, stretch)
        head.setFocusProxy(self.kind)
        return head

    def _inserting(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for text, name, sign in (
            (f"插入空 {BLANK}", "insert_blank", BLANK),
            (f"插入{LETTER_PLACE}", "insert_place", LETTER_PLACE),
        ):
            button = make_button(text, Kind.QUIET, name=name)
            button.setProperty("sign", sign)
            button.clicked.connect(self._insert)
            row.addWidget(button)
        row.addStretch()
        return tools

    def _answering(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._options, self._judge, self._blanks, self._text):
            column.addWidget(part)
        return holder

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.stem.textChanged.connect(self._follow_stem)
        for name, signal in (
            (STEM, self.stem.textChanged),
            (ANSWER, self._options.changed),
            (ANSWER, self._judge.changed),
            (ANSWER, self._blanks.changed),
            (ANSWER, self._text.changed),
            (POINTS, self._points.changed),
            (EXPLANATION, self.explanation.textChanged),
            (BASIS, self.basis.changed),
            (REASON, self.reason.textChanged),
            ("tests", self.tests.textChanged),
            ("category", self.category.editTextChanged),
            ("difficulty", self.difficulty.currentIndexChanged),
        ):
            signal.connect(self._toucher(name))
        self._options.left.connect(self.explanation.setFocus)
        self._points.left.connect(self.explanation.setFocus)

    def _toucher(self, part: str) -> _Touch:
        return _Touch(self, part)

    def touch(self, part: str) -> None:
        """Note that somebody has been in a part of the form."""
        if not self._filling:
            self._touched.add(part)
            self.changed.emit()

    @Slot()
    def _follow_stem(self) -> None:
        self._blanks.follow(self.stem.toPlainText())

    @Slot()
    def _insert(self) -> None:
        sender = self.sender()
        sign = str(sender.property("sign")) if sender is not None else ""
        self.stem.insertPlainText(sign)
        self.stem.setFocus()

    @Slot()
    def _show_kind(self) -> None:
        if self._filling:
            return
        kind = self.chosen_kind
        self._filling = True  # marks that go with another kind are nobody's edit
        self._options.show_kind(kind)
        self._filling = False
        self._options.setVisible(kind in OPTION_KINDS)
        self._judge.setVisible(kind is ItemKind.TRUE_FALSE)
        self._blanks.setVisible(kind is ItemKind.FILL_IN)
        self._text.setVisible(kind in _IN_WORDS)
        self._rows[POINTS].setVisible(kind in _IN_WORDS)
        self._rows[ANSWER].show_label(_ANSWER_LABELS.get(kind, "答案"))
        self.changed.emit()

    def _key_points(self, kind: ItemKind) -> tuple[KeyPoint, ...]:
        """Points that the form has no place for are kept as long as the kind stays."""
        if kind in _IN_WORDS:
            return self._points.points()
        return self._shown.key_points if kind is self._shown.kind else ()

    def _answer(self, kind: ItemKind) -> Answer:
        if kind in OPTION_KINDS:
            return self._options.answer()
        if kind is ItemKind.TRUE_FALSE:
            return self._judge.answer()
        return self._blanks.answer() if kind is ItemKind.FILL_IN else self._text.answer()


class _Touch:
    """A slot for any signal, whatever it carries: somebody has been in a part of the form."""

    def __init__(self, form: EditorForm, part: str) -> None:
        self._form = form
        self._part = part

    def __call__(self, *_: object) -> None:
        self._form.touch(self._part)


def _text(name: str, placeholder: str, height: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setPlaceholderText(placeholder)
    made.setTabChangesFocus(True)
    made.setFixedHeight(height)
    return made
