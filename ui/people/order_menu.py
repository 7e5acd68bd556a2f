"""The menu of a column's head: by what the list is sorted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from jyguide.people.finding import NAME_ORDERS, PeopleOrder
from ui.people.columns import ORDER_NAMES

Chosen = Callable[[PeopleOrder, bool], object]
"""Takes an order and whether it is to run backwards."""


def order_menu(
    parent: QWidget, of: PeopleOrder | None, now: tuple[PeopleOrder, bool], choose: Chosen
) -> QMenu:
    """The menu for one column.

    Args:
        parent: Owns it.
        of: What a click on this head sorts by; None for a head that sorts by nothing.
        now: The order in force, and whether it runs backwards.
        choose: Called with what was picked.
    """
    menu = QMenu(parent)
    menu.setObjectName("order_menu")
    group = QActionGroup(menu)
    if of is not None and of not in NAME_ORDERS:
        for text, down in (("升序", False), ("降序", True)):
            _add(menu, group, text, (of, down), now, choose)
        menu.addSeparator()
    for order in NAME_ORDERS:
        _add(menu, group, ORDER_NAMES[order], (order, False), now, choose)
    return menu


def _add(
    menu: QMenu,
    group: QActionGroup,
    text: str,
    means: tuple[PeopleOrder, bool],
    now: tuple[PeopleOrder, bool],
    choose: Chosen,
) -> None:
    action = menu.addAction(text, partial(choose, *means))
    action.setCheckable(True)
    action.setChecked(means == now)
    group.addAction(action)
