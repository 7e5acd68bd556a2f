"""What panes of files have in common: files are added, opened, described and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot

from jyguide.app import Application
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.row import Added, AttachmentRow, added_sentence, refused_text
from jyguide.attachment.service import AttachmentService
from jyguide.changes import Changed
from ui.attachment.drop_pane import DropPane
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import open_copy
from ui.page import Page
from ui.undoing import Done, Undoing, noted

Add = Callable[[AttachmentKind, Sequence[Path]], Added]
_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic"))
_FILES = "照片和材料 (*.*);;所有文件 (*)"


class FilesPane(DropPane):
    """Does what it asks for, on the worker. Subclasses say with `_add_to` what to add to."""

    def __init__(self, desk: Desk, app: Application, page: Page, called: str) -> None:
        """`called` is what the files are: ``附件``."""
        super().__init__()
        self._desk = desk
        self._page = page
        self._called = called
        self._history = app.history
        self._attachments: AttachmentService = app.attachments
        self._undoing = Undoing(page, desk, app.history, Changed.ATTACHMENTS)
        self.dropped.connect(self._take_files)

    def _add_to(self) -> Add | None:
        """Adds files to what is shown; None while nothing is."""
        raise NotImplementedError  # each pane keeps its files with another row

    def _added_sentence(self, added: Added) -> str:
        return added_sentence(added, f"个{self._called}")

    def _after(self) -> None:
        """Something was written."""

    @Slot()
    def _choose(self) -> None:
        self._take_files(self._desk.alerts.choose_open_files(f"加入{self._called}", _FILES))

    @Slot(object)
    def _take_files(self, paths: Sequence[Path]) -> None:
        """Pictures are looked at here, other files are opened elsewhere."""
        photos = [path for path in paths if path.suffix.lower() in _PICTURES]
        others = [path for path in paths if path.suffix.lower() not in _PICTURES]
        for kind, some in ((AttachmentKind.PHOTO, photos), (AttachmentKind.MATERIAL, others)):
            add = self._add_to()
            if some and add is not None:
                self._desk.act(
                    self,
                    partial(add, kind, some),
                    self._tell_added,
                    title=f"正在加入{self._called}",
                    changed=Changed.ATTACHMENTS,
                )

    def _tell_added(self, added: Added) -> None:
        self._undoing.tell(self._added_sentence(added), added.action_id)
        if added.refused:
            self._desk.alerts.inform(
                f"有 {len(added.refused)} 个文件没有加入。", refused_text(added.refused)
            )
        self._after()

    def _open_elsewhere(self, row: AttachmentRow, *_: object) -> None:
        work = brief(partial(self._attachments.open_copy, row))
        self._desk.act(self, work, self._hand_over, title="正在打开")

    def _hand_over(self, path: Path) -> None:
        open_copy(self._desk.alerts, path)

    def _write(self, work: Callable[[], object], told: str) -> None:
        self._desk.act(
            self,
            brief(partial(noted, self._history, work)),
            partial(self._tell_written, told),
            title="正在保存",
            changed=Changed.ATTACHMENTS,
        )

    def _tell_written(self, told: str, done: Done[object]) -> None:
        self._undoing.tell(told, done.action)
        self._after()
