"""The options of an item in its form, and which of them are right, or in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from jyguide.bank.item import OPTION_LETTERS, Answer, ItemContent, ItemKind
from ui.bank.editor_rows import EditorRow, EditorRows
from ui.bank.trainee_sheet import pin_badge
from ui.theme import SPACE
from ui.widgets import make_label

_AT_FIRST = 4
_LETTER_WIDTH = 16
_HOW = {
    ItemKind.SINGLE: "在正确的一项前面点选。",
    ItemKind.MULTIPLE: "把正确的几项都勾上。",
    ItemKind.ORDERING: "每一步前面填它在正确顺序里的次序。",
}


@dataclass(frozen=True, slots=True)
class OptionState:
    """One option in the form.

    Attributes:
        right: Whether it is marked as right.
        step: Its place in the right order, from 1.
    """

    text: str = ""
    right: bool = False
    step: int = 1


class OptionRow(EditorRow):
    """Object names: `mark_one`, `mark_many`, `step`, and those of `EditorRow`."""

    def __init__(self, kind: ItemKind) -> None:
        super().__init__()
        self.one, self.many, self.order = QRadioButton(), QCheckBox(), QSpinBox()
        self.one.setObjectName("mark_one")
        self.many.setObjectName("mark_many")
        self.order.setObjectName("step")
        self.order.setRange(1, len(OPTION_LETTERS))
        self._letter = make_label("A", "key", "letter")
        self._letter.setFixedWidth(_LETTER_WIDTH)
        self._pin = pin_badge()
        before: tuple[QWidget, ...] = (self.one, self.many, self.order, self._letter)
        for at, part in enumerate(before):
            self.line.insertWidget(at, part)
        self.line.insertWidget(self.line.indexOf(self.field) + 1, self._pin)
        self.one.toggled.connect(self.changed)
        self.many.toggled.connect(self.changed)
        self.order.valueChanged.connect(self.changed)
        self.show_kind(kind)
        self.show_pinned(pinned=False)

    def show_kind(self, kind: ItemKind) -> None:
        """Mark by a radio button, a box or a number."""
        self._kind = kind
        self._name()
        self.one.setVisible(kind is ItemKind.SINGLE)
        self.many.setVisible(kind is ItemKind.MULTIPLE)
        self.order.setVisible(kind is ItemKind.ORDERING)

    def show_pinned(self, *, pinned: bool) -> None:
        """Say that it keeps to the end when options are shuffled."""
        self._pin.setVisible(pinned)

    def state(self) -> OptionState:
        marked = self.many if self._kind is ItemKind.MULTIPLE else self.one
        return OptionState(self.field.text(), marked.isChecked(), self.order.value())

    def show_state(self, state: OptionState, at: int) -> None:
        self._letter.setText(OPTION_LETTERS[at])
        self._name()
        with QSignalBlocker(self):
            self.show_text(state.text)
            self.many.setChecked(state.right)
            self.order.setValue(state.step)
            self._check_one(right=state.right)

    def _name(self) -> None:
        """Call the line what its kind calls it."""
        letter = self._letter.text()
        self.field.setPlaceholderText(f"{_called(self._kind)} {letter}")
        self.field.setAccessibleName(self.field.placeholderText())
        self.order.setAccessibleName(f"步骤 {letter} 的次序")
        for part in (self.one, self.many):
            part.setAccessibleName(f"选项 {letter} 正确")
            part.setToolTip(f"选项 {letter} 正确")

    def _check_one(self, *, right: bool) -> None:
        group = self.one.group()
        if group is not None:
            group.setExclusive(False)
        self.one.setChecked(right)
        if group is not None:
            group.setExclusive(True)


class OptionsPart(QWidget):
    """The options of single, multiple and ordering items alike; texts outlast a change of kind.

    Object names: `options` (the lines), `options_how`.
    """

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = ItemKind.SINGLE
        self._group = QButtonGroup(self)
        limits = (2, len(OPTION_LETTERS))
        self._lines = EditorRows(self._make_row, _blank, "添加选项", limits)
        self._lines.setObjectName("options")
        self._how = make_label("", "small", "options_how")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._how)
        column.addWidget(self._lines)
        self._lines.changed.connect(self.changed)
        self._lines.left.connect(self.left)
        self.show_kind(ItemKind.SINGLE)

    def show_kind(self, kind: ItemKind) -> None:
        """Have right options marked the way this kind wants it."""
        states = self._lines.states()
        self._kind = kind
        self._how.setText(_HOW.get(kind, ""))
        self._lines.call(f"添加{_called(kind)}")
        for row in self._option_rows():
            row.show_kind(kind)
        if kind is ItemKind.SINGLE and sum(one.right for one in states) > 1:
            states = [replace(one, right=False) for one in states]
        self._lines.show_states(states)

    def show_content(self, content: ItemContent) -> None:
        """Fill the lines from an item."""
        self._kind = content.kind
        answer = content.answer if isinstance(content.answer, str) else ""
        states = [
            OptionState(text, letter in answer, answer.find(letter) + 1 or at)
            for at, (letter, text) in enumerate(
                zip(OPTION_LETTERS, content.options, strict=False), start=1
            )
        ]
        if not states:
            states = [_blank(at) for at in range(_AT_FIRST)]
        self._lines.show_states(states)

    def show_pinned(self, places: tuple[int, ...]) -> None:
        """Mark the options that keep to the end."""
        for at, row in enumerate(self._option_rows()):
            row.show_pinned(pinned=at in places)

    def options(self) -> tuple[str, ...]:
        """The texts; empty lines at the end do not count."""
        return tuple(one.text.strip() for one in self._filled())

    def answer(self) -> Answer:
        """The key, or None while nothing is marked."""
        filled = self._filled()
        if self._kind is ItemKind.ORDERING:
            return _order(filled)
        marked = [letter for letter, one in zip(OPTION_LETTERS, filled, strict=False) if one.right]
        return "".join(marked) or None

    @property
    def problem(self) -> str:
        """Why there is no key though one was begun: numbers that occur twice or leave a gap."""
        filled = self._filled()
        if self._kind is not ItemKind.ORDERING or not filled or _order(filled) is not None:
            return ""
        return f"次序要从 1 排到 {len(filled)}，每个数用一次。"

    def take_focus(self) -> None:
        self._lines.take_focus()

    def _filled(self) -> list[OptionState]:
        states: list[OptionState] = self._lines.states()
        while states and not states[-1].text.strip() and not states[-1].right:
            states.pop()
        return states

    def _option_rows(self) -> list[OptionRow]:
        return [row for row in self._lines.rows if isinstance(row, OptionRow)]

    def _make_row(self) -> OptionRow:
        row = OptionRow(self._kind)
        self._group.addButton(row.one)
        return row


def _called(kind: ItemKind) -> str:
    return "步骤" if kind is ItemKind.ORDERING else "选项"


def _blank(at: int) -> OptionState:
    return OptionState(step=at + 1)


def _order(states: list[OptionState]) -> str | None:
    """Letters in the right order, None unless the numbers are those from 1 on."""
    if not states or sorted(one.step for one in states) != list(range(1, len(states) + 1)):
        return None
    placed = sorted(zip(states, OPTION_LETTERS, strict=False), key=lambda pair: pair[0].step)
    return "".join(letter for _one, letter in placed)
