"""The exam page: blueprints and papers, exams, results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Slot

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.exam.paper import PaperRow
from ui.desk import Desk
from ui.exam.arranging.exams_tab import ExamsTab
from ui.exam.composing.papers_tab import PapersTab
from ui.exam.keying.paper_exam_bar import PaperExamBar
from ui.exam.results.tab import ResultsTab
from ui.exam.seal.issue_tab import SealIssueTab
from ui.exam.seal.receive_tab import SealReceiveTab
from ui.exam.seal.tab import SealTab, make_seal_tab
from ui.page import Page
from ui.widgets.lazy_tabs import LazyTabs

ExamTab = PapersTab | ExamsTab | ResultsTab | SealTab
T = TypeVar("T", PapersTab, ExamsTab, ResultsTab, SealIssueTab | SealReceiveTab)
PLACES = ("papers", "exams", "results", "seals")
"""Of the tabs, from left to right."""
_TITLES = ("蓝图与试卷", "考试", "成绩", "统考")
_FOR_STATIONS = "统考文件由站接收，市级不用打开它，数据没有改动。"
_FOR_STATIONS_HINT = "请把它发给要考试的站；启封的口令在“统考”里。"


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
        self._desk, self._app = desk, app
        self._tabs = LazyTabs("exam_tabs")
        makers: tuple[Callable[[], ExamTab], ...] = (
            lambda: self.papers,
            lambda: self.exams,
            lambda: self.results,
            lambda: self.seals,
        )
        for name, title, make in zip(PLACES, _TITLES, makers, strict=True):
            self._tabs.offer(f"{name}_tab", title, make)
        self._tabs.currentChanged.connect(self._reload_tab)
        self.layout_.addWidget(self._tabs)

    @cached_property
    def papers(self) -> PapersTab:
        """The tab itself, made when it is first wanted, like the others."""
        tab = PapersTab(self._desk, self._app.papers, self._app.bank)
        tab.papers.arrange_wanted.connect(self._arrange)
        return self._heard(tab)

    @cached_property
    def exams(self) -> ExamsTab:
        """Exams, whoever sits them and whoever looks on."""
        app = self._app
        bar = PaperExamBar(self._desk, lambda: app.paper_sheets)
        services = (app.sittings, app.papers, app.training, app.proctoring)
        return self._heard(ExamsTab(self._desk, *services, bar))

    @cached_property
    def results(self) -> ResultsTab:
        """Results and what follows from them."""
        return self._heard(ResultsTab(self._desk, self._app))

    @cached_property
    def seals(self) -> SealTab:
        """Exams that the city has sealed."""
        return self._heard(make_seal_tab(self._desk, self._app))

    def show_place(self, place: str) -> None:
        if place in PLACES:
            self._tabs.setCurrentIndex(PLACES.index(place))

    def take_files(self, files: Sequence[Path]) -> None:
        """Take in sealed exams; the city, which writes them, has no use for them."""
        tab = self.seals
        if not isinstance(tab, SealReceiveTab):
            self._desk.alerts.inform(_FOR_STATIONS, _FOR_STATIONS_HINT)
            return
        for file in files:
            tab.take_in(file)

    def may_close(self) -> str:
        return self.exams.why_not_leave() if self._has_exams else ""

    def leave(self) -> None:
        if self._has_exams:
            self.exams.leave()

    def reload(self) -> None:
        self._reload_tab()

    @Slot(object)
    def _arrange(self, paper: PaperRow) -> None:
        self.show_place("exams")
        self.exams.arrange(paper)

    @Slot()
    def _reload_tab(self) -> None:
        shown = self._tabs.shown()
        if isinstance(shown, ExamTab):
            shown.reload()

    @property
    def _has_exams(self) -> bool:
        return "exams" in vars(self)  # else nobody can have begun one

    def _heard(self, tab: T) -> T:
        tab.said.connect(self.say)
        return tab
