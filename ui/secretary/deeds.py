"""What is done from the tabs of secretaries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from jyguide.changes import Changed
from ui.brief import brief
from ui.deeds import Deeds


class SecretaryDeeds(Deeds):
    """Has something of secretaries done."""

    touches: ClassVar[Changed] = Changed.SECRETARIES

    def _save(self, title: str, name: str, write: Callable[[Path], object], told: str) -> None:
        """Ask for a workbook and write it; `told` may name `{target}` and `{count}`."""
        target = self._desk.alerts.choose_save_file(title, name, "Excel 工作簿 (*.xlsx)")
        if target is not None:

            def say(count: object) -> None:
                self._page.say(told.format(target=target, count=count))

            self._desk.act(self, brief(partial(write, target)), say, title=title)
