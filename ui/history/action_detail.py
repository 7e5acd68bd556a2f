"""One action: who did it, what it changed, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from jyguide.history.row import ActionDetails, ActionRow, Offer, RowChange
from ui.history.columns import (
    LINE_VALUES,
    ChangeLine,
    change_lines,
    field_text,
    line_columns,
    record_name,
)
from ui.history.record_dialog import offer_record
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, EmptyText, Kind, RowTable, make_button, make_label

_NOTHING = EmptyText("没有改动记录", "这次操作没有留下可以显示的内容。")


class ActionDetail(Card):
    """The head of the action, and a table of what it changed, a line a field.

    Object names: `action_name`, `action_facts`, `undo`, `redo`, `full_numbers`, `line`,
    `more`, and `changes` (the table).
    """

    turn_wanted = Signal()
    """Undo or redo, whichever is offered."""
    more_wanted = Signal()
    record_wanted = Signal(object)
    """A `RowChange` whose history is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RowChange] = []
        self._build()
        self._connect()

    @property
    def shown(self) -> int:
        """How many records are shown so far."""
        return len(self._rows)

    def show_action(self, action: ActionRow, *, alone: bool) -> None:
        """Say which action it is, before its records are there; only one alone can be undone."""
        self._name.setText(action.name)
        place = f" · {action.device}" if action.device else ""
        self._facts.setText(f"{action.at:%Y-%m-%d %H:%M:%S} · {action.actor}{place}")
        self._state.setVisible(bool(action.state))
        self._state.show_state(action.state, Tone.WARN)
        self._undo.setEnabled(alone and action.offer is Offer.UNDO)
        self._redo.setEnabled(alone and action.offer is Offer.REDO)

    def show_first(self, details: ActionDetails) -> None:
        """Show the first records of an action."""
        self._rows = []
        self.show_more(details)

    def show_more(self, details: ActionDetails) -> None:
        """Show further records under those shown."""
        self._rows += details.rows
        lines = list(change_lines(self._rows))
        told = any(line.field.before for line in lines)
        self.table.view.setColumnHidden(LINE_VALUES[0], not told)  # of new records nothing was
        self.table.set_rows(lines)
        rest = details.total - len(self._rows)
        self._more.setVisible(rest > 0)
        self._more.setText(f"显示更多（还有 {rest} 条记录）")

    @Slot()
    def ask_record(self) -> None:
        """Want the history of the record on the selected line."""
        line = self.table.current_row() or next(iter(self.table.selected_rows()), None)
        if line is not None:
            self.record_wanted.emit(line.row)

    def _build(self) -> None:
        self._name = make_label("", "section", "action_name", wrap=True)
        self._facts = make_label("", "hint", "action_facts", wrap=True)
        self._state = Badge()
        self._undo = make_button("撤销", icon_name="undo", name="undo")
        self._undo.setToolTip("撤销选中的这次操作")
        self._redo = make_button("重做", icon_name="redo", name="redo")
        self._redo.setToolTip("把选中的这次操作再做一遍")
        self.full_box = QCheckBox("显示完整号码")
        self.full_box.setObjectName("full_numbers")
        self._more = make_button("", Kind.QUIET, name="more")
        self._more.hide()
        self._build_table()
        self._line = make_label("", "hint", "line", wrap=True)
        self._line.hide()
        self.body.addLayout(self._head())
        for part in (self._facts, self.table, self._line, self._more):
            self.body.addWidget(part, part is self.table)

    def _build_table(self) -> None:
        self.table: RowTable[ChangeLine] = RowTable(
            line_columns(),
            unit="项",
            search_hint="搜索记录、项目、内容",
            key=_key,
            empty=_NOTHING,
        )
        self.table.setObjectName("changes")
        self.table.view.verticalHeader().hide()  # a line is no record: its number says nothing
        self.table.add_tool(self.full_box)
        offer_record(self.table, self.ask_record)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._name, 1)
        for part in (self._state, self._undo, self._redo):
            head.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
        return head

    def _connect(self) -> None:
        self._undo.clicked.connect(self.turn_wanted)
        self._redo.clicked.connect(self.turn_wanted)
        self._more.clicked.connect(self.more_wanted)
        self.table.activated.connect(self._tell_record)
        self.table.selection_changed.connect(self._show_line)

    @Slot(object)
    def _show_line(self, lines: list[ChangeLine]) -> None:
        """The one line chosen in full, under the table."""
        self._line.setVisible(len(lines) == 1)
        if len(lines) == 1:
            self._line.setText(f"{record_name(lines[0])}　{field_text(lines[0].field)}")

    @Slot(object)
    def _tell_record(self, line: ChangeLine) -> None:
        self.record_wanted.emit(line.row)


def _key(line: ChangeLine) -> object:
    return line.row.row_id, line.field.column, record_name(line)
