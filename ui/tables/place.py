"""Which table it is, wherever it stands, and what it is called."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from ui.page import Page
from ui.widgets.table import unnamed
from ui.widgets.upwards import upwards


def place_of(table: QWidget) -> str:
    """``<page or dialog>/<table>``: stays the same from one start of the program to the next."""
    above = _around(table)
    where = above.name if isinstance(above, Page) else _dialog_name(above)
    return f"{where}/{table.objectName() or type(table).__name__}"


def title_of(table: Any) -> str:
    """What a file of it is called: as its rows are named, else as the tab or dialog around it."""
    named: str = table.view.accessibleName()
    if named and named != unnamed(table.model.columns[0].title):
        return named.partition("，")[0]  # what Enter does is said behind it
    above = _around(table)
    if isinstance(above, QDialog):
        return above.windowTitle()
    tab = _tab_title(table)
    page = above.title if isinstance(above, Page) else ""
    return "_".join(filter(None, (page, tab))) or "列表"


def _around(table: QWidget) -> QWidget | None:
    """The nearest page or dialog above."""
    return next((one for one in upwards(table) if isinstance(one, Page | QDialog)), None)


def _dialog_name(dialog: QWidget | None) -> str:
    if dialog is None:
        return ""
    return dialog.objectName() or type(dialog).__name__


def _tab_title(table: QWidget) -> str:
    """Of the nearest tab that it lies on."""
    inside, above = table, table.parentWidget()
    while above is not None and not isinstance(above, Page):
        if isinstance(above, QTabWidget):
            at = next((at for at in range(above.count()) if _holds(above.widget(at), inside)), -1)
            return above.tabText(at).partition("（")[0] if at >= 0 else ""  # less its count
        above = above.parentWidget()
    return ""


def _holds(outer: QWidget | None, inner: QWidget) -> bool:
    return outer is not None and (outer is inner or outer.isAncestorOf(inner))
