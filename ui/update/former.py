"""Former portable programs beside this one: kept for going back, until somebody removes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from jyguide.progress import CancelToken, Progress
from jyguide.update.swapping import remove_program
from ui.desk import Desk
from ui.widgets import make_button


class FormerPrograms(QObject):
    """A button that is there while there are any. Object name: `remove_former`."""

    def __init__(self, desk: Desk, folders: Sequence[Path]) -> None:
        super().__init__()
        self._desk = desk
        self._folders = folders
        self.button = make_button("删除旧程序…", icon_name="delete", name="remove_former")
        self.button.clicked.connect(self._ask)
        self.button.setHidden(not folders)

    @Slot()
    def _ask(self) -> None:
        names = "”“".join(folder.name for folder in self._folders)
        if self._desk.alerts.ask(
            f"删除旧程序“{names}”？",
            "删除",
            hint="只删程序，数据不在里面。删除以后就不能再回到旧版本；新版本用稳了再删。",
            danger=True,
        ):
            self._desk.act(self, self._remove, self._gone, title="正在删除旧程序")

    def _remove(self, progress: Progress, cancel: CancelToken) -> None:
        for done, folder in enumerate(self._folders):
            cancel.check()
            progress.step(done, len(self._folders), folder.name)
            remove_program(folder)

    def _gone(self, _none: None) -> None:
        self._folders = ()
        self.button.hide()
