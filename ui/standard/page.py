"""The page of standardisation: a round chosen, its tabs, and in their place a branch scored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.ids import InspectionId, RoundBranchId, RoundId
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.freshness import Freshness
from ui.page import Page
from ui.standard.picker import RoundPicker
from ui.standard.rounds.deeds import RoundDeeds
from ui.standard.tab import RoundTab
from ui.standard.tabs import TABS, MakeTab
from ui.theme import SPACE
from ui.widgets import Kind, make_button
from ui.widgets.lazy_tabs import LazyTabs

if TYPE_CHECKING:
    from ui.standard.scoring.screen import ScoringScreen


class StandardPage(Page):
    """Leads through a round; scoring takes the place of the tabs while it lasts.

    Object names: `standard_tabs`, `round_picker`, `round_settings`, `new_round`, and those of
    the tabs.
    """

    name = "standard"
    title = "标准化"
    icon_name = "good"
    hint = "自查、整改、互查、验收，四张名单"
    cares_about = Changed.STANDARD | Changed.ORGANISATIONS | Changed.ATTACHMENTS

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._fresh = Freshness(desk, app, self)
        self.deeds = RoundDeeds(self, desk, app)
        self.scoring: ScoringScreen | None = None
        self._build()
        self._connect()

    @property
    def round(self) -> RoundRow | None:
        """The round chosen at the head."""
        return self.picker.chosen

    def reload(self) -> None:
        self._fresh.forget()
        self._desk.load(self, self._app.rounds.chosen, self._show)

    def show_place(self, place: str) -> None:
        """A tab, or a branch of the round chosen: ``branch:<key>``."""
        what, _, key = place.partition(":")
        if what != "branch":
            super().show_place(place)
            return
        from ui.standard.rounds.tab import OverviewTab  # noqa: PLC0415 - as all tabs

        self.tabs.show_tab("round_overview")
        overview = self.tabs.shown()
        if isinstance(overview, OverviewTab):
            overview.show_branch(RoundBranchId(UUID(key)))

    def head_buttons(self) -> Sequence[QWidget]:
        return (self.picker, self._settings, self._new)

    def may_close(self) -> str:
        if self.scoring is not None and self.scoring.recorder.failing:
            return "有一次检查的打分还没有存上，现在退出会丢失。"
        return next((why for tab in self._made_tabs() if (why := tab.may_close())), "")

    def leave(self) -> None:
        for tab in self._made_tabs():
            tab.leave()

    def _made_tabs(self) -> list[RoundTab]:
        return self.tabs.findChildren(RoundTab)

    def _build(self) -> None:
        self.picker = RoundPicker()
        self._settings = make_button("轮次设置…", icon_name="settings", name="round_settings")
        self._settings.setEnabled(False)
        self._new = make_button("新建轮次…", Kind.PRIMARY, "add", "new_round")
        self._new.setToolTip("新建一个年度的标准化建设轮次（Ctrl+Shift+N）")
        self._new.setShortcut("Ctrl+Shift+N")
        self.tabs = LazyTabs("standard_tabs")
        for entry in TABS:
            self.tabs.offer(entry.name, entry.title, partial(self._make_tab, entry.make))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.layout_.setSpacing(SPACE.s)
        self.layout_.addWidget(self.stack)

    def _connect(self) -> None:
        self.picker.picked.connect(self._take)
        self.tabs.filled.connect(self._show_tab)
        self._new.clicked.connect(self.deeds.ask_new)
        self._settings.clicked.connect(self._ask_settings)
        self.deeds.made.connect(self._choose)

    def _make_tab(self, make: MakeTab) -> RoundTab:
        tab = make(self._desk, self._app, self)
        tab.said.connect(self.say)
        tab.scoring.connect(self.score)
        tab.tab_wanted.connect(self.tabs.show_tab)
        return tab

    @Slot(object)
    def _show(self, found: tuple[list[RoundRow], RoundId | None]) -> None:
        self.picker.show_rounds(*found)
        self._settings.setEnabled(self.round is not None)
        if self.stack.currentWidget() is self.tabs:
            self._show_tab(self.tabs.shown())

    @Slot(object)
    def _show_tab(self, tab: QWidget | None) -> None:
        if isinstance(tab, RoundTab):
            self._fresh.show(tab, partial(self._show_round, tab), self.round)

    def _show_round(self, tab: RoundTab) -> None:
        tab.show_round(self.round)

    @Slot(object)
    def _take(self, row: RoundRow) -> None:
        """Another round was picked; which one is remembered."""
        self._desk.load(self, partial(self._app.rounds.choose, row.id), self._note_chosen)
        self._show_tab(self.tabs.shown())

    @Slot(object)
    def _note_chosen(self, _nothing: object) -> None:
        """What was picked is on screen already."""

    @Slot(object)
    def _choose(self, round_id: RoundId) -> None:
        """A round just made is the one to see."""
        self._desk.load(self, partial(self._app.rounds.choose, round_id), self._reload_chosen)

    @Slot(object)
    def _reload_chosen(self, _nothing: object) -> None:
        self.refresh()

    @Slot()
    def _ask_settings(self) -> None:
        if self.round is not None:
            self.deeds.ask_change(self.round)

    @Slot(object)
    def score(self, inspection_id: InspectionId) -> None:
        """Score or read an inspection in the place of the tabs."""
        screen = self._scoring_screen()
        self._show_scoring(on=True)
        self.stack.setCurrentWidget(screen)
        screen.open(inspection_id)

    @Slot()
    def _end_scoring(self) -> None:
        self._show_scoring(on=False)
        self.stack.setCurrentWidget(self.tabs)
        self.refresh()

    def _show_scoring(self, *, on: bool) -> None:
        for widget in (self.picker, self._new):
            widget.setEnabled(not on)
        self._settings.setEnabled(not on and self.round is not None)

    def _scoring_screen(self) -> ScoringScreen:
        if self.scoring is None:
            from ui.standard.scoring.screen import ScoringScreen  # noqa: PLC0415 - at first use

            self.scoring = ScoringScreen(self._desk, self._app, self)
            self.scoring.closed.connect(self._end_scoring)
            self.scoring.said.connect(self.say)
            self.stack.addWidget(self.scoring)
        return self.scoring
