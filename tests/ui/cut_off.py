"""Finds words that their widget has no room for: what a picture would show cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.widgets import ElidedLabel
from ui.widgets.choice_filter import ChoiceFilter
from ui.widgets.elided_combo import ElidedCombo
from ui.widgets.fixed_head import FixedHead
from ui.widgets.text_button import TextButton

_ROUNDED = 1
"""Pixels that Qt's own measures differ by."""
_PADDING, _HEAD_PADDING = 32, 22
"""Of a tab and of a head of a table, both sides together: as the style sheet has it."""
_FEW = 5
"""Characters that have to be seen of what stands in an empty search field."""


def cut_off(within: QWidget) -> list[str]:
    """What is cut off on screen, a line each: kind, name, words, room and what is needed."""
    QCoreApplication.sendPostedEvents()  # what is laid out anew comes to rest
    return [
        line
        for widget in within.findChildren(QWidget)
        if widget.isVisible() and _on_screen(widget)
        for line in _faults(widget)
    ]


def _faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton)):
        yield from _button(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QTableView):
        yield from _heads(widget)
    elif isinstance(widget, QComboBox):
        yield from _choice(widget)
    elif isinstance(widget, QLineEdit):
        yield from _field(widget)
    elif isinstance(widget, QGroupBox) and widget.title():
        yield from _told(widget, widget.title(), widget.width(), widget.minimumSizeHint().width())


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or isinstance(label, ElidedLabel):
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        yield from _told(label, label.text(), label.height(), needed)
        if label.textFormat() != Qt.TextFormat.RichText:
            yield from _told(label, label.text(), label.width(), _longest_word(label))
        return
    yield from _told(label, label.text(), label.width(), label.sizeHint().width())
    yield from _told(label, label.text(), label.height(), label.minimumSizeHint().height())


def _longest_word(label: QLabel) -> int:
    """Chinese breaks anywhere: two characters have to stand beside each other."""
    return 2 * label.fontMetrics().horizontalAdvance("字") if len(label.text()) > 1 else 0


def _button(button: QAbstractButton) -> Iterator[str]:
    if not button.text() or isinstance(button, TextButton):
        return
    needed = button.sizeHint()
    yield from _told(button, button.text(), button.width(), needed.width())
    yield from _told(button, button.text(), button.height(), min(needed.height(), _line(button)))


def _line(widget: QWidget) -> int:
    return widget.fontMetrics().height()


def _tabs(bar: QTabBar) -> Iterator[str]:
    for at in range(bar.count()):
        if bar.isTabVisible(at):
            needed = bar.fontMetrics().horizontalAdvance(bar.tabText(at)) + _PADDING
            yield from _told(bar, bar.tabText(at), bar.tabRect(at).width(), needed)
    if bar.count():
        last = bar.tabRect(bar.count() - 1).right()
        yield from _told(bar, "all tabs", bar.width(), last)


def _heads(view: QTableView) -> Iterator[str]:
    head = view.horizontalHeader()
    model = view.model()
    if model is None or not head.isVisible():
        return
    font = head.font()
    font.setWeight(QFont.Weight.DemiBold)
    bold = QFontMetrics(font)
    for at in range(head.count()):
        if head.isSectionHidden(at):
            continue
        text = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        lines = [bold.horizontalAdvance(line) for line in text.splitlines()]
        padding = _HEAD_PADDING if isinstance(head, FixedHead) else 0  # others have their own
        needed = max(lines, default=0) + padding
        yield from _told(head, text, head.sectionSize(at), needed if text else 0)


def _choice(choice: QComboBox) -> Iterator[str]:
    if (
        isinstance(choice, (ChoiceFilter, ElidedCombo))
        or choice.isEditable()
        or not choice.currentText()
    ):
        return
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    field = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
    )
    needed = choice.fontMetrics().horizontalAdvance(choice.currentText())
    yield from _told(choice, choice.currentText(), field.width(), needed)


def _field(field: QLineEdit) -> Iterator[str]:
    """What is typed scrolls; what stands there before cannot."""
    words = field.placeholderText()
    if words and not field.text():
        own = field.textMargins()
        room = field.contentsRect().width() - own.left() - own.right() - 2 * 2
        yield from _told(field, words, room, field.fontMetrics().horizontalAdvance(words[:_FEW]))


def _told(widget: QWidget, words: str, room: int, needed: int) -> Iterator[str]:
    if needed > room + _ROUNDED:
        kind = type(widget).__name__
        yield f"{kind} {_where(widget)} “{words[:40]}”: {room} px, needs {needed}"


def _where(widget: QWidget) -> str:
    """Its name, or that of the nearest one around it that has one."""
    above: QWidget | None = widget
    while above is not None and not above.objectName():
        above = above.parentWidget()
    return above.objectName() if above is not None else ""


def _on_screen(widget: QWidget) -> bool:
    """Not scrolled out of sight, and no part of a field or a table that Qt makes itself."""
    parent = widget.parentWidget()
    if isinstance(parent, (QComboBox,)) or widget.objectName().startswith("qt_"):
        return False
    if isinstance(parent, QAbstractScrollArea) and isinstance(widget, QHeaderView):
        return False
    return widget.visibleRegion().boundingRect() != QRect()
