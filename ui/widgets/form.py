"""Rows of a form: label on the left, field, and under it what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import SPACE, restyle, scaled
from ui.widgets.field_menu import FieldMenu
from ui.widgets.labels import in_short, make_label

_BARE = (QLabel, QCheckBox, QRadioButton)
_LABEL_WIDTH = 96
_LONGEST = 240
_REQUIRED = " *"


class FormRow(QWidget):
    """One labelled field; the label's mnemonic and the tab order lead to the field.

    Object names: `problem` for what is wrong with the field, under it, and `note` for what is
    worth knowing; the field's own is the page's.
    """

    def __init__(
        self, label: str, field: QWidget, *, required: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self.field = field
        self._problem = make_label("", "problem", "problem", wrap=True)
        self._problem.hide()
        self._note = make_label("", "small", "note", wrap=True)
        self._note.hide()
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.xs)
        grid.setColumnStretch(1, 1)
        self._label = _field_label(label, field, required=required)
        grid.addWidget(self._label, 0, 0, _TOP)
        grid.addWidget(field, 0, 1)
        if hint:
            grid.addWidget(make_label(hint, "small", "hint", wrap=True), 1, 1)
        grid.addWidget(self._problem, 2, 1)
        grid.addWidget(self._note, 3, 1)

    def add_below(self, widget: QWidget) -> None:
        """Put tools for the field right under it."""
        self._grid.addWidget(widget, 1, 1)

    def add_beside(self, widget: QWidget) -> None:
        """Put what belongs to the field on the same line."""
        self._grid.addWidget(widget, 0, 2)

    def tell_history(self, ask: Callable[[], object]) -> None:
        """Offer what became of this field alone, by right click and by keys."""
        FieldMenu(self, self.field, ask)

    def show_label(self, text: str) -> None:
        """Call the field something else; the star of one that is required stays."""
        required = self._label.text().endswith(_REQUIRED)
        self._label.setText(f"{text}{_REQUIRED}" if required else text)

    @property
    def label(self) -> str:
        """What the field is called, without the star of one that is required."""
        return self._label.text().removesuffix(_REQUIRED)

    def show_problem(self, sentence: str) -> None:
        """Mark the field and say why; an empty sentence clears the mark."""
        self._problem.setText(in_short(sentence, _LONGEST))
        self._problem.setHidden(not sentence)
        restyle(self.field, wrong="true" if sentence else "false")

    def show_note(self, sentence: str) -> None:
        """Say something that is no fault, or nothing."""
        self._note.setText(sentence)
        self._note.setHidden(not sentence)

    @property
    def note(self) -> str:
        """The note shown, or ""."""
        return self._note.text()

    @property
    def problem(self) -> str:
        """The sentence shown, or ""."""
        return self._problem.text()


class Form(QWidget):
    """Form rows under each other, found again by a name."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, FormRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.m)

    def add(
        self, name: str, label: str, field: QWidget, *, required: bool = False, hint: str = ""
    ) -> FormRow:
        """Add a row; a field without an object name gets `field_<name>`."""
        if not field.objectName():
            field.setObjectName(f"field_{name}")
        row = FormRow(label, field, required=required, hint=hint)
        self._rows[name] = row
        self._layout.addWidget(row)
        return row

    def rows(self) -> Iterator[tuple[str, FormRow]]:
        """Each row with its name, top to bottom."""
        return iter(self._rows.items())

    def enter(self) -> None:
        """Put the keyboard on the first field that takes it."""
        for row in self._rows.values():
            field = row.field.focusProxy() or row.field
            if field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def show_problems(self, problems: dict[str, str]) -> bool:
        """Show a sentence per named row, clear all others, and enter the first wrong field.

        Returns whether there was none.
        """
        for name, row in self._rows.items():
            row.show_problem(problems.get(name, ""))
        wrong = [row for name, row in self._rows.items() if name in problems]
        if wrong:
            wrong[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong


_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


def _is_bare(field: QWidget) -> bool:
    """Whether its first line has no frame, so that its words begin where the field does."""
    if isinstance(field, _BARE):
        return True
    layout = field.layout()
    if layout is None or isinstance(layout, QHBoxLayout) or layout.contentsMargins().top():
        return False
    first = layout.itemAt(0)
    inner = first.widget() if first is not None else None
    return inner is not None and inner is not field and _is_bare(inner)


def _field_label(text: str, field: QWidget, *, required: bool) -> QLabel:
    made = make_label(f"{text}{_REQUIRED}" if required else text, "key")
    made.setFixedWidth(scaled(_LABEL_WIDTH))
    made.setContentsMargins(0, 0 if _is_bare(field) else SPACE.s - 1, 0, 0)
    made.setWordWrap(True)
    made.setBuddy(field)
    inside = field.focusProxy()
    if inside is not None and not inside.accessibleName():
        inside.setAccessibleName(text)  # of two fields on one line the label belongs to the first
    return made
