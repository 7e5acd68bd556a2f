"""Photos and materials of a session, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from jyguide.app import Application
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.row import Added, AttachmentRow, added_sentence, refused_text
from jyguide.attachment.service import AttachmentService
from jyguide.changes import Changed
from jyguide.ids import AttachmentId, SessionId
from jyguide.training.session import SessionRow
from ui.attachment.dropped import PICTURE_FILES
from ui.attachment.viewer import PictureViewer
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import open_copy, tell_written
from ui.page import Page
from ui.theme import SPACE
from ui.training.materials_pane import MaterialsPane
from ui.training.photos_pane import PhotosPane
from ui.training.tab import SessionTab
from ui.undoing import Done, Undoing, noted
from ui.widgets.pasted import png_of

_PHOTO, _MATERIAL = AttachmentKind.PHOTO, AttachmentKind.MATERIAL
_UNITS = {_PHOTO: "张照片", _MATERIAL: "个材料"}


class MaterialsTab(SessionTab):
    """Photos at the left, materials at the right."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._attachments: AttachmentService = app.attachments
        self._history = app.history
        self._clock = app.clock
        self._undoing = Undoing(page, desk, app.history, Changed.ATTACHMENTS)
        self._session_id: SessionId | None = None
        self.photos, self.materials = PhotosPane(), MaterialsPane()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(self.photos)
        split.addWidget(self.materials)
        split.setSizes([760, 370])
        split.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self._connect()

    def show_session(self, row: SessionRow) -> None:
        self._session_id = row.id
        work = partial(self._attachments.attachments, row.id)
        self._desk.load(self, work, partial(self._show, row.id))

    def _show(self, session_id: SessionId, rows: list[AttachmentRow]) -> None:
        if session_id != self._session_id:
            return
        self.photos.show_rows([row for row in rows if row.kind is _PHOTO])
        self.materials.show_rows([row for row in rows if row.kind is _MATERIAL])
        if lacking := self.photos.grid.photos.lacking():
            work = partial(_thumbnails, self._attachments, lacking)
            self._desk.load(self, work, self.photos.show_thumbnails)

    def _connect(self) -> None:
        photos, materials = self.photos, self.materials
        photos.add_wanted.connect(self._choose_photos)
        photos.dropped.connect(partial(self._add, _PHOTO))
        photos.pasted.connect(self._add_pasted)
        photos.opened.connect(self._view)
        photos.described.connect(self._describe)
        photos.arranged.connect(self._arrange)
        photos.export_wanted.connect(self._export)
        photos.remove_wanted.connect(self._remove)
        materials.add_wanted.connect(self._choose_materials)
        materials.dropped.connect(partial(self._add, _MATERIAL))
        materials.open_wanted.connect(self._open)
        materials.save_wanted.connect(self._save)
        materials.remove_wanted.connect(self._remove)

    @Slot()
    def _choose_photos(self) -> None:
        self._add(_PHOTO, self._desk.alerts.choose_open_files("加入照片", PICTURE_FILES))

    @Slot()
    def _choose_materials(self) -> None:
        self._add(_MATERIAL, self._desk.alerts.choose_open_files("加入材料", "所有文件 (*)"))

    def _add(self, kind: AttachmentKind, paths: Sequence[Path]) -> None:
        if self._session_id is not None and paths:
            self._desk.act(
                self,
                partial(self._attachments.add, self._session_id, kind, paths),
                partial(self._tell_added, kind),
                title=f"正在加入{_UNITS[kind][1:]}",
                changed=Changed.ATTACHMENTS,
            )

    @Slot(object)
    def _add_pasted(self, picture: QImage) -> None:
        if self._session_id is not None:
            key = self._session_id
            name = f"粘贴的照片 {self._clock():%Y%m%d-%H%M%S}.png"
            self._desk.act(
                self,
                brief(lambda: self._attachments.add_pasted(key, png_of(picture), name)),
                partial(self._tell_added, _PHOTO),
                title="正在加入照片",
                changed=Changed.ATTACHMENTS,
            )

    def _tell_added(self, kind: AttachmentKind, added: Added) -> None:
        self._undoing.tell(added_sentence(added, _UNITS[kind]), added.action_id)
        if added.refused:
            kept = f"，其余 {len(added.kept)} 个已经加入" if added.kept else ""
            self._desk.alerts.inform(
                f"有 {len(added.refused)} 个文件没有加入{kept}。", refused_text(added.refused)
            )

    @Slot(object)
    def _view(self, row: AttachmentRow) -> None:
        rows = self.photos.grid.photos.rows
        at = next(at for at, each in enumerate(rows) if each.id == row.id)
        PictureViewer(self._desk, rows, at, self._attachments.shown, self).open()

    @Slot(object, str)
    def _describe(self, row: AttachmentRow, caption: str) -> None:
        work = partial(self._attachments.describe, row.id, caption, row.version)
        self._write(work, "已保存照片说明。", "正在保存说明")

    @Slot(object)
    def _arrange(self, keys: list[AttachmentId]) -> None:
        if self._session_id is not None:
            work = partial(self._attachments.arrange, self._session_id, keys)
            self._write(work, "已调整照片顺序。", "正在调整顺序")

    @Slot(object)
    def _remove(self, rows: list[AttachmentRow]) -> None:
        what = f"“{rows[0].name}”" if len(rows) == 1 else f" {len(rows)} 个文件"
        work = partial(self._attachments.remove, [row.id for row in rows])
        self._write(work, f"已移除{what}。", "正在移除")

    def _write(self, work: Callable[[], object], told: str, title: str) -> None:
        self._desk.act(
            self,
            brief(partial(noted, self._history, work)),
            partial(self._tell_written, told),
            title=title,
            changed=Changed.ATTACHMENTS,
        )

    def _tell_written(self, told: str, done: Done[object]) -> None:
        self._undoing.tell(told, done.action)

    @Slot(object)
    def _export(self, rows: list[AttachmentRow]) -> None:
        folder = self._desk.alerts.choose_folder("把照片导出到哪个文件夹")
        here = [row for row in rows if row.here]
        if folder is not None:
            self._desk.act(
                self,
                brief(partial(self._attachments.export, here, folder)),
                partial(self._tell_exported, folder),
                title="正在导出照片",
            )

    def _tell_exported(self, folder: Path, written: list[Path]) -> None:
        said = f"已导出 {len(written)} 张照片到 {folder}，不含拍摄地点和设备信息。"
        tell_written(self, folder, said)

    @Slot(object)
    def _open(self, row: AttachmentRow) -> None:
        """A copy, so that what somebody writes into it does not change what is kept."""
        self._desk.load(self, partial(self._attachments.open_copy, row), self._show_file)

    def _show_file(self, path: Path) -> None:
        open_copy(self._desk.alerts, path)

    @Slot(object)
    def _save(self, row: AttachmentRow) -> None:
        target = self._desk.alerts.choose_save_file("材料另存为", row.name)
        if target is not None:
            self._desk.act(
                self,
                brief(partial(self._attachments.save_as, row, target)),
                partial(self._tell_saved, target),
                title="正在另存",
            )

    def _tell_saved(self, target: Path, _result: object) -> None:
        tell_written(self, target, f"已存到 {target}")


def _thumbnails(attachments: AttachmentService, rows: Sequence[AttachmentRow]) -> dict[str, bytes]:
    return {row.sha256: attachments.thumbnail(row) for row in rows}
