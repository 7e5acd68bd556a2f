"""The page of practice: choose a name, then one's own desk; practice itself fills the screen."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QStackedWidget, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.drill.desk import Desk as DrillDesk
from jyguide.drill.desk import DrillSession
from jyguide.drill.plan import DrillPlan
from jyguide.drill.review import DrillMode
from jyguide.drill.service import DrillService
from jyguide.ids import ItemId, PersonId
from jyguide.people.row import PersonRow
from ui.desk import Desk
from ui.drill.coach_dialog import CoachDialog
from ui.drill.desk_screen import DeskScreen
from ui.drill.settings_dialog import SettingsDialog
from ui.drill.sprint_dialog import SprintDialog
from ui.drill.who_screen import WhoScreen
from ui.drill.window import DrillWindow
from ui.page import Page
from ui.widgets import make_button

_SEEDS = 2**31


class DrillPage(Page):
    """Object names: `coach` (the instructor's view, offered while nobody is at his desk)."""

    name = "drill"
    title = "练习"
    icon_name = "drill"
    hint = "一口清：限时说一遍，对照要点，自己评；每天温习该温习的题"
    cares_about = Changed.DRILL | Changed.BANK | Changed.PEOPLE | Changed.EXAMS

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._drills = app.drills
        self._person_id: PersonId | None = None
        self._shown: DrillDesk | None = None
        self._name = ""
        self._others_changed = False
        self._window: DrillWindow | None = None
        self._coach = make_button("辅导视图（指导员）", icon_name="people", name="coach")
        self._coach.clicked.connect(self._show_coach)
        self._who = WhoScreen(desk, app.finder)
        self._at_desk = DeskScreen()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._who)
        self._stack.addWidget(self._at_desk)
        self.layout_.addWidget(self._stack)
        self._who.chosen.connect(self._sit_down)
        self._who.people_wanted.connect(partial(self.wanted.emit, "people"))
        self._at_desk.wanted.connect(self._want)
        self._at_desk.leave_wanted.connect(self._stand_up)
        self._at_desk.settings_wanted.connect(self._set_plan)

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._coach,)

    def reload(self) -> None:
        if self._person_id is None:
            self._who.reload()
        elif self._window is None:
            self._desk.load(
                self, partial(_desk_of, self._drills, self._person_id), self._show_desk
            )
        elif self._others_changed:  # what is on screen while somebody practises is his card
            self._desk.load(self, partial(_offered_to, self._drills, self._person_id), self._drop)
        self._others_changed = False

    @Slot(object)
    def note_change(self, what: Changed) -> None:
        self._others_changed |= bool(what & self.cares_about & ~Changed.DRILL)
        super().note_change(what)

    def may_close(self) -> str:
        if self._window is None:
            return ""
        if unsaved := self._window.keeper.unsaved:
            return f"练习还有 {unsaved} 次评分没有存入，现在退出可能丢失。"
        return "有人正在练习。评过的都已存入，下次可以接着练。"

    def leave(self) -> None:
        if self._window is not None:
            self._window.close()

    @Slot(object)
    def _sit_down(self, person: PersonRow) -> None:
        self._person_id, self._name = person.id, person.name
        self._desk.load(self, partial(_desk_of, self._drills, person.id), self._welcome)

    def _welcome(self, shown: DrillDesk | None) -> None:
        self._show_desk(shown)
        if shown is None:
            return
        self._stack.setCurrentWidget(self._at_desk)
        self._coach.hide()
        self._at_desk.take_focus()

    def _show_desk(self, shown: DrillDesk | None) -> None:
        if shown is None:
            self._send_home()
        elif shown.person_id == self._person_id:  # he may have left while it was read
            self._shown = shown
            self._at_desk.show_desk(shown)

    def _drop(self, offered: frozenset[ItemId] | None) -> None:
        """What has left the bank comes up no more."""
        if offered is None:
            self._send_home()
        elif self._window is not None:
            self._window.sitting.drop_all_but(offered)

    def _send_home(self) -> None:
        """He has been taken off the list while he sat here."""
        self._person_id = None
        if self._window is not None:
            self._window.let_go()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self._stand_up()
        self.say(f"“{self._name}”已不在人员名单里，练习停在这里，请重新选姓名。")

    @Slot()
    def _stand_up(self) -> None:
        self._person_id = self._shown = None
        self._stack.setCurrentWidget(self._who)
        self._coach.show()
        self._who.restart()
        self.refresh()

    @Slot(object)
    def _want(self, mode: DrillMode) -> None:
        if mode is DrillMode.SPRINT:
            self._show_sprint()
        elif mode is DrillMode.CATEGORY:
            self._offer_categories()
        else:
            self._begin(mode)

    def _begin(self, mode: DrillMode, category: str = "") -> None:
        if self._person_id is None or self._window is not None:
            return
        seed = secrets.randbelow(_SEEDS)
        work = partial(self._drills.session, self._person_id, mode, category, seed)
        self._desk.load(self, work, self._open)

    def _open(self, session: DrillSession) -> None:
        if self._window is not None:
            return
        self._window = DrillWindow(self._desk, self._drills, session)
        self._window.closed.connect(self._practised)
        self._window.showFullScreen()

    @Slot()
    def _practised(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = None
        self.refresh()
        self._at_desk.take_focus()

    def _offer_categories(self) -> None:
        """A menu under the tile, one line a category."""
        tile = self._at_desk.findChild(QPushButton, f"mode_{DrillMode.CATEGORY.value}")
        if self._shown is None or tile is None:
            return
        menu = QMenu(self)
        menu.setObjectName("category_menu")
        for row in self._shown.progress:
            said = f"{row.category or '未分类'}（{row.items} 题）"
            action = menu.addAction(said)
            action.triggered.connect(partial(self._begin, DrillMode.CATEGORY, row.category))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(tile.mapToGlobal(tile.rect().bottomLeft()))

    def _show_sprint(self) -> None:
        if self._shown is None:
            return
        dialog = SprintDialog(self._desk, self._drills, self._shown, self)
        dialog.kept.connect(self.refresh)
        dialog.begun.connect(partial(self._begin, DrillMode.SPRINT))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _set_plan(self) -> None:
        if self._shown is None:
            return
        categories = [row.category for row in self._shown.progress]
        dialog = SettingsDialog(self._shown.plan, categories, self)
        dialog.accepted.connect(partial(self._keep_plan, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep_plan(self, dialog: QDialog) -> None:
        if isinstance(dialog, SettingsDialog) and self._person_id is not None:
            self._save(self._person_id, dialog.plan)

    def _save(self, person_id: PersonId, plan: DrillPlan) -> None:
        def work(*_: object) -> Changed:
            return self._drills.save_plan(person_id, plan)

        self._desk.act(self, work, lambda _: None, title="正在保存", changed=Changed.DRILL)

    @Slot()
    def _show_coach(self) -> None:
        dialog = CoachDialog(self._desk, self._drills, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _desk_of(drills: DrillService, person_id: PersonId) -> DrillDesk | None:
    """Somebody's desk, None where he is not on the list any more; called on the worker."""
    return drills.desk(person_id) if drills.practises(person_id) else None


def _offered_to(drills: DrillService, person_id: PersonId) -> frozenset[ItemId] | None:
    """As `_desk_of`: what may be practised while he does."""
    return drills.offered() if drills.practises(person_id) else None
