"""The photos of a session: brought in by dropping, pasting or choosing, captioned, arranged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from jyguide.attachment.row import AttachmentRow
from ui.attachment.drop_pane import DropPane
from ui.attachment.dropped import dropped_files
from ui.attachment.photo_grid import PhotoGrid
from ui.theme import SPACE
from ui.widgets import EmptyState, EmptyText, Kind, make_button, make_label
from ui.widgets.keys import bind_key
from ui.widgets.pasted import pasted_picture
from ui.widgets.surfaces import on_card

_EMPTY = EmptyText(
    "还没有照片",
    "把照片拖到这里，按 Ctrl+V 粘贴，或点“加入照片”。手机、微信里的照片请先存到电脑。",
    "加入照片…",
    "training",
)
_KEYS = "回车查看　F2 写说明　Ctrl+←→ 调顺序　Delete 移除　Ctrl+V 粘贴"


class PhotosPane(DropPane):
    """Those of a session.

    Object names: `photos`, `add_photos`, `caption`, `back_one`, `on_one`, `export_photos`,
    `remove_photos`, `photos_count`.
    """

    pasted = Signal(object)
    opened = Signal(object)
    described = Signal(object, str)
    arranged = Signal(object)
    """All keys in their new order."""
    export_wanted = Signal(object)
    """The chosen `AttachmentRow`s, all where none is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()
        self._allow()

    def show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these; thumbnails come with `show_thumbnails`."""
        self.grid.set_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._allow()

    def show_thumbnails(self, found: Mapping[str, bytes]) -> None:
        """Small pictures by the hash of what they are of."""
        self.grid.photos.show_thumbnails(found)

    def _build(self) -> None:
        self.grid = PhotoGrid()
        self._add = make_button("加入照片…", Kind.PLAIN, "add", "add_photos")
        self._caption = make_button("写说明…", Kind.PLAIN, "edit", "caption")
        self._back = make_button("前移", Kind.PLAIN, "back", "back_one")
        self._on = make_button("后移", Kind.PLAIN, "next", "on_one")
        self._export = make_button("导出…", Kind.PLAIN, "export", "export_photos")
        self._export.setToolTip("导出的照片不含拍摄地点和设备信息")
        self._remove = make_button("移除", Kind.PLAIN, "delete", "remove_photos")
        self._count = make_label("", "small", "photos_count")
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        bar.addWidget(make_label("照片", "section"))
        bar.addStretch()
        for button in (self._add, *self._on_chosen(), self._export):
            bar.addWidget(button)
        self._empty = EmptyState(_EMPTY, "no_photos")
        self._stack = QStackedWidget()
        self._stack.addWidget(on_card(self._empty))
        self._stack.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._count)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_wanted)
        self._empty.clicked.connect(self.add_wanted)
        self._caption.clicked.connect(self._edit)
        self._back.clicked.connect(self._move_back)
        self._on.clicked.connect(self._move_on)
        self._export.clicked.connect(self._ask_export)
        self._remove.clicked.connect(self._ask_remove)
        self.grid.remove.connect(self._ask_remove)
        self.grid.moved.connect(self._move)
        self.grid.dropped.connect(self.dropped)
        self.grid.opened.connect(self.opened)
        self.grid.described.connect(self.described)
        self.grid.selectionModel().selectionChanged.connect(self._allow)
        bind_key(QKeySequence.StandardKey.Paste, self, self.paste)

    def _on_chosen(self) -> tuple[QPushButton, ...]:
        return self._caption, self._back, self._on, self._remove

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if files := dropped_files(data):
            self.dropped.emit(files)
        elif picture := pasted_picture(data):
            self.pasted.emit(picture)

    @Slot()
    def _allow(self, *_: object) -> None:
        chosen = len(self.grid.chosen_rows())
        held = len(self.grid.photos.rows)
        for button in (self._caption, self._back, self._on):
            button.setEnabled(chosen == 1)
        self._remove.setEnabled(chosen > 0)
        self._export.setEnabled(held > 0)
        self._export.setText(f"导出 {chosen} 张…" if chosen else "导出全部…")
        self._count.setText(f"共 {held} 张　{_KEYS}" if held else "")

    @Slot()
    def _edit(self) -> None:
        self.grid.setFocus()
        self.grid.edit(self.grid.selectedIndexes()[0])

    @Slot()
    def _move_back(self) -> None:
        self._move(-1)

    @Slot()
    def _move_on(self) -> None:
        self._move(1)

    @Slot(int)
    def _move(self, by: int) -> None:
        chosen = self.grid.chosen_rows()
        keys = [row.id for row in self.grid.photos.rows]
        if len(chosen) != 1:
            return
        at = keys.index(chosen[0].id)
        if 0 <= at + by < len(keys):
            keys.insert(at + by, keys.pop(at))
            self.arranged.emit(keys)

    @Slot()
    def _ask_export(self) -> None:
        self.export_wanted.emit(self.grid.chosen_rows() or self.grid.photos.rows)

    @Slot()
    def _ask_remove(self) -> None:
        if chosen := self.grid.chosen_rows():
            self.remove_wanted.emit(chosen)
