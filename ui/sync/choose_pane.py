"""The first step of an import: files found on sticks, and a field for those from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.sync.entry import FoundFile
from ui.sync.files_drop import FilesDrop
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Column, EmptyText, RowTable, make_label

_EMPTY = EmptyText(
    "还没有发现同步文件",
    "插上U盘后会自动列在这里，不管文件被改成什么名字。",
    icon_name="search",
)
_NOTE = "聊天软件收到的文件，直接拖过来即可；改了名字、带“(1)”也没有关系。"
_DROP_WIDTH = 300


class ChoosePane(QWidget):
    """Object names: `found` (the table), `choose_file`, `drop_sentence`, `sticks`."""

    chosen_changed = Signal()
    agreed = Signal()
    """Enter or a double click on a file."""

    def __init__(self) -> None:
        super().__init__()
        self._sticks = make_label("", "small", "sticks", wrap=True)
        self.drop = FilesDrop("把同步文件拖到这里，可以一次多个", _NOTE)
        self.drop.setFixedWidth(scaled(_DROP_WIDTH))
        self.table: RowTable[FoundFile] = RowTable(
            _columns(), unit="个文件", search_hint="来自、文件名", key=_key, empty=_EMPTY
        )
        self.table.setObjectName("found")
        left = QVBoxLayout()
        left.setSpacing(SPACE.s)
        left.addWidget(self._sticks)
        left.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addLayout(left, 1)
        row.addWidget(self.drop)
        self.table.selection_changed.connect(self._tell)
        self.table.activated.connect(self._agree)

    def show_found(self, sticks: Sequence[str], files: Sequence[FoundFile]) -> None:
        """Show what was found; the newest file not seen yet is chosen for a start."""
        names = "、".join(sticks)
        self._sticks.setText(f"已插入的U盘：{names}" if names else "没有插入U盘。")
        before = [row.found for row in self.table.rows()]
        if before == [row.found for row in files]:
            return
        self.table.set_rows(files)
        if not self.table.selected_rows():
            first = next((row for row in files if row.wanted), None)
            self.table.select_rows(lambda row: row is first)

    def chosen(self) -> list[FoundFile]:
        """The files selected."""
        return self.table.selected_rows()

    def enter(self) -> None:
        """Put the keyboard where something can be chosen."""
        target = self.table.view if self.table.rows() else self.drop.button
        target.setFocus()

    @Slot(object)
    def _tell(self, _rows: object) -> None:
        self.chosen_changed.emit()

    @Slot(object)
    def _agree(self, _row: object) -> None:
        self.agreed.emit()


def _columns() -> list[Column[FoundFile]]:
    return [
        Column("来自", _sender, width=120),
        Column("编号", _number, _number_key, width=70),
        Column("导出时间", _written, width=148),
        Column("情况", lambda row: row.state, width=156, tone=_tone),
        Column("文件名", lambda row: row.found.path.name, width=220),
    ]


def _sender(row: FoundFile) -> str:
    return row.found.line.name if row.found.line else ""


def _number(row: FoundFile) -> str:
    return f"第{row.found.line.number}号" if row.found.line else ""


def _number_key(row: FoundFile) -> int | None:
    return row.found.line.number if row.found.line else None


def _written(row: FoundFile) -> str:
    if row.found.line is None:
        return ""
    at = datetime.fromtimestamp(row.found.line.at / 1000).astimezone()
    return f"{at:%Y-%m-%d %H:%M}"


def _tone(row: FoundFile) -> Tone:
    return row.tone


def _key(row: FoundFile) -> object:
    return row.found.path
