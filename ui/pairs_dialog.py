"""Pairs that may be one, gone through in a list: what is done about them, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QWidget

from jyguide.changes import Changed
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.theme import Tone
from ui.undoing import Done, noted, undo_action
from ui.widgets import Banner, EmptyState, EmptyText, RowTable, SplitDetail, make_button
from ui.widgets.surfaces import on_card

Pair = TypeVar("Pair")
_SHARE = 37
"""Of the width, in hundredths, for the list."""


class PairsDialog(QDialog, Generic[Pair]):
    """The list of pairs, and the chosen one side by side.

    A kind of pair makes its table, gives it to `_hold` and lays everything out. Subclasses
    override `_search`, `_show_pair` and, to grey things meanwhile, `_shut`.

    Object names: `told`, `searching`, `undo_step`.
    """

    def __init__(
        self, desk: Desk, history: HistoryService, touches: Changed, parent: QWidget
    ) -> None:
        """`touches` is announced when a step is taken back."""
        super().__init__(parent)
        self._desk = desk
        self._history = history
        self._touches = touches
        self._done: list[ActionId] = []
        self._job: Job | None = None
        self._place = 0
        self._told = Banner()
        self._told.setObjectName("told")
        self._undo = make_button("撤销上一步", icon_name="undo", name="undo_step")
        self._undo.clicked.connect(self._take_back)
        self._stack = QStackedWidget()
        self.resize(1240, 676)
        self._offer_undo()

    def reject(self) -> None:
        if self._job is None:
            super().reject()

    @Slot()
    def _search(self) -> None:
        """Look for pairs anew, by `_wait_for`; `_list` what is found."""

    def _show_pair(self, row: Pair) -> None:
        """Show the chosen pair at the right."""

    def _shut(self, *, shut: bool) -> None:
        """Something begins that everything else has to wait for, or it has ended."""

    def _hold(
        self, table: RowTable[Pair], card: QWidget, searching: EmptyText, nothing: EmptyText
    ) -> None:
        """Keep the list and what shows a pair; `searching` stands there until pairs are found."""
        self.table, self._beside = table, card
        self._split = SplitDetail(table, nothing, share=_SHARE)
        self._stack.addWidget(on_card(EmptyState(searching, "searching")))
        self._stack.addWidget(self._split)
        table.selection_changed.connect(self._show_selection)

    def _bind(self, *keys: tuple[str, QPushButton]) -> None:
        """Let keys press buttons, and Ctrl+Z the one that takes back."""
        for sequence, button in (*keys, ("Ctrl+Z", self._undo)):
            QShortcut(QKeySequence(sequence), self, partial(_press, button))

    def _list(self, rows: list[Pair]) -> None:
        self._stack.setCurrentWidget(self._split)
        self.table.set_rows(rows)

    @Slot(object)
    def _show_selection(self, _selected: object) -> None:
        """Show the chosen pair; where it is gone, the one that came after it."""
        row, shown = self._row(), self.table.shown_rows()
        if row is None and shown:
            self.table.view.select_positions([min(self._place, len(shown) - 1)])
        elif row is None:
            self._split.show_nothing()
        else:
            self._place = next(iter(self.table.view.selected_positions()), 0)
            self._show_pair(row)
            self._split.show_detail(self._beside)

    def _row(self) -> Pair | None:
        return self.table.current_row() or next(iter(self.table.selected_rows()), None)

    def _do(self, work: Callable[[], object], said: str, title: str, changed: Changed) -> None:
        """Do one thing about a pair, and say so; then look again which pairs there are."""
        if self._job is None:
            noting = brief(partial(noted, self._history, work))
            tell = partial(self._tell, said)
            job = self._desk.act(self, noting, tell, title=title, changed=changed)
            self._wait_for(job, again=True)

    def _tell(self, said: str, done: Done[object]) -> None:
        self._told.say(said, Tone.GOOD)
        if done.action is not None:
            self._done.append(done.action)

    @Slot()
    def _take_back(self) -> None:
        if self._job is None and self._done:
            action, back = self._done[-1], self._note_back
            job = undo_action(self._desk, self, self._history, action, self._touches, back)
            self._wait_for(job, again=True)

    def _note_back(self, _changed: int) -> None:
        self._done.pop()
        self._told.say("已撤销上一步。", Tone.INFO)

    def _wait_for(self, job: Job, *, again: bool = False) -> None:
        """Let nothing else begin until `job` has ended; then look `again`."""
        self._job = job
        self._shut(shut=True)
        self._offer_undo()
        job.ended.connect(partial(self._resume, again))

    def _resume(self, again: bool, _job: Job) -> None:  # noqa: FBT001 - bound by partial
        self._job = None
        self._shut(shut=False)
        self._offer_undo()
        if again:
            self._search()

    def _offer_undo(self) -> None:
        self._undo.setEnabled(self._job is None and bool(self._done))


def _press(button: QPushButton) -> None:
    if button.isVisible() and button.isEnabled():
        button.click()
