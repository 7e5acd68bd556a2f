"""The order in which Tab goes, where it is not the order in which things were made."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_along(layout: QLayout, then: QWidget) -> None:
    """Let Tab come to what stands in a layout, in its order, and after it to what is in `then`.

    Whoever adds to a bar over a table does so after the table was made, and Qt goes by that.
    """
    bar = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at))]
    ahead = [one for one in bar if one is not None and _stops(one)]
    for before, after in pairwise([*ahead, *_inside(then)] if ahead else ()):
        QWidget.setTabOrder(before, after)


def _inside(whole: QWidget) -> list[QWidget]:
    """What Tab stops at in it, as it goes now."""
    found: list[QWidget] = []
    one: QWidget | None = whole.nextInFocusChain()
    while one is not None and one is not whole:
        if whole.isAncestorOf(one) and _stops(one):
            found.append(one)
        one = one.nextInFocusChain()
    return found


def _stops(one: QWidget) -> bool:
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
