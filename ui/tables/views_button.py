"""我的视图: the button beside the search field, and what is in its menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QPushButton

from ui.tables.name_dialog import ViewNameDialog
from ui.tables.views import KeptView, show_view, too_many_ticks, view_of
from ui.theme import PALETTE, icon
from ui.widgets.heads.state import HeadState
from ui.widgets.toast import Notice

if TYPE_CHECKING:
    from ui.tables.keeper import WindowTables

_TIP = "视图：把现在的列、排序、筛选和搜索存成一个名字，以后一下换回来"


class ViewsButton(QPushButton):
    """Object names: `views`, `views_menu`."""

    def __init__(self, tables: WindowTables, table: Any, place: str) -> None:
        super().__init__("视图")
        self.setObjectName("views")
        self.setProperty("kind", "plain")
        self.setAutoDefault(False)
        self.setIcon(icon("columns", PALETTE.ink_soft))
        self.setToolTip(_TIP)
        self._tables = tables
        self._table = table
        self._place = place
        self._shown = ""
        menu = QMenu(self)
        menu.setObjectName("views_menu")
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def show_view(self, view: KeptView) -> None:
        """Arrange the table so, and say what of it there is no more."""
        gone = show_view(self._table, view)
        self._shown = view.name
        self._keep_heads()
        if gone:
            self._say(f"视图“{view.name}”里的{'、'.join(gone)}现在没有了，其余的照用。")

    @Slot()
    def _fill(self) -> None:
        """The menu as it is now; what was shown last stands ticked."""
        menu = self.menu()
        menu.clear()
        views = self._tables.views_of(self._place)
        for view in views:
            action = menu.addAction(view.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(view.name == self._shown)
            action.triggered.connect(partial(self.show_view, view))
        menu.addSeparator()
        menu.addAction("存为视图…", self._save_as)
        if any(view.name == self._shown for view in views):
            named = self._shown.replace("&", "&&")
            menu.addAction(f"更新“{named}”", self._renew)
            menu.addAction(f"给“{named}”改名…", self._rename)
            menu.addAction(f"删除“{named}”", self._remove)
        menu.addSeparator()
        menu.addAction("恢复默认", self._reset)

    @Slot()
    def _save_as(self) -> None:
        self._ask_name("存为视图", "", self._add)

    @Slot()
    def _rename(self) -> None:
        self._ask_name("给视图改名", self._shown, self._call)

    def _ask_name(self, title: str, name: str, take: Any) -> None:
        taken = [view.name for view in self._tables.views_of(self._place) if view.name != name]
        dialog = ViewNameDialog(title, name, taken, self)
        dialog.named.connect(take)
        dialog.open()

    @Slot(str)
    def _add(self, name: str) -> None:
        view = view_of(self._table, name)
        if self._refused(view):
            return
        self._keep([view, *self._tables.views_of(self._place)])
        self._shown = name
        self._say(f"已存为视图“{name}”，点“视图”就能换回来。")

    @Slot()
    def _renew(self) -> None:
        view = view_of(self._table, self._shown)
        if self._refused(view):
            return
        self._keep([view, *self._others()])
        self._say(f"视图“{self._shown}”已更新。")

    @Slot(str)
    def _call(self, name: str) -> None:
        shown = [one for one in self._tables.views_of(self._place) if one.name == self._shown]
        self._keep([*(KeptView(name, *_content(view)) for view in shown), *self._others()])
        self._shown = name

    @Slot()
    def _remove(self) -> None:
        """Nothing is asked: the table still stands so, and saving it anew takes a moment."""
        name, self._shown = self._shown, ""
        gone = [one for one in self._tables.views_of(self._place) if one.name == name]
        self._keep([one for one in self._tables.views_of(self._place) if one.name != name])
        self._say(f"视图“{name}”已删除。", "撤销", partial(self._bring_back, gone))

    def _bring_back(self, gone: list[KeptView]) -> None:
        self._keep([*gone, *self._tables.views_of(self._place)])

    @Slot()
    def _reset(self) -> None:
        self._shown = ""
        show_view(self._table, KeptView(""))
        self._keep_heads()

    def _keep_heads(self) -> None:
        self._tables.keep_heads(self._place, self._table.view.head_state())

    def _others(self) -> list[KeptView]:
        views = self._tables.views_of(self._place)
        return [view for view in views if view.name != self._shown]

    def _keep(self, views: list[KeptView]) -> None:
        self._tables.keep_views(self._place, views)

    def _refused(self, view: KeptView) -> bool:
        if why := too_many_ticks(view):
            self._say(why)
        return bool(why)

    def _say(self, sentence: str, label: str = "", action: Any = None) -> None:
        self._tables.say(self._table, Notice(sentence, label, action))


def _content(view: KeptView) -> tuple[HeadState, str, dict[str, str]]:
    return view.heads, view.search, view.choices
