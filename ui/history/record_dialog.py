"""修改记录: everything that was ever done to one record."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from jyguide.history.row import RecordChange
from jyguide.ids import PersonId
from ui.access.unmask import Numbers, Unmasking
from ui.desk import Desk
from ui.history.columns import RECORD_VALUES, field_text, record_columns, share_width
from ui.theme import SPACE
from ui.widgets import EmptyText, Kind, MenuGroup, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.field_menu import HISTORY_KEYS

if TYPE_CHECKING:
    from jyguide.history.service import HistoryService

KEYS = HISTORY_KEYS
_MENU_TEXT = f"修改记录…\t{KEYS}"

_NEVER_CHANGED = EmptyText(
    "还没有改动过", "这条记录随程序发放，来到这里以后没有人改过它。", icon_name="history"
)
_FIELD_NEVER_CHANGED = EmptyText("这一项没有改动过", "没有人填过或改过它。", icon_name="history")


@dataclass(frozen=True, slots=True)
class Subject:
    """The record whose history is shown.

    Attributes:
        label: What a person calls it.
        field: The table in words and the column that alone are told of; None for all.
    """

    table: str
    row_id: uuid.UUID
    label: str
    field: tuple[str, str] | None = None


class RecordDialog(QDialog):
    """Every change of a record, field by field, the newest first.

    Object names: `record_dialog`, `record_changes` (the table), `full_numbers`, `line`,
    `close`.
    """

    def __init__(
        self, desk: Desk, history: HistoryService, subject: Subject, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("record_dialog")
        self.setWindowTitle("修改记录")
        self._desk = desk
        self._history = history
        self._subject = subject
        self._build()
        self._numbers = Unmasking(self, desk, self._full, self._about_numbers, self._load)
        whose = PersonId(subject.row_id) if subject.table == "person" else None
        self._numbers.guard(self.table, lambda: partial(history.tell_copied, 1, whose))
        self._load(full=False)

    def _build(self) -> None:
        self.table: RowTable[RecordChange] = RowTable(
            record_columns(self._subject.table),
            unit="项改动",
            search_hint="搜索项目、内容、使用人",
            empty=_NEVER_CHANGED if self._subject.field is None else _FIELD_NEVER_CHANGED,
        )
        self.table.setObjectName("record_changes")
        share_width(self.table.view, *RECORD_VALUES)
        self.table.selection_changed.connect(self._show_line)
        self.table.hide()  # until the changes are known: "never changed" must not flash up
        self._full = QCheckBox("显示完整号码")
        self._full.setObjectName("full_numbers")
        self.table.add_tool(self._full)
        close = make_button("关闭", Kind.PLAIN, name="close")
        close.clicked.connect(self.reject)
        self._line = make_label("", "hint", "line", wrap=True)
        foot = ButtonRow(leave=close, said=self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(self._subject.label, "section", "record_label", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.resize(1120, 560)

    def _about_numbers(self) -> Numbers:
        return Numbers(f"{self._subject.label}修改记录里", "", 1)

    def _load(self, full: bool) -> None:  # noqa: FBT001 - `Unmasking` calls it
        work = partial(
            self._history.record,
            self._subject.table,
            self._subject.row_id,
            full=full,
            whole=True,
        )
        job = self._desk.load(self, work, self._show)
        if full:
            self._numbers.follow(job)

    def _show(self, changes: list[RecordChange]) -> None:
        self.table.set_rows(one for one in changes if self._told(one))
        self.table.show()
        self.table.view.setFocus()
        self.table.choose_first()

    def _told(self, change: RecordChange) -> bool:
        field = self._subject.field
        return field is None or field == (change.table_name, change.field.column)

    @Slot(object)
    def _show_line(self, changes: list[RecordChange]) -> None:
        """The one change chosen in full, under the table."""
        self._line.setText(field_text(changes[0].field) if len(changes) == 1 else "")


def offer_record(
    table: RowTable[Any], ask: Callable[[], object], group: MenuGroup | None = None
) -> None:
    """Give a list the menu line and the keys by which a record's history is asked for."""
    table.add_action(_MENU_TEXT, ask, "history", group=group)
    keys = QShortcut(QKeySequence(KEYS), table, ask)
    keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def open_record(desk: Desk, history: HistoryService, subject: Subject, parent: QWidget) -> None:
    """Open the history of a record over a page."""
    dialog = RecordDialog(desk, history, subject, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
