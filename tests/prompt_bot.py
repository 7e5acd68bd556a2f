"""Waiting that ends as soon as what it waits for is there.

pytest-qt looks every ten milliseconds, and most of what a page does takes two: half of what the
tests of the window took was spent asleep.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from pytestqt.exceptions import TimeoutError as WaitedInVain
from pytestqt.qtbot import QtBot

_LOOK_AGAIN = 10
"""Milliseconds after which to look again though nothing has happened: a worker may be done."""


class PromptBot(QtBot):
    """A `QtBot` that looks whenever there is nothing left to do, and not by the clock alone."""

    def waitUntil(  # noqa: N802 - its name there
        self, callback: Callable[[], bool | None], *, timeout: int = 5000
    ) -> None:
        """As in pytest-qt: until `callback` gives True, or None without an AssertionError."""
        __tracebackhide__ = True
        if not (wait := _Wait(callback)).over():
            wait.run(timeout)
        if wait.fault:
            raise wait.fault
        if not wait.met:
            message = f"waitUntil timed out in {timeout} milliseconds"
            raise WaitedInVain(message) from wait.unmet

    wait_until = waitUntil


class _Wait:
    def __init__(self, callback: Callable[[], bool | None]) -> None:
        self._callback = callback
        self._looking = False
        self._loop = QEventLoop()
        self.met = False
        self.unmet: AssertionError | None = None
        self.fault: BaseException | None = None

    def run(self, timeout: int) -> None:
        again, end = QTimer(), QTimer()
        again.setInterval(_LOOK_AGAIN)
        end.setSingleShot(True)
        end.timeout.connect(self._loop.quit)
        idle = QAbstractEventDispatcher.instance().aboutToBlock
        idle.connect(self._look)
        again.start()
        end.start(timeout)
        try:
            self._loop.exec()
        finally:
            idle.disconnect(self._look)
            again.stop()
            end.stop()

    def over(self) -> bool:
        """Look once; whether there is nothing more to wait for."""
        try:
            self.met = _holds(self._callback())
            self.unmet = None
        except AssertionError as unmet:
            self.unmet = unmet
        except BaseException as fault:  # noqa: BLE001 - raised by the test, not by the loop
            self.fault = fault
        return self.met or self.fault is not None

    def _look(self) -> None:
        if self._looking:  # what it looks at may itself wait for events
            return
        self._looking = True
        try:
            if self.over():
                self._loop.quit()
        finally:
            self._looking = False


def _holds(result: object) -> bool:
    if result not in (None, True, False):
        message = f"waitUntil() callback must return None, True or False, returned {result!r}"
        raise ValueError(message)
    return result is None or bool(result)
