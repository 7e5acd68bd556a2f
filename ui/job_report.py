"""What became of the jobs that somebody asked for: the last twenty, and who must be told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.clock import Clock
from jyguide.errors import EXPLAINED
from ui.job_words import what_was_done
from ui.jobs import Job, JobRunner, Outcome
from ui.widgets.toast import Link, Notice

KEPT = 20
LONG_SECONDS = 1.0
"""What took less was waited for; nobody asks afterwards what became of it."""
VIEW = "查看"


@dataclass(frozen=True, slots=True)
class JobReport:
    """A job that is over.

    Attributes:
        title: What was done: 导入花名册.
        sentence: What was said of it, or why it failed; may name people.
        links: What leads to what came of it.
    """

    title: str
    ended: datetime
    outcome: Outcome
    sentence: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the window knows of who looks at it.

    Attributes:
        page: Gives the name of the page shown.
        go: Shows a page by its name.
        hidden: Whether nobody can see the window: minimised, or behind another program.
    """

    page: Callable[[], str]
    go: Callable[[str], object]
    hidden: Callable[[], bool]


class JobReports(QObject):
    """Follows the jobs that have a title; on the interface thread, kept while the program runs."""

    changed = Signal()
    """A job began, was asked to stop, or ended."""
    news = Signal(object)
    """A `Notice` about a job that ended where nobody looked, and that nobody has told of."""

    def __init__(self, jobs: JobRunner, sight: Sight, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._sight, self._clock = jobs, sight, clock
        self.line: list[Job] = []
        """Asked for and not over yet; the first one is at work."""
        self._reports: deque[JobReport] = deque(maxlen=KEPT)
        self._pages: dict[Job, str] = {}
        self._told: dict[Job, Notice] = {}
        jobs.started.connect(self._follow)

    @property
    def reports(self) -> list[JobReport]:
        """The newest first."""
        return list(reversed(self._reports))

    def clear(self) -> None:
        """Forget them: another one is at work, and they may name people."""
        self._reports.clear()
        self.changed.emit()

    @Slot(object)
    def note(self, notice: Notice) -> None:
        """Something is said: of the job whose outcome is just being told, if there is one."""
        if (job := self._jobs.telling) is not None and job in self._pages:
            self._told[job] = notice

    @Slot(object)
    def _follow(self, job: Job) -> None:
        if job.title:
            self.line.append(job)
            self._pages[job] = self._sight.page()
            job.stopping.connect(self.changed)
            job.ended.connect(self._end)
            self.changed.emit()

    @Slot(object)
    def _end(self, job: Job) -> None:
        self.line.remove(job)
        page, told = self._pages.pop(job), self._told.pop(job, None)
        report = self._report(job, page, told)
        if _is_worth_keeping(job, told):
            self._reports.append(report)
        elsewhere = page != self._sight.page() or self._sight.hidden()
        if told is None and elsewhere and job.took >= LONG_SECONDS:
            self.news.emit(_notice(report))
        self.changed.emit()

    def _report(self, job: Job, page: str, told: Notice | None) -> JobReport:
        assert job.outcome is not None  # noqa: S101 - it has ended
        links = told.links if told is not None and told.made else ()
        if page and not links:
            links = (Link(VIEW, partial(self._sight.go, page)),)
        sentence = told.sentence if told is not None else _why(job.error)
        title = what_was_done(job.title)
        return JobReport(title, self._clock(), job.outcome, sentence, links)


def _is_worth_keeping(job: Job, told: Notice | None) -> bool:
    """What failed, what made something that can be opened, and what took long enough to leave."""
    made = told is not None and told.made
    return made or job.outcome is Outcome.FAILED or job.took >= LONG_SECONDS


def _notice(report: JobReport) -> Notice:
    outcome = report.outcome.value
    sentence = f"“{report.title}”{outcome}。"
    first = report.links[0] if report.links else None
    if first is None:
        return Notice(sentence, stays=True)
    return Notice(sentence, first.label, first.run, more=report.links[1:], stays=True)


def _why(error: BaseException | None) -> str:
    return error.message if isinstance(error, EXPLAINED) else ""
