"""Files of a row of any ledger: documents of a filing, evidence of a stage, photos of a board."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.row import Added, AttachmentRow, added_sentence, size_text
from ui.attachment.files_pane import Add, FilesPane
from ui.attachment.viewer import PictureViewer
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import tell_written
from ui.page import Page
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label, scrolling

_PHOTO = AttachmentKind.PHOTO
_MOST_HEIGHT = 140
"""Of the list, four files; more are scrolled."""


class SubjectPane(FilesPane):
    """One line a file: opened by its name, saved or removed beside it; files may be dropped.

    A page that cares about `Changed.ATTACHMENTS` calls `show_subject` again when it reloads.

    Object names: `add_files`, `no_files`, and per file `open_file`, `save_file`, `remove_file`.
    """

    def __init__(
        self,
        desk: Desk,
        app: Application,
        page: Page,
        title: str = "附件",
        nothing: str = "没有附件。扫描件、照片可以拖到这里。",
    ) -> None:
        """`title` stands at the head; `nothing` where there are no files yet."""
        super().__init__(desk, app, page, title)
        self._key: uuid.UUID | None = None
        self._rows: list[AttachmentRow] = []
        self._mine = True
        self._build(title, nothing)

    def show_subject(self, key: uuid.UUID | None, *, mine: bool = True) -> None:
        """Fetch and show the files of a row; None shows none. Others' are only looked at."""
        if key != self._key:
            self._show_rows([])
        mine = mine and not self._page.limits  # who may only look is offered nothing
        self._key, self._mine = key, mine
        self._add.setVisible(mine)
        self._add.setEnabled(key is not None)
        self.setAcceptDrops(mine and key is not None)
        if key is not None:
            work = partial(self._attachments.of_subject, key)
            self._desk.load(self, work, partial(self._show, key))

    def _build(self, title: str, nothing: str) -> None:
        self._add = make_button("加入文件…", Kind.QUIET, "add", "add_files")
        self._add.setAccessibleName(f"加入{title}")
        self._add.clicked.connect(self._choose)
        self._nothing = make_label(nothing, "small", "no_files", wrap=True)
        self._content = QWidget()
        self._list = QVBoxLayout(self._content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SPACE.xs)
        self._area = scrolling(self._content)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(make_label(title, "section"))
        head.addStretch()
        head.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        layout.addLayout(head)
        layout.addWidget(self._nothing)
        layout.addWidget(self._area)

    def _show(self, key: uuid.UUID, rows: list[AttachmentRow]) -> None:
        if key == self._key:
            self._show_rows(rows)

    def _show_rows(self, rows: list[AttachmentRow]) -> None:
        self._rows = rows
        self._nothing.setVisible(not rows)
        while item := self._list.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            self._list.addWidget(self._line(row))
        self._area.setVisible(bool(rows))
        self._area.setFixedHeight(min(_MOST_HEIGHT, self._list.sizeHint().height()))

    def _line(self, row: AttachmentRow) -> QWidget:
        """Name, size and what can be done with one file."""
        line = QWidget()
        named = make_button(_short(row.name), Kind.QUIET, "file", "open_file")
        named.setToolTip(row.elsewhere or row.name)
        named.setAccessibleName(f"打开{row.name}")
        named.setEnabled(row.here)
        named.clicked.connect(partial(self._open, row))
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), named)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(partial(self._remove, row))
        said = row.elsewhere or size_text(row.size)
        save = make_button("另存…", Kind.QUIET, name="save_file")
        save.setAccessibleName(f"另存{row.name}")
        save.setEnabled(row.here)
        save.clicked.connect(partial(self._save, row))
        remove = make_button("移除", Kind.QUIET, name="remove_file")
        remove.setAccessibleName(f"移除{row.name}")
        remove.setVisible(self._mine)
        remove.clicked.connect(partial(self._remove, row))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(named)
        layout.addWidget(make_label(said, "small"))
        layout.addStretch()
        layout.addWidget(save)
        layout.addWidget(remove)
        return line

    def _add_to(self) -> Add | None:
        return None if self._key is None else partial(self._attachments.add_to_subject, self._key)

    def _added_sentence(self, added: Added) -> str:
        return added_sentence(added, "个文件", "这里")

    def _after(self) -> None:
        self.show_subject(self._key, mine=self._mine)

    def _open(self, row: AttachmentRow, *_: object) -> None:
        if row.kind is _PHOTO:
            photos = [each for each in self._rows if each.kind is _PHOTO and each.here]
            at = next(at for at, each in enumerate(photos) if each.id == row.id)
            PictureViewer(self._desk, photos, at, self._attachments.shown, self).open()
            return
        self._open_elsewhere(row)

    def _save(self, row: AttachmentRow, *_: object) -> None:
        target = self._desk.alerts.choose_save_file("另存为", row.name, "所有文件 (*)")
        if target is not None:
            work = brief(partial(self._attachments.save_as, row, target))
            self._desk.act(self, work, partial(self._tell_saved, target), title="正在保存")

    def _tell_saved(self, target: Path, _: object) -> None:
        tell_written(self, target, f"已另存为“{target.name}”。")

    def _remove(self, row: AttachmentRow, *_: object) -> None:
        if self._mine:
            self._write(
                partial(self._attachments.remove, [row.id]), f"已移除“{_short(row.name)}”。"
            )


def _short(name: str, most: int = 36) -> str:
    """Beginning and end of a long name."""
    return name if len(name) <= most else f"{name[:18]}…{name[-16:]}"
