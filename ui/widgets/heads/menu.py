"""The menu of a column's head: sort, filter, hide, freeze, fit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ui.theme import icon
from ui.widgets.heads.arrangement import Arrangement
from ui.widgets.heads.sorting import MODE_NAMES
from ui.widgets.heads.state import ColumnFilter, SortMode

if TYPE_CHECKING:
    from ui.widgets.row_view import RowView


def make_menu(view: RowView, column: int) -> QMenu:
    """The menu as it would open now; object names `head_menu` and those of its lines."""
    menu = QMenu(view)
    menu.setObjectName("head_menu")
    for part in (_add_sorting, _add_filtering):
        part(menu, view, column)
        if not menu.isEmpty() and not menu.actions()[-1].isSeparator():
            menu.addSeparator()
    _add_columns(menu, view.heads, column)
    menu.addSeparator()
    _add_freezing(menu, view.heads, column)
    menu.addSeparator()
    _line(menu, "head_fit", "列宽适合内容", partial(_fit, view, column))
    _line(menu, "head_reset", "恢复默认", view.heads.reset)
    return menu


def _add_sorting(menu: QMenu, view: RowView, column: int) -> None:
    heads = view.heads
    modes = heads.sorting.modes(column)
    if not modes:
        return
    now = heads.sorting.now()
    here = now if now is not None and now.column == column else None
    mode = here.mode if here is not None else modes[0]
    directions = QActionGroup(menu)
    for name, text, down in (("rising", "升序", False), ("falling", "降序", True)):
        sort = partial(heads.sort, column, mode, descending=down)
        line = _line(menu, f"head_{name}", text, sort)
        _tick(line, here is not None and here.descending is down, directions)
    unsort = partial(heads.sort, -1, SortMode.VALUE, descending=False)
    _line(menu, "head_unsorted", "不排序", unsort).setEnabled(now is not None)
    named = [one for one in modes if one in MODE_NAMES]
    if named:
        menu.addSeparator()
    kinds = QActionGroup(menu)
    down = here is not None and here.descending
    for one in named:
        sort = partial(heads.sort, column, one, descending=down)
        line = _line(menu, f"head_{one.name.lower()}", MODE_NAMES[one], sort)
        _tick(line, here is not None and here.mode is one, kinds)


def _add_filtering(menu: QMenu, view: RowView, column: int) -> None:
    filters = view.heads.filters
    if filters is None and column not in view.heads.filter_fields:
        return
    open_ = partial(view.open_filter, column)
    _line(menu, "head_filter", "筛选…\tCtrl+Shift+L", open_).setIcon(icon("filter"))
    if filters is None:
        return
    clear = _line(
        menu, "head_unfilter", "清除此列筛选", partial(view.heads.filter, column, ColumnFilter())
    )
    clear.setEnabled(column in view.heads.filters_now)
    if len(view.heads.filters_now) > 1:
        _line(menu, "head_unfilter_all", "清除全部筛选", partial(view.heads.show_filters, {}))


def _add_columns(menu: QMenu, heads: Arrangement, column: int) -> None:
    hide = _line(menu, "head_hide", "隐藏此列", partial(heads.hide, column))
    hide.setEnabled(heads.may_hide(column))
    shown = menu.addMenu("显示列")
    shown.setObjectName("head_columns")
    for at in heads.offered():
        line = shown.addAction(heads.labels[at])
        line.setCheckable(True)
        line.setChecked(not heads.is_hidden(at))
        line.setEnabled(heads.is_hidden(at) or heads.may_hide(at))
        line.toggled.connect(partial(_show, heads, at))


def _add_freezing(menu: QMenu, heads: Arrangement, column: int) -> None:
    staying = heads.staying()
    freeze = _line(menu, "head_freeze", "冻结到此列", partial(heads.freeze, column))
    freeze.setEnabled(staying[-1:] != [column])
    _line(menu, "head_unfreeze", "取消冻结", partial(heads.freeze, -1)).setEnabled(bool(staying))


def _show(heads: Arrangement, at: int, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
    heads.hide(at, hidden=not shown)


def _fit(view: RowView, column: int) -> None:
    view.resizeColumnToContents(column)


def _line(menu: QMenu, name: str, text: str, does: Callable[[], object]) -> QAction:
    line = menu.addAction(text)
    line.setObjectName(name)
    line.triggered.connect(lambda _=False: does())
    return line


def _tick(line: QAction, ticked: bool, group: QActionGroup) -> None:  # noqa: FBT001 - its state
    line.setCheckable(True)
    line.setChecked(ticked)
    group.addAction(line)
