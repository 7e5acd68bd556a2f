"""The fields of a form: read in a fraction of a millisecond, and filled again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from uuid import UUID

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from jyguide.ids import PersonId
from jyguide.settings.draft import Entered, Entry
from ui.widgets.chosen_people import ChosenPeople

_FIELDS = (
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QCheckBox,
    QRadioButton,
    ChosenPeople,
)
_MOMENT = "yyyy-MM-ddTHH:mm:ss"
_FINDS = ("search", "filter", "find")
"""In the name of what is typed into to find something, not to keep it."""


class Fields:
    """Those of one form, as they are at the moment of asking: rows may come and go.

    What was ever seen hidden as a secret is stays left out, also while it is shown.
    """

    def __init__(self, form: QWidget) -> None:
        self._form = form
        self._secret: set[str] = set()

    def widgets(self) -> dict[str, QWidget]:
        """The fields that may be kept, by name."""
        found: dict[str, QWidget] = {}
        for number, widget in enumerate(_fields_in(self._form)):
            name = widget.objectName() or f"{type(widget).__name__}_{number}"
            while name in found:
                name += "_"
            if isinstance(widget, QLineEdit) and widget.echoMode() != QLineEdit.EchoMode.Normal:
                self._secret.add(name)
            if name not in self._secret and _is_kept(widget):
                found[name] = widget
        return found

    def entered(self) -> list[Entered]:
        """All of them with what stands in them."""
        labels = _labels(self._form)
        return [
            Entered(name, _label_of(one, labels), value_of(one), isinstance(one, QDateEdit))
            for name, one in self.widgets().items()
        ]

    def fill(self, changed: tuple[Entered, ...]) -> list[str]:
        """Put values into fields; returns the labels of those that would not take theirs.

        Twice, since a choice may bring fields on screen, or put others back.
        """
        left = changed
        for _ in range(2):
            there = self.widgets()
            for one in sorted(left, key=lambda each: _is_text(there.get(each.name))):
                if one.name in there and value_of(there[one.name]) != one.value:
                    put(there[one.name], one.value)
            there = self.widgets()
            left = tuple(
                one
                for one in changed
                if one.name not in there or value_of(there[one.name]) != one.value
            )
        return [one.label or "一处没有名称的内容" for one in left]


def value_of(widget: QWidget) -> Entry:  # noqa: PLR0911 - one for each kind of field
    """What stands in a field."""
    match widget:
        case QLineEdit():
            return widget.text()
        case QPlainTextEdit() | QTextEdit():
            return widget.toPlainText()
        case QDateTimeEdit():
            return widget.dateTime().toString(_MOMENT)
        case QSpinBox() | QDoubleSpinBox():
            return widget.value()
        case ChosenPeople():
            return [[key.hex, name] for key, name in widget.chosen_people()]
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return cast("QAbstractButton", widget).isChecked()


def put(widget: QWidget, value: Entry) -> None:
    """Put a value into a field as if somebody had typed or chosen it."""
    match widget:
        case QLineEdit():
            widget.setText(str(value))
            widget.textEdited.emit(widget.text())
        case QPlainTextEdit() | QTextEdit():
            widget.setPlainText(str(value))
        case QComboBox():
            _choose(widget, str(value))
        case QDateTimeEdit():
            widget.setDateTime(QDateTime.fromString(str(value), _MOMENT))
        case QSpinBox() | QDoubleSpinBox():
            widget.setValue(value)  # type: ignore[arg-type]  # read from the same field
        case ChosenPeople():
            people = cast("list[list[str]]", value)
            widget.choose((PersonId(UUID(hex=key)), name) for key, name in people)
        case QAbstractButton() if widget.isChecked() != bool(value):
            widget.click()


def _choose(combo: QComboBox, text: str) -> None:
    at = combo.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
    if at >= 0:
        combo.setCurrentIndex(at)
        combo.activated.emit(at)
    elif combo.isEditable():
        combo.setEditText(text)


def _fields_in(part: QWidget) -> Iterator[QWidget]:
    """In the order in which they were put in; not inside a field, a list or another window."""
    for child in part.children():
        if not isinstance(child, QWidget) or child.isWindow():
            continue
        if isinstance(child, _FIELDS):
            yield child
        elif not isinstance(child, QAbstractItemView):
            yield from _fields_in(child)


def _is_kept(widget: QWidget) -> bool:
    if any(word in widget.objectName().lower() for word in _FINDS):
        return False
    fixed = isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)) and widget.isReadOnly()
    return not fixed


def _is_text(widget: QWidget | None) -> bool:
    """Choices first: they decide which fields there are."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit))


def _labels(form: QWidget) -> dict[int, str]:
    """What stands beside a field, by the field it belongs to."""
    found = {}
    for label in form.findChildren(QLabel):
        if (buddy := label.buddy()) is not None:
            found[id(buddy.focusProxy() or buddy)] = label.text().removesuffix(" *")
    return found


def _label_of(widget: QWidget, labels: dict[int, str]) -> str:
    text = widget.text() if isinstance(widget, (QCheckBox, QRadioButton)) else ""
    return text or labels.get(id(widget), "") or widget.accessibleName()
