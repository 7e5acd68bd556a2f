"""What the program has to say while its window is locked is said when it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ui.alerts import Alerts, DialogAlerts


class HeldAlerts:
    """An `Alerts` that keeps sentences back while it is held; they may name people.

    A question is asked all the same: somebody waits for its answer, as when he closes the window.
    """

    def __init__(self, alerts: Alerts) -> None:
        self._alerts = alerts
        self._held = False
        self._kept: list[Callable[[], None]] = []

    def hold(self) -> None:
        """Say nothing for now."""
        self._held = True

    def release(self) -> None:
        """Say what was kept back, in its order."""
        self._held = False
        kept, self._kept = self._kept, []
        for tell in kept:
            tell()

    def drop(self) -> None:
        """Forget what was kept back: it was for somebody who has gone."""
        self._held = False
        self._kept.clear()

    def report(self, error: BaseException) -> None:
        if self._held and isinstance(self._alerts, DialogAlerts):
            self._alerts.keep_report(error)  # said later, kept now
        self._tell(partial(self._alerts.report, error))

    def inform(self, sentence: str, hint: str = "") -> None:
        self._tell(partial(self._alerts.inform, sentence, hint))

    def ask(
        self, question: str, yes_label: str = "确定", *, hint: str = "", danger: bool = False
    ) -> bool:
        return self._alerts.ask(question, yes_label, hint=hint, danger=danger)

    def choose_open_file(self, title: str, patterns: str = "") -> Path | None:
        return self._alerts.choose_open_file(title, patterns)

    def choose_open_files(self, title: str, patterns: str = "") -> list[Path]:
        return self._alerts.choose_open_files(title, patterns)

    def choose_save_file(self, title: str, suggested: str, patterns: str = "") -> Path | None:
        return self._alerts.choose_save_file(title, suggested, patterns)

    def choose_folder(self, title: str) -> Path | None:
        return self._alerts.choose_folder(title)

    def _tell(self, tell: Callable[[], None]) -> None:
        if self._held:
            self._kept.append(tell)
        else:
            tell()
