"""What assistive technology and the keyboard find on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

Key = tuple[str, QWidget, bool]
_KINDS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_KINDS += (QAbstractItemView, QTabBar)
_SELF_EXPLAINED = (QLabel, QTabBar, QTabWidget, QMenuBar)
_PARTS = (QComboBox, QAbstractSpinBox, QTabBar, QHeaderView, QLineEdit, QMenuBar)
_WINDOW = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


def faults(root: QWidget, seen: set[QWidget], around: Sequence[Key] = ()) -> Iterator[str]:
    """What is wrong with the controls on screen that were not `seen`, and with the keys.

    `around` are those of the window that `root` lies in.
    """
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.text()}
    for one in root.findChildren(QWidget):
        if one in seen or not one.isVisible() or _is_part(one):
            continue
        seen.add(one)
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus or isinstance(one, _KINDS):
            yield from (f"{_where(one)}: {fault}" for fault in _faults_of(one, buddies))
    yield from _keys_taken_twice([*around, *keys_of(root)])


def _faults_of(one: QWidget, buddies: set[QWidget | None]) -> Iterator[str]:
    text = one.text() if isinstance(one, QAbstractButton) else ""
    named = one.accessibleName() or text or one in buddies or isinstance(one, _SELF_EXPLAINED)
    if not named:
        yield "no name"
    if isinstance(one, QAbstractButton) and not text and not one.toolTip():
        yield "an icon without a tip"
    if isinstance(one, _KINDS) and not _reached(one):
        yield "not reached by Tab"
    editable = isinstance(one, QPlainTextEdit | QTextEdit) and not one.isReadOnly()
    if editable and not one.tabChangesFocus():
        yield "Tab stays inside"
    if isinstance(one, QAbstractItemView) and one.tabKeyNavigation():
        yield "Tab goes from cell to cell and does not leave"


def _reached(one: QWidget) -> bool:
    """By Tab, by arrows where buttons exclude each other, or by a key that its tip names."""
    group = one.group() if isinstance(one, QAbstractButton) else None
    by_arrows, by_key = bool(group and group.exclusive()), one.toolTip().endswith("）")
    return _takes_tab(one) or by_arrows or by_key


def tab_goes_back(root: QWidget) -> Iterator[str]:
    """Where Tab leads up or to the left, and not to the head of the next column.

    In a window of its own it goes round, and goes back once, wherever it was begun.
    """
    stops = _stops(root)
    after = [*stops[1:], *(stops[:1] if root.isWindow() else ())]
    back = [
        pair
        for pair in zip(stops, after, strict=False)
        if _is_back(*(_at(one, root) for one in pair))
    ]
    for before, one in back if len(back) > 1 or not root.isWindow() else ():
        yield f"Tab goes back from {_where(before)} to {_where(one)}"


def _stops(root: QWidget) -> list[QWidget]:
    """In the order of Tab; the chain is that of the whole window, and long."""
    wanted = {one for one in root.findChildren(QWidget) if one.isVisible() and _stops_tab(one)}
    found, one = [], root
    while len(found) < len(wanted):
        one = one.nextInFocusChain()
        if one in wanted:
            found.append(one)
    return found


def _stops_tab(one: QWidget) -> bool:
    free = one.isEnabled() and one.focusProxy() is None
    return free and _takes_tab(one) and not _is_part(one)


def _takes_tab(one: QWidget) -> bool:
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _at(one: QWidget, root: QWidget) -> QRect:
    return QRect(one.mapTo(root, QPoint()), one.size())


def _is_back(before: QRect, after: QRect) -> bool:
    if after.bottom() < before.top():
        return after.left() <= before.right()
    return after.top() <= before.bottom() and after.right() < before.left()


def _is_part(one: QWidget) -> bool:
    """What Qt itself puts inside another control, and scroll bars, which arrows move too."""
    parent = one.parent()
    corner = isinstance(one, QAbstractButton) and isinstance(parent, QAbstractItemView)
    inside = one.objectName().startswith("qt_") or isinstance(parent, _PARTS) or corner
    return inside or isinstance(one, QScrollBar | QHeaderView)


def _keys_taken_twice(keys: Sequence[Key]) -> Iterator[str]:
    """Pairs that Qt calls ambiguous: it then does neither."""
    for name, same in groupby(sorted(keys, key=itemgetter(0)), itemgetter(0)):
        for (_, owner, deep), (_, other, other_deep) in combinations(same, 2):
            meet = owner is other or (deep and owner.isAncestorOf(other))
            if meet or (other_deep and other.isAncestorOf(owner)):
                yield f"{name} belongs to {_where(owner)} and to {_where(other)}"


def keys_of(root: QWidget) -> Iterator[Key]:
    """Each key that works now, where it works, and whether also inside."""
    for shortcut in root.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and owner.isVisible() and shortcut.isEnabled():
            yield from _each(shortcut.keys(), owner, shortcut.context())
    for action in root.findChildren(QAction):
        for owner in action.associatedObjects():
            usable = isinstance(owner, QWidget) and owner.isVisible() and action.isEnabled()
            if usable and not isinstance(owner, QMenu | QMenuBar):
                yield from _each(action.shortcuts(), owner, action.shortcutContext())
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and not button.shortcut().isEmpty():
            yield button.shortcut().toString(), button.window(), True


def _each(keys, owner, context) -> Iterator[Key]:
    where = owner.window() if context in _WINDOW else owner
    deep = context is not Qt.ShortcutContext.WidgetShortcut
    return ((key.toString(), where, deep) for key in keys)


def _where(one: QWidget) -> str:
    names, at = [], one
    while at is not None and len(names) < 3:
        if at.objectName() and not at.objectName().startswith("qt_"):
            names.append(at.objectName())
        at = at.parentWidget()
    return f"{type(one).__name__} {' in '.join(names)}"
