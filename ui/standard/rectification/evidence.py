"""佐证: photos and files that show that a measure was taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jyguide.app import Application
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.row import AttachmentRow
from jyguide.attachment.service import AttachmentService
from jyguide.ids import MeasureId
from ui.attachment.files_pane import Add, FilesPane
from ui.attachment.photo_grid import PhotoGrid
from ui.attachment.viewer import PictureViewer
from ui.desk import Desk
from ui.page import Page
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label

_PHOTO = AttachmentKind.PHOTO
_GRID_HEIGHT = 178
_NOTHING = "没有佐证。照片、会议记录扫描件等可以拖到这里，不是必须的。"


class Evidence(FilesPane):
    """Of one measure; files may be dropped.

    Object names: `add_evidence`, `remove_evidence`, `photos`, `evidence_files`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(desk, app, page, "佐证")
        self._measure: MeasureId | None = None
        self._build()
        self._connect()

    def show_measure(self, measure_id: MeasureId, *, mine: bool) -> None:
        """Fetch and show what a measure has; others' are only looked at."""
        if measure_id != self._measure:
            self._show_rows([])
        self._measure = measure_id
        self._add.setVisible(mine)
        self.setAcceptDrops(mine)
        work = partial(self._attachments.of_measure, measure_id)
        self._desk.load(self, work, partial(self._show, measure_id))

    def _build(self) -> None:
        self._add = make_button("加入…", Kind.QUIET, "add", "add_evidence")
        self._remove = make_button("移除", Kind.QUIET, "delete", "remove_evidence")
        self._nothing = make_label(_NOTHING, "small", "no_evidence", wrap=True)
        self.grid = PhotoGrid()
        self.grid.setFixedHeight(_GRID_HEIGHT)
        self.grid.setAccessibleName("佐证照片")
        self._files = QVBoxLayout()
        self._files.setSpacing(SPACE.xs)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(make_label("佐证", "section"))
        head.addStretch()
        head.addWidget(self._remove)
        head.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        layout.addLayout(head)
        layout.addWidget(self._nothing)
        layout.addWidget(self.grid)
        layout.addLayout(self._files)
        self._show_rows([])

    def _connect(self) -> None:
        self._add.clicked.connect(self._choose)
        self.grid.dropped.connect(self._take_files)
        self.grid.opened.connect(self._view)
        self.grid.described.connect(self._describe)
        self.grid.remove.connect(self._ask_remove)
        self._remove.clicked.connect(self._ask_remove)
        self.grid.selectionModel().selectionChanged.connect(self._allow)

    def _show(self, measure_id: MeasureId, rows: list[AttachmentRow]) -> None:
        if measure_id != self._measure:
            return
        self._show_rows(rows)
        if lacking := self.grid.photos.lacking():
            work = partial(_thumbnails, self._attachments, lacking)
            self._desk.load(self, work, self.grid.photos.show_thumbnails)

    def _show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        photos = [row for row in rows if row.kind is _PHOTO]
        self.grid.set_rows(photos)
        self.grid.setVisible(bool(photos))
        self._nothing.setVisible(not rows)
        while item := self._files.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            if row.kind is not _PHOTO:
                button = make_button(row.name, Kind.QUIET, "file", "evidence_file")
                button.setToolTip(row.elsewhere or "打开")
                button.clicked.connect(partial(self._open_elsewhere, row))
                self._files.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._allow()

    @Slot()
    def _allow(self, *_: object) -> None:
        self._remove.setVisible(bool(self.grid.chosen_rows()) and self._add.isVisibleTo(self))

    def _add_to(self) -> Add | None:
        known = self._measure
        return None if known is None else partial(self._attachments.add_to_measure, known)

    @Slot(object)
    def _view(self, row: AttachmentRow) -> None:
        rows = self.grid.photos.rows
        at = next(at for at, each in enumerate(rows) if each.id == row.id)
        PictureViewer(self._desk, rows, at, self._attachments.shown, self).open()

    @Slot(object, str)
    def _describe(self, row: AttachmentRow, caption: str) -> None:
        work = partial(self._attachments.describe, row.id, caption, row.version)
        self._write(work, "已保存照片说明。")

    @Slot()
    def _ask_remove(self) -> None:
        chosen = self.grid.chosen_rows()
        if chosen:
            work = partial(self._attachments.remove, [row.id for row in chosen])
            self._write(work, f"已移除 {len(chosen)} 张照片。")


def _thumbnails(service: AttachmentService, rows: Sequence[AttachmentRow]) -> dict[str, bytes]:
    return {row.sha256: service.thumbnail(row) for row in rows}
