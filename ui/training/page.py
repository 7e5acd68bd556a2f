"""The page of training: its tabs, and in their place a session opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.ids import SessionId
from jyguide.training.service import TrainingService
from jyguide.training.session import SessionPlan, SessionRow, SessionStage
from ui.brief import brief
from ui.desk import Desk
from ui.freshness import Freshness
from ui.history.record_dialog import Subject, open_record
from ui.page import Page
from ui.theme import SPACE
from ui.training.session_detail import SessionDetail
from ui.training.session_dialog import DialogText, OfficeRules, SessionDialog, empty_plan
from ui.training.session_list import SessionList
from ui.training.tab import TrainingTab
from ui.training.tabs import TABS, MakeTab
from ui.training.usual import usual_of
from ui.undoing import Done, Undoing, noted
from ui.widgets import Kind, make_button
from ui.widgets.lazy_tabs import LazyTabs

_ONWARD = "保存并报名"
_NEW = DialogText("新建培训", onward=_ONWARD)


class TrainingPage(Page):
    """Plans sessions, and leads into each for enrolment and signing in.

    Object names: `training_tabs`, `new_session`, and those of the tabs.
    """

    name = "training"
    title = "培训"
    icon_name = "training"
    hint = "新建培训、报名、现场签到；之后在“考试”和“证书”里接着办。"
    cares_about = Changed.SESSIONS | Changed.PEOPLE | Changed.ORGANISATIONS | Changed.ATTACHMENTS

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._fresh = Freshness(desk, app, self)
        self._training = app.training
        self._history = app.history
        self._clock = app.clock
        self._rules = OfficeRules()
        self._undoing = Undoing(self, desk, app.history, Changed.SESSIONS)
        self.sessions = SessionList(app.clock)
        self._build()
        self._connect()

    def reload(self) -> None:
        self._fresh.forget()
        self._desk.load(self, partial(_office_rules, self._app), self._keep_rules)
        if self._inside and self.detail.session is not None:
            work = partial(_opened, self._training, self.detail.session.id)
            self._desk.load(self, work, self._show_opened)
        else:
            self._load_list()
            self._reload_tab(self.tabs.shown())

    def _load_list(self) -> None:
        self._desk.load(self, self._training.whole_plan, self.sessions.show_sessions)

    @Slot(object)
    def _keep_rules(self, rules: OfficeRules) -> None:
        self._rules = rules

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stack.currentWidget() is self.tabs:
            self._enter()

    def show_place(self, place: str) -> None:
        """A tab, a session: ``session:<key>``, or the form of a new one: ``new``."""
        what, _, key = place.partition(":")
        if what == "session":
            self.open_session(SessionId(UUID(key)))
        elif what == "new":
            self._ask_new()
        else:
            self._stack.setCurrentWidget(self.tabs)
            super().show_place(place)

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._new,)

    def _build(self) -> None:
        self._new = make_button("新建培训", Kind.PRIMARY, "add", "new_session")
        self._new.setToolTip("新建一期培训（Ctrl+N）")
        self._new.setShortcut("Ctrl+N")
        self.tabs = LazyTabs("training_tabs")
        self.tabs.addTab(_below_bar(self.sessions), "培训班")
        for entry in TABS:
            make = partial(self._make_tab, entry.make)
            self.tabs.offer(entry.name, entry.title, make)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tabs)
        self.layout_.addWidget(self._stack)

    def _connect(self) -> None:
        self._new.clicked.connect(self._ask_new)
        self.tabs.filled.connect(self._reload_tab)
        self.sessions.new.connect(self._ask_new)
        self.sessions.opened.connect(self._open)
        self.sessions.edit.connect(self._ask_change)
        self.sessions.copy.connect(self._ask_copy)
        self.sessions.history.connect(self._open_history)
        self.sessions.drop.connect(self._ask_drop)

    @cached_property
    def detail(self) -> SessionDetail:
        """A session opened; made when one first is: it has as many widgets as all tabs."""
        made = SessionDetail(self._desk, self._app, self)
        made.closed.connect(self._close)
        made.edit.connect(self._ask_change)
        made.said.connect(self.say)
        made.people_wanted.connect(partial(self.wanted.emit, "people"))
        self._stack.addWidget(made)
        return made

    @property
    def _inside(self) -> bool:
        return self._stack.currentWidget() is not self.tabs

    def _make_tab(self, make: MakeTab) -> TrainingTab:
        tab = make(self._desk, self._app, self)
        tab.said.connect(self.say)
        tab.opened.connect(self.open_session)
        tab.planning.connect(self._ask_planned)
        tab.editing.connect(self._ask_change)
        return tab

    @Slot(object)
    def _reload_tab(self, tab: QWidget | None) -> None:
        if isinstance(tab, TrainingTab) and self._stack.currentWidget() is self.tabs:
            self._fresh.show(tab, tab.reload)

    @Slot(object)
    def open_session(self, session_id: SessionId) -> None:
        """Go into a session that a tab names."""
        self._desk.load(self, partial(self._training.session, session_id), self._open)

    @Slot(object)
    def _show_opened(self, row: SessionRow | None) -> None:
        """Show the session opened as it is now; where it was deleted, the list."""
        opened = self.detail.session if self._inside else None
        if row is None:
            self._close()
        elif opened is not None and opened.id == row.id:
            self.detail.show_session(row)

    @Slot(object)
    def _open(self, row: SessionRow) -> None:
        self._stack.setCurrentWidget(self.detail)
        self.detail.show_session(row)

    @Slot()
    def _close(self) -> None:
        self._stack.setCurrentWidget(self.tabs)
        self._load_list()
        self._reload_tab(self.tabs.shown())
        self._enter()

    def _enter(self) -> None:
        """Put the keyboard where it is needed on the tab shown."""
        shown = self.tabs.currentWidget()
        if shown is not None and shown.isAncestorOf(self.sessions):
            self.sessions.enter()

    @Slot()
    def _ask_new(self) -> None:
        plan = empty_plan(self._clock().date(), usual_of(self._app.preferences))
        self._ask_plan(_NEW, plan)

    @Slot(object)
    def _ask_planned(self, plan: SessionPlan) -> None:
        self._ask_plan(_NEW, plan)

    @Slot(object)
    def _ask_copy(self, row: SessionRow) -> None:
        self._ask_plan(DialogText("复制为新一期培训", onward=_ONWARD), self._again(row.plan))

    def _again(self, plan: SessionPlan) -> SessionPlan:
        """The same session, beginning today and as long as before."""
        today = self._clock().date()
        again = replace(plan, stage=SessionStage.FIXED, starts_on=today)
        if plan.stage is SessionStage.PLANNED:
            return replace(again, ends_on=today)
        return replace(again, ends_on=today + (plan.ends_on - plan.starts_on))

    def _ask_plan(self, text: DialogText, plan: SessionPlan) -> None:
        self._ask(text, plan, self._training.plan, "已新建培训“{}”。")

    @Slot(object)
    def _ask_change(self, row: SessionRow) -> None:
        change = partial(self._training.change, row.id, seen=row.version)
        dialog = self._ask(DialogText("修改培训"), row.plan, change, "已保存培训“{}”。")
        dialog.tell_history(row.id, row.plan.title)

    def _ask(
        self,
        text: DialogText,
        plan: SessionPlan,
        write: Callable[[SessionPlan, int | None], object],
        told: str,
    ) -> SessionDialog:
        dialog = SessionDialog(text, plan, self._rules, self)
        dialog.wanted.connect(partial(self._save, dialog, write, told))
        dialog.open()
        return dialog

    def _save(
        self,
        dialog: SessionDialog,
        write: Callable[[SessionPlan, int | None], object],
        told: str,
        plan: SessionPlan,
        late_after: int | None,
    ) -> None:
        """The form stays open until the plan is kept."""
        job = self._desk.act(
            self,
            brief(partial(noted, self._history, partial(write, plan, late_after))),
            partial(self._tell_kept, dialog.goes_on, told.format(plan.title)),
            title="正在保存培训",
            changed=Changed.SESSIONS,
        )
        job.succeeded.connect(dialog.accept)
        job.ended.connect(dialog.resume)

    def _tell_kept(self, goes_on: bool, sentence: str, done: Done[Any]) -> None:  # noqa: FBT001
        """Say so; where the button said it, the session opens at once."""
        self._tell(sentence, done)
        if goes_on:
            self.open_session(done.result)

    def _tell(self, sentence: str, done: Done[Any]) -> None:
        self._undoing.tell(sentence, done.action)

    @Slot(object)
    def _open_history(self, row: SessionRow) -> None:
        subject = Subject("training_session", row.id, f"培训“{row.plan.title}”")
        open_record(self._desk, self._history, subject, self)

    @Slot(object)
    def _ask_drop(self, row: SessionRow) -> None:
        question = f"删除培训“{row.plan.title}”？"
        hint = (
            f"报名名单（{row.enrolled} 人）会一起删除，删除后可以撤销。已有人签到的培训不能删除。"
        )
        if self._desk.alerts.ask(question, "删除", hint=hint, danger=True):
            drop = partial(self._training.drop, row.id)
            self._desk.act(
                self,
                brief(partial(noted, self._history, drop)),
                partial(self._tell, f"已删除培训“{row.plan.title}”。"),
                title="正在删除培训",
                changed=Changed.SESSIONS,
            )


def _opened(training: TrainingService, session_id: SessionId) -> SessionRow | None:
    try:
        return training.session(session_id)
    except RuleError:
        return None


def _office_rules(app: Application) -> OfficeRules:
    return OfficeRules(app.training.late_after(), tuple(app.credit.rules()))


def _below_bar(widget: QWidget) -> QWidget:
    """As far below the tabs' bar as the other tabs."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, SPACE.m, 0, 0)
    layout.addWidget(widget)
    return made
