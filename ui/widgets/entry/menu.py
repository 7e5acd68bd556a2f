"""The right-click menu of a grid to type into, in the house's order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from ui.widgets.entry.keys import Act

if TYPE_CHECKING:
    from ui.widgets.entry.view import EntryView


def make_menu(view: EntryView) -> QMenu:
    """What can be done with the selected cells now; grey where it cannot."""
    model, here = view.entries, view.currentIndex()
    may = here.isValid() and model.may(here.row(), here.column())
    listed = bool(may and model.choices(here.row(), here.column()))
    groups = (
        (
            ("修改\tF2", Act.EDIT, may),
            *([("从列表中选\tAlt+↓", Act.CHOICES, True)] if listed else []),
        ),
        (
            ("复制\tCtrl+C", Act.COPY, here.isValid()),
            ("剪切\tCtrl+X", Act.CUT, may),
            ("粘贴…\tCtrl+V", Act.PASTE, here.isValid()),
        ),
        (("向下填充\tCtrl+D", Act.FILL, may), ("清除\tDel", Act.CLEAR, may)),
        (
            ("撤销录入\tCtrl+Z", Act.UNDO, model.can_undo),
            ("恢复\tCtrl+Y", Act.REDO, model.can_redo),
        ),
    )
    menu = QMenu(view)
    for at, group in enumerate(groups):
        if at:
            menu.addSeparator()
        for text, act, able in group:
            menu.addAction(text, partial(view.do, act)).setEnabled(able)
    return menu
