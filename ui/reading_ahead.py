"""Reads the modules of pages before somebody opens them, while the worker has nothing to do.

To load the modules of a page takes up to a third of a second, and the interface stands still
meanwhile: the worker does it at leisure, a module at a time, and gives way to whatever is asked.
"""

from __future__ import annotations

import linecache
from collections.abc import Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from ui.jobs import Job, JobRunner
from ui.spare_time import SpareTime

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.progress import CancelToken, Progress

REST_MS = 500
"""How long nobody may have wanted anything: modules are read in small steps."""

SHARED = (
    "ui.tables.views_button",
    "ui.importing.wizard",
    "ui.printing.preview",
    "ui.history.record_dialog",
)
"""What many pages open."""

MODULES = (
    "ui.people.home",
    *SHARED,
    "ui.people.page",
    "ui.people.file.basics_tab",
    "ui.people.file.history_tab",
    "ui.people.file.postings_tab",
    "ui.people.file.tab",
    "ui.organisation.page",
    "ui.organisation.station_tab",
    "ui.approval.page",
    "ui.approval.board_tab",
    "ui.approval.lists_tab",
    "ui.approval.posts_tab",
    "ui.bank.page",
    "ui.training.page",
    "ui.training.calendar.tab",
    "ui.training.credit.tab",
    "ui.training.enrol_tab",
    "ui.training.feedback_tab",
    "ui.training.lecturers_tab",
    "ui.training.materials_tab",
    "ui.training.record_tab",
    "ui.training.sign_in_tab",
    "ui.training.tab",
    "ui.training.teaching_tab",
    "ui.training.year.tab",
    "ui.quiz.page",
    "ui.quiz.class_tab",
    "ui.quiz.oral_tab",
    "ui.quiz.quiz_tab",
    "ui.drill.page",
    "ui.exam.page",
    "ui.exam.arranging.exams_tab",
    "ui.exam.composing.papers_tab",
    "ui.exam.results.tab",
    "ui.exam.seal.issue_tab",
    "ui.exam.seal.receive_tab",
    "ui.exam.seal.tab",
    "ui.certificate.page",
    "ui.certificate.designs.tab",
    "ui.certificate.issue_tab",
    "ui.certificate.register_tab",
    "ui.certificate.verify.tab",
    "ui.standard.page",
    "ui.standard.checklists.tab",
    "ui.standard.forms.tab",
    "ui.standard.insights.tab",
    "ui.standard.lots.tab",
    "ui.standard.rating.tab",
    "ui.standard.rectification.tab",
    "ui.standard.rounds.tab",
    "ui.standard.tab",
    "ui.secretary.page",
    "ui.secretary.appraisal.tab",
    "ui.secretary.benefits.tab",
    "ui.secretary.dossier.tab",
    "ui.secretary.ledger.tab",
    "ui.secretary.mentors.tab",
    "ui.grid.page",
    "ui.grid.matters.tab",
    "ui.grid.tree.tab",
    "ui.grid.visits.tab",
    "ui.brand.page",
    "ui.brand.board.tab",
    "ui.brand.stars.tab",
    "ui.brand.vote.tab",
    "ui.openness.page",
    "ui.openness.assets.tab",
    "ui.openness.calendar.tab",
    "ui.openness.cooperatives.tab",
    "ui.openness.deals.tab",
    "ui.openness.items.tab",
    "ui.openness.ledger_tab",
    "ui.report.page",
    "ui.report.centre.tab",
    "ui.report.check.tab",
    "ui.report.city.tab",
    "ui.report.fonts.tab",
    "ui.report.matrix.tab",
    "ui.sync.page",
    "ui.sync.board_tab",
    "ui.sync.conflicts_tab",
    "ui.sync.devices_tab",
    "ui.sync.held_tab",
    "ui.sync.totals_tab",
    "ui.history.page",
    "ui.access.page",
)
"""Pages and their tabs, as they stand in the navigation; a test finds what is missing."""


def read_ahead(jobs: JobRunner, app: Application, modules: Sequence[str] = MODULES) -> SpareTime:
    """Read each module once, and make the services that pages ask, whenever there is time.

    What cannot be read is told to whoever opens its page.
    """
    return SpareTime(
        jobs, [partial(jobs.start, partial(_read, app, modules), _nobody_hears)], REST_MS
    )


def _read(
    app: Application, modules: Sequence[str], _progress: Progress, cancel: CancelToken
) -> None:
    read_modules(modules, cancel)
    for name in service_names(type(app)):
        cancel.check()
        getattr(app, name)


def read_modules(modules: Sequence[str], cancel: CancelToken) -> None:
    """Load modules one after another, on the worker."""
    for name in modules:
        cancel.check()
        import_module(name)
    # The binding of Qt looks into the source of whatever is imported, and all of it would stay
    # in memory, five megabytes of text that nobody reads again.
    linecache.clearcache()


def service_names(kind: type) -> list[str]:
    """What an application makes when it is first asked for it."""
    return sorted(
        name
        for base in kind.__mro__
        for name, value in vars(base).items()
        if isinstance(value, cached_property) and not name.startswith("_")
    )


def _nobody_hears(_job: Job) -> None:
    """Nothing depends on it."""
