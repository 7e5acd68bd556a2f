"""Keeps Python's garbage collector on the interface thread.

The collector runs on whatever thread happens to allocate. On the worker it would destroy widgets
that only a reference cycle kept alive, from the wrong thread and in the middle of their timers and
events: seen as rare segmentation faults, and reproduced within seconds.

A full collection looks at everything that lives, 0.3 s for a million objects, and all the while
nobody can click. Nearly all of it is modules and rows, which go by their count of references or
never: so what has lived through one full collection is not looked at by the next ones.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 500
_OLDEST = 2
_LOOK_AGAIN = 64
"""Full collections, one or two a minute of work, after which everything is looked at again."""


class InterfaceCollector(QObject):
    """Collects from a timer, generation by generation, as Python itself would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._full = 0
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, which takes the younger ones along."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if not due:
            return
        gc.collect(max(due))
        if max(due) == _OLDEST:
            self._full += 1
            if self._full % _LOOK_AGAIN:
                gc.freeze()
            else:
                gc.unfreeze()  # for the next: what was in use then may be garbage by now

    def stop(self) -> None:
        """Leave collecting to Python again; only once no worker runs any more."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
