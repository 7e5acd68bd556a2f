"""Keeps Python's garbage collector on the interface thread.

The collector runs on whatever thread happens to allocate. On the worker it would destroy widgets
that only a reference cycle kept alive, from the wrong thread and in the middle of their timers and
events: seen as rare segmentation faults, and reproduced within seconds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 500


class InterfaceCollector(QObject):
    """Collects from a timer, generation by generation, as Python itself would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
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
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Leave collecting to Python again; only once no worker runs any more."""
        self._timer.stop()
        gc.enable()
