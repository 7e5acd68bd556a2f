"""Photos of an inspection's criteria: brought in, looked at, taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from jyguide.attachment.row import Added, AttachmentRow, added_sentence, refused_text
from jyguide.attachment.service import AttachmentService
from jyguide.changes import Changed
from jyguide.ids import InspectionId
from jyguide.progress import CancelToken, Progress
from ui.attachment.dropped import PICTURE_FILES, dropped_files
from ui.attachment.viewer import PictureViewer
from ui.brief import brief
from ui.desk import Desk
from ui.standard.scoring.entries import Entries
from ui.widgets.pasted import pasted_picture, png_of


class PhotoDeeds(QWidget):
    """Never seen itself; it lends the picture viewer a parent."""

    changed = Signal()
    """Photos came or went."""
    said = Signal(str)

    def __init__(self, owner: QWidget, desk: Desk, attachments: AttachmentService) -> None:
        super().__init__(owner)
        self._owner = owner
        self.hide()
        self._desk = desk
        self._attachments = attachments
        self._key: InspectionId | None = None
        self._rows: list[AttachmentRow] = []

    def show_rows(self, key: InspectionId, rows: Iterable[AttachmentRow]) -> None:
        """These are an inspection's photos."""
        self._key = key
        self._rows = list(rows)

    def of(self, code: str) -> list[AttachmentRow]:
        """The photos of a criterion."""
        return [row for row in self._rows if row.criterion == code]

    def counts(self) -> dict[str, int]:
        """How many each criterion has."""
        found: dict[str, int] = {}
        for row in self._rows:
            found[row.criterion] = found.get(row.criterion, 0) + 1
        return found

    def ask(self, entries: Entries) -> None:
        """Choose files and keep them."""
        paths = self._desk.alerts.choose_open_files("选择照片", PICTURE_FILES)
        if paths:
            self.add(entries, paths)

    def add(self, entries: Entries, paths: Sequence[Path]) -> None:
        """Keep files with the criterion on screen; those that cannot be kept are named."""
        key, code = entries.sheet.row.id, entries.criterion.code

        def work(progress: Progress, cancel: CancelToken) -> Added:
            return self._attachments.add_to_inspection(key, code, paths, progress, cancel)

        self._desk.act(
            self, work, self._note_added, title="正在加入照片", changed=Changed.ATTACHMENTS
        )

    def paste(self, entries: Entries) -> None:
        """Keep what is on the clipboard: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if files := dropped_files(data):
            self.add(entries, files)
        elif picture := pasted_picture(data):
            key, code = entries.sheet.row.id, entries.criterion.code

            def work() -> Added:
                content, name = png_of(picture), f"{code}粘贴的照片.png"
                return self._attachments.add_pasted_to_inspection(key, code, content, name)

            self._desk.act(
                self,
                brief(work),
                self._note_added,
                title="正在加入照片",
                changed=Changed.ATTACHMENTS,
            )

    @Slot(object, int)
    def view(self, rows: Sequence[AttachmentRow], at: int) -> None:
        """Look at one, and from it at the others of its criterion."""
        PictureViewer(self._desk, rows, at, self._attachments.shown, self._owner).open()

    @Slot(object)
    def remove(self, row: AttachmentRow) -> None:
        """Take one off; 历史 brings it back."""
        self._desk.act(
            self,
            brief(partial(self._attachments.remove, [row.id])),
            self._note_removed,
            title="正在移除照片",
            changed=Changed.ATTACHMENTS,
        )

    def _note_added(self, added: Added) -> None:
        self.said.emit(added_sentence(added, of="这一条"))
        if added.refused:
            self._desk.alerts.inform("有照片没有加入。", refused_text(added.refused))
        self._fetch()

    def _note_removed(self, _action: object) -> None:
        self.said.emit("已移除照片，可以在“历史”里撤销。")
        self._fetch()

    def _fetch(self) -> None:
        if self._key is not None:
            work = partial(_rows_of, self._attachments, self._key)
            self._desk.load(self, work, self._show_fetched)

    def _show_fetched(self, found: tuple[InspectionId, list[AttachmentRow]]) -> None:
        key, rows = found
        if key == self._key:
            self._rows = rows
            self.changed.emit()


def _rows_of(
    attachments: AttachmentService, key: InspectionId
) -> tuple[InspectionId, list[AttachmentRow]]:
    return key, attachments.of_inspection(key)
