"""The exam page: blueprints and papers, exams, results."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget

from jyguide.app import Application
from jyguide.changes import Changed
from ui.desk import Desk
from ui.exam.arranging.exams_tab import ExamsTab
from ui.exam.composing.papers_tab import PapersTab
from ui.exam.keying.paper_exam_bar import PaperExamBar
from ui.exam.results.tab import ResultsTab
from ui.exam.seal.tab import SealTab, make_seal_tab
from ui.page import Page

PLACES = ("papers", "exams", "results", "seals")
"""Of the tabs, from left to right."""


class ExamPage(Page):
    """Four tabs; only the one on screen is fetched. Object name of the tabs: `exam_tabs`.

    A place in it is one of `PLACES`.
    """

    name = "exam"
    title = "考试"
    icon_name = "exam"
    hint = "写蓝图、组试卷、安排考试、看成绩"
    cares_about = Changed.EXAMS | Changed.SESSIONS | Changed.PEOPLE | Changed.BANK

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self.papers = PapersTab(desk, app.papers, app.bank)
        bar = PaperExamBar(desk, lambda: app.paper_sheets)
        self.exams = ExamsTab(desk, app.sittings, app.papers, app.training, app.proctoring, bar)
        self.results = ResultsTab(desk, app)
        self.seals = make_seal_tab(desk, app)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("exam_tabs")
        for tab, title in (
            (self.papers, "蓝图与试卷"),
            (self.exams, "考试"),
            (self.results, "成绩"),
            (self.seals, "统考"),
        ):
            tab.said.connect(self.say)
            self._tabs.addTab(tab, title)
        self._tabs.currentChanged.connect(self._reload_tab)
        self.layout_.addWidget(self._tabs)

    def show_place(self, place: str) -> None:
        if place in PLACES:
            self._tabs.setCurrentIndex(PLACES.index(place))

    def may_close(self) -> str:
        return self.exams.why_not_leave()

    def leave(self) -> None:
        self.exams.leave()

    def reload(self) -> None:
        self._reload_tab()

    @Slot()
    def _reload_tab(self) -> None:
        shown = self._tabs.currentWidget()
        if isinstance(shown, PapersTab | ExamsTab | ResultsTab | SealTab):
            shown.reload()
