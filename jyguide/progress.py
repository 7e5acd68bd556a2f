"""How long-running services talk to whoever is watching, without knowing Qt."""

from __future__ import annotations

import threading
from typing import Protocol

from jyguide.errors import Cancelled


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
