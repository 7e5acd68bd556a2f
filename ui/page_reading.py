"""Reads the modules of a page that somebody opens, and keeps the interface free meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from jyguide.progress import CancelToken, Progress
from ui.jobs import Job, JobRunner, Outcome
from ui.reading_ahead import MODULES, SHARED, read_modules


class PageReading(QObject):
    """Loads on the worker what a page consists of, where it was not read ahead yet.

    A page is opened seconds after the window seldom, but then its modules take up to a third of
    a second, on an old PC a whole one, and the click that asked for it would seem to be lost.
    """

    came = Signal(str)
    """The name of a page that can be made now; what could not be read is told by making it."""

    def __init__(
        self, jobs: JobRunner, modules: Sequence[str] = MODULES, shared: Sequence[str] = SHARED
    ) -> None:
        """`modules` of all pages are told apart by their package, ``ui.<name>``."""
        super().__init__()
        self._jobs = jobs
        self._modules = modules
        self._shared = shared
        self._reading: set[str] = set()
        self._tried: set[str] = set()

    def begin(self, name: str) -> bool:
        """Whether a page is to be waited for; `came` tells when it is there.

        Behind something long that somebody asked for it would wait for minutes: it is not read
        then, but made as it is.
        """
        if name in self._reading:
            return True
        lacking = self._lacking(name)
        if not lacking or name in self._tried or self._jobs.asked_for:
            return False
        self._reading.add(name)
        self._tried.add(name)
        self._jobs.start(partial(_read, lacking), partial(self._follow, name))
        return True

    def _lacking(self, name: str) -> list[str]:
        own = [one for one in self._modules if one.startswith(f"ui.{name}.")]
        return [one for one in (*self._shared, *own) if not _is_there(one)] if own else []

    def _follow(self, name: str, job: Job) -> None:
        job.ended.connect(partial(self._end, name))

    def _end(self, name: str, job: Job) -> None:
        self._reading.discard(name)
        if job.outcome is not Outcome.CANCELLED:  # as when the window closes
            self.came.emit(name)


def _is_there(module: str) -> bool:
    """Whether it is read whole: another thread may be in the middle of it."""
    found = sys.modules.get(module)
    spec = getattr(found, "__spec__", None)
    return found is not None and not getattr(spec, "_initializing", False)


def _read(modules: Sequence[str], _progress: Progress, cancel: CancelToken) -> None:
    read_modules(modules, cancel)
