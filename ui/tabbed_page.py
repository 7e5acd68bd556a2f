"""A page that is nothing but tabs, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from ui.desk import Desk
from ui.freshness import Freshness
from ui.page import Page
from ui.theme import SPACE
from ui.widgets.lazy_tabs import LazyTabs


class PageTab(QWidget):
    """One tab. Subclasses override `reload`, and what else concerns them."""

    said = Signal(str)
    """A sentence for the page's notice; `Undoing` says those that can be taken back."""
    tab_wanted = Signal(str)
    """The name of another tab of the page to go to."""
    outside: ClassVar[bool] = False
    """Whether it shows what lies outside of the data, and is looked at whenever it is shown."""

    def reload(self) -> None:
        """Fetch anew what the tab shows; called on screen only."""

    def may_close(self) -> str:
        """Why the program should not be closed now, or nothing; see `Page.may_close`."""
        return ""

    def leave(self) -> None:
        """Begin to end what `may_close` spoke of; see `Page.leave`."""


MakeTab = Callable[[Desk, Application, Page], PageTab]


@dataclass(frozen=True, slots=True)
class TabEntry:
    """A tab of a page; `name` becomes its object name."""

    name: str
    title: str
    make: MakeTab


class TabbedPage(Page):
    """Subclasses set the class attributes of a page, and `TABS` from left to right.

    A tab is read when the page is, and when it is shown, unless nothing was done since.

    Object names: `<name>_tabs`, and those of the tabs.
    """

    TABS: ClassVar[Sequence[TabEntry]] = ()

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._fresh = Freshness(desk, app, self)
        self.tabs = LazyTabs(f"{self.name}_tabs")
        for entry in self.TABS:
            self.tabs.offer(entry.name, entry.title, partial(self._make_tab, entry.make))
        self.layout_.setSpacing(SPACE.s)
        self.layout_.addWidget(self.tabs)
        self.tabs.filled.connect(self._show_tab)

    def reload(self) -> None:
        self._fresh.forget()
        self._show_tab(self.tabs.shown())

    def may_close(self) -> str:
        return next((why for tab in self.made_tabs() if (why := tab.may_close())), "")

    def leave(self) -> None:
        for tab in self.made_tabs():
            tab.leave()

    def made_tabs(self) -> list[PageTab]:
        """Those that were shown already."""
        return self.tabs.findChildren(PageTab)

    def _make_tab(self, make: MakeTab) -> PageTab:
        tab = make(self._desk, self._app, self)
        tab.said.connect(self.say)
        tab.tab_wanted.connect(self.tabs.show_tab)
        return tab

    @Slot(object)
    def _show_tab(self, tab: QWidget | None) -> None:
        if not isinstance(tab, PageTab):
            return
        if tab.outside:
            tab.reload()
        else:
            self._fresh.show(tab, tab.reload)
