"""A packaged program that lacks some of its files says so, before something fails without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from jyguide.installed import program_folder
from ui.desk import Desk

if TYPE_CHECKING:
    from jyguide.self_test.finding import Finding
    from ui.jobs import Job


class MissingFiles(QObject):
    """Looks once whether they are there and of their size; 电脑体检 reads them through."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def begin(self) -> Job | None:
        """Begin to look; None where the program runs from its sources."""
        if program_folder() is None:
            return None
        return self._desk.load(self, _seen, self._tell)

    def _tell(self, found: Finding | None) -> None:
        if found is not None:
            self._desk.alerts.inform(found.sentence, found.hint)


def _seen() -> Finding | None:
    from jyguide.self_test.lacking import lacking  # noqa: PLC0415 - on the worker, once a start

    return lacking()
