"""操作记录: every action of this folder, what it changed, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.clock import Clock, system_clock
from jyguide.history.row import ActionDetails, ActionRow, Offer, RowChange
from jyguide.history.service import HistoryService
from jyguide.history.turns import question_of_many
from jyguide.ids import ActionId
from ui.access.unmask import Numbers, Unmasking
from ui.desk import Desk
from ui.history.action_detail import ActionDetail
from ui.history.columns import DEVICE_COLUMN, action_columns
from ui.history.filter_row import FilterRow
from ui.history.record_dialog import Subject, open_record
from ui.page import Page
from ui.theme import SPACE
from ui.undoing import Undoing, agreed
from ui.widgets import EmptyText, Kind, RowTable, SplitDetail, make_button

_ACTIONS = 1000
"""Fetched at a time; older ones when they are asked for."""
_RECORDS = 200
_NONE = EmptyText(
    "没有符合条件的操作",
    "放宽时间，或取消“只看本机”。",
    "显示全部",
    "history",
    Kind.PLAIN,
)
_NOTHING_CHOSEN = EmptyText("没有选中操作", "在左边选一次操作，这里显示它改动了什么。")


class HistoryPage(Page):
    """Object names: `actions` (the table), `earlier`, and those of `ActionDetail`, `FilterRow`."""

    name = "history"
    title = "操作记录"
    icon_name = "history"
    hint = "谁在什么时候改了什么；做错了可以整个撤销，也可以重做。"
    cares_about = Changed.EVERYTHING

    def __init__(self, desk: Desk, history: HistoryService, clock: Clock = system_clock) -> None:
        super().__init__()
        self._desk = desk
        self._history = history
        self._clock = clock
        self._undoing = Undoing(self, desk, history, Changed.EVERYTHING)
        self._wanted = _ACTIONS
        self._sought: ActionId | None = None
        self._build()
        self._numbers = Unmasking(
            self, desk, self.detail.full_box, self._about_numbers, self._read_details
        )
        self._numbers.guard(self.detail.table, self._telling_copied)
        self._connect()

    def reload(self) -> None:
        self._numbers.mask()
        wanted = self._filter.wanted(self._clock().date())
        work = partial(self._history.actions, self._wanted + 1, wanted=wanted)
        self._desk.load(self, work, self._show_actions)

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._filter, self._bin)

    def show_place(self, place: str) -> None:
        """Go to an action by its key, however long ago it was."""
        try:
            self._sought = ActionId(UUID(place))
        except ValueError:
            return
        self._desk.load(self, partial(self._history.place_of, self._sought), self._fetch_to)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.view.setFocus()

    def _build(self) -> None:
        self._filter = FilterRow(self._clock().date())
        self._bin = make_button("回收站…", icon_name="delete", name="recycle_bin")
        self.table: RowTable[ActionRow] = RowTable(
            action_columns(self._clock().year),
            unit="次操作",
            search_hint="搜索操作、使用人",
            key=_key,
            empty=_NONE,
        )
        self.table.setObjectName("actions")
        self._undo = self.table.add_action("撤销这次操作", self._turn, "undo")
        self._redo = self.table.add_action("重做这次操作", self._turn, "redo")
        self._earlier = make_button("显示更早的操作", Kind.QUIET, name="earlier")
        self.detail = ActionDetail()
        self._split = SplitDetail(self._left(), _NOTHING_CHOSEN, share=56)
        self.layout_.addWidget(self._split, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.table, 1)
        column.addWidget(self._earlier)
        self.table.hide()  # until actions are known: "none" must not flash up
        self._earlier.hide()
        return left

    def _connect(self) -> None:
        self._filter.changed.connect(self._fetch_anew)
        self._bin.clicked.connect(self._open_bin)
        self._earlier.clicked.connect(self._fetch_earlier)
        self.table.empty_action.connect(self._filter.clear)
        self.table.selection_changed.connect(self._show_selection)
        self.detail.turn_wanted.connect(self._turn)
        self.detail.more_wanted.connect(self._fetch_more)
        self.detail.record_wanted.connect(self._open_record)

    @Slot()
    def _fetch_anew(self) -> None:
        self._wanted = _ACTIONS
        self.refresh()

    @Slot()
    def _fetch_earlier(self) -> None:
        self._wanted += _ACTIONS
        self.refresh()

    def _fetch_to(self, place: int | None) -> None:
        """Fetch so many that the action sought is among them; what hid it is lifted."""
        if place is None:
            return
        self.table.clear_conditions()
        self._wanted = max(_ACTIONS, place + 1)
        with QSignalBlocker(self._filter):
            self._filter.clear()
        self.refresh()

    def _show_actions(self, rows: list[ActionRow]) -> None:
        shown = rows[: self._wanted]
        self._earlier.setVisible(len(rows) > len(shown))
        self.table.view.setColumnHidden(DEVICE_COLUMN, all(row.here for row in shown))
        self.table.set_rows(shown)
        self.table.show()
        self._show_sought()
        self.table.choose_first()

    def _show_sought(self) -> None:
        """Choose the action sought, once it is among those that have come."""
        sought = self._sought
        if any(row.id == sought for row in self.table.shown_rows()):
            self._sought = None
            self.table.select_rows(lambda row: row.id == sought)
            self.table.view.setFocus()

    @Slot(object)
    def _show_selection(self, selected: list[ActionRow]) -> None:
        row = self._chosen()
        alone = len(selected) == 1
        self._undo.setVisible(alone and row is not None and row.offer is Offer.UNDO)
        self._redo.setVisible(alone and row is not None and row.offer is Offer.REDO)
        if row is None:
            self._split.show_nothing()
            return
        self.detail.show_action(row, alone=alone)
        self._split.show_detail(self.detail)
        self._numbers.mask()  # those of another action are asked for anew
        self._read_details(full=False)

    def _chosen(self) -> ActionRow | None:
        return self.table.current_row() or next(iter(self.table.selected_rows()), None)

    def _about_numbers(self) -> Numbers | None:
        row = self._chosen()
        return Numbers(f"“{row.name}”改动里", "", row.rows) if row else None

    def _telling_copied(self) -> Callable[[], object]:
        chosen = {line.row.row_id for line in self.detail.table.leaving_rows()}
        return partial(self._history.tell_copied, len(chosen))

    def _read_details(self, full: bool) -> None:  # noqa: FBT001 - `Unmasking` calls it
        row = self._chosen()
        if row is not None:
            show = partial(self._show_details, row.id)
            job = self._desk.load(self, self._details_of(row.id, 0, full=full), show)
            if full:
                self._numbers.follow(job)

    @Slot()
    def _fetch_more(self) -> None:
        row = self._chosen()
        if row is not None:
            show = partial(self._add_details, row.id, self.detail.shown)
            more = self._details_of(row.id, self.detail.shown, full=self._numbers.full)
            self._desk.load(self, more, show)

    def _details_of(self, action: ActionId, offset: int, *, full: bool) -> partial[ActionDetails]:
        return partial(self._history.details, action, _RECORDS, offset, full=full)

    def _show_details(self, action: ActionId, details: ActionDetails) -> None:
        """Unless another action has been chosen meanwhile, whose own are on their way."""
        row = self._chosen()
        if row is not None and row.id == action:
            self.detail.show_first(details)

    def _add_details(self, action: ActionId, offset: int, details: ActionDetails) -> None:
        row = self._chosen()
        if row is not None and row.id == action and self.detail.shown == offset:
            self.detail.show_more(details)

    @Slot()
    def _turn(self) -> None:
        """Undo or redo the chosen action, whichever is offered: nothing else can be pressed."""
        row = self._chosen()
        if row is None:
            return
        if agreed(self._desk.alerts, question_of_many(row.offer, row.name, row.rows)):
            self._undoing.turn(row.latest, row.offer)

    @Slot()
    def _open_bin(self) -> None:
        from ui.history.recycle_dialog import open_bin  # noqa: PLC0415 - when first asked for

        dialog = open_bin(self._desk, self._history, self, may_restore=not self.limits)
        dialog.action_wanted.connect(self.wanted)

    @Slot(object)
    def _open_record(self, row: RowChange) -> None:
        subject = Subject(row.table, row.row_id, f"{row.table_name}“{row.label}”")
        open_record(self._desk, self._history, subject, self)


def _key(row: ActionRow) -> object:
    return row.id
