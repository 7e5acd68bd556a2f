"""Lists as they were published once: a table of who stands where, and files of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.documents.dates import date_text
from ui.theme import SPACE
from ui.widgets import RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

Row = TypeVar("Row")


class _Move(Protocol):
    @property
    def up(self) -> bool: ...


class _Lists(Protocol):
    @property
    def number(self) -> str: ...

    @property
    def published_on(self) -> date | None: ...

    @property
    def replaces(self) -> str: ...

    @property
    def changes(self) -> Sequence[_Move]: ...


class PublishedLists(QDialog, Generic[Row]):
    """Nothing in it can be changed.

    Object names: `published_dialog`, `published_head`, `published_word`, `published_excel`,
    `published_sheets`, `close`.
    """

    wanted = Signal(str)
    """``docx``, ``xlsx`` or ``sheets``."""

    def __init__(self, number: str, head: str, table: RowTable[Row], parent: QWidget) -> None:
        """`number` is that of the document, `head` the sentence over the table."""
        super().__init__(parent)
        self.setObjectName("published_dialog")
        self.setWindowTitle(f"已公布的四张名单 — {number or '无文号'}")
        self.resize(1040, 640)
        self.table = table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(head, "sentence", "published_head", wrap=True))
        layout.addWidget(table, 1)
        layout.addLayout(self._buttons())

    @property
    def meant(self) -> list[Row]:
        """Whoever is selected, or all that are shown."""
        return self.table.selected_rows() or self.table.shown_rows()

    def _buttons(self) -> ButtonRow:
        files = []
        for name, what, text, icon_name in (
            ("word", "docx", "导出 Word…", "export"),
            ("excel", "xlsx", "导出 Excel…", "export"),
            ("sheets", "sheets", "打印结果单…", "print"),
        ):
            button = make_button(text, icon_name=icon_name, name=f"published_{name}")
            button.clicked.connect(lambda _=False, what=what: self.wanted.emit(what))
            if what == "sheets":
                button.setToolTip("表中选中的每个一页；没有选中的打印全部")
            files.append(button)
        close = make_button("关闭", name="close")
        close.clicked.connect(self.accept)
        return ButtonRow(leave=close, left=files)


def published_sentence(lists: _Lists, counts: str, unrated: str, unit: str) -> str:
    """Number, day and counts, who is on no list, and what was replaced; `unit` counts rows."""
    day = date_text(lists.published_on) if lists.published_on else ""
    said = f"{lists.number or '无文号'}，{day}公布：{counts}"
    if unrated:
        said += f"，{unrated}"
    if lists.replaces:
        up = sum(one.up for one in lists.changes)
        down = len(lists.changes) - up
        said += f"。代替 {lists.replaces}，变动 {len(lists.changes)} {unit}（↑ {up}、↓ {down}）"
    return said + "。"


def why_text(reason: str, explanation: Sequence[str]) -> str:
    """In the column that says why: what was decided goes before what follows from points."""
    return f"人工调整：{reason}" if reason else " ".join(explanation)
