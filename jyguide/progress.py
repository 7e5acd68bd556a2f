"""How long-running services talk to whoever is watching, without knowing Qt."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from operator import length_hint
from typing import Protocol, TypeVar

from jyguide.errors import Cancelled

T = TypeVar("T")
_TELL_EVERY = 500
"""Rows: some hundredths of a second."""


class Progress(Protocol):
    """Where a service reports how far it has come."""

    def step(self, done: int, total: int, text: str = "") -> None: ...


class Silent:
    """A progress sink for callers who do not care."""

    def step(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - silent
        return


class CancelToken:
    """Set from the interface thread, polled by the worker at safe points."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled if the user has asked to stop."""
        if self._event.is_set():
            raise Cancelled


@contextmanager
def watched_by(progress: Progress, cancel: CancelToken) -> Iterator[None]:
    """Let what is written inside say how far it is, and stop when it is asked to.

    For use cases that write one file and nothing after it: their writers come to `rows_told`,
    however many functions lie between. It holds for the thread that enters it.
    """
    before = _WATCH.set((progress, cancel))
    try:
        yield
    finally:
        _WATCH.reset(before)


def rows_told(rows: Iterable[T], text: str = "正在写入表格") -> Iterator[T]:
    """The same rows; between them whoever watches is told, and may stop.

    Raises:
        Cancelled: from the iterator, before the next row.
    """
    progress, cancel = _WATCH.get() or (Silent(), CancelToken())
    total = length_hint(rows, 0)
    for done, row in enumerate(rows):
        if done % _TELL_EVERY == 0:
            cancel.check()
            progress.step(done, total, text if total else f"{text}，第 {done + 1:,} 行")
        yield row


def check_watched() -> None:
    """Raise Cancelled if whoever watches has asked to stop."""
    if (watch := _WATCH.get()) is not None:
        watch[1].check()


_WATCH: ContextVar[tuple[Progress, CancelToken] | None] = ContextVar("watch", default=None)
