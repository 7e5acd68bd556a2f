"""The materials of a session: lecture notes, slides, notices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jyguide.attachment.row import AttachmentRow, size_text
from ui.attachment.drop_pane import DropPane
from ui.history.records import tell_history
from ui.theme import SPACE, Tone
from ui.widgets import RIGHT, Column, EmptyText, Kind, RowTable, make_button, make_label

_EMPTY = EmptyText(
    "还没有材料",
    "讲稿、课件、通知等文件拖到这里，或点“加入材料”。单个文件不超过 50 MB。",
    "加入材料…",
    "file",
    Kind.PLAIN,
)


class MaterialsPane(DropPane):
    """Those of a session.

    Object names: `materials` (the table), `add_materials`, `open_material`, `save_material`,
    `remove_materials`.
    """

    open_wanted = Signal(object)
    """An `AttachmentRow`, as is that of `save_wanted`."""
    save_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()
        self._allow()

    def show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        self.table.set_rows(rows)
        self._allow()

    def _build(self) -> None:
        self._add = make_button("加入材料…", Kind.PLAIN, "add", "add_materials")
        self._open = make_button("打开", Kind.PLAIN, "file", "open_material")
        self._save = make_button("另存为…", Kind.PLAIN, "export", "save_material")
        self._remove = make_button("移除", Kind.PLAIN, "delete", "remove_materials")
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(make_label("材料", "section"))
        head.addStretch()
        head.addWidget(self._add)
        self.table: RowTable[AttachmentRow] = RowTable(
            _columns(), unit="个", search_hint="搜索文件名", key=_key, empty=_EMPTY
        )
        self.table.setObjectName("materials")
        tell_history(self.table, "attachment", lambda row: (row.id, row.name))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addStretch()
        for button in (self._open, self._save, self._remove):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_wanted)
        self.table.empty_action.connect(self.add_wanted)
        self.table.activated.connect(self.open_wanted)
        self.table.selection_changed.connect(self._allow)
        for button, slot in (
            (self._open, self._ask_open),
            (self._save, self._ask_save),
            (self._remove, self._ask_remove),
        ):
            button.clicked.connect(slot)
            self.table.add_action(button.text(), slot)

    @Slot()
    def _allow(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        one = len(chosen) == 1 and chosen[0].here
        self._open.setEnabled(one)
        self._save.setEnabled(one)
        self._remove.setEnabled(bool(chosen))

    @Slot()
    def _ask_open(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.open_wanted.emit(row)

    @Slot()
    def _ask_save(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.save_wanted.emit(row)

    @Slot()
    def _ask_remove(self) -> None:
        if chosen := self.table.selected_rows():
            self.remove_wanted.emit(chosen)


def _columns() -> list[Column[AttachmentRow]]:
    return [
        Column("文件名", _name, width=200, tone=_tone, tip=_tip),
        Column("大小", lambda row: size_text(row.size), lambda row: row.size, RIGHT, 74),
    ]


def _name(row: AttachmentRow) -> str:
    return row.name if row.here else f"{row.name}（不在本机）"


def _tone(row: AttachmentRow) -> Tone:
    return Tone.NEUTRAL if row.here else Tone.QUIET


def _tip(row: AttachmentRow) -> str:
    return f"{row.name}：{row.elsewhere}" if row.elsewhere else row.name


def _key(row: AttachmentRow) -> object:
    return row.id
