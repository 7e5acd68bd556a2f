"""The list of sessions, newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jyguide.clock import Clock
from jyguide.training.session import SessionRow
from ui.history.record_dialog import offer_record
from ui.theme import SPACE
from ui.training.columns import kind_text, level_text, session_columns, stage_text
from ui.widgets import EmptyText, Kind, RowTable, make_button

_EMPTY = EmptyText(
    "还没有培训",
    "先新建一期培训，再为它报名；当天在这里签到，之后考试、发证都从它开始。",
    "新建培训",
    "training",
)
_MENU = (
    ("报名与签到", "sign-in"),
    ("修改…", "edit"),
    ("复制为新一期…", "copy"),
    ("删除", "delete"),
)


class SessionList(QWidget):
    """Sessions in a table with what can be done to them.

    Object names: `sessions` (the table), `open`, `edit`, `copy`, `drop`.
    """

    opened = Signal(object)
    """A `SessionRow` to go into."""
    edit = Signal(object)
    copy = Signal(object)
    history = Signal(object)
    drop = Signal(object)
    new = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._build()
        self._connect()
        self._allow()

    def show_sessions(self, rows: list[SessionRow]) -> None:
        self.table.set_rows(rows)
        self._allow()

    def enter(self) -> None:
        """Put the keyboard on the rows, on the first when none is chosen."""
        self.table.view.setFocus()
        self.table.choose_first()

    def _build(self) -> None:
        self.table: RowTable[SessionRow] = RowTable(
            session_columns(self._today),
            unit="期",
            search_hint="搜索名称、地点",
            key=_key,
            empty=_EMPTY,
        )
        self.table.setObjectName("sessions")
        self.table.add_choice("kind", "全部类型", kind_text)
        self.table.add_choice("level", "全部级别", level_text)
        self.table.add_choice("stage", "全部状态", lambda row: stage_text(row, self._today()))
        self._open = make_button("报名与签到", Kind.PLAIN, "sign-in", "open")
        self._edit = make_button("修改…", Kind.PLAIN, "edit", "edit")
        self._copy = make_button("复制为新一期…", Kind.PLAIN, "copy", "copy")
        self._drop = make_button("删除", Kind.PLAIN, "delete", "drop")
        for button in self._buttons():
            self.table.add_tool(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self.table)

    def _today(self) -> date:
        return self._clock().date()

    def _connect(self) -> None:
        table = self.table
        table.activated.connect(self.opened)
        table.selection_changed.connect(self._allow)
        table.empty_action.connect(self.new)
        for button, slot in zip(self._buttons(), self._slots(), strict=True):
            button.clicked.connect(slot)
        for (text, icon_name), slot in zip(_MENU, self._slots(), strict=True):
            if slot == self._ask_drop:  # which stands last
                offer_record(table, self._ask_history)
            table.add_action(text, slot, icon_name)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._open, self._edit, self._copy, self._drop

    def _slots(self) -> tuple[Callable[[], None], ...]:
        return self._ask_open, self._ask_edit, self._ask_copy, self._ask_drop

    @Slot()
    def _allow(self) -> None:
        """All but copying speak of exactly one session; copying else takes the newest."""
        one = len(self.table.selected_rows()) == 1
        for button in (self._open, self._edit, self._drop):
            button.setEnabled(one)
        self._copy.setEnabled(bool(self.table.rows()))

    @Slot()
    def _ask_open(self) -> None:
        self._emit(self.opened)

    @Slot()
    def _ask_edit(self) -> None:
        self._emit(self.edit)

    @Slot()
    def _ask_copy(self) -> None:
        chosen = self.table.selected_rows() or self.table.rows()
        if chosen:
            self.copy.emit(_newest(chosen))

    @Slot()
    def _ask_history(self) -> None:
        self._emit(self.history)

    @Slot()
    def _ask_drop(self) -> None:
        self._emit(self.drop)

    def _emit(self, signal: SignalInstance) -> None:
        rows = self.table.selected_rows()
        if len(rows) == 1:
            signal.emit(rows[0])


def _newest(rows: list[SessionRow]) -> SessionRow:
    return max(rows, key=_age)


def _age(row: SessionRow) -> tuple[date, str]:
    return row.plan.starts_on, str(row.id)


def _key(row: SessionRow) -> object:
    return row.id
