"""What the tabs of brands have in common where something is done on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from jyguide.changes import Changed
from jyguide.documents.page import Document
from ui.brief import brief
from ui.deeds import Deeds
from ui.page import Page


def offer(page: Page, *writing: QWidget | QAction) -> None:
    """Where somebody may only look, what writes is not there."""
    for one in writing if page.limits else ():
        one.setVisible(False)


class BrandDeeds(Deeds):
    """Papers and workbooks beside what `Deeds` does."""

    touches: ClassVar[Changed] = Changed.BRANDS

    def may_write(self) -> bool:
        """Whether whoever is at work may change anything here; else it is said."""
        if self._page.limits:
            self._page.say(f"{self._page.limits}。")
        return not self._page.limits

    def print_(self, work: Callable[[], Sequence[Document]], name: str) -> None:
        """Show documents as they are printed; `name` is that of the file they may go into."""
        shown = partial(self._preview, name=name)
        self._desk.act(self._page, brief(work), shown, title="正在生成文件")

    def save(self, work: Callable[[Path], object], name: str, title: str) -> None:
        """Ask where a workbook is to lie and write it there."""
        target = self._desk.alerts.choose_save_file(title, f"{name}.xlsx", "Excel 工作簿 (*.xlsx)")
        if target is not None:
            told = partial(self._tell_written, target)
            self._desk.act(self._page, brief(partial(work, target)), told, title=f"正在{title}")

    def _tell_written(self, target: Path, _nothing: object) -> None:
        self._page.say(f"已保存到“{target.name}”。")
