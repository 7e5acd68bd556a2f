"""What happens in front of a class: quizzes, and answers said aloud."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget

from jyguide.app import Application
from jyguide.changes import Changed
from ui.desk import Desk
from ui.page import Page
from ui.quiz.oral_tab import OralTab
from ui.quiz.quiz_tab import QuizTab


class QuizPage(Page):
    """A tab each; only the one on screen is fetched. Object name of the tabs: `quiz_tabs`."""

    name = "quiz"
    title = "课堂"
    icon_name = "quiz"
    hint = "投影竞答和口答，全班看题，指导员掌握节奏"
    cares_about = Changed.QUIZ | Changed.SESSIONS | Changed.PEOPLE | Changed.BANK

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self.quizzes = QuizTab(desk, app)
        self.orals = OralTab(desk, app)
        self.quizzes.beside, self.orals.beside = self.orals, self.quizzes
        self._tabs = QTabWidget()
        self._tabs.setObjectName("quiz_tabs")
        self._tabs.setAccessibleName("课堂")
        for tab, title in ((self.quizzes, "竞答"), (self.orals, "口答")):
            tab.said.connect(self.say)
            self._tabs.addTab(tab, title)
        self._tabs.currentChanged.connect(self._reload_tab)
        self.layout_.addWidget(self._tabs)

    def may_close(self) -> str:
        return self.quizzes.why_not_leave() or self.orals.why_not_leave()

    def leave(self) -> None:
        self.quizzes.leave()
        self.orals.leave()

    def reload(self) -> None:
        self._reload_tab()

    @Slot()
    def _reload_tab(self) -> None:
        shown = self._tabs.currentWidget()
        if isinstance(shown, QuizTab | OralTab):
            shown.reload()
